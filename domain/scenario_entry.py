"""A centre’s own scenario, and what a speaker will say, as they are typed and read."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from domain.entry import EntryError, Problems, Typed, clean, plain, read_required, read_text
from domain.formats import NBSP
from domain.scenes import SceneKind

LONGEST_NAME, LONGEST_NOTE = 80, 2000

BLANK_SCENARIO: dict[str, Any] = {
    "name": "",
    # Values of SceneKind, in the order of the presentation.
    "scenes": [],
    # Not drawn, but kept with what is typed: the row that is changed, as it was opened.
    "id": None,
    "version": None,
}
SCENARIO_LABELS = {"name": "Nom", "scenes": "Scènes"}
BLANK_NOTE: dict[str, Any] = {"text": "", "key": "", "version": None}
NOTE_LABELS = {"text": "Note"}


@dataclass(frozen=True)
class ScenarioEntry:
    """``slug`` is what addresses call it."""

    name: str
    slug: str
    scenes: tuple[SceneKind, ...]
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class NoteEntry:
    """``text`` is None when the proposed one is good enough; ``version`` when none was kept."""

    key: str
    text: str | None
    version: int | None = None


def read_scenario(typed: Typed, *, reserved: Collection[str]) -> ScenarioEntry:
    """``reserved`` are the slugs no centre may take. Raise EntryError, with all that is wrong."""
    problems = Problems()
    name = problems.read("name", _read_name, typed["name"], reserved)
    scenes = problems.read("scenes", _read_scenes, typed["scenes"])
    problems.refuse()
    if not (name and scenes):
        raise EntryError({"": "La saisie est incomplète."})
    return ScenarioEntry(name, slug_of(name), scenes, typed["id"], typed["version"])


def scenario_as_typed(entry: ScenarioEntry) -> dict[str, Any]:
    """The entry as its form shows it: ``read_scenario`` gives it back."""
    return {
        "name": entry.name,
        "scenes": [kind.value for kind in entry.scenes],
        "id": entry.id,
        "version": entry.version,
    }


def read_note(typed: Typed) -> NoteEntry:
    """Raise EntryError when the note is too long to be said."""
    problems = Problems()
    text = problems.read("text", read_text, typed["text"], longest=LONGEST_NOTE)
    problems.refuse()
    return NoteEntry(typed["key"], text, typed["version"])


def slug_of(name: str) -> str:
    """« Réunion d’équipe » as an address says it: « reunion-d-equipe »."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:LONGEST_NAME]


def _read_name(typed: str, reserved: Collection[str]) -> str:
    name = read_required(typed, "le nom du scénario", longest=LONGEST_NAME)
    slug = slug_of(name)
    if not slug:
        raise ValueError("Un nom a au moins une lettre ou un chiffre.")
    if slug in reserved:
        raise ValueError(f"Ce nom est déjà celui d’un scénario fourni{NBSP}: {clean(name)}.")
    return name


def _read_scenes(typed: list[str]) -> tuple[SceneKind, ...]:
    if not typed:
        raise ValueError("Choisissez au moins une scène.")
    return tuple(SceneKind(value) for value in dict.fromkeys(typed))
