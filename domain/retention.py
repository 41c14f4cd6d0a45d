"""How long a centre keeps the names of people who come no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.formats import NBSP
from domain.sheets import BLANK, Row

# What a form proposes: three years after the last contact, as is usual for partners.
PROPOSED_YEARS = 3
YEARS = range(1, 11)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Someone whose name is kept longer than the centre wants.

    ``last_seen``: the last meeting that lists the person, present or not. ``deleted_at``: of a
    sheet deleted too long ago to be brought back, which still holds the name.
    """

    id: int
    name: str
    organisation: str | None
    last_seen: date | None
    since: datetime  # when the sheet was made
    deleted_at: datetime | None


def limit(today: date, years: int) -> date:
    """Whoever was last seen before that day is concerned."""
    last = today.replace(day=28) if (today.month, today.day) == (2, 29) else today
    return last.replace(year=last.year - years)


def told_years(years: int | None) -> str:
    """« 3 ans sans rencontre »."""
    if years is None:
        return "aucune durée"
    return f"{years}{NBSP}an{'s' if years > 1 else ''} sans rencontre"


def unseen_rows(found: Sequence[Unseen]) -> tuple[tuple[str, ...], list[Row]]:
    """Headings, then a line for each."""
    return ("Nom", "Structure", "Dernière rencontre", "Fiche"), [
        (
            one.name,
            one.organisation or BLANK,
            one.last_seen or BLANK,
            "supprimée" if one.deleted_at else "en cours",
        )
        for one in found
    ]
