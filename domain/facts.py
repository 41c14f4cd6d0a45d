"""What figures are made of: plain records of meetings and publications, read once."""

from dataclasses import dataclass, replace
from datetime import date

from domain.periods import Period
from domain.vocabulary import DatePrecision, HeadcountPrecision, MeetingScope, MeetingStatus

# Internal meetings take place in the region; national ones and those elsewhere are told apart.
IN_REGION = frozenset({MeetingScope.REGIONAL, MeetingScope.INTERNAL})


def is_counted(status: MeetingStatus, scope: MeetingScope) -> bool:
    """Held, and within the region: what every indicator of activity counts."""
    return status is MeetingStatus.HELD and scope in IN_REGION


def is_counted_by(day: date, held_on: date, status: MeetingStatus, scope: MeetingScope) -> bool:
    """Counted in figures up to that day: one marked held ahead of its date waits for it."""
    return held_on <= day and is_counted(status, scope)


def participations(headcount: int | None, named: int) -> int | None:
    """The declared headcount when there is one, else the people marked present.

    None when nobody wrote down who or how many came: unknown is not zero.
    """
    return headcount if headcount is not None else named or None


def is_undercounted(headcount: int | None, named: int) -> bool:
    """A headcount below the number of people named: a finding for the team."""
    return headcount is not None and headcount < named


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """One meeting, reduced to what indicators ask of it."""

    id: int
    held_on: date
    status: MeetingStatus
    scope: MeetingScope
    half_days: float | None = None
    headcount: int | None = None
    headcount_precision: HeadcountPrecision = HeadcountPrecision.EXACT
    people: frozenset[int] = frozenset()  # marked present
    contrats: frozenset[int] = frozenset()
    qpv: frozenset[int] = frozenset()
    has_trace: bool = False
    traced_on: date | None = None  # when its first trace came out, if that is known

    @property
    def is_counted(self) -> bool:
        return is_counted(self.status, self.scope)

    def is_counted_by(self, day: date) -> bool:
        return is_counted_by(day, self.held_on, self.status, self.scope)

    @property
    def participations(self) -> int | None:
        return participations(self.headcount, len(self.people))

    @property
    def is_undercounted(self) -> bool:
        return is_undercounted(self.headcount, len(self.people))

    @property
    def is_approximate(self) -> bool:
        """« environ 40 », « plus de 100 »: so is every sum it enters."""
        return self.headcount_precision is not HeadcountPrecision.EXACT


@dataclass(frozen=True, slots=True)
class PublicationFact:
    id: int
    published_on: date
    precision: DatePrecision = DatePrecision.DAY

    def may_belong_to(self, period: Period) -> bool:
        """Known by its year alone, and the period is a part of that year."""
        return (
            self.precision is DatePrecision.YEAR
            and not self.belongs_to(period)
            and Period.of_year(self.published_on.year).clip(period) is not None
        )

    def belongs_to(self, period: Period) -> bool:
        """A publication of which only the year is known belongs to whole years only."""
        if self.precision is DatePrecision.YEAR:
            year = Period.of_year(self.published_on.year)
            return period.start <= year.start and year.end <= period.end
        return self.published_on in period


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the figures of a scope rest on."""

    meetings: tuple[MeetingFact, ...] = ()
    publications: tuple[PublicationFact, ...] = ()
    undated: int = 0  # publications of the year, which may be of these days or not

    @property
    def is_approximate(self) -> bool:
        """Whether a headcount that was not counted exactly enters the participations."""
        return any(meeting.is_approximate for meeting in self.counted)

    @property
    def unknown_attendance(self) -> int:
        """Meetings counted that bring no participation, for nobody knows how many came."""
        return sum(meeting.participations is None for meeting in self.counted)

    @property
    def counted(self) -> tuple[MeetingFact, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.is_counted)

    def traced_by(self, day: date) -> "Facts":
        """As they were known on that day: a trace that came out since was none."""
        return replace(
            self,
            meetings=tuple(
                replace(meeting, has_trace=False)
                if meeting.traced_on is not None and meeting.traced_on > day
                else meeting
                for meeting in self.meetings
            ),
        )

    def within(self, period: Period) -> "Facts":
        return Facts(
            tuple(meeting for meeting in self.meetings if meeting.held_on in period),
            tuple(item for item in self.publications if item.belongs_to(period)),
            sum(item.may_belong_to(period) for item in self.publications),
        )
