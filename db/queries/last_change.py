"""Read who touched rows last, and when."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from db.models import Account, Journal
from db.queries.names import names
from domain.counted import LastChange
from domain.history import VERBS, Line, what
from domain.roles import Role


def last_change(
    session: Session, *, centre_id: int, role: Role, keys: Mapping[str, Collection[int]]
) -> LastChange | None:
    """Of the rows of these ids, by table. What changes a part of a meeting changes the meeting."""
    wanted = [
        and_(col(Journal.row_table) == table, col(Journal.row_id).in_([str(key) for key in ids]))
        for table, ids in keys.items()
    ]
    statement = (
        select(Journal, col(Account.name))
        .outerjoin(Account, col(Account.id) == col(Journal.account_id))
        .where(col(Journal.centre_id) == centre_id, or_(*wanted))
        .order_by(col(Journal.id).desc())
        .limit(1)
    )
    found = session.execute(statement).first()
    return _told(session, centre_id, role, *found) if found else None


def _told(
    session: Session, centre_id: int, role: Role, row: Journal, author: str | None
) -> LastChange:
    table, key = row.row_table or "", int(row.row_id or 0)
    line = Line(row.at, author, row.action, table, str(key), row.before or {}, row.after or {})
    known, _ = names(session, centre_id=centre_id, keys={table: {key}})
    named = role >= Role.EDITOR
    return LastChange(
        at=row.at,
        # A command may say what it did in its own words.
        what=what(line, {}) if row.action in VERBS else row.action.capitalize(),
        name=known.get((table, key)) if named or table != "person" else None,
        meeting_id=key if table == "meeting" else None,
        author=author if named else None,
    )
