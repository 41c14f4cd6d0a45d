"""Where people meet, as the line of the day says it: « à Caen », « salle Jaurès »."""

import re
from collections.abc import Iterator

from domain.announcement.choosing import Chosen
from domain.announcement.folding import fold
from domain.announcement.source import Piece, Source, one_line
from domain.announcement.where_words import (
    GATHERED,
    NOT_A_PLACE,
    NOT_GATHERED,
    ROOM_AT,
    ROOM_LINE,
    ROOM_NEXT,
    TOWN_NEXT,
)

# How far under the date a line may name the room, how far after it the town.
LINES_UNDER, REACH = 3, 80


def room(source: Source, chosen: Chosen, sentences: list[Piece]) -> str | None:
    """The town or the room, as it is written, that goes with the day or the hour."""
    named = (_town(source, chosen), *_rooms(chosen, sentences), *_lines(source, chosen))
    return next((one_line(name) for name in named if name), None)


def _town(source: Source, chosen: Chosen) -> str | None:
    if chosen.said is None:
        return None
    end = chosen.said.last or chosen.said.end
    after = source.text[end : end + REACH].partition("\n")[0]
    moment = re.match(TOWN_NEXT, fold(after))
    name = re.match(r"[^,.;:()]*", after[moment.end() :] if moment else "")
    is_town = name and name[0][:1].isupper() and not re.match(NOT_A_PLACE, fold(name[0]))
    return name[0] if name and is_town else None


def _rooms(chosen: Chosen, sentences: list[Piece]) -> Iterator[str]:
    for sentence in sentences:
        moment = _moment(chosen, sentence)
        if moment is None:
            continue
        after = re.compile(ROOM_NEXT).search(sentence.folded, moment)
        found = re.search(ROOM_AT, sentence.folded) or after
        if found and not re.search(NOT_GATHERED, sentence.folded[: found.start()]):
            yield re.split(r"[,.;:()*|]", sentence.text[found.start("room") :])[0]


def _moment(chosen: Chosen, sentence: Piece) -> int | None:
    """Where the sentence says the day, the hour, or that people meet."""
    said = chosen.said
    if said and sentence.start <= said.start < sentence.end:
        return said.end - sentence.start
    gathered = re.search(GATHERED, sentence.folded)
    return gathered.end() if gathered else None


def _lines(source: Source, chosen: Chosen) -> Iterator[str]:
    """Lines under the date that name a room and nothing else."""
    said = chosen.said
    under = [line for line in source.lines if said and line.text and line.start > said.start]
    for line in under[:LINES_UNDER]:
        if re.match(ROOM_LINE, line.folded):
            yield line.text
