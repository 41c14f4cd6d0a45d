"""Closing a month: what is frozen, the digest that tells it was not touched, what changed since."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from domain.facts import Facts
from domain.formats import month as month_name
from domain.indicators import OF_THE_MONTH
from domain.periods import Period

# Participations of each meeting counted, by its id; None where nobody knows.
Counted = Mapping[int, int | None]
# Contrats de ville that each of them reached, by the meeting’s id.
Reached = Mapping[int, frozenset[int]]
# Half-days that each of them lasted, by the meeting’s id; None where nobody knows.
Lasted = Mapping[int, float | None]

T = TypeVar("T")


class MonthStage(Enum):
    """Where a month is on its way to be closed."""

    CLOSED = "arrêté"
    RECTIFIED = "rectifié"
    PUBLISHED = "publié"  # in a document, before its rows were known here
    TO_CLOSE = "à arrêter"
    RUNNING = "en cours"
    FUTURE = "à venir"
    UNKNOWN = "rien d’enregistré"


@dataclass(frozen=True)
class MonthReading:
    """A month as its rows make it at one moment: all that a closing freezes but the words."""

    figures: Mapping[str, int | None]
    highlights: tuple[str, ...]
    counted: Counted
    reached: Reached
    lasted: Lasted
    is_recorded: bool  # the centre kept records before the month ended

    @property
    def seen(self) -> str:
        """Tells one reading from another: what is closed must be what was read."""
        return digest(self.frozen(None))

    def frozen(self, commentary: str | None, *, is_proposed: bool = False) -> dict[str, Any]:
        return frozen_month(
            self.figures,
            highlights=self.highlights,
            commentary=commentary,
            is_proposed=is_proposed,
            meeting_ids=tuple(self.counted),
            participations=self.counted,
            contrats=self.reached,
            half_days=self.lasted,
        )


@dataclass(frozen=True)
class Closing:
    """A month as it was closed, and perhaps reopened."""

    id: int
    month: int
    revision: int
    figures: Mapping[str, int | None]
    highlights: tuple[str, ...]
    commentary: str | None
    meeting_ids: tuple[int, ...] | None  # None when it was published before its rows were known
    counted: Counted | None  # None when only their list was kept
    reached: Reached | None  # None when closed before contrats were kept
    lasted: Lasted | None  # None when closed before half-days were kept
    digest: str
    is_intact: bool  # the frozen copy still makes its digest
    source: str | None
    closed_at: datetime
    closed_by: str | None
    reopened_at: datetime | None = None
    reopened_by: str | None = None
    reopened_because: str | None = None
    is_proposed: bool = False  # nobody wrote the commentary: it was made from the figures


@dataclass(frozen=True)
class Changes:
    """What the rows of a closed month say today, against what was frozen."""

    figures: Mapping[str, tuple[int | None, int | None]]  # those that differ: frozen, today
    came: tuple[int, ...]
    went: tuple[int, ...]
    moved: Mapping[int, tuple[int | None, int | None]]  # participations that differ
    elsewhere: Mapping[int, tuple[frozenset[int], frozenset[int]]]  # contrats that differ
    longer: Mapping[int, tuple[float | None, float | None]]  # half-days that differ

    def __bool__(self) -> bool:
        return any((self.figures, self.came, self.went, self.of_meetings))

    @property
    def of_meetings(self) -> set[int]:
        """Those counted then and today, of which something differs."""
        return self.moved.keys() | self.elsewhere.keys() | self.longer.keys()


NO_CHANGES = Changes({}, (), (), {}, {}, {})


@dataclass(frozen=True)
class ClosedMonth:
    """A month closed here, and what its rows say since."""

    closing: Closing
    year: int
    now: MonthReading
    changed: Changes


def read_month(facts: Facts, highlights: Sequence[str], *, is_recorded: bool) -> MonthReading:
    """``facts`` are those of the month alone."""
    return MonthReading(
        figures={indicator.key: whole(indicator.value(facts)) for indicator in OF_THE_MONTH},
        highlights=tuple(highlights),
        counted={meeting.id: meeting.participations for meeting in facts.counted},
        reached={meeting.id: meeting.contrats for meeting in facts.counted},
        lasted={meeting.id: meeting.half_days for meeting in facts.counted},
        is_recorded=is_recorded,
    )


def changes(closing: Closing, reading: MonthReading) -> Changes:
    """Nothing for a month published elsewhere: nobody knows on which rows it was counted."""
    if closing.meeting_ids is None:
        return NO_CHANGES
    before, now = set(closing.meeting_ids), reading.counted
    return Changes(
        figures={
            key: (value, reading.figures[key])
            for key, value in closing.figures.items()
            if value != reading.figures[key]
        },
        came=tuple(sorted(now.keys() - before)),
        went=tuple(sorted(before - now.keys())),
        moved=_differing(closing.counted or {}, now),
        elsewhere=_differing(closing.reached or {}, reading.reached),
        longer=_differing(closing.lasted or {}, reading.lasted),
    )


def _differing(then: Mapping[int, T], now: Mapping[int, T]) -> dict[int, tuple[T, T]]:
    """What is known on both sides, and is not the same."""
    both = sorted(then.keys() & now.keys())
    return {key: (then[key], now[key]) for key in both if then[key] != now[key]}


def stage(
    period: Period, closing: Closing | None, changed: Changes, *, is_recorded: bool, today: date
) -> MonthStage:
    """``closing`` is the one in force, if there is one."""
    if closing is not None:
        if closing.meeting_ids is None:
            return MonthStage.PUBLISHED
        return MonthStage.RECTIFIED if changed else MonthStage.CLOSED
    if period.start > today:
        return MonthStage.FUTURE
    if today <= period.end:
        return MonthStage.RUNNING
    return MonthStage.TO_CLOSE if is_recorded else MonthStage.UNKNOWN


def refusal_to_close(period: Period, today: date) -> str | None:
    """Why the month cannot be closed on that day; None when it can."""
    name = month_name(period.year, period.start.month)
    if period.start > today:
        return f"{name.capitalize()} n’a pas commencé. Un mois s’arrête une fois terminé."
    if period.end >= today:
        return f"{name.capitalize()} n’est pas terminé. Un mois s’arrête une fois terminé."
    return None


def frozen_month(
    figures: Mapping[str, float | None],
    *,
    highlights: Sequence[str] = (),
    commentary: str | None = None,
    is_proposed: bool = False,
    meeting_ids: Sequence[int] | None = None,
    participations: Counted | None = None,
    contrats: Reached | None = None,
    half_days: Lasted | None = None,
) -> dict[str, Any]:
    """What a closing keeps: the figures by key of indicator, the words, the meetings counted.

    ``is_proposed`` tells a commentary made from the figures, that nobody edited;
    ``meeting_ids`` is None when the month was published before its rows were known;
    ``participations``, ``contrats`` and ``half_days`` are those of each of these meetings, when
    they were kept.
    """
    frozen: dict[str, Any] = {
        "figures": dict(figures),
        "highlights": list(highlights),
        "commentary": commentary,
        "meeting_ids": None if meeting_ids is None else sorted(meeting_ids),
    }
    if is_proposed:
        frozen["proposed"] = True
    if participations is not None:
        # JSON has texts for keys.
        frozen["participations"] = {str(key): value for key, value in participations.items()}
    if contrats is not None:
        frozen["contrats"] = {str(key): sorted(ids) for key, ids in contrats.items()}
    if half_days is not None:
        frozen["half_days"] = {str(key): value for key, value in half_days.items()}
    return frozen


def digest(frozen: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the frozen copy as canonical JSON (keys sorted, no space)."""
    canonical = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def whole(value: float | None) -> int | None:
    return None if value is None else round(value)
