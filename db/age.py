"""How old the data are: what every change moves on, in its own transaction."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import JournalHead

# The chains of the journal and how many lines each has: no two states of a database share it.
# One count of all lines would not do: a replica may show two writes in another order.
Age = tuple[tuple[int, int], ...]

_HEADS = select(col(JournalHead.chain), col(JournalHead.lines)).order_by(col(JournalHead.chain))


def age(session: Session) -> Age:
    return tuple((chain, lines) for chain, lines in session.connection().execute(_HEADS))


def covers(held: Age, asked: Age) -> bool:
    """Whether data of age ``held`` have all that those of age ``asked`` have."""
    lines = dict(held)
    return all(lines.get(chain, 0) >= number for chain, number in asked)
