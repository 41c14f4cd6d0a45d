"""How large the words of a slide are: the largest of a few sizes that surely hold. In points."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from documents import slide_words
from documents.slide_text import Area, Words, height
from domain.scenes import Figures, MonthPage, Quote, Tile

GAP = 24.0
# What stands over a tile, and between two rows of them.
RULE, BETWEEN = 10.0, 14.0
FIGURE_VALUES, MONTH_VALUES, ALONE = (60, 54, 46, 40), (48, 36), (88, 66)
SMALLEST = 24
MONTH_TEXTS = (22, 20, 18)
NAMES, TABLES = (24, 20, 18), (20, 18)
# Of a quote alone: its letters, then those of who said it.
QUOTES = ((36, 22), (32, 20), (28, 20), (26, 18), (24, 18), (22, 18), (20, 18))
# Of the size of a figure: the width of a digit, wider than letters are.
DIGIT = 0.7
# The mark left of a quote, and what it takes.
MARK = 28.0


@dataclass(frozen=True, slots=True)
class FiguresPlan:
    value: int
    defined: bool
    row: float  # height


@dataclass(frozen=True, slots=True)
class MonthPlan:
    value: int
    text: int
    tiles: float  # height of their row, 0 without


def tile_columns(count: int) -> int:
    return 2 if count in (1, 2, 4) else 3


def tile_width(area: Area, count: int) -> float:
    return area.columns(tile_columns(count), GAP)[0].width


def figures(body: Figures, area: Area) -> FiguresPlan | None:
    """None when two rows of tiles do not hold."""
    room = _row(body, area)
    for defined in (True, False):
        for value in FIGURE_VALUES:
            tallest = _tallest(body.tiles, area, value, defined=defined)
            if tallest <= room:
                return FiguresPlan(value, defined, room)
    return None


def smallest_figures(body: Figures, area: Area) -> FiguresPlan:
    """For figures larger than any that was met."""
    return FiguresPlan(SMALLEST, False, _row(body, area))


def smallest_month(area: Area) -> MonthPlan:
    return MonthPlan(SMALLEST, MONTH_TEXTS[-1], area.height / 3)


def month(body: MonthPage, area: Area) -> MonthPlan | None:
    """None when its figures, its highlights and its quote need several slides."""
    alone = () if body.highlights or body.quote else ALONE
    for value in (*alone, *MONTH_VALUES) if body.tiles else (0,):
        tiles = _tallest(body.tiles, area, value) if body.tiles else 0
        for text in MONTH_TEXTS:
            words = month_words(body, area, text)
            if tiles + (BETWEEN if tiles and words else 0) + words <= area.height:
                return MonthPlan(value, text, tiles)
    return None


def month_words(body: MonthPage, area: Area, text: int) -> float:
    """The height of the highlights and of the quote, side by side when there are both."""
    both = bool(body.highlights and body.quote)
    width = area.columns(2, 2 * GAP)[0].width if both else area.width
    listed = height(slide_words.highlights(body.highlights, text), width)
    return max(listed, height(month_quote(body, text), width - MARK))


def month_quote(body: MonthPage, text: int) -> list[Words]:
    if body.quote is None:
        return []
    said = slide_words.quote(body.quote, text, min(text, 18))
    return [slide_words.heading("Parole à…"), *said]


def quote(body: Quote, area: Area) -> tuple[int, int]:
    """Scenes hold few enough words for the last of the sizes."""
    fitting = (
        sizes
        for sizes in QUOTES
        if height(slide_words.quote(body, *sizes), area.width - MARK) <= area.height
    )
    return next(fitting, QUOTES[-1])


def note_height(note: str | None, area: Area) -> float:
    return Words(note, 14).height(area.width) + 8 if note else 0


def _row(body: Figures, area: Area) -> float:
    rows = -(-len(body.tiles) // tile_columns(len(body.tiles)))
    return (area.height - note_height(body.note, area) - BETWEEN * (rows - 1)) / rows


def _tallest(tiles: Sequence[Tile], area: Area, value: int, *, defined: bool = False) -> float:
    """Too tall for any slide when a figure would be broken."""
    width = tile_width(area, len(tiles))
    if any(len(one.value) * DIGIT * value > width for one in tiles if not one.missing):
        return inf
    return RULE + max(height(slide_words.tile(one, value, defined=defined), width) for one in tiles)
