"""How people meet: on site, at a distance, both."""

import re
from collections.abc import Iterator

from domain.announcement.choosing import Chosen, Kind
from domain.announcement.folding import MASK
from domain.announcement.places import room
from domain.announcement.source import Piece, Source, is_unsaid
from domain.announcement.when_words import ANOTHER_MEETING
from domain.announcement.where_words import (
    MODALITIES,
    NO_AFTER,
    NO_MODALITY,
    NOT_A_PLACE,
    PLACE,
    REMOTE_LINK,
    ROOM,
    WEB_EVENT,
)
from domain.formats import NBSP
from domain.vocabulary import Modality

DEDUCED = f"La modalité est déduite du mot «{NBSP}webinaire{NBSP}»."


def read_modality(
    source: Source, chosen: Chosen, links: tuple[str, ...]
) -> tuple[Modality | None, tuple[str, ...]]:
    """The modality, and what must be said of it. Nothing from the sentence of another meeting."""
    label = source.labelled("modality")
    if label:
        return _one(_said([label.value])) if not is_unsaid(label.value) else None, ()
    about = _about_the_meeting(source, chosen)
    said = {*_said(about), *_placed(source, about)}
    if any(re.search(REMOTE_LINK, link) for link in links):
        said.add(Modality.REMOTE)
    of_word = not said and _is_web_event(about)
    place = room(source, chosen, about)
    if place and (of_word or said == {Modality.REMOTE}):
        return None, (
            f"Le texte nomme un lieu («{NBSP}{place}{NBSP}») et parle de distance{NBSP}: la "
            "modalité reste à donner.",
        )
    if of_word:
        return Modality.REMOTE, (DEDUCED,)
    return _one(said or ({Modality.ON_SITE} if place else set())), ()


def _one(said: set[Modality]) -> Modality | None:
    """Both at once is hybrid."""
    if len(said) > 1:
        return Modality.HYBRID
    return next(iter(said), None)


def _about_the_meeting(source: Source, chosen: Chosen) -> list[Piece]:
    others = {
        one.sentence.start
        for one in chosen.weighed
        if one.kind is Kind.ANOTHER or (one.kind is Kind.MEETING and one.value != chosen.date)
    } - {one.sentence.start for one in chosen.weighed if one.value == chosen.date}
    return [s for s in source.sentences if s.start not in others and s.start < source.body_end]


def _said(sentences: list[Piece]) -> set[Modality]:
    return {
        modality
        for modality, words in MODALITIES
        for sentence in sentences
        for found in re.finditer(words, sentence.folded)
        if not re.search(NO_MODALITY, sentence.folded[: found.start()])
        and not re.match(NO_AFTER, sentence.folded[found.end() :])
        and not sentence.folded.endswith("?")
    }


def _placed(source: Source, sentences: list[Piece]) -> Iterator[Modality]:
    """A label « Lieu : », or a street: people go there."""
    label = source.labelled("place")
    if label and label.value.text and not is_unsaid(label.value):
        is_remote = re.search(rf"\b{NOT_A_PLACE}\b|{MASK}", label.value.folded)
        is_room = not is_remote or re.search(rf"\b{ROOM}", label.value.folded)
        yield from [Modality.REMOTE] * bool(is_remote) + [Modality.ON_SITE] * bool(is_room)
    if any(re.search(PLACE, sentence.folded) for sentence in sentences):
        yield Modality.ON_SITE


def _is_web_event(sentences: list[Piece]) -> bool:
    """The meeting itself is called a webinar, not the one it follows."""
    return any(
        not any(re.search(cue, sentence.folded[: found.end()]) for cue in ANOTHER_MEETING)
        for sentence in sentences
        for found in re.finditer(WEB_EVENT, sentence.folded)
    )
