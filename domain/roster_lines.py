"""One line of a list: which of its parts is the name, the function, the organisation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.entry import plain
from domain.roster_names import (
    FIRST_NAMES,
    Order,
    cased,
    holds_first_name,
    is_device,
    is_full_name,
    looks_like_a_name,
    split_name,
    words_of,
)
from domain.roster_people import BULLET, SEVERAL, told_standing
from domain.roster_words import find_email, is_function, is_noise, is_organisation, without_email

_EDGES = " \t,;:|-–—•*·/\"'’_"
_GAPS = re.compile(r"\s{2,}|\s*\|\s*")
_DASHES = re.compile(r"\s+[-–—/]\s+|\s*[,|]\s*")
_BRACKETED = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_TOGETHER = re.compile(r"\s(?:et|&|\+)\s", re.IGNORECASE)
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
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Of columns without heading: where names begin, whether in two columns, in which order."""

    start: int = 0
    apart: bool = False
    first_name_first: bool = False


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


def parted(cells: Sequence[str], line: str) -> list[str]:
    """The cells of a line without bullets nor noise; a single one cut at its gaps or commas."""
    if sum(map(bool, cells)) == 1 and len(gaps := _GAPS.split(line.strip())) > 1:
        cells, _, _ = told_standing(gaps)
    return _filled(cells)


def layout_of(lines: Sequence[Sequence[str]]) -> Layout:
    """How most lines are laid out, when the last and first names are in columns of their own."""
    named = [cells for one in lines if len(cells := _without_emails(one)) > 1]
    pairs = {
        at: [one[at : at + 2] for one in named if _begins(one, at) and _is_surely_apart(one, at)]
        for at in (0, 1)
    }
    start = max(pairs, key=lambda at: len(pairs[at]))
    told = [_is_first(one) for one, other in pairs[start] if _is_first(one) != _is_first(other)]
    apart = 2 * len(pairs[start]) >= len(named) > 0
    return Layout(start, apart, first_name_first=2 * sum(told) > len(told))


def read_cells(cells: Sequence[str], email: str, layout: Layout) -> Parts:
    named = _without_emails(cells)
    if not named:
        return Parts()
    if (at := _names_apart(named, layout)) is not None:
        last, first = _in_order(named[at], named[at + 1], layout)
        return _with_rest(cased(last), cased(first), named[:at] + named[at + 2 :])
    # « CAF du Doubs, Marie Dupont »
    unnamed = len(named) > 1 and (is_organisation(named[0]) or not holds_first_name(named[0]))
    if unnamed and _is_name(named[1]):
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
        fuller = set(words_of(found[1])) < set(words_of(found[2]))
        text = found[2] if is_device(found[1]) or fuller else found[1]
    if find_email(text):
        text = without_email(text)
    if is_device(_BRACKETED.sub(r"\1", text)):
        return Parts(last=text)
    cells = _filled([text])
    if len(cells) > 1:
        return read_cells(cells, email, Layout())
    return _read_name("".join(cells), [], orders.get(kind), email)


def _filled(cells: Iterable[str]) -> list[str]:
    filled = [cell for cell in cells if cell.strip()]
    if filled:
        filled[0] = BULLET.sub("", filled[0])
    if len(_without_emails(filled)) == 1:
        filled = [part for cell in filled for part in _cut(cell)]
    elif len(filled) > 1 and (found := _BRACKETED.fullmatch(filled[1])) and _is_first(found[1]):
        filled[1:2] = _cut(filled[1])  # « Dupont », « Marie (CAF) »
    return [cell for cell in filled if not is_noise(cell)]


def _cut(cell: str) -> list[str]:
    """« Dupont, Marie (CAF) » as three."""
    if not (found := _BRACKETED.fullmatch(cell)):
        return _DASHES.split(cell)
    told = [] if _says_nothing(found[2], found[1]) else _DASHES.split(found[2])
    return [*_cut(found[1]), *told]


def _without_emails(cells: Iterable[str]) -> list[str]:
    bare = (without_email(cell).strip(_EDGES) for cell in cells)
    return [cell for cell in bare if cell and not is_noise(cell)]


def _read_name(name: str, rest: list[str], order: Order, email: str) -> Parts:
    while found := _BRACKETED.fullmatch(name):
        name = found[1]
        if not _says_nothing(found[2], name):
            rest = [*rest, *(part for part in _DASHES.split(found[2]) if part)]
    name = name.strip(_EDGES)
    last, first = split_name(name, order, email)
    parts = _with_rest(last, first, rest)
    return replace(parts, doubt=SEVERAL) if _TOGETHER.search(name) else parts


def _says_nothing(bracket: str, name: str) -> bool:
    """« Zoé Blanc (Zoé) », « Marie (iPhone de Marie) », « Marie Dupont (née Roy) »."""
    repeated = set(words_of(bracket)) <= set(words_of(name))
    return is_noise(bracket) or is_device(bracket) or repeated or plain(bracket).startswith("nee ")


def _with_rest(last: str, first: str, rest: Sequence[str]) -> Parts:
    """What stands beside a name: a function and what continues it; all else is where one works."""
    pieces = [piece for part in rest for piece in _DASHES.split(part)]
    if any(map(is_function, pieces)):
        rest = pieces
    functions = (at for at, part in enumerate(rest) if is_function(part))
    at = next(functions, 0 if len(rest) > 1 and not is_organisation(rest[0]) else len(rest))
    end = min(at + 1, len(rest))
    while end < len(rest) and rest[end][:1].islower() and not is_organisation(rest[end]):
        end += 1
    doubt = SEVERAL if any(map(is_full_name, rest)) else ""
    organisation = [*rest[:at], *rest[end:]]
    return Parts(last, first, ", ".join(rest[at:end]), ", ".join(organisation), doubt)


def _is_name(text: str) -> bool:
    named = looks_like_a_name(text) and holds_first_name(text)
    return named and not (is_function(text) or is_organisation(text))


def _names_apart(named: Sequence[str], layout: Layout) -> int | None:
    """Where the last and first names stand in two cells of their own; None when in one."""
    for at in (layout.start, 1 - layout.start):
        if _begins(named, at) and _is_surely_apart(named, at):
            return at
    if layout.apart and _begins(named, layout.start) and _may_be_apart(named, layout.start):
        return layout.start
    loud = [cell.isupper() for cell in named[1:3]]
    if is_organisation(named[0]) and set(loud) == {True, False} and _may_be_apart(named, 1):
        return 1
    return None


def _begins(named: Sequence[str], at: int) -> bool:
    """Whether names may begin at this cell: the first is a name, or an organisation before it."""
    return len(named) > at + 1 and (at > 0 or not is_organisation(named[0]))


def _may_be_apart(named: Sequence[str], at: int) -> bool:
    """Two cells, neither of which can be more than a last or a first name."""
    return all(
        looks_like_a_name(cell) and len(cell.split()) <= 3 and not is_function(cell)
        for cell in named[at : at + 2]
    )


def _is_surely_apart(named: Sequence[str], at: int) -> bool:
    """« Dupont » and « Marie »: one of the cells is nothing but a first name."""
    one, other = named[at : at + 2]
    first = _is_first(other) or (_is_first(one) and " " not in one)
    both_full = is_full_name(one) and is_full_name(other) and one.isupper() == other.isupper()
    return first and not both_full and _may_be_apart(named, at)


def _is_first(text: str) -> bool:
    words = words_of(text)
    return bool(words) and set(words) <= FIRST_NAMES


def _in_order(one: str, other: str, layout: Layout) -> tuple[str, str]:
    """Last and first name: by their capitals, then by what first names are known."""
    if one.isupper() != other.isupper():
        return (one, other) if one.isupper() else (other, one)
    if _is_first(one) == _is_first(other):
        return (other, one) if layout.first_name_first else (one, other)
    return (other, one) if _is_first(one) else (one, other)
