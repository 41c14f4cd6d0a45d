"""Days and hours written in words, in figures: « dix-sept décembre », « quatorze heures trente ».

Only beside a month or « heures »: « trois questions » stays as it was written.
"""

import re

from domain.announcement.folding import fold
from domain.announcement.words import MONTHS

_UNITS = re.findall(
    r"[a-z-]+",
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
)
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
# Every number up to 59, with hyphens; and how a day or an hour is also called.
VALUES = (
    {word: value for value, word in enumerate(_UNITS)}
    | {f"{word}-{_UNITS[unit]}": ten + unit for ten, word in _TENS.items() for unit in range(2, 10)}
    | {f"{word}-et-{one}": ten + 1 for ten, word in _TENS.items() for one in ("un", "une")}
    | {word: ten for ten, word in _TENS.items()}
    | {"premier": 1, "une": 1}
)
_NUMBER = "|".join(sorted(VALUES, key=len, reverse=True)).replace("-", "[ -]")
_MONTH = "|".join(fold(name) for name in dict.fromkeys(MONTHS.values()))
_DATE = re.compile(
    rf"\b(?P<day>{_NUMBER}) (?P<month>{_MONTH})\b"
    rf"(?: (?P<thousands>deux[ -]mille)(?:[ -](?P<year>{_NUMBER}))?\b)?"
)
_PARTS = {"et-quart": 15, "et-demi": 30, "et-demie": 30} | VALUES
_PART = "|".join(sorted(_PARTS, key=len, reverse=True)).replace("-", "[ -]")
_HOUR = re.compile(
    rf"\b(?:(?P<hour>\d\d?|{_NUMBER}) ?h(?:eures?)?\b|(?P<noon>midi\b))"
    rf"(?: (?P<part>{_PART})\b)?"
)
# « deux heures de formation » is no hour of the day.
EARLIEST = 6


def in_figures(text: str) -> str:
    """The text with its days and hours in figures."""
    for pattern, written in ((_DATE, _date), (_HOUR, _hour)):
        parts, last = [], 0
        for found in pattern.finditer(fold(text)):
            parts += [text[last : found.start()], written(found) or text[slice(*found.span())]]
            last = found.end()
        text = "".join([*parts, text[last:]])
    return text


def _date(found: re.Match[str]) -> str:
    year = f" {2000 + _value(found['year'] or 'zero')}" if found["thousands"] else ""
    return f"{_value(found['day'])} {MONTHS[found['month']]}{year}"


def _hour(found: re.Match[str]) -> str | None:
    """None for an hour that has nothing in words."""
    hour, part = found["hour"], found["part"]
    is_worded = part is not None or (hour is not None and not hour.isdecimal())
    value = 12 if hour is None else _value(hour)
    if not is_worded or value < EARLIEST:
        return None
    return f"{value}h{_PARTS[part.replace(' ', '-')]:02}" if part else f"{value}h"


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else VALUES[word.replace(" ", "-")]
