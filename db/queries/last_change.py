"""Read who touched rows last, and when."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from db.models import Account, AudienceFigure, Installation, Journal, Meeting, Publication
from db.queries.names import names
from domain.counted import LastChange
from domain.history import VERBS, Line, what
from domain.roles import Role

MODELS: Mapping[str, Any] = {
    str(model.__tablename__): model for model in (AudienceFigure, Meeting, Publication)
}


def last_change(
    session: Session, *, centre_id: int, role: Role, keys: Mapping[str, Collection[int]]
) -> LastChange | None:
    """Of the rows of these ids, by table. What changes a part of a meeting changes the meeting.

    Of rows the journal never told of, how they came.
    """
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
    if found:
        return _told(session, centre_id, role, *found)
    return _arrival(session, centre_id, role, keys)


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


def _arrival(
    session: Session, centre_id: int, role: Role, keys: Mapping[str, Collection[int]]
) -> LastChange | None:
    """Who wrote the last of rows that came many at once; None without a row."""
    signed: list[Any] = []
    for table in MODELS.keys() & keys.keys():
        model = MODELS[table]
        statement = (
            select(model.updated_at, col(Account.name))
            .outerjoin(Account, col(Account.id) == model.updated_by)
            .where(model.centre_id == centre_id, model.id.in_(keys[table]))
            .order_by(model.updated_at.desc(), model.id.desc())
            .limit(1)
        )
        signed += session.execute(statement).all()
    if not signed:
        return None
    at, author = max(signed, key=lambda one: one[0])
    shown = session.scalars(select(col(Installation.demonstration))).first()
    what = "venues avec la démonstration" if shown else "venues par une reprise de données"
    return LastChange(
        at,
        "saisies" if author else what,
        name=None,
        meeting_id=None,
        author=author if role >= Role.EDITOR else None,
        is_arrival=True,
    )
