"""What lists and pages show of meetings and testimonials. Plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from domain import facts
from domain.roles import Role
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    Consent,
    DatePrecision,
    Family,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
    PublicationKind,
)

# The lowest role each consent opens a testimonial to. Without consent, only who collects it.
SHOWN_FROM = {
    Consent.PUBLIC: Role.READER,
    Consent.BOARD: Role.READER,
    Consent.TEAM: Role.EDITOR,
    Consent.PENDING: Role.DIRECTOR,
}


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    id: int
    title: str
    format: MeetingFormat
    scope: MeetingScope
    status: MeetingStatus
    modality: Modality | None
    held_on: date
    date_precision: DatePrecision
    place: str | None
    headcount: int | None
    headcount_precision: HeadcountPrecision
    highlight: str | None
    named: int = 0  # people marked present
    territories: tuple[str, ...] = ()
    reaches_contrat: bool = False
    themes: tuple[str, ...] = ()

    @property
    def participations(self) -> int | None:
        return facts.participations(self.headcount, self.named)

    @property
    def is_approximate(self) -> bool:
        """« environ 40 », « plus de 100 »: so is every sum it enters."""
        return self.headcount_precision is not HeadcountPrecision.EXACT

    @property
    def named_shown(self) -> int:
        """Names beyond those who are said to have come bring nothing more."""
        return min(self.named, self.participations or 0)

    @property
    def is_counted(self) -> bool:
        return facts.is_counted(self.status, self.scope)

    def is_counted_by(self, day: date) -> bool:
        return facts.is_counted_by(day, self.held_on, self.status, self.scope)

    @property
    def is_undercounted(self) -> bool:
        return facts.is_undercounted(self.headcount, self.named)


@dataclass(frozen=True, slots=True)
class Card:
    """A testimonial on the wall."""

    id: int
    body: str
    is_summary: bool
    author: str | None
    function: str | None
    organisation: str
    family: Family
    year: int
    month: int
    meeting_id: int | None
    territory_id: int | None
    theme_id: int | None
    consent: Consent


@dataclass(frozen=True, slots=True)
class Wall:
    """The testimonials a role may read, and how many it may not."""

    cards: tuple[Card, ...]
    hidden: int  # withdrawn, expired, or kept for another role


@dataclass(frozen=True, slots=True)
class Participant:
    person_id: int
    name: str
    function: str | None
    organisation: str | None
    role: AttendanceRole
    state: AttendanceState


@dataclass(frozen=True, slots=True)
class Trace:
    id: int
    kind: PublicationKind
    title: str
    url: str | None


@dataclass(frozen=True)
class MeetingDetail:
    """Everything known of a meeting. Names are absent for who may not read them."""

    line: MeetingLine
    version: int
    start_time: time | None
    end_time: time | None
    half_days: float | None
    series: str | None
    series_number: int | None
    programme: str | None
    announced: bool
    registration_url: str | None
    replay_url: str | None
    notes: str | None
    organisations: Mapping[OrganisationRole, tuple[str, ...]]
    families: Mapping[Family, int]  # people present, by family of their organisation
    participants: tuple[Participant, ...]
    traces: tuple[Trace, ...]
    testimonials: tuple[Card, ...]


def may_show(
    consent: Consent, until: date | None, withdrawn_on: date | None, role: Role, today: date
) -> bool:
    """Whether the author’s consent, as it stands today, lets this role read his words."""
    if withdrawn_on is not None or (until is not None and until < today):
        return False
    return role >= SHOWN_FROM[consent]
