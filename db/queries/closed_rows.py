"""Read the meetings that closed months were made of, and show them where a figure counts them."""

from collections.abc import Collection, Iterable, Mapping

from sqlmodel import Session, col

from db.models import Meeting
from db.queries.closing import gone, year_closings
from db.queries.meetings import lines as lines_of
from domain.closed_rows import frozen_facts
from domain.closing import Closing, Counted
from domain.counted import CountedMeeting
from domain.facts import Facts
from domain.indicators import Indicator, Row
from domain.listings import MeetingLine
from domain.periods import Period
from domain.scope import Scope
from domain.year import CentreYear


def closed_months(
    session: Session, scope: Scope, known: CentreYear, indicator: Indicator, period: Period
) -> Mapping[int, Facts]:
    """The months of the period that the figure reads as closed, with the rows frozen then."""
    months = [m for m in period.months if known.is_published(indicator, m, period)]
    # Over several months, a figure that does not add up is counted anew.
    if not months or not (indicator.additive or len(period.months) == 1):
        return {}
    found = year_closings(session, centre_id=scope.centre_id, year=known.year)
    return {
        one.month: frozen_facts(
            known.facts, Period.of_month(known.year, one.month), _participations(one, known)
        )
        for one in found
        if one.month in months and one.reopened_at is None and one.meeting_ids is not None
    }


def _participations(closing: Closing, known: CentreYear) -> Counted:
    """Those frozen; those of today where the closing kept but the list of its meetings."""
    if closing.counted is not None:
        return closing.counted
    today = {meeting.id: meeting.participations for meeting in known.facts.meetings}
    return {key: today.get(key) for key in closing.meeting_ids or ()}


def counted_meetings(
    session: Session,
    scope: Scope,
    lines: tuple[MeetingLine, ...],
    rows: Iterable[Row],
    went: Collection[int],
) -> tuple[CountedMeeting, ...]:
    """The meetings of the rows, latest first; ``went`` are those their closed month has lost."""
    became = {one.id: one.because for one in gone(session, scope.centre_id, went)}
    known = {line.id: line for line in (*lines, *_elsewhere(session, scope, lines, went))}
    counted = (
        CountedMeeting(known[row.id], row.amount, became.get(row.id))
        for row in rows
        if row.amount is not None and row.id in known
    )
    return tuple(sorted(counted, key=lambda one: (one.line.held_on, one.line.id), reverse=True))


def _elsewhere(
    session: Session, scope: Scope, lines: tuple[MeetingLine, ...], ids: Collection[int]
) -> tuple[MeetingLine, ...]:
    """Meetings that are not of the period any more, deleted ones included."""
    missing = set(ids) - {line.id for line in lines}
    if not missing:
        return ()
    conditions = [col(Meeting.centre_id) == scope.centre_id, col(Meeting.id).in_(missing)]
    return lines_of(session, conditions)
