"""The history of a meeting: lines of the journal made into sentences. Plain values, no database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from domain.chain import ANONYMISE
from domain.formats import NBSP, count, enumeration
from domain.journal_rows import ACTS, ENDS, PARTS, REFERENCES, ROWS, STATUS_WORDS, USUAL
from domain.journal_words import GONE, LABELS, Names, Teller
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    MeetingStatus,
    OrganisationRole,
)

CREATED, CHANGED, REMOVED = "créer", "modifier", "supprimer"
VERBS = {CREATED: "enregistré", CHANGED: "modifié", REMOVED: "effacé", ANONYMISE: "anonymisé"}
EMPTY = "rien"
RETURNED = "Rencontre rétablie"
# How many names are told at once; the others are counted.
MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal. ``key`` is the row’s: « 12 », « 12/34 » for a part of meeting 12."""

    at: datetime
    author: str | None
    action: str
    table: str
    key: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    is_erased: bool = False  # what it told of an anonymised person is gone


class Field(NamedTuple):
    """A field that was changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    fields: tuple[Field, ...] = ()
    is_new: bool = False  # a row made: nothing was there before


@dataclass(frozen=True, slots=True)
class Moment:
    """What one save did. No author: the system itself."""

    at: datetime
    author: str | None
    changes: tuple[Change, ...]


def references(lines: Sequence[Line]) -> dict[str, set[int]]:
    """The rows whose names are needed to tell these lines, by table."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        table, row_id = _subject(line)
        found[table].add(row_id)
        for side in (line.before, line.after):
            for field, value in side.items():
                if field in REFERENCES and value is not None:
                    found[REFERENCES[field]].add(value)
    return dict(found)


def tell(lines: Sequence[Line], names: Names) -> tuple[Moment, ...]:
    """What was done, save by save, the last one first. ``lines`` come in the order of writing."""
    told = [Moment(save[0].at, save[0].author, changes(save, names)) for save in _saves(lines)]
    return tuple(moment for moment in reversed(told) if moment.changes)


def _saves(lines: Sequence[Line]) -> list[list[Line]]:
    """All the lines of one transaction bear its moment; those of two may be mixed."""
    saves: defaultdict[tuple[datetime, str | None], list[Line]] = defaultdict(list)
    for line in lines:
        saves[line.at, line.author].append(line)
    return list(saves.values())


def changes(save: Sequence[Line], names: Names) -> tuple[Change, ...]:
    """What lines of one save say, those of parts that were treated alike told together."""
    rows = [_of_row(line, names) for line in save if line.table in ROWS]
    return (*(change for change in rows if change), *_of_parts(save, names))


def _of_row(line: Line, names: Names) -> Change | None:
    """None for a line that only counts a version: the parts say what changed."""
    fields = _fields(line, names)
    if not fields and line.action == CHANGED and "deleted_at" not in line.after:
        return None
    return Change(what(line, names), fields, line.action == CREATED or _is_reopening(line))


def what(line: Line, names: Names) -> str:
    """« Rencontre annulée », « Publication modifiée : « Le guide » »."""
    noun, ending = ROWS.get(line.table, ("Ligne", "e"))
    if line.table == "meeting" and line.action == CHANGED and "status" in line.after:
        was_cancelled = line.before.get("status") == MeetingStatus.CANCELLED
        return RETURNED if was_cancelled else STATUS_WORDS[MeetingStatus(line.after["status"])]
    if line.table == "month_closing" and (told := _of_closing(line)):
        return told
    if line.action == CHANGED:
        for field, told in ACTS.get(line.table, {}).items():
            if line.after.get(field):
                return told
    verb = VERBS[line.action]
    if line.action == CHANGED and "deleted_at" in line.after:
        if line.table in ENDS:
            return ENDS[line.table][0 if line.after["deleted_at"] else 1]
        verb = "supprimé" if line.after["deleted_at"] else "rétabli"
    name = names.get(_subject(line)) if line.table == "publication" else None
    about = f"{NBSP}: «{NBSP}{name}{NBSP}»" if name else ""
    return f"{noun} {verb}{ending}{about}"


def _of_closing(line: Line) -> str | None:
    """A month is closed and reopened; a closing that was taken from a document was published."""
    if line.action == CREATED:
        return "Mois publié" if line.after.get("source") else "Mois arrêté"
    return "Mois rouvert" if _is_reopening(line) else None


def _is_reopening(line: Line) -> bool:
    return line.action == CHANGED and bool(line.after.get("reopened_at"))


def _of_parts(save: Sequence[Line], names: Names) -> list[Change]:
    """Parts that were treated alike are told together."""
    alike: defaultdict[tuple[str, str, tuple[Field, ...]], list[str]] = defaultdict(list)
    for line in save:
        if line.table in PARTS:
            fields = _fields(line, names) if line.action == CHANGED else ()
            alike[line.table, line.action, fields].append(_part(line, names))
    return [
        Change(_what_parts(table, action, sorted(told)), fields)
        for (table, action, fields), told in alike.items()
    ]


def _what_parts(table: str, action: str, told: list[str]) -> str:
    _, one, several, ending = PARTS[table]
    listed = enumeration(_shortened(told))
    if action == CHANGED:
        return f"Participation{NBSP}: {listed}"
    noun, plural = (several, "s") if len(told) > 1 else (one, "")
    verb = {CREATED: "ajouté", REMOVED: "retiré"}[action]
    return f"{noun} {verb}{ending}{plural}{NBSP}: {listed}"


def _shortened(told: list[str]) -> list[str]:
    others = len(told) - MOST_NAMES
    if others < 2:
        return told
    return [*told[:MOST_NAMES], count(others, "autre")]


def _part(line: Line, names: Names) -> str:
    """« Dole », « Mairie (organisateur) », « Camille Durand (inscrit) »."""
    name = names.get(_subject(line), GONE)
    held = line.after or line.before
    if line.table == "meeting_organisation":
        return f"{name} ({OrganisationRole(line.key.split('/')[2]).label.lower()})"
    if line.table != "attendance" or line.action == CHANGED:
        return name
    state, role = AttendanceState(held["state"]), AttendanceRole(held["role"])
    usual = (AttendanceState.PRESENT, AttendanceRole.PARTICIPANT)
    said = [word.label.lower() for word in (state, role) if word not in usual]
    return f"{name} ({', '.join(said)})" if said else name


def _fields(line: Line, names: Names) -> tuple[Field, ...]:
    told = LABELS.get(line.table, {})
    before, after = _values(line.before), _values(line.after)
    return tuple(
        Field(
            label,
            _value(before.get(field), teller, names),
            _value(after.get(field), teller, names),
        )
        for field, (label, teller) in told.items()
        if before.get(field) != after.get(field)
        and not (line.action == CREATED and after[field] == USUAL.get(field, ""))
    )


def _values(side: Mapping[str, Any]) -> Mapping[str, Any]:
    """The columns of a row; those of a closing with the words of its frozen copy."""
    return {**(side.get("frozen") or {}), **side}


def _value(value: Any, teller: Teller, names: Names) -> str:
    return EMPTY if value in (None, "") else teller(value, names)


def _subject(line: Line) -> tuple[str, int]:
    """The table and id of what the line is about: for a part, what the meeting is linked to."""
    if line.table in PARTS:
        return PARTS[line.table][0], int(line.key.split("/")[1])
    return line.table, int(line.key)
