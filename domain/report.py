"""An activity report before it is laid out: its sections, in words and figures ready to show.

A Word file and a PDF are written from it: a figure cannot differ from one to the other. Texts
hold no control character, so that any writer may take them as they are.
"""

from dataclasses import dataclass
from typing import TypeAlias

from domain.scenes import BarGroup, MapPoint, Tile


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Set small: what a figure rests on, what a picture leaves out."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Key figures, large, three at most on a line."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]  # columns set to the right
    total: tuple[str, ...] | None = None  # a last line that stands apart


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side; ``alternative`` says what they show to who cannot see them."""

    caption: str
    alternative: str
    groups: tuple[BarGroup, ...]


@dataclass(frozen=True, slots=True)
class RegionMap:
    caption: str
    alternative: str
    points: tuple[MapPoint, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """« Parole à… »: what a partner said, and who he is."""

    paragraphs: tuple[str, ...]
    is_summary: bool
    author: str | None
    function: str | None
    organisation: str


Block: TypeAlias = Paragraph | Note | Bullets | Tiles | Table | Chart | RegionMap | Words


@dataclass(frozen=True, slots=True)
class Section:
    """``level`` 1 is a chapter; 2 and 3 stand inside it."""

    level: int
    title: str
    blocks: tuple[Block, ...] = ()
    # A chapter does, unless it only says why it is empty; so does the first month of a page.
    starts_page: bool = False
    # The room that its page leaves goes between it and those beside it.
    is_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """``sections`` in reading order, levels included; the cover is apart."""

    title: str  # « Rapport d’activité »
    centre: str
    region: str
    period: str  # « 2023 », « 1er semestre 2023 »
    moment: str  # « Chiffres lus le 22 novembre 2026 à 10 h 02 »
    sections: tuple[Section, ...]
    filters: tuple[str, ...] = ()  # what narrows the figures, in words: the cover says it
    warning: str | None = None  # « Données fictives »: on the cover and on each page

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        return " · ".join(words for words in (self.warning, self.moment) if words)
