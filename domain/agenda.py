"""What is planned, as an agenda tells it: to the team, or to the public. No database, no screen."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.periods import Period, add_months
from domain.vocabulary import (
    AttendanceRole,
    DatePrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
)

# How far an agenda looks.
MONTHS_BEHIND, MONTHS_AHEAD = 3, 24
WITHDRAWN = "Rencontre retirée de l’agenda"
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks or facilitates. ``name`` is None for who may not read names: always in public."""

    role: AttendanceRole
    name: str | None
    function: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class AgendaMeeting:
    """A meeting on an agenda: neither its notes, nor who registered, nor how many came."""

    id: int
    version: int
    updated_at: datetime
    title: str
    format: MeetingFormat
    scope: MeetingScope
    status: MeetingStatus
    modality: Modality | None
    held_on: date  # the first of the month when only the month is known
    date_precision: DatePrecision
    start_time: time | None  # in the centre’s time, as the next
    end_time: time | None
    place: str | None
    registration_url: str | None
    announced: bool
    deleted: bool  # shown to the public as cancelled, for as long as it can be restored
    territories: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    organisations: tuple[tuple[OrganisationRole, tuple[str, ...]], ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def withdrawn(self) -> "AgendaMeeting":
        """As the public is told of a meeting announced no more: what it has become is not said."""
        return replace(
            self,
            title=WITHDRAWN,
            deleted=True,
            place=None,
            registration_url=None,
            territories=(),
            organisations=(),
            speakers=(),
        )

    @property
    def has_day(self) -> bool:
        return self.date_precision is DatePrecision.DAY

    @property
    def is_cancelled(self) -> bool:
        return self.deleted or self.status is MeetingStatus.CANCELLED

    @property
    def ends_on(self) -> date:
        """The next day when the end comes before the start: 22 h to 1 h."""
        past_midnight = self.start_time and self.end_time and self.end_time < self.start_time
        return self.held_on + timedelta(days=1) if past_midnight else self.held_on


@dataclass(frozen=True, slots=True)
class AgendaCentre:
    """Whose agenda it is. ``public``: whether anyone may read what it announces."""

    id: int
    slug: str
    name: str
    timezone: str
    website: str | None
    fictional: bool
    public: bool


def horizon(today: date) -> Period:
    """What an agenda holds when no month is asked for, and what a feed carries."""
    end = add_months(today, MONTHS_AHEAD + 1) - timedelta(days=1)
    return Period(add_months(today, -MONTHS_BEHIND), end)


def read_month(raw: str) -> date | None:
    """« 2026-12 » as the first day of that month; None for anything else."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", raw)
    if found is None or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    return date(int(found[1]), int(found[2]), 1)


def month_code(day: date) -> str:
    """« 2026-12 », as addresses say a month."""
    return f"{day:%Y-%m}"


def coming(meetings: Iterable[AgendaMeeting], today: date) -> list[AgendaMeeting]:
    """Those of today and after; a month without a day is to come until it ends."""
    return [meeting for meeting in meetings if _last_day(meeting) >= today]


def of_month(meetings: Iterable[AgendaMeeting], first: date) -> list[AgendaMeeting]:
    return [m for m in meetings if month_code(m.held_on) == month_code(first)]


def first_month_to_show(meetings: Iterable[AgendaMeeting], today: date) -> date:
    """The month of the next meeting that will take place; this one when there is none."""
    next_one = next((m for m in coming(meetings, today) if not m.is_cancelled), None)
    return (next_one.held_on if next_one else today).replace(day=1)


def weeks(first: date) -> list[list[date]]:
    """The days of a month, Monday to Sunday, with those of the months around."""
    return calendar.Calendar().monthdatescalendar(first.year, first.month)


def by_day(meetings: Iterable[AgendaMeeting]) -> Mapping[date, list[AgendaMeeting]]:
    """Those whose day is known."""
    found: defaultdict[date, list[AgendaMeeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.has_day:
            found[meeting.held_on].append(meeting)
    return found


def by_month(meetings: Iterable[AgendaMeeting]) -> list[AgendaMeeting]:
    """In their order; those whose day is unknown close their month."""
    return sorted(meetings, key=lambda m: (m.held_on.year, m.held_on.month, not m.has_day))


def _last_day(meeting: AgendaMeeting) -> date:
    if meeting.date_precision is DatePrecision.YEAR:
        return date(meeting.held_on.year, 12, 31)
    if meeting.date_precision is DatePrecision.MONTH:
        return Period.of_month(meeting.held_on.year, meeting.held_on.month).end
    return meeting.held_on
