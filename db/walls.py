"""Which centres’ rows PostgreSQL lets a transaction reach, whatever its statements ask for.

The policies are in the migrations; which wall each table has, and why: docs/decisions/0020. SQLite
has no such thing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection, func, select, text
from sqlmodel import Session

from domain.formats import NBSP

SETTING = "maillage.centres"
EVERY = "*"

# Keys of centres as the policies read them; None where nobody said: a command line, a migration.
_seen: ContextVar[str | None] = ContextVar("seen", default=None)

PIERCED = (
    "Le rôle de la base passe outre la séparation des centres (SUPERUSER ou BYPASSRLS)"
    f"{NBSP}: donnez à Maillage un rôle ordinaire, propriétaire de sa base."
)
_PIERCES = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")


def of_centres(centres: Iterable[int]) -> str:
    """What the policies read for rows of these centres only; of none, for no centre."""
    return ",".join(str(centre) for centre in sorted(set(centres)))


def centres_of(wall: str | None) -> frozenset[int] | None:
    """The keys of the centres it lets be reached; None when that is all of them."""
    if wall is None or wall == EVERY:
        return None
    return frozenset(int(centre) for centre in wall.split(",") if centre)


def seen() -> str | None:
    return _seen.get()


def see(centres: str) -> None:
    """From now on, in this thread or request."""
    _seen.set(centres)


@contextmanager
def seeing(centres: str) -> Iterator[None]:
    before = _seen.set(centres)
    try:
        yield
    finally:
        _seen.reset(before)


def tell(connection: Connection) -> None:
    """Have the transaction that begins reach the rows of these centres, until it ends."""
    if connection.dialect.name == "postgresql":
        seen_here = _seen.get()
        told = EVERY if seen_here is None else seen_here
        connection.execute(select(func.set_config(SETTING, told, True)))


def piercing(session: Session) -> list[str]:
    """A French sentence when the role of the database sees every centre, policies or not."""
    if session.get_bind().dialect.name == "postgresql" and session.scalar(_PIERCES):
        return [PIERCED]
    return []
