"""Read which saves made differences go, once someone had spoken of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import (
    Account,
    DifferenceNote,
    Journal,
    Meeting,
    MonthClosing,
    Publication,
    Testimonial,
    YearFigure,
)
from domain.corrections import PLACED, TABLES, correction, root
from domain.difference_entry import Correction
from domain.history import Line
from domain.roles import Role

MODELS: Mapping[str, Any] = {
    str(model.__tablename__): model
    for model in (Meeting, MonthClosing, Publication, Testimonial, YearFigure)
}
NOTES = str(DifferenceNote.__tablename__)


def corrections(
    session: Session, *, centre_id: int, year: int, gone: Collection[str], role: Role
) -> dict[str, Correction]:
    """By key of the differences that have gone; nothing of one whose end the journal does not tell.

    Authors are named for who may read names.
    """
    notes = {
        key: (str(note), updated_at)
        for note, key, updated_at in session.execute(
            select(
                col(DifferenceNote.id), col(DifferenceNote.key), col(DifferenceNote.updated_at)
            ).where(
                col(DifferenceNote.centre_id) == centre_id,
                col(DifferenceNote.year) == year,
                col(DifferenceNote.key).in_(gone),
            )
        )
    }
    spoken = _spoken(session, centre_id, [note for note, _ in notes.values()])
    since = {key: spoken.get(note, updated_at) for key, (note, updated_at) in notes.items()}
    if not since:
        return {}
    lines = _lines(session, centre_id, min(since.values()), named=role >= Role.EDITOR)
    placed = _placed(session, centre_id, lines)
    found = {
        key: correction(key, year, [line for line in lines if line.at > at], placed)
        for key, at in since.items()
    }
    return {key: one for key, one in found.items() if one}


def _spoken(session: Session, centre_id: int, notes: Collection[str]) -> dict[str, datetime]:
    """When each note was last saved while its figures still differed."""
    statement = (
        select(Journal)
        .where(
            col(Journal.centre_id) == centre_id,
            col(Journal.row_table) == NOTES,
            col(Journal.row_id).in_(notes),
        )
        .order_by(col(Journal.id))
    )
    differed: defaultdict[str | None, bool] = defaultdict(bool)
    found: dict[str, datetime] = {}
    for row in session.scalars(statement):
        after = row.after or {}
        if "figures" in after:
            differed[row.row_id] = bool(after["figures"])
        if differed[row.row_id] and row.row_id:
            found[row.row_id] = row.at
    return found


def _lines(session: Session, centre_id: int, since: datetime, *, named: bool) -> list[Line]:
    statement = (
        select(Journal, col(Account.name))
        .outerjoin(Account, col(Account.id) == col(Journal.account_id))
        .where(
            col(Journal.centre_id) == centre_id,
            col(Journal.at) > since,
            col(Journal.row_table).in_(TABLES),
            col(Journal.row_id).is_not(None),
        )
        .order_by(col(Journal.id))
    )
    return [
        Line(
            row.at,
            author if named else None,
            row.action,
            row.row_table or "",
            row.row_id or "",
            row.before or {},
            row.after or {},
        )
        for row, author in session.execute(statement)
    ]


def _placed(
    session: Session, centre_id: int, lines: Iterable[Line]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Where the rows of these lines stand today."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for table, key in map(root, lines):
        wanted[table].add(int(key))
    found = {}
    for table, ids in wanted.items():
        model, columns = MODELS[table], PLACED[table]
        statement = select(model.id, *(getattr(model, name) for name in columns)).where(
            model.centre_id == centre_id, model.id.in_(ids)
        )
        for key, *values in session.execute(statement):
            found[table, str(key)] = dict(zip(columns, values, strict=True))
    return found
