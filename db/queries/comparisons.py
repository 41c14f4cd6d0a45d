"""Read the years a figure is compared with."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from db.queries.facts import read_facts
from db.queries.years import centre_year, closings, known_since
from domain.comparisons import YEARS_BEFORE, Comparisons, compare
from domain.indicators import OF_THE_MONTH
from domain.periods import Period
from domain.scope import Scope
from domain.year import CentreYear


def compared_month(session: Session, *, scope: Scope, today: date) -> Mapping[str, Comparisons]:
    """The figures of a month elsewhere in time, by key; nothing for one that has not begun."""
    if scope.period.start > today:
        return {}
    days = scope.period.until(today)
    years = (centre_year(session, scope=scope), *years_before(session, scope=scope))
    return {indicator.key: compare(indicator, days, years) for indicator in OF_THE_MONTH}


def years_before(session: Session, *, scope: Scope) -> tuple[CentreYear, ...]:
    """The years before that of the scope, the last first. Those with records are read at once."""
    since = known_since(session, centre_id=scope.centre_id)
    years = range(scope.period.year - 1, scope.period.year - 1 - YEARS_BEFORE, -1)
    known = [year for year in years if since and since.year <= year]
    read = _read(session, scope, known, since) if known else {}
    return tuple(read.get(year) or CentreYear(year, known_since=since) for year in years)


def _read(
    session: Session, scope: Scope, years: Sequence[int], since: date | None
) -> dict[int, CentreYear]:
    """What is published is kept out of a narrowed scope."""
    span = Period(Period.of_year(years[-1]).start, Period.of_year(years[0]).end)
    facts = read_facts(session, scope=scope.over(span))
    published = {
        year: {} if scope.is_narrowed else closings(session, centre_id=scope.centre_id, year=year)
        for year in years
    }
    return {
        year: CentreYear(
            year, facts.within(Period.of_year(year)), published[year], known_since=since
        )
        for year in years
    }
