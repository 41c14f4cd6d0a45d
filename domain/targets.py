"""What a year should reach: what is expected of it at a date, and where it is heading.

Only figures that add up have a pace and a forecast; the others are read over the year, beside
their target.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import fsum

from domain.comparisons import Comparisons, compare
from domain.formats import MONTHS, NBSP, count, enumeration
from domain.indicators import BY_KEY, Indicator
from domain.periods import Period
from domain.vocabulary import ProfileKind
from domain.year import CentreYear

EVEN = (1.0,) * 12
# While less of the target is expected, what is reached says more of chance than of the year.
LEAST_FOR_A_FORECAST = 0.25


class Phase(Enum):
    """Where the year of a target is."""

    TO_COME = "à venir"
    RUNNING = "en cours"
    OVER = "finie"


@dataclass(frozen=True)
class Goal:
    """A target as it was set. ``value`` is in the indicator’s unit, in percent for a share."""

    id: int
    year: int
    key: str
    value: int
    kind: ProfileKind
    weights: tuple[float, ...]  # what each month weighs, on any scale
    version: int

    @property
    def indicator(self) -> Indicator:
        return BY_KEY[self.key]

    @property
    def amount(self) -> float:
        """The value on the scale of the figure: between 0 and 1 for a share."""
        return self.value / 100 if self.indicator.is_share else self.value

    def expected(self, day: date) -> float:
        """What should be reached at the end of that day, for a figure that adds up."""
        return self.amount * self.expected_share(day)

    def expected_share(self, day: date) -> float:
        if day.year != self.year:
            return float(day.year > self.year)
        return expected_share(self.weights, day)


@dataclass(frozen=True)
class Standing:
    """A target, and what is reached of it up to a day."""

    goal: Goal
    phase: Phase
    at: date  # the last day read: today, or the last of a year that is over
    realised: float | None
    is_whole: bool  # the centre kept records from the beginning of the year on
    # From January to the end of each month begun; nothing for a figure that does not add up.
    months: tuple[float | None, ...] = ()
    elsewhere: Comparisons | None = None  # the same days of other years; None before it begins

    @property
    def by_month(self) -> tuple[float | None, ...]:
        """What each month brought to what is reached."""
        before = (0.0, *(value or 0 for value in self.months))
        return tuple(
            None if value is None else value - reached
            for value, reached in zip(self.months, before, strict=False)
        )

    @property
    def progress(self) -> float | None:
        """Which share of the target is reached; it may exceed 1."""
        return None if self.realised is None else self.realised / self.goal.amount

    @property
    def is_reached(self) -> bool:
        return self.realised is not None and self.realised >= self.goal.amount

    @property
    def expected(self) -> float | None:
        """What the profile expects at this date; None where a pace would mean nothing."""
        known = self.is_whole and self.realised is not None and self.phase is Phase.RUNNING
        return self.goal.expected(self.at) if known and self.goal.indicator.additive else None

    @property
    def gap(self) -> float | None:
        """What is reached beyond what is expected, in whole units, as they are shown."""
        if self.expected is None or self.realised is None:
            return None
        return self.realised - round(self.expected)

    @property
    def forecast(self) -> float | None:
        """The end of the year at the pace kept so far: realised ÷ the share expected by now."""
        share = self.goal.expected_share(self.at)
        if self.expected is None or self.realised is None or share < LEAST_FOR_A_FORECAST:
            return None
        return self.realised / share


def expected_share(weights: Sequence[float], day: date) -> float:
    """Which share of the year is behind at the end of that day; its month counts by its days."""
    of_its_month = day.day / calendar.monthrange(day.year, day.month)[1]
    behind = [*weights[: day.month - 1], weights[day.month - 1] * of_its_month]
    return min(1.0, fsum(behind) / fsum(weights))


def standing(
    goal: Goal, known: CentreYear, today: date, before: Sequence[CentreYear] = ()
) -> Standing:
    """What is retained of the year up to today, beside the target and the years ``before``."""
    year = Period.of_year(goal.year)
    recorded = known.is_recorded(year, today)
    return Standing(
        goal,
        _phase(year, today),
        at=min(today, year.end),
        realised=known.retained(goal.indicator, year.until(today)) if recorded else None,
        is_whole=known.covers(year),
        months=_cumulated(goal.indicator, known, today) if goal.indicator.additive else (),
        elsewhere=compare(goal.indicator, year.until(today), (known, *before), today)
        if recorded
        else None,
    )


def months_of(known: CentreYear, indicator: Indicator, today: date) -> tuple[float | None, ...]:
    """The figure of each month that is over; None where it is not known."""
    months = (Period.of_month(known.year, number) for number in range(1, 13))
    return tuple(
        known.retained_month(indicator, month.start.month, month)
        if month.end < today and known.is_recorded(month, today)
        else None
        for month in months
    )


def as_last_year(
    months: Sequence[float | None], indicator: Indicator, year: int
) -> tuple[float, ...]:
    """The weights of a year like that one. Raise ValueError when it is not known whole."""
    missing = [name for name, value in zip(MONTHS, months, strict=True) if value is None]
    if len(missing) == len(MONTHS):
        raise ValueError(f"Rien n’est connu de {year}{NBSP}: choisissez une autre répartition.")
    if missing:
        raise ValueError(
            f"{year} n’est pas connue en entier (sans {enumeration(missing)}){NBSP}: choisissez "
            "une autre répartition."
        )
    known = tuple(float(value) for value in months if value is not None)
    if not any(known):
        raise ValueError(
            f"{year} n’a compté que {count(0, indicator.unit)}{NBSP}: choisissez une autre "
            "répartition."
        )
    return known


def _phase(year: Period, today: date) -> Phase:
    if today < year.start:
        return Phase.TO_COME
    return Phase.RUNNING if today in year else Phase.OVER


def _cumulated(indicator: Indicator, known: CentreYear, today: date) -> tuple[float | None, ...]:
    """From the first of January to the end of each month, or to today in the one that runs."""
    months = (Period.of_month(known.year, number) for number in range(1, 13))
    start = Period.of_year(known.year).start
    return tuple(
        known.retained(indicator, Period(start, min(month.end, today)))
        if known.is_recorded(month, today)
        else None
        for month in months
    )
