"""A centre’s calendar year: what was published, what the rows say, and what is retained.

Published and computed are two facts. A closed month is read as it was published; an open one as
the rows of today compute it; and neither ever corrects the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.facts import Facts
from domain.indicators import OF_THE_MONTH, Indicator
from domain.periods import Period


@dataclass(frozen=True)
class PublishedMonth:
    """A month as it was closed."""

    month: int
    figures: Mapping[str, int | None]
    closed_at: datetime
    highlights: tuple[str, ...] = ()
    commentary: str | None = None
    source: str | None = None  # the document it was published in, when not closed here


@dataclass(frozen=True)
class CentreYear:
    """Everything known of a year. Figures published for the whole centre may be absent."""

    year: int
    facts: Facts = field(default_factory=Facts)
    closings: Mapping[int, PublishedMonth] = field(default_factory=dict)
    published: Mapping[str, int] = field(default_factory=dict)

    @property
    def has_figures(self) -> bool:
        return bool(self.facts.meetings or self.closings or self.published)

    def published_month(self, indicator: Indicator, month: int) -> int | None:
        closing = self.closings.get(month)
        return closing.figures.get(indicator.key) if closing else None

    def computed(self, indicator: Indicator, period: Period) -> float | None:
        return indicator.value(self.facts.within(period))

    def retained_month(self, indicator: Indicator, month: int, period: Period) -> float | None:
        """The month’s figure as the team stands by it, for its days inside the period.

        A figure published for a month says nothing of a part of it: that part is computed.
        """
        days = Period.of_month(self.year, month).clip(period)
        if days is None:
            return None
        published = self.published_month(indicator, month) if period.covers_month(month) else None
        return self.computed(indicator, days) if published is None else published

    def retained(self, indicator: Indicator, period: Period) -> float | None:
        """The figure of the period: months added where that has a meaning, else counted anew."""
        if not (indicator.additive and indicator in OF_THE_MONTH):
            return self.computed(indicator, period)
        months = [self.retained_month(indicator, month, period) for month in period.months]
        known = [value for value in months if value is not None]
        return sum(known) if known else None

    def sum_of_published(self, indicator: Indicator) -> int | None:
        """What the published months add up to; None when adding them has no meaning."""
        months = [self.published_month(indicator, month) for month in self.closings]
        known = [value for value in months if value is not None]
        return sum(known) if known and indicator.additive else None


def months_to_close(year: CentreYear, today: date) -> tuple[int, ...]:
    """Months of the year that have ended and are not closed."""
    return tuple(
        month
        for month in range(1, 13)
        if Period.of_month(year.year, month).end < today and month not in year.closings
    )
