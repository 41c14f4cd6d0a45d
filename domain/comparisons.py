"""What a figure is compared with: the same days of other years, the month before.

Days are always compared with as many days: never a part of a year with a whole one. Each reading
is that of the year itself, so a figure that does not add up is never made of sums. Nor are rows
that tell a part of what a report published set beside anything (``CentreYear.is_comparable``).
A trace comes out after its meeting: days of before are read as they were known as long after them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.indicators import TRACE_RATE, Indicator
from domain.periods import Period, a_year_before, months_before
from domain.year import CentreYear

# The mean rests on so many years before, or on those of them that are known.
YEARS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the same days of the years before, and which of them are known, in order."""

    value: float | None = None
    known: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()

    @property
    def years(self) -> int:
        return len(self.known)


NO_MEAN = Mean()


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """A figure of one of the years that a mean rests on, as known on a day of that year."""

    days: Period
    seen_on: date | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Comparisons:
    """A figure elsewhere in time; None where nothing is known, which is not zero."""

    period: Period  # the days of the figure itself
    last_year: float | None
    mean: Mean
    month_before: float | None  # None too when the period is not of one month


def compare(
    indicator: Indicator, period: Period, years: Iterable[CentreYear], seen_on: date | None = None
) -> Comparisons:
    """``years`` are the period’s own and those before it; a year left out of them is unknown.

    ``seen_on`` is the day the figure is read, for one that may grow after its days.
    """
    known = tuple(years)
    own = next((one for one in known if one.year == period.year), None)
    if own and not own.is_comparable(indicator, period):
        return Comparisons(period, last_year=None, mean=NO_MEAN, month_before=None)
    one_month = len(period.months) == 1
    return Comparisons(
        period,
        last_year=same_days(
            indicator, period.a_year_before(), known, seen_on and a_year_before(seen_on)
        ),
        mean=mean_before(indicator, period, known, seen_on),
        month_before=same_days(
            indicator, period.a_month_before(), known, seen_on and months_before(seen_on, 1)
        )
        if one_month
        else None,
    )


def same_days(
    indicator: Indicator, days: Period, years: Iterable[CentreYear], seen_on: date | None = None
) -> float | None:
    """The figure of those days, if the centre already kept records as they began."""
    year = next((one for one in years if one.year == days.year), None)
    if year is None or not year.covers(days) or not year.is_comparable(indicator, days):
        return None
    if indicator is TRACE_RATE and seen_on is not None:
        year = replace(year, facts=year.facts.traced_by(seen_on))
    return year.retained(indicator, days)


def read_before(
    indicator: Indicator, period: Period, years: Iterable[CentreYear], seen_on: date | None = None
) -> tuple[ReadBefore, ...]:
    """The same days of each of the years before, the first of them first."""
    known = tuple(years)
    ago = (_ago(period, seen_on, back) for back in range(YEARS_BEFORE, 0, -1))
    return tuple(
        ReadBefore(days, seen, same_days(indicator, days, known, seen)) for days, seen in ago
    )


def mean_before(
    indicator: Indicator, period: Period, years: Iterable[CentreYear], seen_on: date | None = None
) -> Mean:
    """Over the same days of the years before, of which those without a figure are left out."""
    found = {one.days.year: one.value for one in read_before(indicator, period, years, seen_on)}
    values = [value for value in found.values() if value is not None]
    if not values:
        return NO_MEAN
    return Mean(
        sum(values) / len(values),
        tuple(year for year, value in found.items() if value is not None),
        tuple(year for year, value in found.items() if value is None),
    )


def _ago(period: Period, day: date | None, years: int) -> tuple[Period, date | None]:
    """The same days so many years before, and the same day."""
    for _ in range(years):
        period, day = period.a_year_before(), day and a_year_before(day)
    return period, day
