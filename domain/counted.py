"""A figure explained: its rows, those left out, what it is compared with. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.audience import Heard
from domain.comparisons import Comparisons
from domain.left_out import Reason
from domain.listings import MeetingLine
from domain.vocabulary import DatePrecision, Labelled, PublicationKind
from domain.year import PublishedMonth


class Reading(Labelled):
    """Which of the numbers of an indicator is explained."""

    RETAINED = "retenu", "retenu"
    PUBLISHED = "publie", "publié pour l’année"
    ROWS = "base", "dans la base"


@dataclass(frozen=True)
class MonthShare:
    """What a month brings to a figure, and what its rows make of it."""

    month: int
    value: float | None
    computed: float | None
    closing: PublishedMonth | None  # when the value is what was published


@dataclass(frozen=True)
class CountedMeeting:
    """A meeting and what it brings. Once in each month that counts it, when it was moved since."""

    line: MeetingLine
    amount: float
    gone: str | None = None  # what became of it since the month that counts it was closed

    @property
    def is_approximate(self) -> bool:
        """Whether the number of participations it brings was told as « environ », « plus de »."""
        return self.line.is_approximate and self.amount == self.line.headcount


@dataclass(frozen=True)
class SourceMeeting:
    """A meeting that places or people come from."""

    line: MeetingLine
    note: str | None = None  # what became of it since the month that counts it was closed


@dataclass(frozen=True)
class NamedRow:
    """A row that is not a meeting: a place, a person, a publication."""

    id: int
    name: str
    detail: str
    code: str | None = None
    on: date | None = None
    precision: DatePrecision = DatePrecision.DAY


@dataclass(frozen=True)
class LeftOut:
    """Rows of the period that bring nothing to the figure, all for the same reason."""

    reason: Reason
    meetings: tuple[MeetingLine, ...] = ()
    publications: tuple[NamedRow, ...] = ()

    @property
    def count(self) -> int:
        return len(self.meetings) + len(self.publications)

    def of_kind(self, kind: PublicationKind) -> "LeftOut":
        kept = tuple(row for row in self.publications if row.detail == kind.label)
        return replace(self, publications=kept)


@dataclass(frozen=True)
class LastChange:
    """The last line the journal has of the rows, counted or not; without one, how they came."""

    at: datetime
    what: str  # « Rencontre annulée »
    name: str | None  # of the row, for who may read it
    meeting_id: int | None  # when the row is a meeting
    author: str | None  # None for the system, and for who may not read names
    is_arrival: bool = False  # the journal has no line of them


@dataclass(frozen=True)
class CountedRows:
    """``meetings`` and ``others`` are the rows counted: one of them is empty."""

    value: float | None  # of the reading asked
    retained: float | None  # what the screens show
    made: float | None  # what the rows counted make: the value, unless some are not known
    computed: float | None  # what the rows of today make
    published: int | None  # for the whole year, when it was
    source: str | None  # the document that it was published in
    comparisons: Comparisons | None  # None for a period that has not begun
    months: tuple[MonthShare, ...]  # of a figure that published months enter
    meetings: tuple[CountedMeeting, ...]
    others: tuple[NamedRow, ...]
    amounts: tuple[float, ...]  # what each row brings
    sources: tuple[SourceMeeting, ...]  # the meetings that places or people come from
    times: Mapping[int, int]  # how many of them each place or person comes from
    left_out: tuple[LeftOut, ...]
    last_change: LastChange | None
    names_hidden: bool = False
    detailed: float | None = None  # meetings of the base that took place
    meetings_shown: float | None = None  # and how many the screens count

    @property
    def count(self) -> int:
        return len(self.amounts)

    def of_kind(self, kind: PublicationKind) -> "CountedRows":
        """The publications of one kind among those counted, and among those that are not."""
        kept = tuple(row for row in self.others if row.detail == kind.label)
        apart = (group.of_kind(kind) for group in self.left_out)
        known = None if self.value is None else len(kept)
        return replace(
            self,
            **dict.fromkeys(("value", "retained", "made", "computed"), known),
            published=None,
            source=None,
            comparisons=None,
            months=(),
            others=kept,
            amounts=(1,) * len(kept),
            left_out=tuple(group for group in apart if group.count),
        )


@dataclass(frozen=True)
class CountedAudience:
    """A measure of the audience over a year, and the last change of what was typed of it."""

    found: Heard
    last_change: LastChange | None
