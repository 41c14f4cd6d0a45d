"""Pasted text as rows and columns: what separates them, which row is the heading."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from domain.entry import clean, plain

LONGEST_CELL, LONGEST_LINE = 200, 10_000
# A heading lower than this is no heading.
_HIGHEST_ROWS = 40

# What a heading calls its column, in plain letters: « Durée (minutes) » is « duree minutes ».
_OF_SOMEONE = (
    r"(?: (?:du|de la|des|de l) (?:participante?|personne|stagiaire|inscrite?|invitee?)s?)"
)
_STRUCTURE = (
    r"(?:structures?|organismes?|organi[sz]ations?|institution|employeur|company|entreprise|societe"
    r"|collectivite|etablissement|association)"
)
_HEADINGS = {
    "last_first": r"noms?(?: de famille)?(?: et)? prenoms?",
    "first_last": r"prenoms?(?: et)? noms?",
    "last": r"noms?(?: s)?(?: de famille| d usage| usuel)?|last\s?name|surname|family name",
    "first": rf"prenoms?(?: s)?(?: usuel)?{_OF_SOMEONE}?|first\s?name|given name",
    "original": r"(?:noms?(?: d utilisateur| d affichage| complet)?|(?:user\s?)?name)"
    r" (?:noms? (?:original|d origine|initial|reel)|original name)",
    "name": rf"(?:noms? (?:complet|d affichage|d utilisateur)|noms?{_OF_SOMEONE}|full name|name"
    r"|display name|user\s?name|participant(?: name)?|participants|nom de l utilisateur)",
    "email": r".*\b(?:e\s?mails?|mails?|courriels?|adresse electronique)\b.*",
    "function": r"fonctions?(?: .*)?|qualite|poste|metier|profession|job title|titre",
    "organisation": rf"(?:(?:noms?|raison sociale) (?:de |d )?(?:la |l |votre )?)?{_STRUCTURE}"
    r"(?: .*)?|service structure(?: .*)?|service|entite",
    "minutes": r"(?:.* )?(?:duree|duration)(?: .*)?|temps de presence|minutes",
    "present": r"presente?s?(?: e)?|presence|attended",
    "excused": r"(?:absente?s? )?excusee?s?(?: e)?",
    "absent": r"absente?s?(?: e)?|absence",
    # Nothing is read of these: they tell that the row is a heading.
    "other": r"user action|action(?: .*)?|timestamp|horodat.*|heures?\b.*|(?:.* )?(?:join|leave)"
    r"(?: .*)?|signature|emargement|telephone|tel|role|civilite|invitee?|guest|commune",
}
_NAMES = {"last_first", "first_last", "last", "first", "original", "name"}
# The first table of Zoom’s file tells of the meeting, not of those who came.
_OF_THE_MEETING = re.compile(
    r"(?:id (?:de (?:la )?)?reunion|meeting id|webinar id|sujet|topic|titre de la reunion)"
)
# Marks of a web page or of Markdown, and what stands before an address that was a link.
_MARKS = re.compile(
    r"(?: ?(?:</?(?:a|b|i|u|p|em|br|div|font|li|ol|span|strong|table|tbody|td|th|tr|ul)"
    r"(?:\s[^<>\n]*)?/?>|[*`]+|mailto:))+ ?",
    re.IGNORECASE,
)
_UNDERLINED = re.compile(r"(?<![\w@.])_+(?=\w)|(?<=[^\W_])_+(?![\w@.])")
# Teams numbers the sections of its file: « 2. Participants », « 3. Activités ».
_SECTION = re.compile(r"\d\. *[^\W\d].*")
_HEADING_WORDS = {
    *("nom", "noms", "prenom", "prenoms", "et", "fonction", "structure", "organisme", "signature"),
    *("courriel", "mail", "e", "email", "telephone", "tel", "n", "adresse", "emargement"),
    *("feuille", "liste", "d", "de", "des", "presence", "participants"),
}


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    line: str  # as it was written


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heading: which column holds what. No column is known without a heading.

    Empty rows are kept: they part lists.
    """

    columns: dict[str, int]
    rows: tuple[Row, ...]


def tidy(text: str) -> str:
    """A cell on one line, without what cannot be seen, cut when it is absurdly long."""
    seen = _UNDERLINED.sub("", clean(text))
    line = unicodedata.normalize("NFC", re.sub(r"\s+", " ", seen))
    return line[:LONGEST_CELL].strip()


def read_table(text: str) -> Table:
    seen = _UNDERLINED.sub("", _MARKS.sub(" ", text))
    lines = [line[:LONGEST_LINE] for line in re.split(r"\r\n?|\n", seen)]
    rows = list(_rows(lines, _separator(lines)))
    at, columns = _heading(rows)
    below = rows[at + 1 :] if columns else _without_meeting(rows)
    if at > 0 and any(_is_section(row) for row in rows[:at]):
        end = next((n for n, row in enumerate(below) if _is_section(row)), len(below))
        below = below[:end]
    # The heading comes again on each page of a printed list.
    again = rows[at].cells if columns else None
    kept = [row for row in below if row.cells != again]
    return Table(columns, tuple(kept))


def is_heading_in_words(line: str) -> bool:
    """« Nom Prénom Structure Signature » without columns."""
    words = re.findall(r"[a-z]+", plain(line))
    return len(words) > 1 and set(words) <= _HEADING_WORDS


def _separator(lines: Sequence[str]) -> str:
    """The one under which a heading is read; else the one that is there."""
    for separator in "\t;,|":
        top = (Row(tuple(line.split(separator)), "") for line in lines[:_HIGHEST_ROWS])
        if any(separator in line for line in lines) and any(len(_columns(row)) > 1 for row in top):
            return separator
    return next((mark for mark in "\t;" if any(mark in line for line in lines)), ",")


def _rows(lines: Sequence[str], separator: str) -> Iterator[Row]:
    """An odd quote would swallow the lines below it: then quotes are letters like others."""
    quotes = sum(line.count('"') for line in lines)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if quotes % 2 else csv.QUOTE_MINIMAL
    # Null bytes are refused by csv, and nobody sees them.
    seen = [line.replace("\0", "") for line in lines]
    reader = csv.reader((f"{line}\n" for line in seen), delimiter=separator, quoting=quoting)
    begun = 0
    try:
        for cells in reader:
            yield Row(tuple(map(tidy, cells)), " ".join(seen[begun : reader.line_num]))
            begun = reader.line_num
    except csv.Error:  # a cell longer than csv bears: the lines left are cut by hand
        for line in seen[begun:]:
            yield Row(tuple(map(tidy, line.split(separator))), line)


def _heading(rows: Sequence[Row]) -> tuple[int, dict[str, int]]:
    """Where the heading is, and its columns; −1 and none for a list without one."""
    first = next((at for at, row in enumerate(rows) if any(row.cells)), 0)
    for at, row in enumerate(rows[:_HIGHEST_ROWS]):
        columns = _columns(row)
        alone = at == first and sum(map(bool, row.cells)) == 1
        if columns.keys() & _NAMES and (len(columns) > 1 or alone):
            return at, columns
    return -1, {}


def _columns(row: Row) -> dict[str, int]:
    """The first column of each kind; none for the heading of another table."""
    if _is_of_the_meeting(row):
        return {}
    found: dict[str, int] = {}
    for at, words in enumerate(_heading_words(row)):
        kind = next((kind for kind, text in _HEADINGS.items() if re.fullmatch(text, words)), None)
        if kind:
            found.setdefault(kind, at)
    if "first" in found and "last" not in found and "name" in found:
        found["last"] = found.pop("name")  # « Nom du participant », beside his first name
    return found


def _heading_words(row: Row) -> list[str]:
    return [re.sub(r"[^a-z]+", " ", plain(cell)).strip() for cell in row.cells]


def _is_of_the_meeting(row: Row) -> bool:
    return any(_OF_THE_MEETING.fullmatch(words) for words in _heading_words(row))


def _without_meeting(rows: Sequence[Row]) -> list[Row]:
    """The rows of a list without heading, less a table of the meeting, down to an empty row."""
    kept: list[Row] = []
    inside = False
    for row in rows:
        inside = any(row.cells) and (inside or (len(row.cells) > 2 and _is_of_the_meeting(row)))
        if not inside:
            kept.append(row)
    return kept


def _is_section(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(filled) == 1 and bool(_SECTION.fullmatch(filled[0]))
