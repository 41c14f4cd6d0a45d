"""The meetings that a testimonial or a publication may be tied to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from db.models import Meeting, MeetingTerritory, MeetingTheme, Territory
from domain.vocabulary import DatePrecision, MeetingStatus

HOW_MANY = 200


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting in a list; its territory and theme where it has but one."""

    id: int
    title: str
    held_on: date
    date_precision: DatePrecision
    territory: str | None  # its code
    theme_id: int | None


def recent_meetings(
    session: Session, *, centre_id: int, today: date, meeting_id: int | None = None
) -> tuple[MeetingChoice, ...]:
    """The last meetings that took place, latest first; and ``meeting_id``, whatever its date."""
    statement = (
        select(
            col(Meeting.id), col(Meeting.title), col(Meeting.held_on), col(Meeting.date_precision)
        )
        .where(
            col(Meeting.centre_id) == centre_id,
            col(Meeting.deleted_at).is_(None),
            or_(
                col(Meeting.id) == meeting_id,
                (col(Meeting.held_on) <= today) & (col(Meeting.status) != MeetingStatus.CANCELLED),
            ),
        )
        .order_by(
            (col(Meeting.id) == (meeting_id or 0)).desc(),
            col(Meeting.held_on).desc(),
            col(Meeting.id).desc(),
        )
        .limit(HOW_MANY)
    )
    rows = session.execute(statement).all()
    ids = [row.id for row in rows]
    territories = _only_one(session, _territories(ids))
    themes = _only_one(session, _themes(ids))
    found = [
        MeetingChoice(
            **row._mapping, territory=territories.get(row.id), theme_id=themes.get(row.id)
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda m: (m.held_on, m.id), reverse=True))


def _territories(ids: Iterable[int]) -> Any:
    return (
        select(col(MeetingTerritory.meeting_id), col(Territory.code))
        .join(Territory, col(Territory.id) == col(MeetingTerritory.territory_id))
        .where(col(MeetingTerritory.meeting_id).in_(ids))
    )


def _themes(ids: Iterable[int]) -> Any:
    return select(col(MeetingTheme.meeting_id), col(MeetingTheme.theme_id)).where(
        col(MeetingTheme.meeting_id).in_(ids)
    )


def _only_one(session: Session, links: Any) -> dict[int, Any]:
    """By meeting, what it is linked to, where that is one thing only."""
    found = defaultdict(set)
    for meeting_id, linked in session.execute(links):
        found[meeting_id].add(linked)
    return {key: next(iter(linked)) for key, linked in found.items() if len(linked) == 1}
