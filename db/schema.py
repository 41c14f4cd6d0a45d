"""The schema of a database: made and changed by migrations only.

Without an engine, the database is that of the application.
"""

import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db.engine import get_engine

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaError(RuntimeError):
    """The database cannot be used as it is. The message is for the administrator, in French."""


class Migration(NamedTuple):
    revision: str
    title: str  # in French


def config(engine: Engine | None = None) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["engine"] = engine
    return settings


def upgrade(engine: Engine | None = None) -> None:
    """Bring the database to the schema of this code; refuse one that is ahead of it."""
    check_not_newer(engine)
    before = current(engine)
    command.upgrade(config(engine), "head")
    if before != head():
        log.info("schema brought from %s to %s", before or "nothing", head())


def current(engine: Engine | None = None) -> str | None:
    """The revision the database is at, or None before the first migration."""
    with (engine or get_engine()).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision this code expects."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None, "there is at least one migration"  # noqa: S101
    return revision


@cache
def migrations() -> tuple[Migration, ...]:
    """Those of this code, the latest first."""
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    return tuple(Migration(script.revision, script.module.title) for script in scripts)


def check_not_newer(engine: Engine | None = None) -> None:
    revision = current(engine)
    if revision is not None and revision not in {known.revision for known in migrations()}:
        raise SchemaError(
            f"La base est d’un schéma plus récent ({revision}) que ce programme ({head()}). "
            "Installez la version du programme qui l’a créée, ou une plus récente."
        )
