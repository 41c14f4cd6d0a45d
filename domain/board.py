"""What a presentation shows of a period: everything it needs, read once. Plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.coverage import Coverage
from domain.glance import YearAtAGlance
from domain.indicators import PARTICIPATIONS, Indicator
from domain.listings import Card, MeetingLine
from domain.month_spread import MonthSpread
from domain.scope import Scope

# The participations of people whose organisation, or its family, is not known.
NO_FAMILY = "Famille non précisée"
# Meetings to come that a presentation reads.
PLANNED_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of something bear a label."""

    label: str
    count: int


@dataclass(frozen=True)
class Board:
    """The figures of a scope, its words and what comes next, as they stood at one moment."""

    centre: str
    region: str
    timezone: str
    scope: Scope
    filters: tuple[str, ...]  # what narrows the scope, in words
    read_at: datetime  # with its time zone
    today: date  # the day it was where the centre is
    glance: YearAtAGlance
    months: tuple[MonthSpread, ...]  # those of the period that have begun
    coverage: Coverage
    formats: tuple[Tally, ...]  # counted meetings, most frequent first
    themes: tuple[Tally, ...]  # a meeting counts for each of its themes
    families: tuple[Tally, ...]  # named participations of counted meetings, by family
    publications: tuple[Tally, ...]  # of the period, by kind
    testimonials: tuple[Card, ...]  # those a board may read, oldest first
    planned: tuple[MeetingLine, ...]  # from ``today`` on, soonest first
    fictional: bool = False  # of the centre: no figure of it is real


def with_only_testimonials(board: Board, kept: Collection[int]) -> Board:
    """The board without the words whose author no longer lets them be shown."""

    def among(cards: tuple[Card, ...]) -> tuple[Card, ...]:
        return tuple(card for card in cards if card.id in kept)

    return replace(
        board,
        testimonials=among(board.testimonials),
        months=tuple(
            replace(month, testimonials=among(month.testimonials)) for month in board.months
        ),
    )


def month_values(board: Board, month: MonthSpread) -> Mapping[str, float | None]:
    """The figures of a month as the year tells them: unknown before the first record."""
    return board.glance.months[month.month - 1].values


def is_approximate(board: Board) -> bool:
    """Whether a headcount nobody counted exactly enters the participations of the period."""
    return any(are_participations_approximate(month) for month in board.months)


def are_participations_approximate(month: MonthSpread) -> bool:
    """Those of a published month are what was published."""
    published = month.published.figures.get(PARTICIPATIONS.key) if month.published else None
    return published is None and month.is_approximate


def is_published(board: Board, indicator: Indicator) -> bool:
    """Whether the figure of a period of one month is what was published of it."""
    closing = board.months[0].published if len(board.months) == 1 else None
    one_month = len(board.scope.period.months) == 1
    return one_month and closing is not None and closing.figures.get(indicator.key) is not None
