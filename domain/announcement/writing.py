"""A draft as a French announcement, and as JSON; a file as text."""

from datetime import time
from typing import Any

from domain.announcement.draft import Announcement, Speaker
from domain.formats import NBSP, clock, weekday

UNSAID = "non précisé"


def announcement_text(draft: Announcement) -> str:
    """The draft as an announcement: reading it gives the same draft, without its warnings."""
    fields = {
        "Titre": draft.title or UNSAID,
        "Date": weekday(draft.date) if draft.date else UNSAID,
        "Horaires": _hours(draft.start_time, draft.end_time),
        "Modalité": draft.modality.label if draft.modality else UNSAID,
        "Organisateurs": _listed(draft.organisers),
        "Intervenants": _listed([_speaker(one) for one in draft.speakers]),
        "Liens": _listed([_link(draft, link) for link in draft.links]),
        "Série": _series(draft.series, draft.series_number),
    }
    return "".join(f"{label}{NBSP}: {value}\n" for label, value in fields.items())


def as_json(draft: Announcement) -> dict[str, Any]:
    """The draft in plain values: ISO date, hours as HH:MM, the modality as it is stored."""
    return {
        "title": draft.title,
        "date": draft.date.isoformat() if draft.date else None,
        "start_time": draft.start_time.strftime("%H:%M") if draft.start_time else None,
        "end_time": draft.end_time.strftime("%H:%M") if draft.end_time else None,
        "modality": draft.modality.value if draft.modality else None,
        "organisers": list(draft.organisers),
        "speakers": [vars(speaker) for speaker in draft.speakers],
        "links": list(draft.links),
        "series": draft.series,
        "series_number": draft.series_number,
        "warnings": list(draft.warnings),
    }


def decoded(content: bytes) -> str:
    """The text of a file, UTF-8 or, failing that, Windows-1252; UTF-16 when its mark says so."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _hours(begins: time | None, ends: time | None) -> str:
    if begins is None:
        return UNSAID
    return f"{clock(begins)} – {clock(ends)}" if ends else f"à {clock(begins)}"


def _listed(items: list[str] | tuple[str, ...]) -> str:
    return "".join(f"\n• {item}" for item in items) or UNSAID


def _speaker(speaker: Speaker) -> str:
    return f"{speaker.name} | {speaker.function or ''} | {speaker.organisation or ''}"


def _link(draft: Announcement, link: str) -> str:
    presented = {draft.registration_link: "Inscription", draft.replay_link: "Replay"}.get(link)
    return f"{presented}{NBSP}: {link}" if presented else link


def _series(name: str | None, number_in_it: int | None) -> str:
    if name is None:
        return UNSAID
    return name if number_in_it is None else f"{name} n°{NBSP}{number_in_it}"
