"""Rows by the thousand, in a few statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel


def insert_rows(
    session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Insert rows and return their ``id``, in order; the caller journals what it did.

    Identifiers are given by the database: one chosen here would leave the sequences of
    PostgreSQL behind.
    """
    if not rows:
        return []
    key = model.__table__.c.id  # type: ignore[attr-defined]
    statement = insert(model).returning(key, sort_by_parameter_order=True)
    return list(session.scalars(statement, [dict(row) for row in rows]))


def insert_links(
    session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows whose key is already known: the links between others."""
    if rows:
        session.execute(insert(model), [dict(row) for row in rows])
