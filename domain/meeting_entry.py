"""A meeting as it is typed, and what is made of it. No screen, no database."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from domain import entry
from domain.entry import EntryError, Problems, Typed, read_text
from domain.half_days import half_days
from domain.vocabulary import (
    DatePrecision,
    Family,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
)

# Each field with its first value: texts as typed, lists of what was chosen.
BLANK: dict[str, Any] = {
    "title": "",
    "format": None,
    "held_on": "",
    "status": MeetingStatus.HELD.value,
    "departement": None,
    "territories": [],
    "headcount": "",
    "modality": None,
    "start": "",
    "end": "",
    "half_days": "",
    "place": "",
    "series": None,
    "series_number": "",
    "programme": None,
    "themes": [],
    "organisers": [],
    "partners": [],
    "hosts": [],
    "scope": MeetingScope.REGIONAL.value,
    "announced": False,
    "registration_url": "",
    "replay_url": "",
    "highlight": "",
    "notes": "",
    "speakers": "",
    "announcement": "",
    # Not fields, but kept with them: the row that is changed, what was confirmed, what was read.
    "id": None,
    "version": None,
    "large": False,
    "numbered": None,
    "proposed": MeetingStatus.HELD.value,
    "other_than": [],
    "families": {},
    "as_read": {},
    "other_links": [],
    "warnings": [],
}
ROLES = {
    "organisers": OrganisationRole.ORGANISER,
    "partners": OrganisationRole.PARTNER,
    "hosts": OrganisationRole.HOST,
}
LABELS = {
    "title": "Titre",
    "format": "Format",
    "held_on": "Date",
    "status": "État",
    "territories": "Territoires",
    "headcount": "Effectif",
    "modality": "Modalité",
    "start": "Début",
    "end": "Fin",
    "half_days": "Demi-journées",
    "place": "Lieu",
    "series": "Série",
    "series_number": "Numéro",
    "programme": "Dispositif",
    "themes": "Thèmes",
    "organisers": "Organisateurs",
    "partners": "Partenaires",
    "hosts": "Accueil",
    "scope": "Portée",
    "announced": "Annonce au public",
    "registration_url": "Lien d’inscription",
    "replay_url": "Lien pour revoir",
    "highlight": "Action emblématique du mois",
    "notes": "Notes",
}
# What a meeting alike does not take from the first one.
OWN = (
    *("headcount", "highlight", "notes", "announced"),
    *("registration_url", "replay_url", "speakers"),
)
# What stands before the number of a meeting in its title; other numbers say something else.
_NUMBER_OF = r"(?i:\b(?:n[°ºo]\.?|numéro|num\.|séance|session|édition|épisode)\s*|#\s*)"


@dataclass(frozen=True)
class MeetingValues:
    """What a form says of a meeting, read. ``territories`` are codes; names stand for the rest."""

    title: str
    format: MeetingFormat
    held_on: date
    date_precision: DatePrecision
    status: MeetingStatus
    scope: MeetingScope
    modality: Modality | None
    headcount: int | None
    headcount_precision: HeadcountPrecision
    start_time: time | None
    end_time: time | None
    half_days: float | None
    place: str | None
    registration_url: str | None
    replay_url: str | None
    highlight: str | None
    notes: str | None
    series_number: int | None
    series: str | None
    programme: str | None
    territories: tuple[str, ...]
    themes: tuple[str, ...]
    # Name, role, and the family it gets if it is new.
    organisations: tuple[tuple[str, OrganisationRole, Family], ...]
    id: int | None = None
    version: int | None = None
    # Meetings it looks like and that the user said are others.
    other_than: tuple[int, ...] = ()
    announced: bool = False


def read_meeting(typed: Typed, today: date) -> MeetingValues:
    """What was typed, as values. Raise EntryError with a sentence for each field that is wrong."""
    problems = Problems()
    texts = {field: _text(typed, field, problems) for field in ("place", "highlight", "notes")}
    links = {
        f: problems.read(f, entry.read_url, typed[f]) for f in ("registration_url", "replay_url")
    }
    title = problems.read("title", entry.read_required, typed["title"], "le titre de la rencontre")
    day = problems.read("held_on", entry.read_date, typed["held_on"], today)
    status = status_typed(typed, today)
    format_ = problems.read("format", _format, typed["format"])
    start, end = _hours(typed, problems)
    half = problems.read("half_days", entry.read_half_days, typed["half_days"])
    headcount = problems.read("headcount", _headcount, typed, status)
    series_number = problems.read(
        "series_number", entry.read_number, typed["series_number"], largest=9999
    )
    if day:
        with problems.under("held_on"):
            _check_day(day[0], status, today)
    with problems.under("announced"):
        _check_announced(typed)
    problems.refuse()
    if not (title and format_ and day and headcount):
        raise EntryError({"": "La saisie est incomplète."})
    return MeetingValues(
        title=title,
        format=format_,
        held_on=day[0],
        date_precision=day[1],
        status=status,
        scope=MeetingScope(typed["scope"] or MeetingScope.REGIONAL),
        modality=Modality(typed["modality"]) if typed["modality"] else None,
        headcount=headcount[0],
        headcount_precision=headcount[1],
        start_time=start,
        end_time=end,
        half_days=half or half_days(start, end),
        series_number=series_number,
        series=read_text(typed["series"] or ""),
        programme=read_text(typed["programme"] or ""),
        territories=tuple(typed["territories"]),
        themes=_names(typed["themes"]),
        organisations=tuple(
            (name, role, Family(typed["families"].get(name) or Family.OTHER))
            for field, role in ROLES.items()
            for name in _names(typed[field])
        ),
        id=typed["id"],
        version=typed["version"],
        other_than=tuple(typed["other_than"]),
        announced=bool(typed["announced"]),
        **texts,
        **links,
    )


def alike(typed: Typed) -> dict[str, Any]:
    """The next meeting of the same kind: same partners, next number, its date to give."""
    following = _following(typed["series_number"])
    return {
        **typed,
        **{field: BLANK[field] for field in (*OWN, "held_on", "id", "version", "large")},
        "title": _renumbered(typed, following) if following else typed["title"],
        "series_number": following,
        "status": MeetingStatus.PLANNED.value,
        "proposed": MeetingStatus.PLANNED.value,
    }


def status_typed(typed: Typed, today: date) -> MeetingStatus:
    """The state that was chosen; while it is none, or the one proposed, it goes with the date."""
    if typed["status"] in (None, typed["proposed"]):
        with suppress(ValueError):
            day, _ = entry.read_date(typed["held_on"], today)
            return MeetingStatus.PLANNED if day > today else MeetingStatus.HELD
    return MeetingStatus(typed["status"] or MeetingStatus.HELD)


def typed_clock(value: time | None) -> str:
    """« 14h30 », « 9h »: what the form shows, and reads back."""
    return "" if value is None else f"{value.hour}h{value.minute:02d}".removesuffix("00")


def _following(series_number: str) -> str:
    return str(int(series_number) + 1) if series_number.isdecimal() else ""


def _renumbered(typed: Typed, following: str) -> str:
    """The title with the next number: « n° 14 », « #14 », « Oxygène 14 » of the series Oxygène."""
    before = f"{_NUMBER_OF}|{re.escape(typed['series'])} " if typed["series"] else _NUMBER_OF
    number = rf"({before})0*{typed['series_number']}\b"
    return re.sub(number, rf"\g<1>{following}", typed["title"])


def _format(chosen: str | None) -> MeetingFormat:
    if not chosen:
        raise ValueError("Choisissez le format.")
    return MeetingFormat(chosen)


def _text(typed: Typed, field: str, problems: Problems) -> str | None:
    return problems.read(field, read_text, typed[field])


def _names(typed: Any) -> tuple[str, ...]:
    """Names chosen or added, cleaned, each once."""
    cleaned = (re.sub(r"\s+", " ", entry.clean(name))[: entry.LONGEST_TITLE] for name in typed)
    return tuple(dict.fromkeys(name for name in cleaned if name))


def _hours(typed: Typed, problems: Problems) -> tuple[time | None, time | None]:
    start = problems.read("start", entry.read_time, typed["start"])
    end = problems.read("end", entry.read_time, typed["end"])
    if end and not start and "start" not in problems.found:
        problems.found["start"] = "Indiquez l’heure de début."
    if start and end and end <= start:
        problems.found["end"] = "La fin est avant le début."
    return start, end


def _headcount(
    typed: Mapping[str, Any], status: MeetingStatus
) -> tuple[int | None, HeadcountPrecision]:
    value, precision = entry.read_headcount(typed["headcount"])
    if value is not None and status is MeetingStatus.PLANNED:
        raise ValueError("Une rencontre prévue n’a pas encore d’effectif.")
    doubt = entry.doubt(value) if status is MeetingStatus.HELD else None
    if doubt and not typed["large"]:
        raise ValueError(f"{doubt} Cochez pour confirmer, ou corrigez.")
    return value, precision


def _check_announced(typed: Typed) -> None:
    if typed["announced"] and typed["scope"] == MeetingScope.INTERNAL:
        raise ValueError("Une rencontre interne ne s’annonce pas au public.")


def _check_day(day: date, status: MeetingStatus, today: date) -> None:
    if status is MeetingStatus.HELD and day > today:
        raise ValueError(
            "Cette date n’est pas encore passée\u00a0: choisissez «\u00a0Prévue\u00a0»."
        )
