"""Sessions to read with, transactions to write with, and the journal each write leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, SessionTransaction
from sqlmodel import Session, SQLModel

from db import walls
from db.engine import get_engine
from db.journaling import hold_chain, keep
from db.models import (
    Draft,
    Edited,
    Journal,
    JournalHead,
    Presentation,
    SignInSession,
    SignInThrottle,
    Submission,
    utc_now,
)
from db.turns import turn
from domain.entry import EntryError
from domain.formats import NBSP

AUTHOR = "author"
MOMENT = "moment"
# Execution option of a statement on many rows whose author journals it himself (db.bulk).
TOLD = "told"

# What signing in and typing need to remember is not a change to the centre’s data.
NOT_JOURNALED = (
    Draft,
    Journal,
    JournalHead,
    Presentation,
    SignInSession,
    SignInThrottle,
    Submission,
)
OVERTAKEN = (
    f"Quelqu’un d’autre enregistrait au même instant. Rien n’est enregistré{NBSP}: recommencez."
)
SECRETS = {"password_hash", "token_digest", "key_digest", "first_start_digest"}


@dataclass(frozen=True)
class Author:
    """Who writes, and in which centre."""

    account_id: int | None
    centre_id: int | None = None


SYSTEM = Author(None)


def session_on(engine: Engine) -> Session:
    """Every session of the application begins here."""
    return Session(engine)


@contextmanager
def reading() -> Iterator[Session]:
    """On the primary. What a replica may answer as well goes by db.replica."""
    with session_on(get_engine()) as session:
        yield session


@contextmanager
def writing(author: Author = SYSTEM) -> Iterator[Session]:
    """One transaction: all of it, journal included, or nothing."""
    with _writing(get_engine(), author) as session:
        yield session


@contextmanager
def writing_still(author: Author) -> Iterator[Session]:
    """As ``writing``, and all that is read is of one moment, whoever writes meanwhile.

    Raise EntryError, with nothing written, when a row to write was changed since that moment.
    """
    engine = get_engine()
    if engine.dialect.name != "sqlite":  # which has one writer at a time
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with _writing(engine, author) as session:
            yield session
    except DBAPIError as error:
        if not _is_overtaken(error):
            raise
        raise EntryError({"": OVERTAKEN}) from error


@contextmanager
def _writing(engine: Engine, author: Author) -> Iterator[Session]:
    with session_on(engine) as session, _begun(session, author):
        event.listen(session, "do_orm_execute", _refuse_untold)
        yield session


def _begun(session: Session, author: Author) -> SessionTransaction:
    """The transaction, once no other writes in the centre.

    Who waited while REPEATABLE READ sees the centre as it was before the other wrote, and is told
    so by the database: he begins again.
    """
    session.info[AUTHOR] = author
    while True:
        transaction = session.begin()
        try:
            _wait_for_others(session, author)
        except DBAPIError as error:
            session.rollback()
            if not _is_overtaken(error):
                raise
        else:
            return transaction


def _wait_for_others(session: Session, author: Author) -> None:
    engine = session.get_bind().engine
    if engine.dialect.name == "sqlite":
        # What is checked before a write stays true until it: writers wait for one another.
        with turn(engine.url.database or ""):
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
    elif author.centre_id is not None:
        hold_chain(session, author.centre_id)


def _is_overtaken(error: DBAPIError) -> bool:
    """Whether PostgreSQL gave the transaction up for another’s: serialization, deadlock."""
    return getattr(error.orig, "sqlstate", None) in ("40001", "40P01")


def _refuse_untold(state: ORMExecuteState) -> None:
    """Statements on many rows pass by the journal: only db.bulk may send them."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = state.statement.table  # type: ignore[attr-defined]
    silent = {model.__tablename__ for model in NOT_JOURNALED}
    if table.name not in silent and not state.execution_options.get(TOLD):
        raise RuntimeError(f"A statement on {table.name!r} leaves no line: use db.bulk.")


def _remember_what_was() -> None:
    """Have every column read before it is changed, even one the session has forgotten."""
    for mapper in SQLModel._sa_registry.mappers:
        for column in mapper.column_attrs:
            attribute = getattr(mapper.class_, column.key)
            event.listen(attribute, "set", lambda *_: None, active_history=True)


_remember_what_was()


@event.listens_for(Session, "after_begin")
def _raise_wall(_session: Session, _begun: SessionTransaction, connection: Connection) -> None:
    walls.tell(connection)


@event.listens_for(Session, "before_flush")
def _sign(session: Session, _context: object, _instances: object) -> None:
    author: Author = session.info.get(AUTHOR, SYSTEM)
    for row in session.new:
        if isinstance(row, Edited):
            row.created_by = row.updated_by = author.account_id
    for row in session.dirty:
        if isinstance(row, Edited) and session.is_modified(row):
            row.updated_by, row.updated_at = author.account_id, utc_now()
            row.version += 1


@event.listens_for(Session, "after_flush")
def _keep_journal(session: Session, _context: object) -> None:
    """Runs while the rows still know what they held before, and already have their keys."""
    author: Author = session.info.get(AUTHOR, SYSTEM)
    changes = [
        *(("créer", row) for row in session.new),
        *(("modifier", row) for row in session.dirty if session.is_modified(row)),
        *(("supprimer", row) for row in session.deleted),
    ]
    at = moment(session)
    lines = [
        _line(at, author, action, row)
        for action, row in changes
        if isinstance(row, SQLModel) and not isinstance(row, NOT_JOURNALED)
    ]
    if lines:
        keep(session, lines)


def moment(session: Session) -> datetime:
    """When the transaction of ``writing`` first told something: all its lines bear it, no other.

    The lock of writers is held by then. The order of writing is that of ``Journal.id``.
    """
    first: datetime = session.info.setdefault(MOMENT, utc_now())
    return first


def _line(at: datetime, author: Author, action: str, row: SQLModel) -> dict[str, Any]:
    state = inspect(row)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if action != "créer" and history.deleted:
            before[column.key] = _plain(column.key, history.deleted[0])
        if action != "supprimer" and history.added:
            after[column.key] = _plain(column.key, history.added[0])
    if action == "supprimer":
        before = {c.key: _plain(c.key, getattr(row, c.key)) for c in state.mapper.column_attrs}
    return {
        "at": at,
        "account_id": author.account_id,
        "centre_id": getattr(row, "centre_id", None) or author.centre_id,
        "action": action,
        "row_table": state.mapper.local_table.name,
        "row_id": "/".join(str(part) for part in state.mapper.primary_key_from_instance(row)),
        "before": before or None,
        "after": after or None,
    }


def _plain(key: str, value: Any) -> Any:
    """A value as JSON holds it. A secret is named, never copied."""
    if key in SECRETS:
        return "(secret)"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value
