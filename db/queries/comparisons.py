"""Read the years a figure is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Meeting
from db.queries.facts import meetings_of, read_facts
from db.queries.years import centre_year, closings, known_since, years_in_part
from domain.comparisons import (
    YEARS_BEFORE,
    Comparisons,
    Mean,
    ReadBefore,
    compare,
    read_before,
)
from domain.facts import Facts, MeetingFact
from domain.indicators import BY_KEY, MEETINGS, OF_THE_MONTH
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


def mean_of_years(
    session: Session, *, scope: Scope, key: str, today: date, of_rows: bool, seen_on: date
) -> tuple[Mean, tuple[ReadBefore, ...]]:
    """The mean of the years before, and each of them; none where nothing is known.

    ``of_rows``: whatever was published; ``seen_on`` is the day traces are read on.
    """
    indicator, days = BY_KEY[key], scope.period.until(today)
    years = (centre_year(session, scope=scope), *years_before(session, scope=scope))
    if of_rows:
        years = tuple(replace(one, closings={}, rows_in_part=one.is_in_part) for one in years)
    mean = compare(indicator, days, years, seen_on).mean
    return mean, read_before(indicator, days, years, seen_on) if mean.years else ()


def compared_list(session: Session, *, scope: Scope, today: date) -> Comparisons | None:
    """How many meetings the rows count elsewhere in time; None where they are a part of a year.

    A list is made of rows, so it is set beside rows. A year that a report tells more of than they
    do is not known by them: a part of what took place says nothing beside the whole.
    """
    days = scope.period.until(today)
    in_part = years_in_part(session, centre_id=scope.centre_id)
    if days.year in in_part:
        return None
    since = known_since(session, centre_id=scope.centre_id)
    whole = [Period.of_year(days.year - back) for back in range(YEARS_BEFORE + 1)]
    held = _held(session, scope.over(Period(whole[-1].start, whole[0].end)))
    years = (
        CentreYear(one.year, held.within(one), known_since=since, rows_in_part=one.year in in_part)
        for one in whole
    )
    return compare(MEETINGS, days, years)


def _held(session: Session, scope: Scope) -> Facts:
    """Its meetings, with no more than tells which are counted."""
    columns = (Meeting.id, Meeting.held_on, Meeting.status, Meeting.scope)
    statement = select(*(col(one) for one in columns)).where(*meetings_of(scope))
    return Facts(tuple(MeetingFact(**row._mapping) for row in session.execute(statement)))


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
    narrowed, centre_id = scope.is_narrowed, scope.centre_id
    in_part = years_in_part(session, centre_id=centre_id) if narrowed else set()
    return {
        year: CentreYear(
            year,
            facts.within(Period.of_year(year)),
            {} if narrowed else closings(session, centre_id=centre_id, year=year),
            known_since=since,
            rows_in_part=year in in_part,
        )
        for year in years
    }
