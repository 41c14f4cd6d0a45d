"""Read meetings, to list them or to show one whole."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import (
    Attendance,
    Meeting,
    MeetingTerritory,
    MeetingTheme,
    Territory,
    Theme,
)
from db.queries.facts import Statement, meetings_of
from db.queries.once import once
from domain.listings import MeetingLine
from domain.scope import Scope
from domain.searching import alphabetical
from domain.vocabulary import AttendanceState

LINE = (
    col(Meeting.id),
    col(Meeting.title),
    col(Meeting.format),
    col(Meeting.scope),
    col(Meeting.status),
    col(Meeting.modality),
    col(Meeting.held_on),
    col(Meeting.date_precision),
    col(Meeting.place),
    col(Meeting.headcount),
    col(Meeting.headcount_precision),
    col(Meeting.highlight),
)


@once
def listing(session: Session, *, scope: Scope) -> tuple[MeetingLine, ...]:
    """The meetings of the scope, latest first, whatever their status: four statements."""
    return lines(session, meetings_of(scope))


def lines(session: Session, conditions: list[Any]) -> tuple[MeetingLine, ...]:
    """The meetings that meet the conditions, which must hold a centre."""
    chosen: Statement = select(col(Meeting.id)).where(*conditions)
    named = _named(session, chosen)
    territories = _territories(session, chosen)
    themes = _themes(session, chosen)
    statement = (
        select(*LINE)
        .where(*conditions)
        .order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())
    )
    return tuple(
        MeetingLine(
            **row._mapping,
            named=named.get(row.id, 0),
            territories=tuple(name for name, _ in territories[row.id]),
            reaches_contrat=any(contrat for _, contrat in territories[row.id]),
            themes=tuple(themes[row.id]),
        )
        for row in session.execute(statement)
    )


def _named(session: Session, chosen: Statement) -> dict[int, int]:
    statement = (
        select(col(Attendance.meeting_id), func.count())
        .where(
            col(Attendance.meeting_id).in_(chosen),
            col(Attendance.state) == AttendanceState.PRESENT,
        )
        .group_by(col(Attendance.meeting_id))
    )
    return dict(session.execute(statement).all())


def _territories(
    session: Session, chosen: Statement
) -> defaultdict[int, list[tuple[str, int | None]]]:
    """Names of territories, each with the contrat it counts for, by meeting."""
    statement = (
        select(col(MeetingTerritory.meeting_id), col(Territory.name), col(Territory.contrat_id))
        .join(Territory, col(Territory.id) == col(MeetingTerritory.territory_id))
        .where(col(MeetingTerritory.meeting_id).in_(chosen))
    )
    found: defaultdict[int, list[tuple[str, int | None]]] = defaultdict(list)
    for meeting_id, name, contrat_id in _by_name(session.execute(statement).all()):
        found[meeting_id].append((name, contrat_id))
    return found


def _themes(session: Session, chosen: Statement) -> defaultdict[int, list[str]]:
    statement = (
        select(col(MeetingTheme.meeting_id), col(Theme.name))
        .join(Theme, col(Theme.id) == col(MeetingTheme.theme_id))
        .where(col(MeetingTheme.meeting_id).in_(chosen))
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for meeting_id, name in _by_name(session.execute(statement).all()):
        found[meeting_id].append(name)
    return found


def _by_name(rows: Sequence[Any]) -> list[Any]:
    """The same few names come back in thousands of rows: each is read once."""
    keys = {name: alphabetical(name) for name in {row.name for row in rows}}
    return sorted(rows, key=lambda row: keys[row.name])
