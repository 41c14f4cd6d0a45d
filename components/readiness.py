"""Whether the database can be used. Asked seldom while it can, soon again once it could not."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sqlalchemy.exc import SQLAlchemyError

from db import replica, schema, walls
from db.engine import get_engine, get_read_engine
from db.faults import DAMAGED, unusable
from db.unit_of_work import reading
from domain.formats import NBSP

TRUSTED_FOR = 30.0  # seconds
RETRIED_AFTER = 2.0

UNREACHABLE = (
    "La base de données est injoignable. Vérifiez qu’elle est démarrée et que DATABASE_URL "
    "la désigne."
)

log = logging.getLogger(__name__)


@dataclass
class _Knowledge:
    fault: str | None = None
    valid_until: float = 0.0

    def learn(self, fault: str | None) -> None:
        self.fault = fault
        self.valid_until = time.monotonic() + (RETRIED_AFTER if fault else TRUSTED_FOR)


_known = _Knowledge()
_lock = threading.Lock()


def prepare() -> str | None:
    """Bring the schema up to date. A French sentence when that cannot be, else None."""
    with _lock:
        steps = (_look_at_file, schema.upgrade, _check, _look_at_wall)
        _known.learn(next(filter(None, map(_fault_of, steps)), None))
    return _known.fault


def fault() -> str | None:
    """What is wrong with the database, as last known; repaired and asked again when stale."""
    if time.monotonic() < _known.valid_until:
        return _known.fault
    return prepare() if _known.fault else examine()


def examine() -> str | None:
    """Ask the database now, and change nothing in it.

    A damaged file is looked at as it was when it was found so: asked less, it may answer.
    """
    if _known.fault == DAMAGED:
        return prepare()
    with _lock:
        _known.learn(_fault_of(_check))
    return _known.fault


def replica_standing() -> str | None:
    """How the replica is now, in French; None where there is none. The database is usable."""
    return replica.standing()


@cache
def expected_revision() -> str:
    return schema.head()


def _check() -> None:
    get_read_engine()  # an address that cannot be read is known before anyone reads by it
    revision = schema.current()
    if revision == expected_revision():
        return
    schema.check_not_newer()
    raise schema.SchemaError(
        f"Le schéma de la base ({revision or 'vide'}) est en retard sur ce programme "
        f"({expected_revision()}). Redémarrez-le, ou lancez «{NBSP}python -m db init{NBSP}»."
    )


def _look_at_file() -> None:
    """A SQLite file of which a part is missing may open all the same."""
    engine = get_engine()
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise schema.SchemaError(DAMAGED)


def _look_at_wall() -> None:
    with reading() as session:
        for sentence in walls.piercing(session):
            log.warning(sentence)


def _fault_of(action: Callable[[], None]) -> str | None:
    try:
        action()
    except schema.SchemaError as error:
        log.error("database unusable: %s", error)
        return str(error)
    # Whatever the driver, the folder or the address of the database may raise.
    except (SQLAlchemyError, OSError, ImportError) as error:
        sentence = unusable(error) or UNREACHABLE
        log.exception("database unusable: %s", sentence)
        return sentence
    return None
