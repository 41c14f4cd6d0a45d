"""A publication as it is typed: read, and typed again."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.entry import (
    FIRST_YEAR,
    EntryError,
    Problems,
    Typed,
    plain,
    read_date,
    read_required,
    read_url,
)
from domain.formats import NBSP, day, short_date
from domain.vocabulary import DatePrecision, PublicationKind

BLANK = {
    "title": "",
    "kind": None,
    "published_on": "",
    "url": "",
    "meeting": None,
    # Not drawn, but kept with what is typed: the row that is changed, as it was opened.
    "id": None,
    "version": None,
}
LABELS = {
    "title": "Titre",
    "kind": "Nature",
    "published_on": "Date",
    "url": "Lien",
    "meeting": "Rencontre",
}


@dataclass(frozen=True)
class PublicationEntry:
    """What one form holds; a trace when it names a meeting."""

    kind: PublicationKind
    title: str
    published_on: date
    date_precision: DatePrecision
    url: str | None = None
    meeting_id: int | None = None
    id: int | None = None
    version: int | None = None


def form_name(id: int | None) -> str:
    """The name of the form, and of the drafts, of this publication; of a new one without id."""
    return f"trace-{id}" if id else "trace"


def read_publication(typed: Typed, *, today: date) -> PublicationEntry:
    """What was typed, read. Raise EntryError, which says all that is wrong at once."""
    problems = Problems()
    title = problems.read("title", read_required, typed["title"], "le titre")
    kind = problems.read("kind", _read_kind, typed["kind"])
    published = problems.read("published_on", read_published, typed["published_on"], today)
    url = problems.read("url", read_url, typed["url"])
    problems.refuse()
    if not (title and kind and published):
        raise EntryError({"": "La saisie est incomplète."})
    return PublicationEntry(
        kind=kind,
        title=title,
        published_on=published[0],
        date_precision=published[1],
        url=url,
        meeting_id=int(typed["meeting"]) if typed["meeting"] else None,
        id=typed["id"],
        version=typed["version"],
    )


def read_published(typed: str, today: date) -> tuple[date, DatePrecision]:
    """A day, a month or a year that has begun. Raise ValueError."""
    if re.fullmatch(r"[0-9]{4}", plain(typed)) and int(plain(typed)) >= FIRST_YEAR:
        value, precision = date(int(plain(typed)), 1, 1), DatePrecision.YEAR
    else:
        value, precision = read_date(typed, today)
    if value > today:
        raise ValueError(f"Cette date est à venir{NBSP}: nous sommes le {day(today)}.")
    return value, precision


def as_typed(entry: PublicationEntry) -> dict[str, Any]:
    """The entry as its form shows it: ``read_publication`` gives it back."""
    return {
        "title": entry.title,
        "kind": entry.kind.value,
        "published_on": short_date(entry.published_on, entry.date_precision),
        "url": entry.url or "",
        "meeting": str(entry.meeting_id) if entry.meeting_id else None,
        "id": entry.id,
        "version": entry.version,
    }


def _read_kind(typed: str | None) -> PublicationKind:
    if not typed:
        raise ValueError("Choisissez la nature de la publication.")
    return PublicationKind(typed)
