"""What a director sees of a month she may close. Plain values, ready to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.checks import Finding
from domain.closing import Changes, Closing, MonthReading, MonthStage
from domain.comparisons import Comparisons
from domain.listings import MeetingLine
from domain.vocabulary import DatePrecision


@dataclass(frozen=True)
class GoneMeeting:
    """A meeting that was counted when its month was closed, and is not any more."""

    id: int
    title: str
    held_on: date
    date_precision: DatePrecision
    because: str


@dataclass(frozen=True)
class Silence:
    """A rule nobody is told of, up to that day."""

    id: int
    version: int
    rule: str
    until: date
    reason: str
    author: str | None


@dataclass(frozen=True)
class MonthOnDesk:
    """One of the twelve months of the year."""

    month: int
    stage: MonthStage
    meetings: float | None


@dataclass(frozen=True)
class MonthDesk:
    """One month: what it says today, what is to mend, what was closed of it."""

    months: tuple[MonthOnDesk, ...]  # the twelve
    year: int
    month: int
    today: date
    reading: MonthReading
    compared: Mapping[str, Comparisons]  # the figures elsewhere in time; empty before the month
    findings: tuple[Finding, ...]
    unasked: Mapping[str, str]  # rules that had nothing to look at, and why
    silences: tuple[Silence, ...]  # in force
    counted: tuple[MeetingLine, ...]
    closing: Closing | None  # in force
    changed: Changes
    earlier: tuple[Closing, ...]  # reopened, latest first
    uncounted: tuple[GoneMeeting, ...]  # of all these closings
    contrats: Mapping[int, str]  # the names of those reached then and today
    in_part: bool = False  # rows alone tell of the month, and of a part of the year

    @property
    def stage(self) -> MonthStage:
        return self.months[self.month - 1].stage

    @property
    def unknown_attendance(self) -> int:
        """Of the figures shown: meetings of which nobody knows how many came."""
        came = self.reading.counted if self.closing is None else self.closing.counted or {}
        return list(came.values()).count(None)

    @property
    def highlights_today(self) -> tuple[str, ...] | None:
        """Those of the rows, where they are not those the month was closed with.

        None too of a month that a report published: rows may tell a part of what it did.
        """
        closing, now = self.closing, self.reading.highlights
        if closing is None or closing.source or closing.highlights == now:
            return None
        return now

    @property
    def gone(self) -> tuple[GoneMeeting, ...]:
        """Of the closing in force."""
        return tuple(meeting for meeting in self.uncounted if meeting.id in self.changed.went)
