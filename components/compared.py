"""The days a figure is compared with, as an address says them, and what is made of that."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from components.filters import (
    EVERY_PERIOD,
    MONTH,
    PERIOD,
    WHOLE_YEAR,
    YEAR,
    Selection,
    asked,
    asked_day,
    asked_scope,
    available_years,
    refuse,
)
from components.links import link
from domain import comparison_words
from domain.comparisons import YEARS_BEFORE, Comparisons
from domain.formats import NBSP, day
from domain.indicators import TRACE_RATE, Indicator
from domain.periods import Period, a_year_before, months_before
from domain.roles import User

# The last day counted of the period of the address, and the day its traces were known on.
UNTIL, KNOWN_ON = "jusquau", "connu"
# The mean of so many years before, and not the figure itself.
MEAN = "moyenne"
MEANS = (str(YEARS_BEFORE),)
# A line of a comparison, and where its number is explained.
Told = tuple[str, str | None]


def asked_days(user: User) -> Selection:
    """What the address says, up to the day it says, for a screen that tells its days."""
    selection = asked_scope(user, month=True)
    until, known_on = asked_day(UNTIL), asked_day(KNOWN_ON)
    labels = selection.labels
    if known_on:
        labels = (*labels, f"traces connues au{NBSP}{day(known_on)}")
    period = selection.scope.period
    if until and until not in period:
        refuse(f"Le {day(until)} n’est pas dans la période demandée.")
    days = Period(period.start, until or period.end)
    return replace(selection, scope=selection.scope.over(days), labels=labels)


def known_on() -> date | None:
    """The day that traces are read on, where it is not today."""
    return asked_day(KNOWN_ON)


def asks_mean() -> bool:
    return asked(MEAN, MEANS) is not None


def compared(
    indicator: Indicator,
    value: float | None,
    found: Comparisons,
    address: Mapping[str, object],
    user: User,
    seen_on: date | None = None,
) -> list[Told]:
    """Each number beside the figure, with the way to its rows.

    ``address`` is that of the rows of the figure itself.
    """
    known = available_years(user)
    ways = [
        rows_of_days(indicator, address, days, seen)
        if value is not None and days.year in known
        else None
        for value, days, seen in _others(found, seen_on)
    ]
    told = comparison_words.comparisons(indicator, value, found)
    mean = rows_of_mean(address) if found.mean.years else None
    return list(zip(told, [*ways, mean], strict=True))


def _others(
    found: Comparisons, seen_on: date | None
) -> list[tuple[float | None, Period, date | None]]:
    """In the order of ``comparison_words.comparisons``."""
    period = found.period
    others = [(found.last_year, period.a_year_before(), seen_on and a_year_before(seen_on))]
    if len(period.months) == 1:
        before = seen_on and months_before(seen_on, 1)
        others.append((found.month_before, period.a_month_before(), before))
    return others


def rows_of_days(
    indicator: Indicator, address: Mapping[str, object], days: Period, seen_on: date | None = None
) -> str:
    """The rows of the same figure, over other days."""
    seen = seen_on.isoformat() if seen_on and indicator is TRACE_RATE else None
    said = {**address, **_as_address(days, address), KNOWN_ON: seen, MEAN: None}
    return link("lignes", **said)


def rows_of_mean(address: Mapping[str, object]) -> str:
    return link("lignes", **{**address, MEAN: YEARS_BEFORE})


def _as_address(days: Period, address: Mapping[str, object]) -> dict[str, object]:
    """A month, or the part of the year that the address asks for, up to its last day."""
    if len(days.months) == 1:
        part, last = None, days.start.month
    else:
        part = address.get(PERIOD)
        last = EVERY_PERIOD[str(part or WHOLE_YEAR)][2]
    is_whole = days.end == Period.of_month(days.year, last).end
    return {
        YEAR: days.year,
        MONTH: last if len(days.months) == 1 else None,
        PERIOD: part,
        UNTIL: None if is_whole else days.end.isoformat(),
    }
