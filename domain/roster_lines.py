"""One line of a list: which of its parts is the name, the function, the organisation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.entry import plain
from domain.roster_names import (
    FIRST_NAMES,
    Order,
    cased,
    holds_first_name,
    is_device,
    looks_like_a_name,
    split_name,
    words_of,
)
from domain.roster_table import Row, is_heading_in_words

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_BULLET = re.compile(
    r"^\s*(?:[-–—•*·▪◦►✓☐☑]+\s*|\(?\d{1,4}\s*[.)°/:]\s*|\d{1,4}\s+(?=\D)|\[.?\]\s*)+"
)
_EDGES = " \t,;:|-–—•*·/<>\"'’"
_HEADING_LINE = re.compile(r"[^@]*:\s*")
_GAPS = re.compile(r"\s{2,}|\s*\|\s*")
_DASHES = re.compile(r"\s+[-–—/]\s+|\s*,\s*")
_BRACKETED = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
# What meeting software and sign-in sheets add, and that says nothing of the person.
_NOISE = re.compile(
    r"(?:invite|guest|externe|external|elle|il|iel|she/her|he/him|organisateur|organisatrice|host"
    r"|hote|co-?hote|co-?host|moi|me|non verifie|unverified|x|oui|non|ok|present|presente|presents"
    r"|signature|visio|absente?|vu|[\W_]*"
    r"|\+?\d[\d\s./()-]{5,}\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}\s?[h:]\s?\d{0,2}|\d+)"
)
_FUNCTION = re.compile(
    r"(?:co-?)?(?:(?:direct|mediat|animat|coordinat|educat|administrat|format)(?:eur|rice)"
    r"|chargee?|cheffe?|deleguee?|elue?|maire|adjointe?|coordonnat(?:eur|rice)|responsable"
    r"|(?:vice-)?presidente?|conseill(?:er|ere)|habitante?|agente?|assistante?|secretaire"
    r"|referente?|technicien(?:ne)?|ingenieure?|consultante?|gerante?|benevole|etudiante?"
    r"|enseignante?|professeure?|cherche(?:ur|use)|medecin|infirmi(?:er|ere)|psychologue"
    r"|travailleu(?:r|se)|(?:sous-)?prefete?|dgs|dga|salariee?|stagiaire|cadre|gestionnaire"
    r"|intervenante?|journaliste|architecte|urbaniste|manager|developpeu(?:r|se)|membre)s?\b"
)
_HOURS = re.compile(
    r"(?:(\d{1,3})\s?h(?:eures?|r?s?)?)?\s?"
    r"(?:(\d{1,4})\s?m(?:in(?:utes?)?)?)?\s?"
    r"(?:(\d{1,5})\s?s(?:ec)?)?"
)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Parts:
    last: str = ""
    first: str = ""
    function: str = ""
    organisation: str = ""


def find_email(text: str) -> str:
    found = _EMAIL.search(text)
    return found[0].lower() if found else ""


def read_minutes(text: str) -> int | None:
    """« 45 », « 1h 20m 30s », « 01:20:30 » in minutes; None for anything else."""
    bare = plain(text)
    if re.fullmatch(r"\d{1,5}(?:[.,]\d+)?", bare):
        return int(re.split("[.,]", bare)[0])
    found = (_CLOCK.fullmatch(bare) or _HOURS.fullmatch(bare)) if bare else None
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 3600 + minutes * 60 + seconds + 30) // 60


def cells_of(row: Row) -> Iterator[tuple[list[str], Row]]:
    """The cells of a line without heading; of each person, when it holds several addresses."""
    if is_heading_in_words(row.line) or _HEADING_LINE.fullmatch(row.line):
        return
    together = _people_of(row.line)
    if len(together) > 1:
        for text in together:
            yield _parted([text]), Row((text,), text)
        return
    gaps = _GAPS.split(row.line.strip()) if sum(map(bool, row.cells)) == 1 else ()
    yield _parted(gaps if len(gaps) > 1 else row.cells), row


def are_names_apart(lines: Sequence[Sequence[str]]) -> bool:
    """Whether most lines have the last and first names in columns of their own."""
    parted = [named for cells in lines if len(named := _without_emails(cells)) > 1]
    sure = sum(_is_surely_apart(*named[:2]) for named in parted)
    return 2 * sure >= len(parted) > 0


def read_cells(cells: Sequence[str], email: str, *, apart: bool) -> Parts:
    named = _without_emails(cells)
    if not named:
        return Parts()
    if len(named) > 1 and (_is_surely_apart(*named[:2]) or (apart and _may_be_apart(*named[:2]))):
        last, first = _in_order(*named[:2])
        return _with_rest(cased(last), cased(first), named[2:])
    if len(named) > 1 and not holds_first_name(named[0]) and _is_name(named[1]):
        named[:2] = named[1::-1]
    name, *rest = named
    return _read_name(name, rest, None, email)


def read_named_cell(told: dict[str, str], email: str) -> Parts:
    """The name of a table that has one column for it: « Marie Dupont - CAF (invitée) »."""
    orders: dict[str, Order] = {"last_first": "last first", "first_last": "first last"}
    kinds = ("last_first", "first_last", "original", "name", "last", "first")
    kind = next(kind for kind in kinds if kind in told)
    text = told[kind]
    if kind == "original" and (found := _BRACKETED.fullmatch(text)):
        text = found[2] if is_device(found[1]) else found[1]
    if find_email(text):
        text = _EMAIL.sub("", text)
    if is_device(text):
        return Parts(last=text)
    cells = _parted([text])
    if len(cells) > 1:
        return read_cells(cells, email, apart=False)
    return _read_name("".join(cells), [], orders.get(kind), email)


def _people_of(line: str) -> list[str]:
    """« Marie <a@x.fr>; Paul <b@x.fr> » as two lines; a line of one person as it is."""
    if "\t" in line or len(_EMAIL.findall(line)) < 2:
        return [line]
    for separator in ";,":
        parts = [part for part in line.split(separator) if part.strip()]
        if len(parts) > 1 and all(len(_EMAIL.findall(part)) == 1 for part in parts):
            return parts
    return [line]


def _parted(cells: Sequence[str]) -> list[str]:
    """Cells without bullets nor noise; a single one is cut at its commas and dashes."""
    filled = [cell for cell in cells if cell.strip()]
    if filled:
        filled[0] = _BULLET.sub("", filled[0])
    if len(filled) == 1:
        filled = _DASHES.split(filled[0])
    return [cell for cell in filled if not _NOISE.fullmatch(plain(cell))]


def _without_emails(cells: Iterable[str]) -> list[str]:
    bare = (_EMAIL.sub("", cell.replace("mailto:", "")).strip(_EDGES) for cell in cells)
    return [cell for cell in bare if cell and not _NOISE.fullmatch(plain(cell))]


def _read_name(name: str, rest: list[str], order: Order, email: str) -> Parts:
    while found := _BRACKETED.fullmatch(name):
        name = found[1]
        if not _NOISE.fullmatch(plain(found[2])):
            rest = [*rest, *(part for part in _DASHES.split(found[2]) if part)]
    last, first = split_name(name.strip(_EDGES), order, email)
    return _with_rest(last, first, rest)


def _with_rest(last: str, first: str, rest: Sequence[str]) -> Parts:
    """What follows a name: function then organisation, unless the words say otherwise."""
    if len(rest) < 2:
        told = "".join(rest)
        return Parts(last, first, told, "") if _is_function(told) else Parts(last, first, "", told)
    *function, organisation = rest
    if _is_function(organisation) and not _is_function(function[0]):
        return Parts(last, first, organisation, ", ".join(function))
    return Parts(last, first, ", ".join(function), organisation)


def _is_function(text: str) -> bool:
    return bool(_FUNCTION.match(plain(text)))


def _is_name(text: str) -> bool:
    return looks_like_a_name(text) and holds_first_name(text) and not _is_function(text)


def _may_be_apart(one: str, other: str) -> bool:
    """Two cells, neither of which can be more than a last or a first name."""
    return all(
        looks_like_a_name(cell) and len(cell.split()) <= 3 and not _is_function(cell)
        for cell in (one, other)
    )


def _is_surely_apart(one: str, other: str) -> bool:
    """« Dupont » and « Marie »: one of the cells is nothing but a first name."""
    return _may_be_apart(one, other) and (_is_first(other) or (_is_first(one) and " " not in one))


def _is_first(text: str) -> bool:
    return set(words_of(text)) <= FIRST_NAMES


def _in_order(one: str, other: str) -> tuple[str, str]:
    """Last and first name: by their capitals, then by what first names are known."""
    if one.isupper() != other.isupper():
        return (one, other) if one.isupper() else (other, one)
    return (other, one) if _is_first(one) and not _is_first(other) else (one, other)
