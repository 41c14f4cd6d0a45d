"""The hours of the meeting, among those of its announcement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from itertools import pairwise

from domain.announcement.choosing import Chosen, Weighed
from domain.announcement.clocks import Clocks, clocks
from domain.announcement.source import Piece, Source, is_unsaid
from domain.announcement.when_words import END_CUE, HOUR_ASIDE, START_CUE, WELCOME
from domain.formats import NBSP, clock

# Before this nobody meets: « de 2h à 3h » is how long it lasts.
EARLIEST = 6
# How far the words of its sentence tell of an hour.
WINDOW = 120

# « 7h de formation » is how long; « à 7h de » is when.
_DURATION = re.compile(r" ?(?:de|d')(?! ?\d)")
_ENDED = re.compile(r" ?[:-] ?(?:fin|cloture)\b")
_WELCOMED = re.compile(
    r"[ :,(-]*(?:accueil|cafe|cocktail|aperitif|dejeuner|pause|buffet)\b(?![ -]debat)"
)
# « (durée : 1h30) »: the end that no hour tells.
_LASTS = re.compile(
    r"\b(?:duree|dure|durera)(?: (?:prevue|estimee|approximative|totale|de la \w+))?"
    r" ?(?:: ?|de |d'|est de |)(?:environ )?"
    r"(?:(?P<hours>\d) ?h(?:eures?)? ?(?P<more>[0-5]\d)?\b|(?P<minutes>\d{2,3}) ?(?:min|mn))"
)
_ANOTHER_RANGE = re.compile(r"[ ,/;]*(?:(?:et|puis|-|de)[ ,]*){0,3}")
# What may stand between a date and its hour.
_BESIDE = re.compile(r"(?:[ ,:;|()-]|\b(?:a|de|le|des|vers|partir|entre|rdv|et)\b)*")


class Rank(IntEnum):
    """How sure it is that an hour is the meeting’s."""

    WELCOME = 0
    PROGRAMME = 1
    SAID = 2
    OF_THE_DAY = 3
    BESIDE_THE_DATE = 4
    LABELLED = 5


@dataclass(frozen=True)
class SaidHours:
    start: int
    end: int
    begins: time | None
    ends: time | None
    rank: Rank

    @property
    def order(self) -> tuple[Rank, bool]:
        """The surest first, then a whole range rather than a single hour."""
        return self.rank, self.ends is not None


@dataclass(frozen=True)
class Hours:
    begins: time | None = None
    ends: time | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Context:
    """What stands around an hour in its sentence, and the date it goes with."""

    before: str
    after: str
    day: Weighed | None
    is_beside: bool
    is_labelled: bool

    @property
    def opens(self) -> bool:
        return not self.before.strip(" -•*")


def read_hours(source: Source, chosen: Chosen) -> Hours:
    label = source.labelled("hours")
    if label and is_unsaid(label.value):
        return Hours()
    said = list(_said_hours(source, chosen))
    starts = [one for one in said if one.begins]
    if not starts or (chosen.alternatives and len({one.begins for one in starts}) > 1):
        return Hours()
    main = max(starts, key=lambda one: one.order)
    programme = [one for one in said if one.rank is Rank.PROGRAMME]
    if main.rank is Rank.PROGRAMME and len(programme) > 1:
        return _of_programme(programme)
    return _of_ranges(source, said, main)


def _said_hours(source: Source, chosen: Chosen) -> Iterator[SaidHours]:
    for sentence in source.sentences:
        dates = [one for one in chosen.weighed if one.sentence.start == sentence.start]
        for found in clocks(sentence.folded):
            context = _context(source, sentence, found, dates)
            if _is_of_the_meeting(found, context, chosen):
                yield _ranked(sentence, found, context)


def _context(source: Source, sentence: Piece, found: Clocks, dates: list[Weighed]) -> _Context:
    start, end = sentence.start + found.start, sentence.start + found.end
    label = source.labelled("hours")
    window = slice(max(0, found.start - WINDOW), found.start)
    day = min(dates, key=lambda one: _distance(one, start), default=None)
    between = source.folded[min(day.said.end, end) : max(start, day.said.start)] if day else ""
    return _Context(
        before=sentence.folded[window],
        after=sentence.folded[found.end : found.end + WINDOW],
        day=day,
        is_beside=day is not None and _BESIDE.fullmatch(between) is not None,
        is_labelled=label is not None and label.value.start <= start <= label.value.end,
    )


def _distance(one: Weighed, place: int) -> int:
    """Hours that follow a date are nearer to it than hours before the next one."""
    gap = place - one.said.end
    return gap if gap >= 0 else 5 - gap


def _is_of_the_meeting(found: Clocks, context: _Context, chosen: Chosen) -> bool:
    """Neither another day’s, nor a duration, nor an office’s, and something says it is an hour."""
    if any(re.search(cue, context.before) for cue in HOUR_ASIDE) or found.begins.hour < EARLIEST:
        return False
    if context.day and not _is_of_the_day(context.day, chosen):
        return False
    if found.ends or context.is_beside:
        return True
    if _DURATION.match(context.after):
        return re.search(r"\b(?:a|des) $", context.before) is not None
    cues = (START_CUE, END_CUE)
    cued = any(re.search(cue, context.before) for cue in cues)
    return cued or context.is_labelled or context.opens


def _is_of_the_day(day: Weighed, chosen: Chosen) -> bool:
    """Of the day that is kept, or of any of those that are offered."""
    is_kept = day.said is chosen.said or day.value == chosen.date
    return is_kept or day in chosen.alternatives


def _ranked(sentence: Piece, found: Clocks, context: _Context) -> SaidHours:
    is_end = found.ends is None and bool(
        re.search(END_CUE, context.before) or _ENDED.match(context.after)
    )
    begins, ends = (None, found.begins) if is_end else (found.begins, found.ends)
    start, end = sentence.start + found.start, sentence.start + found.end
    return SaidHours(start, end, begins, ends, _rank(found, context))


def _rank(found: Clocks, context: _Context) -> Rank:
    if _WELCOMED.match(context.after):
        return Rank.WELCOME
    if context.is_labelled:
        return Rank.LABELLED
    if re.search(WELCOME, context.before) and found.ends is None:
        return Rank.WELCOME
    if context.day:
        return Rank.BESIDE_THE_DATE if context.is_beside else Rank.OF_THE_DAY
    goes_on = re.search(r"[a-z]{3}", context.after) is not None
    return Rank.PROGRAMME if context.opens and goes_on else Rank.SAID


def _of_ranges(source: Source, said: list[SaidHours], main: SaidHours) -> Hours:
    if main.begins is None:
        return Hours()
    for morning, afternoon in pairwise(said):
        if main in (morning, afternoon) and _are_one_day(source, morning, afternoon):
            return _of_two_ranges(morning, afternoon)
    said_apart = [one.ends for one in said if one.begins is None and one.start > main.start]
    ends = main.ends or next(iter(said_apart), None)
    return _checked(main.begins, ends, []) if ends else _lasting(source, main.begins)


def _lasting(source: Source, begins: time) -> Hours:
    """The end reckoned from how long it lasts, when the text says that once."""
    found = list(_LASTS.finditer(source.folded))
    if len(found) != 1:
        return Hours(begins)
    said = found[0]
    minutes = int(said["minutes"] or 60 * int(said["hours"] or 0) + int(said["more"] or 0))
    ends = datetime.combine(date.min, begins) + timedelta(minutes=minutes)
    if ends.date() > date.min or minutes == 0:
        return Hours(begins)
    problem = f"La fin ({clock(ends.time())}) est calculée d’après la durée que dit le texte."
    return Hours(begins, ends.time(), (problem,))


def _are_one_day(source: Source, morning: SaidHours, afternoon: SaidHours) -> bool:
    """« 9h-12h et 14h-17h »."""
    between = source.folded[morning.end : afternoon.start]
    return _ANOTHER_RANGE.fullmatch(between) is not None and None not in (
        *(morning.begins, morning.ends),
        *(afternoon.begins, afternoon.ends),
    )


def _of_two_ranges(morning: SaidHours, afternoon: SaidHours) -> Hours:
    shown = " et ".join(
        f"{clock(one.begins)}–{clock(one.ends)}"
        for one in (morning, afternoon)
        if one.begins and one.ends
    )
    problem = (
        f"Le texte donne deux plages ({shown}){NBSP}: le début de l’une et la fin de l’autre sont "
        "retenus."
    )
    return _checked(morning.begins, afternoon.ends, [problem])


def _of_programme(lines: list[SaidHours]) -> Hours:
    """From the first line of a programme to the end of its last."""
    begins = min(one.begins for one in lines if one.begins)
    ends = max((one.ends for one in lines if one.ends), default=None)
    return _checked(begins, ends, [f"Les heures sont celles du programme{NBSP}: vérifiez-les."])


def _checked(begins: time | None, ends: time | None, warnings: list[str]) -> Hours:
    if begins is None or ends is None or ends > begins:
        return Hours(begins, ends, tuple(warnings))
    problem = (
        f"La fin ({clock(ends)}) n’est pas après le début ({clock(begins)}){NBSP}: elle reste à "
        "donner."
    )
    return Hours(begins, None, (*warnings, problem))
