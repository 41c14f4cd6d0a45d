"""Lists of who came, as they are pasted or exported: sign-in sheets, spreadsheets, Zoom, Teams.

A line says what it says: what is not in it stays empty, and what cannot be read is kept beside.
"""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain import roster_lines
from domain.entry import plain
from domain.formats import NBSP, NNBSP, number
from domain.roster_names import cased, name_key, name_of_email
from domain.roster_people import (
    ABSENT,
    BOTH,
    TICKS,
    TOO_LONG,
    UNTICKED,
    Standing,
    is_cut,
    is_section,
    people_written,
    section_of,
    ticked_standing,
    told_standing,
)
from domain.roster_table import Row, Table, read_table, tidy
from domain.roster_words import find_email

MOST_LINES = 2000
LARGEST_FILE = 5  # megabytes
# What a text never begins with: ZIP (hence xlsx, ods), the old Excel, PDF, RTF, then pictures.
_NOT_TEXT = (
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\x1f\x8b"),
)
# Of the first letters of a text, how many may be such as no text has.
_SAMPLE, _MOST_STRANGE = 20_000, 0.02
_NO_LETTERS = {"Cc", "Cn", "Co", "Cs"}
_HEADING = ("Nom", "Prénom", "Fonction", "Structure", "Courriel", "Minutes")
_MOST_MINUTES = 99_999


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person of a list. Empty where the list says nothing; ``line`` as it was written."""

    last_name: str
    first_name: str
    function: str = ""
    organisation: str = ""
    email: str = ""
    minutes: int | None = None
    line: str = ""
    excused: bool = False
    doubt: str = ""  # why it is not one person for sure, or did not come

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def read_file(data: bytes) -> str:
    """The text of an export. Raise ValueError for what is not text, and for nothing at all."""
    text = "" if data.startswith(_NOT_TEXT) else decode(data)
    if data.startswith(_NOT_TEXT) or _is_strange(text):
        raise ValueError(
            "Ce fichier n’est pas du texte. Dans le tableur, enregistrez-le en CSV, ou copiez "
            f"ses colonnes et collez-les ici{NNBSP}; le PDF, copiez-en les lignes."
        )
    if not text.strip():
        raise ValueError("Ce fichier est vide.")
    return text


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 (Teams) or Windows-1252 (Excel, Zoom)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    even, odd = (data[at:1000:2].count(0) for at in (0, 1))
    # In UTF-16, every other byte of a text in Latin letters is null.
    if max(even, odd) > min(len(data), 1000) / 4 and not min(even, odd):
        return data.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_pasted(text: str) -> tuple[RosterLine, ...]:
    """The people of a pasted list. Raise ValueError when it is too long, or names nobody."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    _refuse_too_many(lines, "lignes")
    people = read_roster(text)
    _refuse_too_many(len(people), "noms")
    if not people:
        raise ValueError(f"Aucun nom n’a été trouvé. Une ligne par personne{NBSP}: Prénom NOM.")
    return people


def _refuse_too_many(found: int, what: str) -> None:
    if found > MOST_LINES:
        raise ValueError(
            f"Cette liste a {number(found)} {what}, la limite est de {number(MOST_LINES)}. "
            "Collez-la en plusieurs fois."
        )


def read_roster(text: str) -> tuple[RosterLine, ...]:
    """The people of the text, each once, in its order. Never raises."""
    table = read_table(text)
    lines = _under_heading(table) if table.columns else _by_itself(table.rows)
    return _each_once(lines)


def roster_text(lines: Iterable[RosterLine]) -> str:
    """The lines as columns that ``read_roster`` reads back the same."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerow(_HEADING)
    for of in lines:
        told = (of.last_name, of.first_name, of.function, of.organisation, of.email)
        writer.writerow([*told, "" if of.minutes is None else of.minutes])
    return written.getvalue()


def _is_strange(text: str) -> bool:
    """Whether more than a few letters are controls, unassigned, or were not decoded."""
    sample = text[:_SAMPLE]
    strange = sum(
        letter == "\ufffd" or (unicodedata.category(letter) in _NO_LETTERS and not letter.isspace())
        for letter in sample
    )
    return strange > _MOST_STRANGE * len(sample)


def _under_heading(table: Table) -> Iterable[RosterLine]:
    under = Standing.PRESENT
    ticked = any(_cell(row, table, "present") for row in table.rows)
    for row in table.rows:
        section = section_of(row)
        if section is not None:
            under = section
        elif any(row.cells):
            told = {kind: _cell(row, table, kind) for kind in table.columns}
            if line := _from_columns(told, row, under, ticked=ticked):
                yield line


def _cell(row: Row, table: Table, kind: str) -> str:
    at = table.columns.get(kind, len(row.cells))
    return row.cells[at] if at < len(row.cells) else ""


def _from_columns(
    told: dict[str, str], row: Row, under: Standing, *, ticked: bool
) -> RosterLine | None:
    _, standing, doubt = told_standing(row.cells)
    (*kept,), _, _ = told_standing(list(told.values()))
    told = dict(zip(told, kept, strict=True)) | {kind: told[kind] for kind in TICKS & told.keys()}
    if standing is Standing.PRESENT:
        standing = ticked_standing(told)
    email = find_email(told.get("email", "")) or find_email(" ".join(kept))
    if {"last", "first"} <= told.keys():
        parts = roster_lines.Parts(cased(told["last"]), cased(told["first"]))
    else:
        parts = roster_lines.read_named_cell(told, email)
    if ticked and not told["present"] and standing is Standing.PRESENT:
        doubt = doubt or UNTICKED
    doubt = doubt or (TOO_LONG if is_cut(kept) else "")
    parts = replace(
        parts,
        function=told.get("function") or parts.function,
        organisation=told.get("organisation") or parts.organisation,
        doubt=doubt or parts.doubt,
    )
    standing = under if standing is Standing.PRESENT else standing
    return _line(
        parts, email, roster_lines.read_minutes(told.get("minutes", "")), row.line, standing
    )


def _by_itself(rows: Iterable[Row]) -> Iterable[RosterLine]:
    """Lines without a heading: each is understood alone, but for the order of its columns."""
    read = [(roster_lines.parted(one.cells, one.line), one) for one in people_written(rows)]
    layout = roster_lines.layout_of([cells for cells, _ in read])
    for cells, one in read:
        email = next(filter(None, map(find_email, cells)), "")
        parts = roster_lines.read_cells(cells, email, layout)
        parts = replace(parts, doubt=one.doubt or parts.doubt)
        if line := _line(parts, email, None, one.line, one.standing):
            yield line


def _line(
    parts: roster_lines.Parts, email: str, minutes: int | None, written: str, standing: Standing
) -> RosterLine | None:
    names = map(cased, told_standing((parts.last, parts.first))[0])
    last, first = (name if name_key(name) and not is_section(name) else "" for name in names)
    if not (last or first):
        last, first = name_of_email(email)
    if not last:
        last, first = first, ""
    line = RosterLine(
        tidy(last),
        tidy(first),
        tidy(parts.function),
        tidy(parts.organisation),
        email,
        minutes,
        tidy(written),
        excused=standing is Standing.EXCUSED,
        doubt=ABSENT if standing is Standing.ABSENT else parts.doubt,
    )
    told = (line.last_name, line.function, line.organisation, email)
    return line if any(told) else None


def _each_once(lines: Iterable[RosterLine]) -> tuple[RosterLine, ...]:
    """Doubles and reconnections made one, minutes added; two homonyms apart stay two."""
    kept: list[RosterLine] = []
    by_key: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        keys = [key for key in (name_key(line.name), line.email) if key]
        near = sorted({at for key in keys for at in by_key[key]})
        at = next((at for at in near if _is_same(kept[at], line)), len(kept))
        if at == len(kept):
            kept.append(line)
        else:
            kept[at] = _joined(kept[at], line)
        for key in keys:
            by_key[key].add(at)
    return tuple(kept)


def _is_same(one: RosterLine, other: RosterLine) -> bool:
    """Nothing that both lines say differs."""
    said = (
        (name_key(one.name), name_key(other.name)),
        (one.email, other.email),
        (plain(one.organisation), plain(other.organisation)),
    )
    return all(a == b or not a or not b for a, b in said)


def _joined(one: RosterLine, other: RosterLine) -> RosterLine:
    spent = [line.minutes for line in (one, other) if line.minutes is not None]
    named = one if one.name else other
    return RosterLine(
        named.last_name,
        named.first_name,
        one.function or other.function,
        one.organisation or other.organisation,
        one.email or other.email,
        min(sum(spent), _MOST_MINUTES) if spent else None,
        one.line,
        one.excused,
        BOTH if _came(one) != _came(other) else one.doubt or other.doubt,
    )


def _came(line: RosterLine) -> tuple[bool, bool]:
    return line.excused, line.doubt == ABSENT
