"""Which of the dates is the one of the meeting: the words around each tell."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.announcement.dates import (
    SaidDate,
    date_warnings,
    is_impossible,
    month_only,
    said_dates,
    value,
)
from domain.announcement.source import Piece, Source, is_unsaid
from domain.announcement.words import ANOTHER_MEETING, BEFORE_DATE, HOUR_NEAR, NOT_THE_MEETING
from domain.formats import NBSP, day, enumeration

# What a label, the subject, a weekday or an hour beside a date are worth: see ``_score``.
LABELLED, HOUR, WEEKDAY, ALONE, SUBJECT = 6, 3, 2, 2, 2


class Kind(Enum):
    MEETING = "the meeting, perhaps"
    ANOTHER = "another meeting"
    ASIDE = "a deadline, a law, the past"


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
    """The date of the meeting, the others that were weighed, and what to say of it."""

    date: date | None
    said: SaidDate | None
    weighed: tuple[Weighed, ...]
    warnings: tuple[str, ...]


def choose_date(source: Source, today: date) -> Chosen:
    label = source.labelled("date")
    weighed = tuple(_weigh(source, today))
    if label and is_unsaid(label.value):
        return Chosen(None, None, weighed, ())
    possible = [one for one in weighed if one.kind is Kind.MEETING and one.value]
    if not possible:
        return Chosen(None, None, weighed, tuple(_nothing_chosen(source, weighed)))
    best = max(possible, key=lambda one: one.score)
    warnings = [*_chosen_warnings(best), *_other_warnings(best, weighed), *_cancelled(source)]
    return Chosen(best.value, best.said, weighed, tuple(warnings))


def _weigh(source: Source, today: date) -> list[Weighed]:
    weighed = []
    dates = said_dates(source)
    sentences = list(source.sentences)
    floor = 0
    for said in dates:
        while sentences and sentences[0].end < said.end:
            sentences.pop(0)
        if not sentences:
            break
        sentence = sentences[0]
        before = source.folded[max(floor, sentence.start) : said.start]
        kind = _kind(before, source.folded[said.end : sentence.end])
        score = _score(source, said, sentence, before)
        weighed.append(Weighed(said, value(said, today), kind, score, sentence))
        floor = said.end
    return weighed


def _kind(before: str, after: str) -> Kind:
    before = before.rstrip()
    if re.match(r" ?(?:au plus tard|dernier delai)", after):
        return Kind.ASIDE
    if any(re.search(cue, before) for cue in ANOTHER_MEETING):
        return Kind.ANOTHER
    if any(re.search(cue, before) for cue in NOT_THE_MEETING):
        return Kind.ASIDE
    return Kind.MEETING


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


def _chosen_warnings(best: Weighed) -> list[str]:
    return list(date_warnings(best.said, best.value)) if best.value else []


def _other_warnings(best: Weighed, weighed: tuple[Weighed, ...]) -> list[str]:
    """Other days that may be the meeting’s."""
    others = {
        one.value: one
        for one in weighed
        if one.value not in (None, best.value) and one.kind is not Kind.ASIDE
    }
    if not others:
        return [*_impossible(weighed)]
    days = enumeration([f"le {day(when)}" for when in others if when])
    return [f"Le texte donne aussi {days}{NBSP}: vérifiez la date retenue.", *_impossible(weighed)]


def _nothing_chosen(source: Source, weighed: tuple[Weighed, ...]) -> list[str]:
    aside = list(dict.fromkeys(one.said.text for one in weighed if one.value))
    if impossible := _impossible(weighed):
        return impossible
    if aside:
        quoted = enumeration([f"«{NBSP}{text}{NBSP}»" for text in aside])
        return [f"La date de la rencontre n’est pas dite{NBSP}: {quoted} n’est pas la sienne."]
    if written := month_only(source):
        return [f"Le jour n’est pas dit («{NBSP}{written}{NBSP}»){NBSP}: la date reste à donner."]
    return []


def _cancelled(source: Source) -> list[str]:
    said = re.search(r"\bannulee?s?\b", source.folded)
    return [f"Le texte parle d’une annulation{NBSP}: vérifiez."] if said else []


def _impossible(weighed: tuple[Weighed, ...]) -> list[str]:
    return [
        f"Le texte dit «{NBSP}{one.said.text}{NBSP}»{NBSP}: ce jour n’existe pas."
        for one in weighed
        if one.kind is Kind.MEETING and is_impossible(one.said)
    ]
