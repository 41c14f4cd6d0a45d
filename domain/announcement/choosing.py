"""Which of the dates is the one of the meeting: the words around each tell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise, zip_longest

from domain.announcement.dates import (
    SaidDate,
    date_warnings,
    is_impossible,
    month_only,
    said_dates,
    value,
)
from domain.announcement.source import Piece, Source, is_unsaid, one_line
from domain.announcement.when_words import (
    ANOTHER_MEETING,
    BEFORE_DATE,
    CANCELLED,
    CHOICE,
    CLOSED,
    DEADLINE_AFTER,
    HOUR_NEAR,
    LETTER_DATE,
    NOT_THE_MEETING,
    OR,
    PAST,
    PUT_OFF,
    RELATIVE,
    REPORT,
    TENTATIVE,
    TO_COME,
)
from domain.formats import NBSP, day, enumeration

# What a label, the subject, a weekday or an hour beside a date are worth: see ``_score``.
REACH = 60
LABELLED, HOUR, WEEKDAY, ALONE, SUBJECT = 6, 3, 2, 2, 2


class Kind(Enum):
    MEETING = "the meeting, perhaps"
    ANOTHER = "another meeting: past, put off, to follow"
    ASIDE = "a deadline, a law, a letter"


@dataclass(frozen=True)
class Weighed:
    """A date in its context. ``sentence`` holds it."""

    said: SaidDate
    value: date | None
    kind: Kind
    score: int
    sentence: Piece


@dataclass(frozen=True)
class Chosen:
    """The date of the meeting, all that were weighed, and what to say of it.

    ``alternatives``: the days among which one is to be chosen; ``is_several``: the text announces
    several meetings. There is no date then.
    """

    date: date | None
    said: SaidDate | None
    weighed: tuple[Weighed, ...]
    warnings: tuple[str, ...]
    alternatives: tuple[Weighed, ...] = ()
    is_several: bool = False


def choose_date(source: Source, today: date) -> Chosen:
    label = source.labelled("date")
    weighed = tuple(_weigh(source, today))
    if label and is_unsaid(label.value):
        return Chosen(None, None, weighed, ())
    notes = _of_the_text(source)
    possible = [one for one in weighed if one.kind is Kind.MEETING and one.value]
    if not possible:
        return Chosen(None, None, weighed, (*_nothing_chosen(source, weighed), *notes))
    best = max(possible, key=lambda one: one.score)
    if alternatives := _alternatives(source, possible, best):
        problem = (
            f"Le texte laisse le choix entre {_days(alternatives)}{NBSP}: la date reste à donner."
        )
        return Chosen(None, None, weighed, (problem, *notes), alternatives=alternatives)
    if several := _several(possible, best):
        problem = (
            f"Le texte annonce plusieurs rencontres ({_days(several)}){NBSP}: collez-les une à une."
        )
        return Chosen(None, None, weighed, (problem,), is_several=True)
    if doubt := _doubt(source, possible, best, today):
        return Chosen(None, None, weighed, (doubt, *notes))
    warnings = [*date_warnings(best.said, best.value or today), *_other_warnings(best, weighed)]
    return Chosen(best.value, best.said, weighed, (*warnings, *notes))


def _weigh(source: Source, today: date) -> Iterator[Weighed]:
    dates = said_dates(source)
    sentences = list(source.sentences)
    floor = 0
    for said, following in zip_longest(dates, dates[1:]):
        while sentences and sentences[0].end < said.end:
            sentences.pop(0)
        if not sentences:
            return
        sentence = sentences[0]
        before = source.folded[max(floor, sentence.start) : said.start]
        end = min(sentence.end, following.start) if following else sentence.end
        kind = _kind(source, said, before, source.folded[said.end : end])
        score = _score(source, said, sentence, before)
        yield Weighed(said, value(said, today), kind, score, sentence)
        floor = said.end


def _kind(source: Source, said: SaidDate, before: str, after: str) -> Kind:
    before = before.rstrip()
    if re.match(DEADLINE_AFTER, after) or re.match(CLOSED, after):
        return Kind.ASIDE
    if re.match(LETTER_DATE[0], before) and re.match(LETTER_DATE[1], source.folded[said.end :]):
        return Kind.ASIDE
    if any(re.search(cue, before) for cue in ANOTHER_MEETING):
        return Kind.ANOTHER
    if any(re.search(cue, before) for cue in NOT_THE_MEETING):
        return Kind.ASIDE
    gone = re.match(PUT_OFF, after) or re.match(PAST, after)
    return Kind.ANOTHER if gone else Kind.MEETING


def _score(source: Source, said: SaidDate, sentence: Piece, before: str) -> int:
    label = source.labelled("date")
    after = source.folded[said.end : sentence.end]
    is_labelled = label is not None and label.value.start <= said.start < label.value.end
    in_subject = source.subject is not None and (
        source.subject.start <= said.start < source.subject.end
    )
    return (
        LABELLED * is_labelled
        + HOUR
        * bool(re.match(HOUR_NEAR, after) or re.search(r"\d ?h ?(?:\d\d)?,?(?: le)? $", before))
        + WEEKDAY * (said.weekday is not None)
        + ALONE * (sentence.start == said.start)
        + SUBJECT * in_subject
        + sum(weight for cue, weight in BEFORE_DATE if re.search(cue, before))
    )


def _alternatives(source: Source, possible: list[Weighed], best: Weighed) -> tuple[Weighed, ...]:
    """« le 2 ou le 9 décembre », « deux dates au choix : … »: the days that are offered."""
    joined = [best]
    for one in possible:
        near = source.folded[joined[-1].said.end : one.said.start][: REACH + 1]
        if 0 < len(near) <= REACH and re.fullmatch(rf"{OR}\bou\b{OR}", near):
            joined.append(one)
    if len(joined) == 1 and re.search(CHOICE, source.folded):
        joined = possible
    different = {one.value: one for one in joined}
    return tuple(different.values()) if len(different) > 1 else ()


def _several(possible: list[Weighed], best: Weighed) -> list[Weighed]:
    """Days with an hour each, none better placed, in sentences of their own; not two in a row."""
    equal = [one for one in possible if one.score == best.score]
    timed = {one.value: one for one in equal if re.search(r"\d ?(?:h|:\d)", one.sentence.folded)}
    days = sorted(one for one in timed if one)
    in_a_row = all(after - before == timedelta(1) for before, after in pairwise(days))
    sentences = {one.sentence.start for one in timed.values()}
    return list(timed.values()) if len(timed) == len(sentences) > 1 and not in_a_row else []


def _doubt(source: Source, possible: list[Weighed], best: Weighed, today: date) -> str | None:
    """Why the best date is not the meeting’s: still to come, or all is called off."""
    to_come = re.search(TO_COME, source.folded)
    is_past = best.value is not None and best.value < today
    if to_come and (is_past or best.score <= 0):
        said = one_line(source.text[to_come.start() : to_come.end()])
        return f"La date de la rencontre n’est pas dite («{NBSP}{said}{NBSP}»)."
    if re.search(CANCELLED, source.folded) and len({one.value for one in possible}) == 1:
        return f"La rencontre du {best.said.text} semble annulée{NBSP}: la date reste à donner."
    return None


def _other_warnings(best: Weighed, weighed: tuple[Weighed, ...]) -> list[str]:
    """Other days that may be the meeting’s."""
    others = {
        one.value: one
        for one in weighed
        if one.value not in (None, best.value) and one.kind is not Kind.ASIDE
    }
    if not others:
        return [*_impossible(weighed)]
    days = _days(others.values())
    return [f"Le texte donne aussi {days}{NBSP}: vérifiez la date retenue.", *_impossible(weighed)]


def _days(listed: Iterable[Weighed]) -> str:
    """The year of another meeting, often past, is not guessed."""
    return enumeration(
        [
            f"le {one.said.text if one.kind is Kind.ANOTHER else day(one.value)}"
            for one in listed
            if one.value
        ]
    )


def _nothing_chosen(source: Source, weighed: tuple[Weighed, ...]) -> list[str]:
    aside = list(dict.fromkeys(one.said.text for one in weighed if one.value))
    if impossible := _impossible(weighed):
        return impossible
    if aside:
        quoted = enumeration([f"«{NBSP}{text}{NBSP}»" for text in aside])
        return [f"La date de la rencontre n’est pas dite{NBSP}: {quoted} n’est pas la sienne."]
    if written := month_only(source):
        return [f"Le jour n’est pas dit («{NBSP}{written}{NBSP}»){NBSP}: la date reste à donner."]
    if relative := re.search(RELATIVE, source.folded):
        said = one_line(source.text[relative.start() : relative.end()])
        return [f"Le texte dit «{NBSP}{said}{NBSP}» sans la date{NBSP}: elle reste à donner."]
    return []


def _of_the_text(source: Source) -> list[str]:
    """What the whole text makes doubtful."""
    first = source.subject or next((line for line in source.lines if line.text), None)
    notes = []
    if re.search(CANCELLED, source.folded):
        notes.append(f"Le texte parle d’une annulation{NBSP}: vérifiez.")
    if tentative := re.search(TENTATIVE, source.folded):
        said = one_line(source.text[tentative.start() : tentative.end()])
        notes.append(f"Le texte dit «{NBSP}{said}{NBSP}»{NBSP}: vérifiez la date.")
    if first and re.match(REPORT, first.folded):
        notes.append("Le texte est un compte rendu, non une invitation.")
    return notes


def _impossible(weighed: tuple[Weighed, ...]) -> list[str]:
    return [
        f"Le texte dit «{NBSP}{one.said.text}{NBSP}»{NBSP}: ce jour n’existe pas."
        for one in weighed
        if one.kind is Kind.MEETING and is_impossible(one.said)
    ]
