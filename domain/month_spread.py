"""A month as the activity report spreads it over two pages. Plain values, ready to show."""

from dataclasses import dataclass
from datetime import datetime

from domain.closing import NO_CHANGES, Changes
from domain.listings import Card, MeetingLine
from domain.periods import Period
from domain.year import PublishedMonth


@dataclass(frozen=True)
class MonthSpread:
    year: int
    month: int
    begun: bool
    is_running: bool
    published: PublishedMonth | None
    retained: dict[str, float | None]
    computed: dict[str, float | None]
    is_approximate: bool  # of the participations computed
    last_year: dict[str, float | None]  # the same days; None where there were no records yet
    compared: Period  # those days
    highlights: tuple[str, ...]
    meetings: tuple[MeetingLine, ...]
    testimonials: tuple[Card, ...]
    hidden_testimonials: int  # of the whole month, whatever narrows the rest
    in_part: bool = False  # rows alone tell of it, and of a part of the year
    unknown_attendance: int = 0  # meetings of which nobody knows how many came
    unknown_computed: int = 0  # the same, of those that have a row
    changed: Changes = NO_CHANGES  # what its rows say since it was closed here
    reopened_at: datetime | None = None  # it was closed here once, and is not any more
