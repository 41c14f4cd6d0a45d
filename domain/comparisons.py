"""What a figure is compared with: the same days of other years, the month before.

Days are always compared with as many days: never a part of a year with a whole one. Each reading
is that of the year itself, so a figure that does not add up is never made of sums. Nor are rows
that tell a part of what a report published set beside anything (``CentreYear.is_comparable``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.indicators import Indicator
from domain.periods import Period
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
class Comparisons:
    """A figure elsewhere in time; None where nothing is known, which is not zero."""

    period: Period  # the days of the figure itself
    last_year: float | None
    mean: Mean
    month_before: float | None  # None too when the period is not of one month


def compare(indicator: Indicator, period: Period, years: Iterable[CentreYear]) -> Comparisons:
    """``years`` are the period’s own and those before it; a year left out of them is unknown."""
    known = tuple(years)
    own = next((one for one in known if one.year == period.year), None)
    if own and not own.is_comparable(indicator, period):
        return Comparisons(period, last_year=None, mean=NO_MEAN, month_before=None)
    one_month = len(period.months) == 1
    return Comparisons(
        period,
        last_year=same_days(indicator, period.a_year_before(), known),
        mean=mean_before(indicator, period, known),
        month_before=same_days(indicator, period.a_month_before(), known) if one_month else None,
    )


def same_days(indicator: Indicator, days: Period, years: Iterable[CentreYear]) -> float | None:
    """The figure of those days, if the centre already kept records as they began."""
    year = next((one for one in years if one.year == days.year), None)
    if year is None or not year.covers(days) or not year.is_comparable(indicator, days):
        return None
    return year.retained(indicator, days)


def mean_before(indicator: Indicator, period: Period, years: Iterable[CentreYear]) -> Mean:
    """Over the same days of the years before, of which those without a figure are left out."""
    known = tuple(years)
    days = sorted(_years_before(period), key=lambda one: one.start)
    found = {one.year: same_days(indicator, one, known) for one in days}
    values = [value for value in found.values() if value is not None]
    if not values:
        return NO_MEAN
    return Mean(
        sum(values) / len(values),
        tuple(year for year, value in found.items() if value is not None),
        tuple(year for year, value in found.items() if value is None),
    )


def _years_before(period: Period) -> Iterable[Period]:
    for _ in range(YEARS_BEFORE):
        period = period.a_year_before()
        yield period
