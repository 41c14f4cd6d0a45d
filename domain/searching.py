"""Search, sort and page a list of meetings already read."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.listings import MeetingLine
from domain.vocabulary import MeetingStatus


@dataclass(frozen=True)
class Order:
    """How a list may be sorted: its heading, and what is compared."""

    label: str
    compared: Callable[[MeetingLine], Any]
    numeric: bool = False


# By key of the address, in the order of the columns.
ORDERS = {
    "date": Order("Date", lambda line: (line.held_on, line.id)),
    "titre": Order("Rencontre", lambda line: plain(line.title)),
    "territoires": Order("Territoires", lambda line: plain(" ".join(line.territories))),
    "participations": Order("Participations", lambda line: line.participations or -1, True),
}


# What may be missing from a meeting on a given day: key of the address, words, and the test.
GAPS: dict[str, tuple[str, Callable[[MeetingLine, date], bool]]] = {
    "effectif": (
        "tenues sans effectif ni présents",
        lambda line, _: line.is_counted and line.participations is None,
    ),
    "sous-effectif": (
        "dont l’effectif est inférieur aux noms",
        lambda line, _: line.is_counted and line.is_undercounted,
    ),
    "a-tenir": (
        "prévues, dont la date est passée",
        lambda line, today: line.status is MeetingStatus.PLANNED and line.held_on < today,
    ),
    "territoire": (
        "tenues sans contrat de ville",
        # The map opens it, which counts up to today.
        lambda line, today: line.is_counted_by(today) and not line.reaches_contrat,
    ),
}


def plain(text: str) -> str:
    """Lower case without accents: « Évènement » is found by « evenement »."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search(lines: Iterable[MeetingLine], words: str) -> list[MeetingLine]:
    """The lines that hold every word, in title, place, territories, themes or format."""
    wanted = plain(words).split()
    return [line for line in lines if all(word in _text(line) for word in wanted)]


def sort(lines: Iterable[MeetingLine], order: Order, *, descending: bool) -> list[MeetingLine]:
    return sorted(lines, key=order.compared, reverse=descending)


def _text(line: MeetingLine) -> str:
    return plain(
        " ".join([line.title, line.place or "", line.format.label, *line.territories, *line.themes])
    )
