"""How old the data are: what every change moves on, in its own transaction."""

from collections.abc import Iterable

from sqlalchemy import func, literal, select
from sqlmodel import Session, col

from db.journaling import NO_CENTRE
from db.models import Account, JournalHead

# The chains of the journal and how many lines each has: no two states of a database share it.
# One count of all lines would not do: a replica may show two writes in another order.
Age = tuple[tuple[int, int], ...]

# Accounts are of all centres, and told in the chain of whoever changed them: their versions, which
# only grow, stand beside the chains as one more.
ACCOUNTS = -1
_HEADS = (
    select(col(JournalHead.chain), col(JournalHead.lines))
    .union_all(select(literal(ACCOUNTS), func.coalesce(func.sum(col(Account.version)), 0)))
    .order_by("chain")
)


def age(session: Session) -> Age:
    return tuple((chain, int(lines)) for chain, lines in session.connection().execute(_HEADS))


def of_centres(known: Age, centres: Iterable[int]) -> Age:
    """What of it tells of the rows of these centres, and of those that centres share."""
    chains = {*centres, NO_CENTRE, ACCOUNTS}
    return tuple((chain, lines) for chain, lines in known if chain in chains)


def covers(held: Age, asked: Age) -> bool:
    """Whether data of age ``held`` have all that those of age ``asked`` have."""
    lines = dict(held)
    return all(lines.get(chain, 0) >= number for chain, number in asked)
