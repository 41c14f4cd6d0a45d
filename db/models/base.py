"""What every table shares: names of constraints, coded columns, traces of edition."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, Dialect, Index, String, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from domain.vocabulary import Labelled

# Named constraints can be dropped by a later migration, on SQLite as on PostgreSQL.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Python’s None is SQL’s NULL, not the JSON word null.
JSON_COLUMN: Any = JSON(none_as_null=True)


def utc_now() -> datetime:
    """The present moment, as the moment columns hold it."""
    return datetime.now(UTC)


class Coded(TypeDecorator[Labelled]):
    """A closed list stored by its value, read back as the member.

    A plain string in the database: a new member needs no migration.
    """

    impl = String
    cache_ok = True

    def __init__(self, vocabulary: type[Labelled]) -> None:
        super().__init__(length=32)
        self.members = {str(member): member for member in vocabulary}

    def process_bind_param(self, value: Labelled | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Labelled | None:  # noqa: ARG002
        return None if value is None else self.members[value]


@cache
def coded(vocabulary: type[Labelled]) -> Any:
    """The column type of a closed list, for ``Field(sa_type=...)``."""

    class Column(Coded):
        cache_ok = True

        def __init__(self) -> None:
            super().__init__(vocabulary)

    return Column


def unique_where(condition: str, *columns: str) -> Index:
    """No two rows that meet the condition have the same values in these columns."""
    where = text(condition)
    return Index(None, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Edited(SQLModel):
    """A table that users edit: who, when, which version; deleting is reversible."""

    created_at: datetime = Field(default_factory=utc_now)
    created_by: int | None = Field(default=None, foreign_key="account.id")
    updated_at: datetime = Field(default_factory=utc_now)
    updated_by: int | None = Field(default=None, foreign_key="account.id")
    version: int = 1
    deleted_at: datetime | None = None
