"""Which database this is, for whoever administers the server. It belongs to no centre."""

from dataclasses import dataclass

from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import Session


@dataclass(frozen=True)
class Standing:
    """``revision`` is that of the schema; ``size`` is in bytes, indexes included."""

    backend: str
    version: str
    revision: str | None
    size: int


SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def standing(session: Session) -> Standing:
    connection = session.connection()
    dialect = connection.dialect
    version = ".".join(str(part) for part in dialect.server_version_info or ())
    revision = MigrationContext.configure(connection).get_current_revision()
    size = connection.execute(text(SIZES[dialect.name])).scalar_one()
    return Standing(dialect.name, version, revision, size)
