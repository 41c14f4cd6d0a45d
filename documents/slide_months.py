"""The twelve months: a chart for each figure, one under the other. Places are in points."""

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from documents import slide_charts, slide_words
from documents.slide_charts import OVER, UNDER
from documents.slide_drawing import box, describe, set_decorative
from documents.slide_text import FOOT, MUTED, READ, Area, Words, height
from domain.formats import NBSP
from domain.scenes import Bar, BarGroup, TwelveMonths

TITLE_WIDTH, BETWEEN = 156.0, 4.0
SWATCH = (22.0, 12.0)
HATCHED = f"Hachuré{NBSP}: calculé sur les lignes du jour"


def twelve_months(shapes: SlideShapes, area: Area, body: TwelveMonths) -> None:
    sentence = Words(body.sentence, slide_words.SENTENCE)
    over = sentence.height(area.width) + 6 if body.sentence else 0
    if body.sentence:
        box(shapes, area.high(over), [sentence], "Phrase")
    notes = _notes(body)
    under = height(notes, area.width) + (_key_height(body))
    room = area.below(over).high(area.height - over - under)
    each = room.height / len(body.groups)
    for place, group in enumerate(body.groups):
        _group(shapes, room.below(place * each).high(each - BETWEEN), group)
    foot = area.below(area.height - under)
    if notes:
        box(shapes, foot.high(height(notes, area.width)), notes, "Note")
    if _is_hatched(body):
        _key(shapes, foot.below(height(notes, area.width)))


def _group(shapes: SlideShapes, area: Area, group: BarGroup) -> None:
    title = [Words(group.title, READ, bold=True, display=True)]
    box(shapes, area.wide(TITLE_WIDTH), title, group.title, MSO_ANCHOR.MIDDLE)
    place = area.from_left(TITLE_WIDTH)
    if any(slide_charts.is_drawn(bar) for bar in group.bars):
        frame = slide_charts.columns(shapes, place, group.title, group.bars)
        describe(frame, slide_charts.told(group.title, group.bars))
    for index, bar in enumerate(group.bars):
        if not bar.known:
            _dash(shapes, place, index, len(group.bars), bar)


def _dash(shapes: SlideShapes, area: Area, index: int, count: int, bar: Bar) -> None:
    """A month that is not known: no column, which would be a number, but a dash."""
    part = area.columns(count, 0)[index]
    place = part.below(area.height - UNDER - OVER).high(OVER)
    dash = Words("–", READ, bold=True, colour=MUTED, align=PP_ALIGN.CENTER)
    drawn = box(shapes, place, [dash], f"{bar.label}{NBSP}: non disponible", MSO_ANCHOR.BOTTOM)
    set_decorative(drawn)


def _notes(body: TwelveMonths) -> list[Words]:
    return [
        Words(f"{group.title}{NBSP}: {group.note[0].lower()}{group.note[1:]}", FOOT, colour=MUTED)
        for group in body.groups
        if group.note
    ]


def _is_hatched(body: TwelveMonths) -> bool:
    return any(bar.share and not bar.published for group in body.groups for bar in group.bars)


def _key_height(body: TwelveMonths) -> float:
    return Words(HATCHED, FOOT).height(999) + 2 if _is_hatched(body) else 0


def _key(shapes: SlideShapes, area: Area) -> None:
    wide, high = SWATCH
    drawn = shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(area.left), Pt(area.top + 3), Pt(wide), Pt(high)
    )
    slide_charts.hatch(drawn.fill)
    drawn.line.color.theme_color, drawn.line.width = slide_charts.BAR, Pt(1)
    drawn.name = "Légende"
    drawn.shadow.inherit = False
    set_decorative(drawn)
    box(shapes, area.from_left(wide + 8), [Words(HATCHED, FOOT, colour=MUTED)], "Légende")
