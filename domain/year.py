"""A centre’s calendar year: what was published, what the rows say, and what is retained.

Published and computed are two facts. A closed month is read as it was published; an open one as
the rows of today compute it; and neither ever corrects the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from domain.facts import Facts
from domain.indicators import MEETINGS, PARTICIPATIONS, Indicator, RowKind, added
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
    # Meetings it was closed on of which nobody knows how many came; None when it was not kept.
    unknown_attendance: int | None = None
    # By key, what its meetings make besides: kept with them, and published nowhere.
    besides: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def kept(self) -> Mapping[str, float | None]:
        return {**self.figures, **self.besides}


@dataclass(frozen=True)
class CentreYear:
    """Everything known of a year. Figures published for the whole centre may be absent."""

    year: int
    facts: Facts = field(default_factory=Facts)
    closings: Mapping[int, PublishedMonth] = field(default_factory=dict)
    published: Mapping[str, int] = field(default_factory=dict)
    known_since: date | None = None  # the centre’s first record, in this year or another
    rows_in_part: bool = False  # as ``is_in_part``, where what was published is left out

    @property
    def has_figures(self) -> bool:
        return bool(self.facts.meetings or self.closings or self.published)

    def covers(self, period: Period) -> bool:
        """Whether the centre already kept records when the period began.

        A year that was begun half-way cannot be compared with a whole one.
        """
        return self.known_since is not None and self.known_since.replace(day=1) <= period.start

    @cached_property
    def is_in_part(self) -> bool:
        """Whether a report published more meetings of a month than have a row.

        Rows then tell a part of what took place in the year, and nobody knows which.
        """
        return self.rows_in_part or self._is_told_in_part

    @cached_property
    def _is_told_in_part(self) -> bool:
        return any(
            closing.source is not None
            and len(self.facts.within(Period.of_month(self.year, month)).counted)
            < (closing.figures.get(MEETINGS.key) or 0)
            for month, closing in self.closings.items()
        )

    def is_comparable(self, indicator: Indicator, period: Period) -> bool:
        """Whether what is retained of these days may stand beside that of others.

        Rows that tell a part of the year may not: a month without a published figure, a figure
        that does not add up, a part of a month that was published. Publications are no meetings.
        """
        if indicator.row_kind is RowKind.PUBLICATION or not self.is_in_part:
            return True
        months = period.months
        published = any(self.is_published(indicator, month, period) for month in months)
        cut = any(m in self.closings and not period.covers_month(m) for m in months)
        return published and not cut and (indicator.additive or len(months) == 1)

    def is_recorded(self, period: Period, today: date) -> bool:
        """Whether the period has begun and the centre already kept records before it ended.

        Outside of that nothing is known, which is not zero.
        """
        since = self.known_since
        return since is not None and since <= period.end and period.start <= today

    def unknown_attendance(self, period: Period) -> int:
        """How many of the meetings retained bring no participation, for nobody knows how many came.

        Of what a report published, nothing is known to be missing.
        """
        return sum(self._unknown_attendance(month, period) for month in period.months)

    def _unknown_attendance(self, month: int, period: Period) -> int:
        days = Period.of_month(self.year, month).clip(period)
        published = self.is_published(PARTICIPATIONS, month, period)
        closing = self.closings[month] if published else None
        if days is None or (closing and closing.source):
            return 0
        if closing and closing.unknown_attendance is not None:
            return closing.unknown_attendance
        return self.facts.within(days).unknown_attendance

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
        if self.is_published(indicator, month, period):
            return self.closings[month].kept.get(indicator.key)
        return self._counted_anew(indicator, days)

    def _counted_anew(self, indicator: Indicator, days: Period) -> float | None:
        """Rows that tell a part of what took place cannot tell that nothing did."""
        value = self.computed(indicator, days)
        is_silent = not value and indicator.row_kind is not RowKind.PUBLICATION
        return None if is_silent and self._is_told_in_part else value

    def retained(self, indicator: Indicator, period: Period) -> float | None:
        """The figure of the period: what was published where it adds up, else counted anew.

        A figure that does not add up is read as published over one whole month only. Where
        nothing was published the rows decide, for a sum of months would read a month without a
        meeting as zero and so make a known zero of an unknown year.
        """
        months = period.months
        published = any(self.is_published(indicator, month, period) for month in months)
        if not published or not (indicator.additive or len(months) == 1):
            return self._counted_anew(indicator, period)
        # A month without a meeting adds nothing; one closed on an unknown figure stays unknown.
        return added(
            self.retained_month(indicator, month, period)
            for month in months
            if self._adds(indicator, month, period)
        )

    def sum_of_published(self, indicator: Indicator) -> int | None:
        """What the published months add up to; None when adding them has no meaning."""
        months = [self.published_month(indicator, month) for month in self.closings]
        known = [value for value in months if value is not None]
        return sum(known) if known and indicator.additive else None

    def is_published(self, indicator: Indicator, month: int, period: Period) -> bool:
        """Whether the period has the whole month, and the month was published.

        A month closed here is closed on what was not known too; a report only says what it says.
        """
        closing = self.closings.get(month)
        if closing is None or not period.covers_month(month):
            return False
        said = closing.kept.get(indicator.key) is not None
        return said or (closing.source is None and indicator.key in closing.kept)

    def _adds(self, indicator: Indicator, month: int, period: Period) -> bool:
        """Whether something took place in the month, known or not."""
        if not self.is_published(indicator, month, period):
            return self._met(month, period)
        kept = self.closings[month].kept
        return kept.get(MEETINGS.key) != 0 or bool(kept[indicator.key])

    def _met(self, month: int, period: Period) -> bool:
        days = Period.of_month(self.year, month).clip(period)
        return days is not None and any(m.held_on in days for m in self.facts.counted)


def months_to_close(year: CentreYear, today: date) -> tuple[int, ...]:
    """Months that have ended since the centre keeps records, and are not closed."""
    since = year.known_since or today
    months = (Period.of_month(year.year, month) for month in range(1, 13))
    return tuple(
        month.start.month
        for month in months
        if since <= month.end < today and month.start.month not in year.closings
    )
