"""What becomes of a meeting once it is recorded: held, cancelled, deleted, brought back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import entry
from domain.entry import Problems, Typed
from domain.formats import NBSP, day
from domain.vocabulary import DatePrecision, HeadcountPrecision, MeetingStatus

# How long a deleted row can be brought back.
RESTORABLE = timedelta(days=30)

Headcount = tuple[int | None, HeadcountPrecision]


@dataclass(frozen=True, slots=True)
class DeletedMeeting:
    """A meeting that can still be brought back."""

    id: int
    title: str
    held_on: date
    date_precision: DatePrecision
    version: int
    deleted_at: datetime
    deleted_by: str | None

    @property
    def restorable_until(self) -> datetime:
        return self.deleted_at + RESTORABLE


def status_restored(held_on: date, today: date, headcount: int | None) -> MeetingStatus:
    """What a cancelled meeting is again: held once its day is past, or once people were counted.

    On the day itself nobody knows whether it took place, unless someone counted who came.
    """
    past = held_on < today or (held_on == today and headcount is not None)
    return MeetingStatus.HELD if past else MeetingStatus.PLANNED


def too_early(held_on: date, today: date) -> str | None:
    """Why a meeting of that day cannot be marked held today; None when it can."""
    if held_on <= today:
        return None
    return (
        f"Cette rencontre est datée du {day(held_on)}{NBSP}: elle ne peut pas s’être déjà tenue. "
        "Si elle a eu lieu plus tôt, corrigez d’abord sa date."
    )


def read_held(typed: Typed, *, sure: bool = False) -> Headcount:
    """How many came, of the form that marks a meeting held. ``sure`` confirms a doubtful number.

    Raise EntryError when it is not understood, or doubtful and not confirmed.
    """
    problems = Problems()
    found: Headcount = (None, HeadcountPrecision.EXACT)
    with problems.under("headcount"):
        found = entry.read_headcount(typed["headcount"])
        if (doubt := entry.doubt(found[0])) and not sure:
            raise ValueError(f"{doubt} Confirmez, ou corrigez.")
    problems.refuse()
    return found
