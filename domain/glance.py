"""The year at a glance: what a director reads in ten seconds. Plain values, ready to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from domain.audience import Heard
from domain.checks import Finding
from domain.comparisons import NO_MEAN, Mean
from domain.indicators import MEETINGS, OF_THE_MONTH, Indicator
from domain.periods import Period


class MonthState(Enum):
    PUBLISHED = "publié"
    COMPUTED = "calculé"
    FUTURE = "à venir"
    OUTSIDE = "hors période"


@dataclass(frozen=True)
class MonthLine:
    """One month of the charts: its figures by key of indicator."""

    month: int
    state: MonthState
    values: Mapping[str, float | None]
    in_part: tuple[str, ...] = ()  # keys of those that nothing is set beside


@dataclass(frozen=True)
class Figure:
    """One tile of the dashboard."""

    key: str
    value: float | None
    previous: float | None  # the same days last year; None when that year has no data
    months: tuple[float | None, ...]  # January to December
    published: int | None = None  # for the whole year, when it was published
    mean: Mean = NO_MEAN  # of the same days of the years before


@dataclass(frozen=True)
class Attention:
    """What asks for the team’s care."""

    months_to_close: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    unvisited: tuple[str, ...] = ()  # contrats without a meeting for twelve months
    silenced: tuple[date, ...] = ()  # until when each rule that says nothing does so, in order

    @property
    def is_empty(self) -> bool:
        return not (self.months_to_close or self.findings or self.unvisited)


@dataclass(frozen=True)
class Rectified:
    """A closed month whose rows changed since: published, and what the rows say today."""

    month: int
    published: Mapping[str, int | None]
    computed: Mapping[str, float | None]

    @property
    def indicator(self) -> Indicator:
        """The first whose figure differs."""
        return next(i for i in OF_THE_MONTH if self.published[i.key] != self.computed[i.key])


@dataclass(frozen=True)
class YearAtAGlance:
    year: int
    period: Period  # the part of what was asked that has passed
    figures: Mapping[str, Figure]
    months: tuple[MonthLine, ...]
    contrats: int  # how many there are in the region, or in the territory looked at
    named_share: float | None
    detailed: int  # meetings that have a row, among those counted
    attention: Attention
    rectified: tuple[Rectified, ...]
    audience: tuple[Heard, ...]
    qpv_published: int | None
    is_narrowed: bool
    has_figures: bool
    # What the year should reach, by key of indicator; nothing for a part of it.
    targets: Mapping[str, float] = field(default_factory=dict)
    unknown_attendance: int = 0  # meetings of which nobody knows how many came

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show; under filters, a zero is an answer."""
        return not (self.has_figures or self.is_narrowed)

    @property
    def is_detailed(self) -> bool:
        """Whether each meeting counted has a row: else rows tell of a part only."""
        total = self.figures[MEETINGS.key].value
        return total is None or self.detailed >= total

    @property
    def is_rectified(self) -> bool:
        """Whether closed months are apart from rows that tell all of them."""
        return bool(self.rectified) and self.is_detailed and not self.is_narrowed

    def difference(self, indicator: Indicator) -> float | None:
        """Published for the year, less what the tile shows; None unless both are known."""
        figure = self.figures[indicator.key]
        if figure.published is None or figure.value is None:
            return None
        return figure.published - figure.value

    def is_partial(self, indicator: Indicator) -> bool:
        """Whether the rows detail a part of what the year published: information, no difference.

        As domain.differences tells it: where no published month stands between them.
        """
        adds_months = indicator in OF_THE_MONTH and indicator.additive
        closed = any(line.state is MonthState.PUBLISHED for line in self.months)
        return not (adds_months and closed) and (self.difference(indicator) or 0) > 0
