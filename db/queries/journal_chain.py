"""Read the journal as chains, one a centre, to verify them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from db.models import Centre, Journal, JournalHead
from domain.chain import Head, Link

NO_CENTRE = "sans centre"

_CHAIN = func.coalesce(col(Journal.centre_id), 0)
_LINK = [col(getattr(Journal, name)) for name in Link._fields]
# A page of lines, so that a long journal is never whole in memory.
_AT_A_TIME = 1000
# What refuses to change or delete a line, and where each database says that it is there.
_TRIGGERS = {
    "sqlite": (
        ("journal_delete", "journal_update"),
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'",
    ),
    "postgresql": (
        ("journal_delete", "journal_truncate", "journal_update"),
        "SELECT tgname FROM pg_trigger "
        "WHERE tgrelid = CAST('journal' AS regclass) AND tgenabled <> 'D'",
    ),
}


def chains(session: Session) -> Iterator[tuple[str, Iterable[Link], Head | None]]:
    """The centre’s name, its lines in the order of ``id``, and its head.

    Lines and heads come in one statement: what is written meanwhile is in both, or in neither.
    """
    statement = (
        select(_CHAIN, col(Centre.slug), col(JournalHead.lines), col(JournalHead.digest), *_LINK)
        .outerjoin(JournalHead, col(JournalHead.chain) == _CHAIN)
        .outerjoin(Centre, col(Centre.id) == col(Journal.centre_id))
        .order_by(_CHAIN, col(Journal.id))
        .execution_options(yield_per=_AT_A_TIME)
    )
    rows = session.execute(statement)
    for (_, slug, lines, digest), of_it in groupby(rows, lambda row: tuple(row[:4])):
        head = None if lines is None else Head(lines, digest)
        yield slug or NO_CENTRE, (Link(*row[4:]) for row in of_it), head
    yield from _lost(session)


def _lost(session: Session) -> Iterator[tuple[str, Iterable[Link], Head | None]]:
    """Chains of which no line is left."""
    statement = (
        select(col(Centre.slug), col(JournalHead.lines), col(JournalHead.digest))
        .outerjoin(Centre, col(Centre.id) == col(JournalHead.chain))
        .outerjoin(Journal, col(JournalHead.chain) == _CHAIN)
        .where(col(Journal.id).is_(None))
    )
    for slug, lines, digest in session.execute(statement):
        yield slug or NO_CENTRE, (), Head(lines, digest)


def heads(session: Session) -> list[tuple[str, Head]]:
    """Where each chain ends: noted elsewhere, it shows later that its last lines are there."""
    statement = (
        select(col(Centre.slug), col(JournalHead.lines), col(JournalHead.digest))
        .outerjoin(Centre, col(Centre.id) == col(JournalHead.chain))
        .order_by(col(JournalHead.chain))
    )
    return [
        (slug or NO_CENTRE, Head(lines, digest))
        for slug, lines, digest in session.execute(statement)
    ]


def lost_triggers(session: Session) -> list[str]:
    """Those that should keep the journal as it is, and are gone or put out of use."""
    expected, statement = _TRIGGERS[session.get_bind().dialect.name]
    there = set(session.scalars(text(statement)))
    return [name for name in expected if name not in there]
