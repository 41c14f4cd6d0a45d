"""A month as the activity report spreads it over two pages."""

from datetime import date, datetime

from sqlmodel import Session

from db.queries.closing import closing_in_force, reopened_months
from db.queries.highlights import highlights
from db.queries.meetings import listing
from db.queries.testimonials import wall
from db.queries.years import centre_year
from domain.closing import NO_CHANGES, Changes, changes, read_month
from domain.comparisons import compare
from domain.indicators import ENTERED, MEETINGS, OF_THE_MONTH
from domain.listings import Card, MeetingLine
from domain.month_spread import MonthSpread
from domain.roles import Role
from domain.scope import Scope
from domain.year import CentreYear


def month_spread(session: Session, *, scope: Scope, role: Role, today: date) -> MonthSpread:
    """Figures, highlights, meetings in order of date, and the words this role may read.

    The period of the scope is the month. A narrowed scope keeps what its meetings left.
    """
    period = scope.period
    year, month = period.year, period.start.month
    known = centre_year(session, scope=scope)
    before = centre_year(session, scope=scope.over(period.a_year_before()))
    meetings = tuple(reversed(listing(session, scope=scope)))
    cards = wall(session, centre_id=scope.centre_id, role=role, today=today, year=year, month=month)
    closing = known.closings.get(month)
    begun = period.start <= today
    days, years = period.until(today), (known, before)
    return MonthSpread(
        year=year,
        month=month,
        begun=begun,
        is_running=today in period,
        published=closing,
        retained={
            i.key: known.retained_month(i, month, period) if begun else None for i in OF_THE_MONTH
        },
        computed={i.key: known.computed(i, period) if begun else None for i in ENTERED},
        is_approximate=known.facts.within(period).is_approximate,
        last_year={i.key: compare(i, days, years).last_year for i in OF_THE_MONTH},
        compared=days.a_year_before(),
        highlights=closing.highlights if closing else _highlights(session, scope, meetings),
        meetings=meetings,
        testimonials=_said(cards.cards, meetings, today) if scope.is_narrowed else cards.cards,
        hidden_testimonials=cards.hidden,
        unknown_attendance=known.unknown_attendance(days) if begun else 0,
        unknown_computed=known.facts.within(period).unknown_attendance,
        changed=_changed(session, scope, known) if closing and not closing.source else NO_CHANGES,
        in_part=begun and not known.is_comparable(MEETINGS, period),
        reopened_at=_reopened_at(session, scope)
        if closing is None and period.end < today
        else None,
    )


def _reopened_at(session: Session, scope: Scope) -> datetime | None:
    """When the month was opened again; None for one that never was closed."""
    year, month = scope.period.year, scope.period.start.month
    was = reopened_months(session, centre_id=scope.centre_id, year=year).get(month)
    return was.reopened_at if was else None


def _changed(session: Session, scope: Scope, known: CentreYear) -> Changes:
    """What the rows of the month say since it was closed."""
    year, month = scope.period.year, scope.period.start.month
    closing = closing_in_force(session, centre_id=scope.centre_id, year=year, month=month)
    now = read_month(known.facts.within(scope.period), (), is_recorded=True)
    return changes(closing, now) if closing else NO_CHANGES


def _highlights(
    session: Session, scope: Scope, meetings: tuple[MeetingLine, ...]
) -> tuple[str, ...]:
    period, kept = scope.period, {meeting.id for meeting in meetings}
    found = highlights(
        session, centre_id=scope.centre_id, year=period.year, month=period.start.month
    )
    return tuple(text for meeting_id, text in found if meeting_id in kept)


def _said(
    cards: tuple[Card, ...], meetings: tuple[MeetingLine, ...], today: date
) -> tuple[Card, ...]:
    """The words said at one of the meetings counted so far."""
    counted = {meeting.id for meeting in meetings if meeting.is_counted_by(today)}
    return tuple(card for card in cards if card.meeting_id in counted)
