"""Rows by the thousand, in a few statements, past the journal: the caller says what he did."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Delete, Update, insert
from sqlmodel import Session, SQLModel

from db.journaling import keep
from db.unit_of_work import AUTHOR, SYSTEM, TOLD, Author, moment

OPTIONS = {TOLD: True}


def insert_rows(
    session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Insert rows and return their ``id``, in order.

    Identifiers are given by the database: one chosen here would leave the sequences of
    PostgreSQL behind.
    """
    if not rows:
        return []
    key = model.__table__.c.id  # type: ignore[attr-defined]
    statement = insert(model).returning(key, sort_by_parameter_order=True)
    given = [dict(row) for row in rows]
    return list(session.scalars(statement, given, execution_options=OPTIONS))


def insert_links(
    session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows whose key is already known: the links between others."""
    if rows:
        given = [dict(row) for row in rows]
        session.execute(insert(model), given, execution_options=OPTIONS)


def change_rows(session: Session, statement: Update | Delete) -> None:
    session.execute(statement, execution_options=OPTIONS)


def tell(
    session: Session, action: str, *, table: str | None = None, row_id: int | None = None
) -> None:
    """One line in the journal for all the rows written here."""
    author: Author = session.info.get(AUTHOR, SYSTEM)
    line = {
        "at": moment(session),
        "action": action,
        "account_id": author.account_id,
        "centre_id": author.centre_id,
        "row_table": table,
        "row_id": None if row_id is None else str(row_id),
    }
    keep(session, [line])
