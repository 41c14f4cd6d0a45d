"""Lists of who came, as they are pasted or exported: sign-in sheets, spreadsheets, Zoom, Teams.

A line says what it says: what is not in it stays empty, and what cannot be read is kept beside.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain import roster_lines
from domain.entry import plain
from domain.formats import NBSP, NNBSP, number
from domain.roster_names import cased, name_key, name_of_email
from domain.roster_table import Row, Table, read_table, tidy

MOST_LINES = 2000
LARGEST_FILE = 5  # megabytes
# What a text never begins with: ZIP (hence xlsx, ods), the old Excel, PDF.
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
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

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def read_file(data: bytes) -> str:
    """The text of an export. Raise ValueError for what is not text."""
    if data.startswith(_NOT_TEXT):
        raise ValueError(
            "Ce fichier n’est pas du texte. Dans le tableur, enregistrez-le en CSV, ou copiez "
            f"ses colonnes et collez-les ici{NNBSP}; le PDF, copiez-en les lignes."
        )
    return decode(data)


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 (Teams) or Windows-1252 (Excel, Zoom)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:200]:
        little = data[1:200:2].count(0) >= data[0:200:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_pasted(text: str) -> tuple[RosterLine, ...]:
    """The people of a pasted list. Raise ValueError when it is too long, or names nobody."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    if lines > MOST_LINES:
        raise ValueError(
            f"Cette liste a {number(lines)} lignes, la limite est de {number(MOST_LINES)}. "
            "Collez-la en plusieurs fois."
        )
    people = read_roster(text)
    if not people:
        raise ValueError(f"Aucun nom n’a été trouvé. Une ligne par personne{NBSP}: Prénom NOM.")
    return people


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


def _under_heading(table: Table) -> Iterable[RosterLine]:
    for row in table.rows:
        told = {
            kind: row.cells[at] if at < len(row.cells) else "" for kind, at in table.columns.items()
        }
        if line := _from_columns(told, row):
            yield line


def _from_columns(told: dict[str, str], row: Row) -> RosterLine | None:
    email = roster_lines.find_email(told.get("email", ""))
    if {"last", "first"} <= told.keys():
        parts = roster_lines.Parts(cased(told["last"]), cased(told["first"]))
    else:
        parts = roster_lines.read_named_cell(told, email)
    minutes = roster_lines.read_minutes(told.get("minutes", ""))
    function = told.get("function") or parts.function
    organisation = told.get("organisation") or parts.organisation
    return _line(replace(parts, function=function, organisation=organisation), email, minutes, row)


def _by_itself(rows: Iterable[Row]) -> Iterable[RosterLine]:
    """Lines without a heading: each is understood alone, but for the order of its columns."""
    read = [one for row in rows for one in roster_lines.cells_of(row)]
    apart = roster_lines.are_names_apart([cells for cells, _ in read])
    for cells, row in read:
        email = next(filter(None, map(roster_lines.find_email, cells)), "")
        parts = roster_lines.read_cells(cells, email, apart=apart)
        if line := _line(parts, email, None, row):
            yield line


def _line(
    parts: roster_lines.Parts, email: str, minutes: int | None, row: Row
) -> RosterLine | None:
    last, first = parts.last, parts.first
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
        tidy(row.line),
    )
    told = (line.last_name, line.function, line.organisation, email)
    return line if any(told) else None


def _each_once(lines: Iterable[RosterLine]) -> tuple[RosterLine, ...]:
    """Doubles and reconnections made one, minutes added; two homonyms apart stay two."""
    kept: list[RosterLine] = []
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for line in lines:
        keys = [key for key in (name_key(line.name), line.email) if key]
        near = sorted({at for key in keys for at in by_key[key]})
        at = next((at for at in near if _is_same(kept[at], line)), len(kept))
        if at == len(kept):
            kept.append(line)
        else:
            kept[at] = _joined(kept[at], line)
        for key in keys:
            by_key[key].append(at)
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
    )
