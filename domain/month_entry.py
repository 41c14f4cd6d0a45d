"""The audience and the highlights of a month, as they are typed and read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from domain.entry import Problems, Typed, read_number, read_text
from domain.formats import number
from domain.vocabulary import AudienceKey

LARGEST_AUDIENCE = 999_999_999
LONGEST_HIGHLIGHT = 1000

# What each key held in the month; None where nothing is known.
Audience = Mapping[AudienceKey, int | None]

BLANK_AUDIENCE: dict[str, Any] = {
    **{key.value: "" for key in AudienceKey},
    # Not drawn, but kept with what is typed: the month, and what it held when it was opened.
    "year": None,
    "month": None,
    "seen": {},
}


class Highlighted(Protocol):
    """A meeting, as far as the order of highlights is concerned."""

    @property
    def id(self) -> int | None: ...
    @property
    def held_on(self) -> date: ...
    @property
    def highlight_rank(self) -> int | None: ...


@dataclass(frozen=True)
class AudienceEntry:
    year: int
    month: int
    values: Audience
    seen: Audience


@dataclass(frozen=True)
class HighlightsEntry:
    """Meeting and text of each highlight, in their order."""

    year: int
    month: int
    chosen: tuple[tuple[int, str], ...]
    seen: tuple[tuple[int, str], ...]


def read_audience(typed: Typed) -> AudienceEntry:
    """Raise EntryError, with a sentence for each number that is not understood."""
    problems = Problems()
    values = {
        key: problems.read(key.value, read_number, typed[key.value], largest=LARGEST_AUDIENCE)
        for key in AudienceKey
    }
    problems.refuse()
    seen = {key: typed["seen"].get(key.value) for key in AudienceKey}
    return AudienceEntry(typed["year"], typed["month"], values, seen)


def audience_as_typed(year: int, month: int, known: Mapping[AudienceKey, int]) -> dict[str, Any]:
    return {
        **{key.value: number(known[key]) if key in known else "" for key in AudienceKey},
        "year": year,
        "month": month,
        "seen": {key.value: value for key, value in known.items()},
    }


def text_field(meeting_id: int | str) -> str:
    """The name of the field that holds the highlight of this meeting."""
    return f"text-{meeting_id}"


def blank_highlights(meetings: Sequence[int]) -> dict[str, Any]:
    """``order`` holds the highlights’ meetings, as texts; each meeting of the month has a text."""
    return {
        "add": None,
        **{text_field(meeting): "" for meeting in meetings},
        "order": [],
        "year": None,
        "month": None,
        "seen": [],
    }


def highlights_as_typed(year: int, month: int, chosen: Sequence[tuple[int, str]]) -> dict[str, Any]:
    return {
        **{text_field(meeting): text for meeting, text in chosen},
        "order": [str(meeting) for meeting, _ in chosen],
        "year": year,
        "month": month,
        "seen": [[meeting, text] for meeting, text in chosen],
    }


def read_highlights(typed: Typed) -> HighlightsEntry:
    """Raise EntryError, with a sentence for each highlight without words, or with too many."""
    problems = Problems()
    chosen = [
        (int(meeting), problems.read(field, _read_highlight, typed[field]))
        for meeting in typed["order"]
        for field in [text_field(meeting)]
    ]
    problems.refuse()
    return HighlightsEntry(
        typed["year"],
        typed["month"],
        tuple((meeting, text or "") for meeting, text in chosen),
        tuple((int(meeting), str(text)) for meeting, text in typed["seen"]),
    )


def moved(order: Sequence[str], meeting: str, step: int) -> list[str]:
    """The order once ``meeting`` has gone ``step`` places down, or up when it is negative."""
    others = [other for other in order if other != meeting]
    at = min(max(order.index(meeting) + step, 0), len(others))
    return [*others[:at], meeting, *others[at:]]


def highlight_order(meeting: Highlighted) -> tuple[bool, int, date, int]:
    """A key to sort highlights: the ranked first, by rank; then the others, by date."""
    rank = meeting.highlight_rank
    return rank is None, rank or 0, meeting.held_on, meeting.id or 0


def _read_highlight(typed: str) -> str:
    text = read_text(re.sub(r"\s+", " ", typed), longest=LONGEST_HIGHLIGHT)
    if text is None:
        raise ValueError("Écrivez ce temps fort, ou retirez-le.")
    return text
