"""What a presentation shows of a period: everything it needs, read once. Plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.coverage import Coverage
from domain.glance import YearAtAGlance
from domain.listings import Card, MeetingLine
from domain.month_spread import MonthSpread
from domain.scope import Scope


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
