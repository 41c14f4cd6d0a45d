"""The schema of the database: made and changed by migrations only."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.engine import get_engine

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaError(RuntimeError):
    """The database cannot be used as it is. The message is for the administrator, in French."""


def config() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings


def upgrade() -> None:
    """Bring the database to the schema of this code; refuse one that is ahead of it."""
    check_not_newer()
    command.upgrade(config(), "head")


def current() -> str | None:
    """The revision the database is at, or None before the first migration."""
    with get_engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision this code expects."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    assert revision is not None, "there is at least one migration"  # noqa: S101
    return revision


def check_not_newer() -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    revision = current()
    if revision is not None and revision not in known:
        raise SchemaError(
            f"La base est d’un schéma plus récent ({revision}) que ce programme ({head()}). "
            "Installez la version du programme qui l’a créée, ou une plus récente."
        )
