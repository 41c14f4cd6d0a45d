"""What stands under the title of a slide, by the kind of its body. Places are in points."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.shapes.shapetree import SlideShapes

from documents import slide_charts, slide_plans, slide_words
from documents.slide_drawing import box, describe, rule, table
from documents.slide_heights import (
    DATE_WIDTH,
    agenda_height,
    listed_heights,
    listed_widths,
    name_columns,
    names_height,
    names_size,
    table_heights,
    table_size,
    table_widths,
)
from documents.slide_map import map_page
from documents.slide_months import twelve_months
from documents.slide_paging import BAR_HEAD
from documents.slide_plans import BETWEEN, GAP, MARK, RULE
from documents.slide_text import BRAND, FOOT, MUTED, READ, WARM, Area, Words, height
from domain.formats import NBSP
from domain.scenes import (
    Agenda,
    BarGroup,
    Bars,
    Differences,
    Figures,
    MapPage,
    MonthPage,
    Names,
    Quote,
    Tile,
    TwelveMonths,
)

TILE_RULE, QUOTE_RULE = 4.0, 5.0
# A row of bars, at most.
BAR_ROW = 44.0


def draw_body(shapes: SlideShapes, area: Area, body: object) -> None:
    _DRAWN[type(body)](shapes, area, body)


def _figures(shapes: SlideShapes, area: Area, body: Figures) -> None:
    note = slide_plans.note_height(body.note, area)
    plan = slide_plans.figures(body, area) or slide_plans.smallest_figures(body, area)
    columns = slide_plans.tile_columns(len(body.tiles))
    for place, one in enumerate(body.tiles):
        line, column = divmod(place, columns)
        cell = area.columns(columns, GAP)[column].below(line * (plan.row + BETWEEN))
        _tile(
            shapes,
            cell.high(plan.row),
            one,
            slide_words.tile(one, plan.value, defined=plan.defined),
        )
    if body.note:
        foot = area.below(area.height - note + 8)
        box(shapes, foot, [Words(body.note, FOOT, colour=MUTED)], "Note")


def _tile(shapes: SlideShapes, area: Area, one: Tile, told: Sequence[Words]) -> None:
    rule(shapes, area.high(TILE_RULE), BRAND)
    box(shapes, area.below(RULE), told, one.label)


def _month(shapes: SlideShapes, area: Area, body: MonthPage) -> None:
    plan = slide_plans.month(body, area) or slide_plans.smallest_month(area)
    for cell, one in zip(area.columns(3, GAP), body.tiles, strict=False):
        _tile(shapes, cell.high(plan.tiles), one, slide_words.tile(one, plan.value))
    under = area.below(plan.tiles + BETWEEN if body.tiles else 0)
    listed = slide_words.highlights(body.highlights, plan.text)
    said = slide_plans.month_quote(body, plan.text)
    both = bool(listed and said)
    places = under.columns(2, 2 * GAP) if both else [under, under]
    if listed:
        box(shapes, places[0], listed, "Actions emblématiques")
    if said:
        _said(shapes, places[1], said)


def _said(shapes: SlideShapes, area: Area, said: Sequence[Words]) -> None:
    text = area.from_left(MARK)
    tall = min(height(said, text.width), area.height)
    rule(shapes, area.high(tall).wide(QUOTE_RULE), WARM)
    box(shapes, text, said, "Parole à…")


def _quote(shapes: SlideShapes, area: Area, body: Quote) -> None:
    """In the middle of what is free, as who reads it expects."""
    said = slide_words.quote(body, *slide_plans.quote(body, area))
    tall = height(said, area.width - MARK)
    _said(shapes, area.below(max(area.height - tall, 0) / 2.6), said)


def _bars(shapes: SlideShapes, area: Area, body: Bars) -> None:
    said = shapes.title.text_frame.text if shapes.title else ""
    for group, part in zip(body.groups, area.columns(len(body.groups), 2 * GAP), strict=True):
        if group.title != said:
            box(shapes, part.high(BAR_HEAD), [slide_words.heading(group.title)], group.title)
        _group(shapes, part.below(BAR_HEAD), group)


def _group(shapes: SlideShapes, area: Area, group: BarGroup) -> None:
    """The bars, then what has none, then a note."""
    drawn = [bar for bar in group.bars if slide_charts.is_drawn(bar)]
    bare = [bar for bar in group.bars if not slide_charts.is_drawn(bar)]
    if not drawn:
        _listed(shapes, area, group)
        return
    under = [Words(f"{bar.label}{NBSP}: {bar.text}", colour=MUTED) for bar in bare]
    under += [Words(group.note, FOOT, colour=MUTED, before=4)] if group.note else []
    told = height(under, area.width)
    chart = area.high(min(area.height - told - 4, BAR_ROW * len(drawn)))
    frame = slide_charts.lengths(shapes, chart, group.title, drawn)
    describe(frame, slide_charts.told(group.title, group.bars))
    if under:
        box(shapes, area.below(chart.height + 4), under, "Note")


def _listed(shapes: SlideShapes, area: Area, group: BarGroup) -> None:
    """Numbers that have no scale in common."""
    rows = [
        (slide_words.listed(bar), [Words(bar.text, READ, bold=True, align=PP_ALIGN.RIGHT)])
        for bar in group.bars
    ]
    widths = listed_widths(area.width)
    heights = listed_heights(group, widths[0])
    table(shapes, area.high(sum(heights)), rows, widths, heights, group.title)
    if group.note:
        foot = area.below(sum(heights) + 8)
        box(shapes, foot, [Words(group.note, FOOT, colour=MUTED)], "Note")


def _names(shapes: SlideShapes, area: Area, body: Names) -> None:
    sentence = Words(body.sentence, slide_words.SENTENCE)
    over = names_height(body.sentence)
    box(shapes, area.high(over), [sentence], "Phrase")
    columns, size = name_columns(body), names_size(body, area)
    each = -(-len(body.names) // columns)
    for place, part in enumerate(area.below(over).columns(columns, GAP)):
        names = body.names[place * each : (place + 1) * each]
        if names:
            told = [words for one in names for words in slide_words.name(*one, size)]
            box(shapes, part, told, "Contrats de ville")


def _differences(shapes: SlideShapes, area: Area, body: Differences) -> None:
    used = _compared(shapes, area, body) if body.rows else 0
    told = [Words(text, slide_words.SENTENCE, before=8) for text in body.sentences]
    if told:
        box(shapes, area.below(used + 8), told, "Phrase")


def _compared(shapes: SlideShapes, area: Area, body: Differences) -> float:
    """The table; how high it is."""
    size = table_size(body, area)
    texts = [slide_words.compared(body.head, size, heads=True)]
    texts += [slide_words.compared(row, size) for row in body.rows]
    rows = [[[words] for words in row] for row in texts]
    heights = table_heights(body, size)
    place = area.high(sum(heights))
    table(shapes, place, rows, table_widths(body), heights, "Publié et calculé", headed=True)
    return sum(heights)


def _agenda(shapes: SlideShapes, area: Area, body: Agenda) -> None:
    rows = [
        ([Words(item.on, READ, bold=True, colour=BRAND, display=True)], slide_words.agenda(item))
        for item in body.items
    ]
    heights = [agenda_height(item) for item in body.items]
    widths = (DATE_WIDTH, area.width - DATE_WIDTH)
    table(shapes, area.high(sum(heights)), rows, widths, heights, "Ce qui vient")


_DRAWN: Mapping[type, Callable[[SlideShapes, Area, Any], None]] = {
    Figures: _figures,
    TwelveMonths: twelve_months,
    Quote: _quote,
    MonthPage: _month,
    MapPage: map_page,
    Names: _names,
    Bars: _bars,
    Differences: _differences,
    Agenda: _agenda,
}
