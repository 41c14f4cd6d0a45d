"""What a director says of a difference: as it is typed, as it is kept, as it stands today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.difference_kinds import DifferenceKind
from domain.differences import (
    Difference,
)
from domain.entry import EntryError, Problems, Typed, read_text
from domain.formats import NBSP
from domain.vocabulary import Labelled

LONGEST_NOTE = 2000

BLANK: dict[str, Any] = {
    "state": None,
    "note": "",
    # Not drawn, but kept with what is typed: the difference as it was read.
    "year": 0,
    "key": "",
    "told": "",
    "figures": {},
    "version": None,
}
LABELS = {"state": "État", "note": "Note"}


class DifferenceState(Labelled):
    TO_EXPLAIN = "a-expliquer", "À expliquer"
    EXPLAINED = "explique", "Expliqué"
    ACCEPTED = "accepte", "Accepté"
    CORRECTED = "corrige", "Corrigé"
    # Of rows that detail a part of what was published: no fault, so nothing to choose.
    INFORMATION = "information", "Pour information"


# Those of a difference that asks for an explanation, in the order it goes through them.
ASKED = tuple(state for state in DifferenceState if state is not DifferenceState.INFORMATION)


@dataclass(frozen=True)
class DifferenceEntry:
    """``told`` and ``figures`` are those the author saw; no figure once they agree."""

    year: int
    key: str
    state: DifferenceState
    note: str | None
    told: str
    figures: Mapping[str, float | None]
    version: int | None = None


@dataclass(frozen=True)
class KeptNote:
    """An entry as it was kept, by whom and when."""

    entry: DifferenceEntry
    author: str | None
    at: datetime


@dataclass(frozen=True)
class Correction:
    """The last save that moved what a difference rested on, since it was spoken of."""

    at: datetime
    author: str | None  # None for the system, and for who may not read names
    is_only: bool  # no other save moved it: it is the one that corrected


@dataclass(frozen=True)
class Standing:
    """A difference as it stands today. Without ``difference``, the figures agree again."""

    key: str
    difference: Difference | None
    kept: KeptNote | None = None
    correction: Correction | None = None  # of one that has gone, where the journal tells

    @property
    def is_information(self) -> bool:
        """Whether it asks for no explanation: it may still bear a note."""
        return self.difference is not None and self.difference.kind is DifferenceKind.PARTIAL

    @property
    def has_moved(self) -> bool:
        """Whether its figures are no longer those that were explained."""
        kept, now = self.kept, self.difference
        if kept is None or now is None or kept.entry.state is DifferenceState.TO_EXPLAIN:
            return False
        return dict(now.figures) != dict(kept.entry.figures)

    @property
    def state(self) -> DifferenceState:
        if self.difference is None:
            return DifferenceState.CORRECTED
        if self.is_information:
            return DifferenceState.INFORMATION
        if self.kept is None or self.has_moved:
            return DifferenceState.TO_EXPLAIN
        return self.kept.entry.state

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has explained it, or not as it stands today."""
        return self.state is DifferenceState.TO_EXPLAIN

    @property
    def sentence(self) -> str:
        if self.difference:
            return self.difference.sentence
        return self.kept.entry.told if self.kept else ""


def gone(found: Sequence[Difference], kept: Sequence[KeptNote]) -> tuple[str, ...]:
    """The keys of those that were spoken of, and are no more."""
    now = {difference.key for difference in found}
    return tuple(note.entry.key for note in kept if note.entry.key not in now)


def standings(
    found: Sequence[Difference],
    kept: Sequence[KeptNote],
    corrections: Mapping[str, Correction] | None = None,
) -> tuple[Standing, ...]:
    """The differences of a year with what was said of them, then those that have gone."""
    said = {note.entry.key: note for note in kept}
    told = corrections or {}
    return (
        *(Standing(one.key, one, said.get(one.key)) for one in found),
        *(Standing(key, None, said[key], told.get(key)) for key in gone(found, kept)),
    )


def as_typed(standing: Standing, year: int) -> dict[str, Any]:
    """The form of a difference: what was said of it, on the figures of today."""
    kept = standing.kept
    return {
        "state": standing.state.value,
        "note": (kept.entry.note if kept else None) or "",
        "year": year,
        "key": standing.key,
        "told": standing.sentence,
        "figures": dict(standing.difference.figures) if standing.difference else {},
        "version": kept.entry.version if kept else None,
    }


def read_difference(typed: Typed) -> DifferenceEntry:
    """Raise EntryError, with all that is wrong."""
    problems = Problems()
    state = problems.read("state", _read_state, typed["state"], agree=not typed["figures"])
    note = problems.read("note", read_text, typed["note"], longest=LONGEST_NOTE)
    if state in (DifferenceState.EXPLAINED, DifferenceState.ACCEPTED) and not note:
        problems.found.setdefault("note", f"Dites en une phrase pourquoi{NBSP}: cela sera relu.")
    problems.refuse()
    if state is None:
        raise EntryError({"": "La saisie est incomplète."})
    return DifferenceEntry(
        typed["year"], typed["key"], state, note, typed["told"], typed["figures"], typed["version"]
    )


def _read_state(typed: str | None, *, agree: bool) -> DifferenceState:
    if not typed:
        raise ValueError("Choisissez l’état de cet écart.")
    state = DifferenceState(typed)
    if state is DifferenceState.CORRECTED and not agree:
        raise ValueError(
            "Les chiffres diffèrent encore. Corrigez-les d’abord, ou choisissez «\u00a0Accepté"
            "\u00a0»."
        )
    if agree and state is not DifferenceState.CORRECTED:
        raise ValueError(f"Les chiffres concordent{NBSP}: il n’y a plus d’écart à dire.")
    return state
