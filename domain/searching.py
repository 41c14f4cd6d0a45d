"""Search, sort and page a list of meetings already read."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from domain.listings import MeetingLine

# Letters in one sign, and the apostrophe as a keyboard has it.
_SPELT = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


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


def plain(text: str) -> str:
    """Lower case without accents: « Évènement » is found by « evenement ».

    Names sort by it as French does: « Cœur » before « Creusot ».
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def alphabetical(*names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What names sort by, here and nowhere else: each database would follow a French of its own."""
    return tuple(map(plain, names)), names


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
