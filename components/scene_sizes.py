"""How large a scene is written: in steps, the largest whose words surely hold.

The scenes are planned to fit at the sizes of projection.css (domain/scenes.py); those that say
little are written larger. In em of the design unit: 80 by 45 to a screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.scene_text import lines_of
from domain.scenes import Agenda, Differences, Figures, MonthPage, Quote, Scene, Tile

# What the head and the foot of a scene leave, under a title of one line.
WIDTH, HEIGHT = 71.0, 33.6
TITLE_WIDTH, TITLE_LINE = 52, 2.5
# Of the size of letters: how wide they are on average, and how far lines are from one another.
LETTER, LINE = 0.53, 1.3
# A word as long may be a piece of another, which joining it to the next would spoil.
PIECE = 24

QUOTE_STEPS, CAPTION = (3.2, 2.8, 2.4), 1.5
# Of a month: highlights beside a quote, highlights alone, a quote alone.
BOTH_STEPS, LISTED_STEPS, SAID_STEPS = (2.0, 1.8, 1.6), (2.4, 2.0, 1.8, 1.6), (2.8, 2.4, 2.0, 1.8)
COLUMN, TILE_COLUMN = 34.5, 21.9
MONTH_VALUES, FIGURE_VALUES = (6.6, 4.8), (5.6, 4.6)
TABLE_STEPS, AGENDA_STEPS = (1.6, 1.45), (1.55, 1.4, 1.25, 1.12)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A scene, the name of its size in projection.css, and the sizes of its letters."""

    scene: Scene
    room: str = ""
    style: str = ""


def fitted(scene: Scene) -> Fitted:
    body = scene.body
    height = HEIGHT - TITLE_LINE * (len(lines_of(scene.title, TITLE_WIDTH)) - 1)
    if isinstance(body, Quote):
        return _quote(scene, body, height)
    if isinstance(body, MonthPage):
        return _month(scene, body, height)
    if isinstance(body, Figures):
        return _figures(scene, body, height)
    steps = _steps(body)
    size = next((step for step in steps if _height(body, step) <= height), None)
    return Fitted(scene, "large", f"--text:{size}em") if size else Fitted(scene)


def _steps(body: object) -> tuple[float, ...]:
    if isinstance(body, Differences):
        return TABLE_STEPS
    return AGENDA_STEPS if isinstance(body, Agenda) else ()


def _height(body: object, size: float) -> float:
    """Of a table and its sentences, or of the meetings to come."""
    if isinstance(body, Differences):
        rows = (1 + len(body.rows)) * 2.4 * size
        told = sum(1.4 + _lines(text, WIDTH - 8, size) * 1.35 * size for text in body.sentences)
        return rows + told
    if isinstance(body, Agenda):
        width = WIDTH - 17.5 * size
        return sum(
            1.5 * size
            + _lines(item.title, width, 1.2 * size) * 1.44 * size
            + _lines(item.where, width, size) * LINE * size
            for item in body.items
        )
    return 0


def _quote(scene: Scene, quote: Quote, height: float) -> Fitted:
    """One that goes on to another scene stays as it was planned."""
    if quote.parts > 1 or not _is_whole(quote):
        return Fitted(scene)
    caption = 1.5 + _caption(quote, WIDTH - 3, CAPTION)
    for size in QUOTE_STEPS:
        lines = _broken_again(quote, WIDTH - 5, size)
        if len(lines) * 1.32 * size + caption <= height:
            large = replace(scene, body=replace(quote, lines=lines))
            return Fitted(large, "large", f"--said:{size}em")
    return Fitted(scene)


def _figures(scene: Scene, body: Figures, height: float) -> Fitted:
    """What figures count is said only where it holds."""
    note = 0.8 + _lines(body.note, WIDTH, 0.85) * 1.1 if body.note else 0
    rows = 2 if len(body.tiles) > 2 else 1
    room = (height - note - 1.1 * (rows - 1)) / rows
    for room_name, defined in (("", True), ("terse", False)):
        for value in FIGURE_VALUES:
            if max(_tile(tile, value, defined=defined) for tile in body.tiles) <= room:
                return Fitted(scene, room_name, f"--value:{value}em")
    return Fitted(scene, "terse")


def _month(scene: Scene, page: MonthPage, height: float) -> Fitted:
    if not (page.highlights or page.quote):
        return Fitted(scene, "bare")
    quote, highlights = page.quote, page.highlights
    if quote and not _is_whole(quote):
        return Fitted(scene)
    both = bool(quote and highlights)
    width = COLUMN if both else WIDTH
    for size in BOTH_STEPS if both else LISTED_STEPS if highlights else SAID_STEPS:
        lines = _broken_again(quote, width - 3.5, size) if quote else ()
        words = max(_listed(highlights, width, size), _said(quote, len(lines), width, size))
        left = height - 2.4 - words
        for value in MONTH_VALUES if page.tiles else (0.0,):
            if max((1.6 + _tile(tile, value) for tile in page.tiles), default=0) <= left:
                said = replace(quote, lines=lines) if quote else None
                large = replace(scene, body=replace(page, quote=said))
                return Fitted(large, "roomy", f"--text:{size}em;--value:{value}em")
    return Fitted(scene)


def _listed(texts: Iterable[str], width: float, size: float) -> float:
    return sum((_lines(text, width - 1.1 * size, size) * LINE + 0.6) * size for text in texts)


def _said(quote: Quote | None, lines: int, width: float, size: float) -> float:
    return lines * LINE * size + 1.2 + _caption(quote, width - 1.7, 1.2) if quote else 0


def _caption(quote: Quote, width: float, size: float) -> float:
    """Who speaks, and the sign of a summary."""
    told = (quote.author, quote.function, quote.organisation)
    lines = sum(_lines(text, width, 1.1 * size) for text in told if text)
    return lines * 1.4 * size + (2.2 if quote.is_summary else 0)


def _tile(tile: Tile, value: float, *, defined: bool = False) -> float:
    beside = _lines(tile.beside, TILE_COLUMN, 1) * LINE if tile.beside else 0
    change = _lines(tile.change, TILE_COLUMN, 1.15) * 1.44 if tile.change else 0
    means = 0.4 + _lines(tile.definition, TILE_COLUMN, 1) * 1.25 if defined else 0
    return 2.6 + 1.12 * value + beside + change + means


def _is_whole(quote: Quote) -> bool:
    """Whether its lines may be broken elsewhere: none ends within a word."""
    return max((len(word) for line in quote.lines for word in line.split()), default=0) < PIECE


def _broken_again(quote: Quote, width: float, size: float) -> tuple[str, ...]:
    """In as few lines as the width allows, then as even as that leaves them."""
    text, letters = " ".join(quote.lines), int(width / (LETTER * size))
    lines = lines_of(text, letters)
    for narrower in range(letters, letters // 2, -1):
        evener = lines_of(text, narrower)
        if len(evener) > len(lines):
            break
        lines = evener
    return lines


def _lines(text: str, width: float, size: float) -> int:
    return len(lines_of(text, int(width / (LETTER * size))))
