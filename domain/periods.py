"""Periods of days, and what may be compared with them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("a period cannot end before it starts")

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def twelve_months_to(cls, end: date) -> "Period":
        return cls(a_year_before(end) + timedelta(days=1), end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def year(self) -> int:
        """The year the period begins in. Dashboards only ask for periods of one year."""
        return self.start.year

    @property
    def months(self) -> tuple[int, ...]:
        """The months the period touches, for a period of one year."""
        return tuple(range(self.start.month, self.end.month + 1))

    def covers_month(self, month: int) -> bool:
        whole = Period.of_month(self.year, month)
        return self.start <= whole.start and whole.end <= self.end

    def clip(self, other: "Period") -> "Period | None":
        """The days both hold, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def until(self, today: date) -> "Period":
        """The part of the period that has passed; its first day when none has."""
        return Period(self.start, max(self.start, min(self.end, today)))

    def a_year_before(self) -> "Period":
        """The same days of the year before. A whole month answers to a whole month."""
        ends_month = self.end == Period.of_month(self.end.year, self.end.month).end
        last = self.end.year - 1
        end = Period.of_month(last, self.end.month).end if ends_month else a_year_before(self.end)
        return Period(a_year_before(self.start), end)

    def a_month_before(self) -> "Period":
        """The same days of the month before, for a period of one month.

        A whole month answers to a whole month, and the 31st to the last day of a shorter one.
        """
        start = months_before(self.start, 1)
        if self == Period.of_month(self.start.year, self.start.month):
            return Period.of_month(start.year, start.month)
        return Period(start, months_before(self.end, 1))


def a_year_before(day: date) -> date:
    """The same day a year earlier; 29 February answers to 28 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def add_months(day: date, count: int) -> date:
    """The first day of the month that lies ``count`` months away."""
    years, month = divmod(day.month - 1 + count, 12)
    return date(day.year + years, month + 1, 1)


def months_before(day: date, count: int) -> date:
    """The same day ``count`` months earlier; the last of that month when it is shorter."""
    first = add_months(day, -count)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))
