"""Read the meetings of a month, and those it is remembered for, in their order."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Meeting
from domain.month_entry import highlight_order
from domain.periods import Period
from domain.vocabulary import DatePrecision


class MonthMeeting(NamedTuple):
    """A meeting among which the highlights of its month are chosen."""

    id: int
    title: str
    held_on: date
    date_precision: DatePrecision
    highlight: str | None
    highlight_rank: int | None


def meetings_of_month(
    session: Session, *, centre_id: int, year: int, month: int
) -> tuple[MonthMeeting, ...]:
    """In order of date, whatever their status."""
    period = Period.of_month(year, month)
    statement = (
        select(*(col(getattr(Meeting, name)) for name in MonthMeeting._fields))
        .where(
            col(Meeting.centre_id) == centre_id,
            col(Meeting.held_on).between(period.start, period.end),
            col(Meeting.deleted_at).is_(None),
        )
        .order_by(col(Meeting.held_on), col(Meeting.id))
    )
    return tuple(MonthMeeting(*row) for row in session.execute(statement))


def highlights(
    session: Session, *, centre_id: int, year: int, month: int
) -> tuple[tuple[int, str], ...]:
    """Meeting and text of each highlight: ranked first, then by date."""
    meetings = meetings_of_month(session, centre_id=centre_id, year=year, month=month)
    known = [meeting for meeting in meetings if meeting.highlight]
    return tuple((m.id, m.highlight or "") for m in sorted(known, key=highlight_order))
