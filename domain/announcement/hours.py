"""The hours of the meeting: « 14h-16h », « de 12h00 à 13h30 », « 13 h »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from domain.announcement.choosing import Chosen, Weighed
from domain.announcement.source import Label, Piece, Source
from domain.announcement.words import (
    END_CUE,
    HOUR_ASIDE,
    START_CUE,
    UNSAID,
    WELCOME,
)
from domain.formats import NBSP, clock

# Before this nobody meets: « de 2h à 3h » is how long it lasts.
EARLIEST = 6

_MINUTES = r"(?: ?(?P<{0}m>[0-5]\d)(?!\d)(?! ?(?:h|:)))?"
_HOUR = r"(?:(?P<{0}h>\d\d?) ?(?:h(?:eures?|rs?)?\b\.?|h(?=\d))" + _MINUTES
_CLOCK = _HOUR + r"|(?P<{0}c>\d\d?):(?P<{0}cm>[0-5]\d)(?!\d)|(?P<{0}w>\bmidi\b|\bminuit\b))"
_NOT_IN_NUMBER = r"(?<!\d)(?<!\d[.,:/])(?<![/+€])"
_TO = r" ?(?:-+>?|a|au|>|/|jusqu'a|jusque) ?"
_INTERVAL = re.compile(
    rf"{_NOT_IN_NUMBER}{_CLOCK.format('a')}(?:{_TO}| et (?=.{{0,12}}(?:h|:)))"
    rf"{_CLOCK.format('b')}(?!/)"
)
# « 14-16h », « de 9 à 12h30 »: the first hour without its letter.
_BARE = re.compile(
    rf"(?<![\d/.,:-])(?:(?<=de )|(?<=entre )|(?=\d\d? ?[-/]))(?P<ah>\d\d?)"
    rf"(?:{_TO}| et ){_CLOCK.format('b')}(?!/)"
)
_SINGLE = re.compile(rf"{_NOT_IN_NUMBER}{_CLOCK.format('a')}(?!/)")
_DURATION = re.compile(r" (?:de|d')(?! ?\d)| ?/ ?\d")
_ANOTHER_RANGE = re.compile(r"[ ,/;]*(?:(?:et|puis|-|de)[ ,]*){0,3}")
# What may stand between a date and its hour.
_BESIDE = re.compile(r"(?:[ ,:;|()-]|\b(?:a|de|le|des|vers|partir|entre|rdv|et)\b)*")


@dataclass(frozen=True)
class SaidHours:
    start: int
    end: int
    begins: time | None
    ends: time | None
    score: int


@dataclass(frozen=True)
class Hours:
    begins: time | None = None
    ends: time | None = None
    warnings: tuple[str, ...] = ()


def read_hours(source: Source, chosen: Chosen) -> Hours:
    label = source.labelled("hours")
    if label and re.match(UNSAID, label.value.folded):
        return Hours()
    said = _said_hours(source, chosen, label)
    main = max((one for one in said if one.begins), key=lambda one: one.score, default=None)
    if main is None or main.begins is None:
        return Hours()
    if main.score <= _PROGRAMME:
        return _of_programme([one for one in said if one.begins])
    ends, second = main.ends, _second_range(source, said, main)
    if second and second.ends:
        ends = second.ends
    ends = ends or _closing(said, main)
    return _checked(main.begins, ends, [_two_ranges(main, second)] if second else [])


_PROGRAMME = -2


def _said_hours(source: Source, chosen: Chosen, label: Label | None) -> list[SaidHours]:
    said = []
    for sentence in source.sentences:
        if not re.search(r"\dh|\d ?[h:]|midi|minuit", sentence.folded):
            continue
        inside = [one for one in chosen.weighed if one.sentence.start == sentence.start]
        for found in _hours_of(sentence):
            said += _weighed(source, sentence, found, inside, chosen, label)
    return said


def _hours_of(sentence: Piece) -> Iterator[re.Match[str]]:
    """Ranges first; a single hour only outside them."""
    found: list[re.Match[str]] = []
    for pattern in (_INTERVAL, _BARE, _SINGLE):
        for match in pattern.finditer(sentence.folded):
            if all(match.end() <= one.start() or match.start() >= one.end() for one in found):
                found.append(match)
    return iter(sorted(found, key=lambda match: match.start()))


def _weighed(
    source: Source,
    sentence: Piece,
    found: re.Match[str],
    dates: list[Weighed],
    chosen: Chosen,
    label: Label | None,
) -> Iterator[SaidHours]:
    """The hours with what they are worth; nothing when they are another day’s, or a duration."""
    begins, ends = _time(found, "a"), _time(found, "b")
    before = sentence.folded[: found.start()]
    place = sentence.start + found.start()
    owner = min(dates, key=lambda one: _distance(one, place), default=None)
    if begins is None or any(re.search(cue, before) for cue in HOUR_ASIDE):
        return
    if owner and (owner.said is not chosen.said and owner.value != chosen.date):
        return
    is_ending = ends is None and re.search(END_CUE, before) is not None
    beside = owner is not None and _is_beside(source, owner, place, sentence.start + found.end())
    opens = not before.strip(" -•*")
    labelled = label is not None and label.value.start <= place <= label.value.end
    cued = beside or labelled or opens or ends or is_ending or re.search(START_CUE, before)
    if (
        not cued
        or begins.hour < EARLIEST
        or (
            not ends
            and not beside
            and _DURATION.match(sentence.folded, found.end())
            and not re.search(r"\b(?:a|des) $", before)
        )
    ):
        return
    score = 10 * labelled + 5 * (owner is not None) + 3 * (ends is not None) + 2 * beside
    score -= (
        4
        * bool(
            re.search(WELCOME, before)
            or re.match(r"[ :,(-]*(?:accueil|cafe)", sentence.folded[found.end() :])
        )
        * (ends is None)
    )
    if opens and not labelled and not owner and re.search(r"[a-z]", sentence.folded[found.end() :]):
        score = min(score, 0) + _PROGRAMME
    shown = (None, begins) if is_ending else (begins, ends)
    yield SaidHours(place, sentence.start + found.end(), *shown, score)


def _distance(one: Weighed, place: int) -> int:
    """A date is nearer to the hours that follow it than to those before it."""
    gap = place - one.said.end
    return gap if gap >= 0 else -gap + 5


def _is_beside(source: Source, one: Weighed, start: int, end: int) -> bool:
    between = source.folded[min(one.said.end, end) : max(start, one.said.start)]
    return _BESIDE.fullmatch(between) is not None


def _time(found: re.Match[str], side: str) -> time | None:
    said = found.groupdict()
    if word := said.get(f"{side}w"):
        return time(12) if word == "midi" else None
    hour = said.get(f"{side}h") or said.get(f"{side}c")
    minute = said.get(f"{side}m") or said.get(f"{side}cm") or "0"
    return time(int(hour), int(minute)) if hour and int(hour) < 24 else None


def _second_range(source: Source, said: list[SaidHours], main: SaidHours) -> SaidHours | None:
    """« 9h-12h et 14h-17h »: the afternoon."""
    for one in said:
        between = source.folded[main.end : one.start] if one.start >= main.end else None
        if main.ends and one.begins and one.ends and between is not None:
            return one if _ANOTHER_RANGE.fullmatch(between) else None
    return None


def _closing(said: list[SaidHours], main: SaidHours) -> time | None:
    """« début à 14h, fin à 16h »: an end that is said apart."""
    return next((one.ends for one in said if one.begins is None and one.start > main.start), None)


def _of_programme(said: list[SaidHours]) -> Hours:
    """From the first line of a programme to the end of its last."""
    begins = min(one.begins for one in said if one.begins)
    last = max((one.ends for one in said if one.ends), default=None)
    words = f"Les heures sont celles du programme{NBSP}: vérifiez-les."
    return _checked(begins, last, [words])


def _two_ranges(main: SaidHours, second: SaidHours) -> str:
    shown = [
        f"{clock(one.begins)}–{clock(one.ends)}"
        for one in (main, second)
        if one.begins and one.ends
    ]
    return f"Le texte donne deux plages ({' et '.join(shown)}){NBSP}: le début de l’une et la fin de l’autre sont retenus."


def _checked(begins: time, ends: time | None, warnings: list[str]) -> Hours:
    if ends is not None and ends <= begins:
        problem = f"La fin ({clock(ends)}) n’est pas après le début ({clock(begins)}){NBSP}: elle reste à donner."
        return Hours(begins, None, (*warnings, problem))
    return Hours(begins, ends, tuple(warnings))
