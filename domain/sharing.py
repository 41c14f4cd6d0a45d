"""A link that shows one page of figures to a partner: how it is asked for, and where it stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from domain.coverage import Coverage
from domain.entry import EntryError, Problems, Typed, read_date, read_required
from domain.formats import MONTHS, month, short_day
from domain.glance import YearAtAGlance
from domain.periods import Period
from domain.vocabulary import DatePrecision

LONGEST_RECIPIENT = 120
USUAL_DAYS, MOST_DAYS = 30, 365

BLANK: dict[str, Any] = {"recipient": "", "year": None, "month": "", "territory": "", "until": ""}


class LinkState(Enum):
    OPEN = "ouvert"
    ENDED = "terminé"
    REVOKED = "révoqué"


@dataclass(frozen=True)
class LinkEntry:
    """A link as it is asked for. ``ends_on`` is its last day, included."""

    recipient: str
    year: int
    ends_on: date
    month: int | None = None
    territory_id: int | None = None


@dataclass(frozen=True)
class LinkLine:
    """A link as its centre sees it; never its address, which nobody keeps."""

    id: int
    version: int
    recipient: str
    about: str
    state: LinkState
    ends_on: date
    made_at: datetime
    made_by: str | None
    maker_left: bool  # the account was suspended since, or is not of the centre any more
    openings: int
    opened_on: date | None


@dataclass(frozen=True)
class SharedFigures:
    """What a partner reads: figures of the scope, and nothing that names anyone."""

    glance: YearAtAGlance
    closed: tuple[int, ...]  # months of the period that are closed
    running: tuple[int, ...]  # its other months that have begun
    coverage: Coverage  # its lines are the contrats of the territory looked at


def read_link(typed: Typed, *, today: date, territories: dict[str, int]) -> LinkEntry:
    """Raise EntryError, with a sentence for each field that is wrong.

    ``territories`` gives the identifier of each code that may be chosen.
    """
    problems = Problems()
    recipient = problems.read(
        "recipient",
        read_required,
        typed["recipient"],
        "à qui ce lien est destiné",
        longest=LONGEST_RECIPIENT,
    )
    year = problems.read("year", _read_year, typed["year"])
    ends_on = problems.read("until", read_end, typed["until"], today)
    problems.refuse()
    if not (recipient and year and ends_on):
        raise EntryError({"": "La saisie est incomplète."})
    return LinkEntry(
        recipient,
        year,
        ends_on,
        int(typed["month"]) if typed["month"] else None,
        territories.get(typed["territory"] or ""),
    )


def read_end(typed: str, today: date) -> date:
    """The last day of a link. Raise ValueError for a day gone by, or more than a year away."""
    end, precision = read_date(typed, today)
    if precision is not DatePrecision.DAY:
        raise ValueError(f"Indiquez le jour\u00a0: {short_day(usual_end(today))}.")
    if end < today:
        raise ValueError("Ce jour est passé.")
    if end > last_end(today):
        raise ValueError(f"Un an au plus\u00a0: jusqu’au {short_day(last_end(today))}.")
    return end


def usual_end(today: date) -> date:
    return today + timedelta(days=USUAL_DAYS)


def last_end(today: date) -> date:
    return today + timedelta(days=MOST_DAYS)


def state_of(*, revoked: bool, ends_on: date, today: date) -> LinkState:
    if revoked:
        return LinkState.REVOKED
    return LinkState.ENDED if ends_on < today else LinkState.OPEN


def period_of(year: int, month_: int | None) -> Period:
    return Period.of_month(year, month_) if month_ else Period.of_year(year)


def about(year: int, month_: int | None, territory: str | None) -> str:
    """« Année 2023 », « Mars 2023, Dole »."""
    when = month(year, month_).capitalize() if month_ else f"Année {year}"
    return f"{when}, {territory}" if territory else when


def months_told(months: tuple[int, ...]) -> str:
    """« janvier à mars, mai »: months that follow one another are told by their ends."""
    runs: list[list[int]] = []
    for one in months:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(_run(run) for run in runs)


def _run(months: list[int]) -> str:
    first, last = MONTHS[months[0] - 1], MONTHS[months[-1] - 1]
    if len(months) == 1:
        return first
    return f"{first} et {last}" if len(months) == 2 else f"{first} à {last}"


def _read_year(typed: str | None) -> int:
    if not typed:
        raise ValueError("Choisissez l’année.")
    return int(typed)
