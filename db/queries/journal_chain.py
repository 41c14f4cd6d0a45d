"""Read the journal as chains, one a centre, to verify them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import Centre, Journal, JournalHead
from domain.chain import Head, Link

NO_CENTRE = "sans centre"

_CHAIN = func.coalesce(col(Journal.centre_id), 0)
_LINK = [col(getattr(Journal, name)) for name in Link._fields]
# A page of lines, so that a long journal is never whole in memory.
_AT_A_TIME = 1000


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
