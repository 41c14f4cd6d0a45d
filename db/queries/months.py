"""A month as the activity report spreads it over two pages."""

from datetime import date

from sqlmodel import Session

from db.queries.highlights import highlights
from db.queries.meetings import listing
from db.queries.testimonials import wall
from db.queries.years import centre_year
from domain.indicators import ENTERED, OF_THE_MONTH
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope


def month_spread(
    session: Session, *, centre_id: int, year: int, month: int, role: Role, today: date
) -> MonthSpread:
    """Figures, highlights, meetings in order of date, and the words this role may read."""
    period = Period.of_month(year, month)
    scope = Scope(centre_id, period)
    known = centre_year(session, scope=scope)
    before = centre_year(session, scope=scope.over(period.a_year_before()))
    meetings = tuple(reversed(listing(session, scope=scope)))
    cards = wall(session, centre_id=centre_id, role=role, today=today, year=year, month=month)
    closing = known.closings.get(month)
    begun = period.start <= today
    comparable = period.until(today).a_year_before()
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
        last_year={
            i.key: before.retained_month(i, month, comparable)
            if before.covers(comparable)
            else None
            for i in OF_THE_MONTH
        },
        compared=comparable,
        highlights=closing.highlights if closing else _highlights(session, centre_id, year, month),
        meetings=meetings,
        testimonials=cards.cards,
        hidden_testimonials=cards.hidden,
    )


def _highlights(session: Session, centre_id: int, year: int, month: int) -> tuple[str, ...]:
    found = highlights(session, centre_id=centre_id, year=year, month=month)
    return tuple(text for _, text in found)
