"""The only way into the journal: each line is chained to the one before it in its centre.

Lines without a centre make a chain of their own. What the chain proves: ``domain.chain``.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from db.models import Journal, JournalHead
from domain.chain import START, Head, Link, content_digest, line_digest

NO_CENTRE = 0

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def keep(session: Session, lines: Sequence[Mapping[str, Any]]) -> None:
    """Add these lines, in this order. ``before`` and ``after`` may be left out."""
    connection = session.connection()
    chains = sorted({_chain(line) for line in lines})
    heads = {chain: _held_head(connection, chain) for chain in chains}
    rows = []
    for line in lines:
        link = _linked(line, heads[_chain(line)])
        heads[_chain(line)] = Head(link.rank, link.digest)
        rows.append({key: value for key, value in link._asdict().items() if key != "id"})
    # inline: a line of no centre may be written where it cannot be read back.
    connection.execute(insert(Journal).inline(), rows)
    for chain, head in heads.items():
        its_own = update(JournalHead).where(col(JournalHead.chain) == chain)
        connection.execute(its_own.values(lines=head.lines, digest=head.digest))


def hold_chain(session: Session, centre_id: int) -> None:
    """On PostgreSQL, have the writers of a centre wait for one another, as all do on SQLite.

    Taken first, before any row, so that two writers never wait for each other.
    """
    _held_head(session.connection(), centre_id)


def _chain(line: Mapping[str, Any]) -> int:
    return line["centre_id"] or NO_CENTRE


def _held_head(connection: Connection, chain: int) -> Head:
    head = _read_head(connection, chain)
    if head is None:
        opened = _INSERT[connection.dialect.name](JournalHead)
        first = opened.values(chain=chain, lines=0, digest=START)
        # Two writers may open a chain at once.
        connection.execute(first.on_conflict_do_nothing())
        head = _read_head(connection, chain)
    assert head is not None, "it was opened just before"  # noqa: S101
    return head


def _read_head(connection: Connection, chain: int) -> Head | None:
    """The head of a chain, held until the end of the transaction."""
    statement = select(col(JournalHead.lines), col(JournalHead.digest)).where(
        col(JournalHead.chain) == chain
    )
    row = connection.execute(statement.with_for_update()).one_or_none()
    return Head(*row) if row else None


def _linked(line: Mapping[str, Any], head: Head) -> Link:
    """The line as the chain holds it, after the one that ``head`` tells of."""
    salt = secrets.token_hex(16)
    # As JSON gives them back: what is verified later is what is digested now.
    before, after = (json.loads(json.dumps(line.get(side))) for side in ("before", "after"))
    link = Link(
        id=0,
        rank=head.lines + 1,
        at=line["at"],
        account_id=line["account_id"],
        centre_id=line["centre_id"],
        action=line["action"],
        row_table=line["row_table"],
        row_id=line.get("row_id"),
        before=before,
        after=after,
        salt=salt,
        erased_at=None,
        content_digest=content_digest(salt, before, after),
        digest="",
    )
    return link._replace(digest=line_digest(head.digest, link))
