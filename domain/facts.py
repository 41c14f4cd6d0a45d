"""What figures are made of: plain records of meetings and publications, read once."""

from dataclasses import dataclass
from datetime import date

from domain.periods import Period
from domain.vocabulary import DatePrecision, MeetingScope, MeetingStatus

# Internal meetings take place in the region; national ones and those elsewhere are told apart.
IN_REGION = frozenset({MeetingScope.REGIONAL, MeetingScope.INTERNAL})


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """One meeting, reduced to what indicators ask of it."""

    id: int
    held_on: date
    status: MeetingStatus
    scope: MeetingScope
    half_days: float | None = None
    headcount: int | None = None
    people: frozenset[int] = frozenset()  # marked present
    contrats: frozenset[int] = frozenset()
    qpv: frozenset[int] = frozenset()
    has_trace: bool = False

    @property
    def is_counted(self) -> bool:
        """Held, and within the region: what every indicator of activity counts."""
        return self.status is MeetingStatus.HELD and self.scope in IN_REGION

    @property
    def participations(self) -> int | None:
        """The declared headcount when there is one, else the people marked present.

        None when nobody wrote down who or how many came: unknown is not zero.
        """
        if self.headcount is not None:
            return self.headcount
        return len(self.people) or None

    @property
    def is_undercounted(self) -> bool:
        """A headcount below the number of people named: a finding for the team."""
        return self.headcount is not None and self.headcount < len(self.people)


@dataclass(frozen=True, slots=True)
class PublicationFact:
    id: int
    published_on: date
    precision: DatePrecision = DatePrecision.DAY

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

    @property
    def counted(self) -> tuple[MeetingFact, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.is_counted)

    def within(self, period: Period) -> "Facts":
        return Facts(
            tuple(meeting for meeting in self.meetings if meeting.held_on in period),
            tuple(item for item in self.publications if item.belongs_to(period)),
        )
