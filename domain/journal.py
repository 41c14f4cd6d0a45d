"""The journal as it is read: who changed what and when, save by save. Plain values, no database."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from domain import history
from domain.chain import ANONYMISE, Head
from domain.checks import RULES
from domain.formats import NBSP, month
from domain.history import Change, Line
from domain.journal_rows import PARTS, REFERENCES
from domain.journal_words import Names
from domain.vocabulary import EntryKind

NOBODY = 0


class Nature(NamedTuple):
    """A kind of row as the address names it: the word, and the tables; the first has the row."""

    label: str
    tables: tuple[str, ...]


NATURES = {
    "rencontre": Nature("Rencontres", ("meeting", *PARTS)),
    "personne": Nature("Personnes", ("person", "person_consent", "person_writing")),
    "structure": Nature("Structures", ("organisation",)),
    "fusion": Nature("Fusions de fiches", ("merge", "not_a_double")),
    "publication": Nature("Publications", ("publication",)),
    "temoignage": Nature("Témoignages", ("testimonial",)),
    "arrete": Nature("Arrêtés", ("month_closing",)),
    "veille": Nature("Règles en veille", ("silenced_rule",)),
    "chiffre": Nature("Chiffres publiés, audience", ("year_figure", "audience_figure")),
    "ecart": Nature("Écarts", ("difference_note",)),
    "objectif": Nature("Objectifs", ("target",)),
    "liste": Nature("Thèmes, séries, dispositifs", ("theme", "series", "programme")),
    "projection": Nature("Projection", ("scenario", "speaker_note")),
    "partage": Nature("Partage, données publiques", ("share_link", "public_access")),
    "compte": Nature("Comptes et centre", ("account", "account_link", "membership", "centre")),
    "export": Nature("Exports", ("export", "journal")),
}
# How what leaves the database is told: « exporter le journal ».
EXPORTED = "exporter"
# The word, and how what the journal says was done begins.
ACTIONS = {
    "enregistrement": ("Enregistrements", history.CREATED),
    "modification": ("Modifications", history.CHANGED),
    "effacement": ("Effacements", history.REMOVED),
    "anonymisation": ("Anonymisations", ANONYMISE),
    "export": ("Exports", EXPORTED),
}
_NATURE_OF = {table: slug for slug, nature in NATURES.items() for table in nature.tables}
# Rows that are told under the name of another.
_OWNERS = {"person_consent": "person_id", "person_writing": "person_id"}
_MERGED = {EntryKind.PERSON: "person", EntryKind.ORGANISATION: "organisation"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the journal; what is None narrows nothing. ``author`` 0: the system.

    ``until`` is the first moment that is not asked for.
    """

    author: int | None = None
    nature: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a row is about when the screen of a year or of a month shows it."""

    year: int | None = None
    month: int | None = None
    key: str | None = None  # of the difference, of the indicator or of the rule


NOWHERE = Place()
Places = Mapping[tuple[str, int], Place]


@dataclass(frozen=True, slots=True)
class About:
    """What one save did to one row. No name: the row has none, or is gone.

    ``seen`` is the table and the key of the row whose sheet tells of it: its own, or its owner’s.
    """

    nature: str | None
    table: str
    key: str
    name: str | None
    seen: tuple[str, str]
    lives: bool  # the row that is seen
    place: Place
    changes: tuple[Change, ...]
    erased: bool  # something it told of an anonymised person was erased


@dataclass(frozen=True, slots=True)
class Save:
    """All that one transaction did. No author: the system itself."""

    at: datetime
    author: str | None
    rows: tuple[About, ...]


@dataclass(frozen=True, slots=True)
class Page:
    saves: tuple[Save, ...]
    is_last: bool


def references(lines: Sequence[Line]) -> dict[str, set[int]]:
    """The rows whose names are needed to tell these lines, by table."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        for table, key in _named(line):
            if str(key).isdecimal():
                found[table].add(int(key))
    return dict(found)


def tell(
    lines: Sequence[Line],
    names: Names,
    living: frozenset[tuple[str, int]],
    places: Places | None = None,
) -> tuple[Save, ...]:
    """Save by save, the last one first. ``lines`` come in the order of writing."""
    saves: defaultdict[tuple[datetime, str | None], list[Line]] = defaultdict(list)
    for line in lines:
        saves[line.at, line.author].append(line)
    told = [
        Save(at, author, _rows(save, names, living, places or {}))
        for (at, author), save in saves.items()
    ]
    return tuple(reversed(told))


def _named(line: Line) -> Iterator[tuple[str, str | int]]:
    table, key = _root(line)
    yield table, key
    if table == "membership":
        yield "account", key.partition("/")[0]
    if line.table in PARTS:
        yield PARTS[line.table][0], line.key.split("/")[1]
    for side in (line.before, line.after):
        for field, value in side.items():
            if field in REFERENCES and value is not None:
                yield REFERENCES[field], value
        if "kept_id" in side:
            yield _MERGED[EntryKind(side["kind"])], side["kept_id"]


def _root(line: Line) -> tuple[str, str]:
    """The row a line is about: for a part, its meeting."""
    return ("meeting", line.key.split("/")[0]) if line.table in PARTS else (line.table, line.key)


def _rows(
    save: Sequence[Line], names: Names, living: frozenset[tuple[str, int]], places: Places
) -> tuple[About, ...]:
    by_row: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in save:
        by_row[_root(line)].append(line)
    return tuple(
        _about(table, key, lines, names, living, places) for (table, key), lines in by_row.items()
    )


def _about(
    table: str,
    key: str,
    lines: Sequence[Line],
    names: Names,
    living: frozenset[tuple[str, int]],
    places: Places,
) -> About:
    seen = _seen(table, key, {**lines[0].before, **lines[0].after})
    place = places.get((table, int(key)), NOWHERE) if key.isdecimal() else NOWHERE
    return About(
        _NATURE_OF.get(table),
        table,
        key,
        _name(table, key, lines, names) or _rule(table, place),
        seen,
        seen[1].isdecimal() and (seen[0], int(seen[1])) in living,
        place,
        _changes(lines, names),
        any(line.is_erased for line in lines),
    )


def whole_silence(line: Line, held: Mapping[str, Any]) -> Line:
    """A silence ended or begun again, told with what it ``held``: its line has a date only."""
    if line.after.get("deleted_at"):
        return replace(line, before={**held, **line.before})
    return replace(line, before={}, after={**held, **line.after})


def _seen(table: str, key: str, held: Mapping[str, Any]) -> tuple[str, str]:
    if table in _OWNERS and _OWNERS[table] in held:
        return "person", str(held[_OWNERS[table]])
    if table == "merge" and "kept_id" in held:
        return _MERGED[EntryKind(held["kind"])], str(held["kept_id"])
    return table, key


def _rule(table: str, place: Place) -> str | None:
    silenced = table == "silenced_rule" and place.key in RULES
    return RULES[place.key or ""].label if silenced else None


def _changes(lines: Sequence[Line], names: Names) -> tuple[Change, ...]:
    """What is told of a row; at least what was done to it, when no field of it may be told."""
    known = [line for line in lines if line.action in history.VERBS]
    others = [Change(_action(line)) for line in lines if line not in known]
    if told := (*history.changes(known, names), *others):
        return told
    return (Change(history.what(known[0], names)),)


def _action(line: Line) -> str:
    """What a command says it did, in its own words."""
    return line.action[0].upper() + line.action[1:]


def _name(table: str, key: str, lines: Sequence[Line], names: Names) -> str | None:
    if table == "membership":
        return names.get(("account", int(key.partition("/")[0])))
    line = lines[0]
    if line.action.startswith(EXPORTED):
        what = line.action.removeprefix(EXPORTED).strip()
        return what[:1].upper() + what[1:]
    held = {**line.before, **line.after}
    if table == "month_closing" and "month" in held:
        return month(held["year"], held["month"])
    if table in _OWNERS and _OWNERS[table] in held:
        return names.get(("person", held[_OWNERS[table]]))
    if table == "merge" and "kept_id" in held:
        return names.get((_MERGED[EntryKind(held["kind"])], held["kept_id"]))
    return names.get((table, int(key))) if key.isdecimal() else None


def head_line(head: Head) -> tuple[str, ...]:
    """The last line of a sheet: what shows later that no line was taken off the end."""
    told = f"Dernière ligne{NBSP}: n°{NBSP}{head.lines}"
    return ("",) * 3 + ("Journal", "", told, "Empreinte", "", head.digest)


HEADINGS = ("Date", "Heure", "Auteur", "Nature", "Fiche", "Changement", "Champ", "Avant", "Après")


def sheet(
    saves: Sequence[Save], told_at: Callable[[datetime], tuple[str, str]], system: str
) -> Iterator[tuple[str, ...]]:
    """The lines of a sheet: one a field, or one a change that has none."""
    yield HEADINGS
    for save in saves:
        when = (*told_at(save.at), save.author or system)
        for about in save.rows:
            row = (*when, NATURES[about.nature].label if about.nature else "", about.name or "")
            for change in about.changes:
                for field in change.fields or (None,):
                    said = field or ("", "", "")
                    before = "" if change.is_new else said[1]
                    yield (*row, change.what, said[0], before, said[2])
