"""The hours a French text says: « 14h-16h », « de 12h00 à 13h30 », « 13 h », « midi »."""

import re
from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from domain.announcement.folding import MASK

# Hour and minute as « 14h30 » (h, m), as « 14:30 » (c, cm), in a word (w); each side has its own.
_CLOCK = (
    r"(?:(?P<{0}h>\d\d?) ?(?:h(?:eures?|rs?)?\b\.?|h(?=\d))"
    r"(?: ?(?P<{0}m>[0-5]\d)(?!\d)(?! ?h|:[0-5]))?"
    r"|(?P<{0}c>\d\d?):(?P<{0}cm>[0-5]\d)(?!\d)|(?P<{0}w>\bmidi\b|\bminuit\b))"
)
_TO = r" ?(?:-+>?|a|au|>|/|jusqu'a|jusque) ?"
# Not within a number, a fraction (« 24h/24 »), a date.
_ALONE = r"(?<!\d)(?<!\d[.,:/])(?<![/+€])"
_RANGE = re.compile(
    rf"{_ALONE}{_CLOCK.format('a')}(?:{_TO}| et (?=.{{0,12}}(?:h|:))){_CLOCK.format('b')}(?!/)"
)
# « 14-16h », « de 9 à 12h30 »: the first hour without its letter.
_BARE_RANGE = re.compile(
    r"(?<![\d/.,:-])(?:(?<=de )|(?<=entre )|(?=\d\d? ?[-/]))(?P<ah>\d\d?)"
    rf"(?:{_TO}| et ){_CLOCK.format('b')}(?!/)"
)
# « 9.30 - 17.00 »: points, on both sides and at a quarter, or these are days.
_DOTTED = re.compile(
    r"(?<![\d.,])(?P<ac>\d\d?)\.(?P<acm>00|15|30|45) ?(?:-|a) ?(?P<bc>\d\d?)\.(?P<bcm>00|15|30|45)"
    r"(?![\d.])"
)
_SINGLE = re.compile(rf"{_ALONE}{_CLOCK.format('a')}(?! ?/ ?\d)")


class Clocks(NamedTuple):
    """An hour, or a range of hours, and where it is written."""

    start: int
    end: int
    begins: time
    ends: time | None


def clocks(folded: str) -> list[Clocks]:
    """In the order of the text; a single hour only outside the ranges."""
    found: list[Clocks] = []
    for pattern in (_RANGE, _DOTTED, _BARE_RANGE, _SINGLE):
        found += _read(pattern, folded)
        folded = pattern.sub(lambda match: MASK * len(match[0]), folded)
    return sorted(found)


def _read(pattern: re.Pattern[str], folded: str) -> Iterator[Clocks]:
    for match in pattern.finditer(folded):
        said = match.groupdict()
        begins, ends = _time(said, "a"), _time(said, "b")
        if begins is not None:
            yield Clocks(match.start(), match.end(), begins, ends)


def _time(said: dict[str, str | None], side: str) -> time | None:
    """None for what no clock shows, and for midnight, which belongs to the next day."""
    if word := said.get(f"{side}w"):
        return time(12) if word == "midi" else None
    hour = int(said.get(f"{side}h") or said.get(f"{side}c") or 24)
    minute = int(said.get(f"{side}m") or said.get(f"{side}cm") or 0)
    return time(hour, minute) if hour < 24 else None
