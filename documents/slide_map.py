"""The map of the period, in shapes. Places are in points."""

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.util import Pt

from documents import region_drawing
from documents.region_shapes import draw_region
from documents.slide_drawing import box, describe, set_decorative, table
from documents.slide_map_places import Circle, Label, circles, labels
from documents.slide_text import FOOT, MUTED, READ, Area, Words, set_bare, write_words
from documents.slide_words import SENTENCE
from domain.formats import NBSP, count, number
from domain.scenes import MapPage
from domain.searching import plain

# A row of shares, their table and its numbers; a circle of the key, and the room beside it.
ROW, TABLE_WIDTH, SHARE_WIDTH = 38.0, 600.0, 200.0
SPOT, BESIDE, KEY_LETTER, FOOT_LINE = 14.0, 24.0, 8.6, 18.0
LAND = {
    "fill": (MSO_THEME_COLOR.TEXT_2, 0.87),
    "line": (MSO_THEME_COLOR.TEXT_2, 0.35),
}
NONE, PAPER = MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.BACKGROUND_1


def map_page(shapes: SlideShapes, area: Area, body: MapPage) -> None:
    """The region between its names; or, without circles, what was reached by département."""
    if not body.points:
        _shares(shapes, area, body)
        return
    sentence = Words(body.sentence)
    over = sentence.height(area.width) + 6
    box(shapes, area.high(over), [sentence], "Phrase")
    under = FOOT_LINE * (2 if body.note or body.named else 1) + 4
    all_named = _draw(shapes, area.below(over).high(area.height - over - under), body)
    left_out = (body.note, None if all_named else body.named)
    _key(shapes, area.below(area.height - under + 4), body, [text for text in left_out if text])


def _shares(shapes: SlideShapes, area: Area, body: MapPage) -> None:
    """A row a département, over what the shares leave out."""
    note = Words(body.note or "", FOOT, colour=MUTED, before=8)
    rows = [
        ([Words(name, SENTENCE)], [Words(share, SENTENCE, align=PP_ALIGN.RIGHT)])
        for name, share in body.shares
    ]
    tall = min(ROW, (area.height - note.height(area.width)) / len(rows))
    place = area.wide(TABLE_WIDTH).high(tall * len(rows))
    widths = (TABLE_WIDTH - SHARE_WIDTH, SHARE_WIDTH)
    table(shapes, place, rows, widths, [tall] * len(rows), "Contrats touchés", close=tall < ROW)
    if body.note:
        box(shapes, area.below(tall * len(rows)), [note], "Note")


def _key(shapes: SlideShapes, area: Area, body: MapPage, left_out: list[str]) -> None:
    """What circles mean, then what the map leaves out."""
    detailed = " détaillée" if body.note else ""
    left = area
    for text, visited in (
        ("D’autant plus grand qu’il y a de rencontres", True),
        (f"Aucune rencontre{detailed}", False),
    ):
        _oval(shapes, left.below(1).high(SPOT).wide(SPOT), visited=visited, name="Légende")
        words, wide = Words(text, FOOT, colour=MUTED), KEY_LETTER * len(text)
        told = left.from_left(SPOT + 6).wide(wide)
        box(shapes, told.high(FOOT_LINE), [words], "Légende")
        left = left.from_left(SPOT + 6 + wide + BESIDE)
    if left_out:
        box(shapes, area.below(FOOT_LINE), [Words(" ".join(left_out), FOOT, colour=MUTED)], "Note")


def _draw(shapes: SlideShapes, area: Area, page: MapPage) -> bool:
    """The region in the middle, as high as there is room; whether all its places are named."""
    em = area.height / region_drawing.height()
    wide = region_drawing.WIDTH * em
    region = area.from_left((area.width - wide) / 2).wide(wide)
    group = shapes.add_group_shape()
    group.name = "Carte"
    set_decorative(draw_region(group.shapes, (region.left, region.top, em), **LAND))
    drawn = circles(page.points, region)
    named = labels(drawn, area, region)
    for label in named:
        _lead(group.shapes, label)
    for circle in drawn:
        _circle(group.shapes, circle)
    for label in named:
        _name(group.shapes, label)
    describe(group, _told(page))
    return len(named) == sum(point.meetings > 0 for point in page.points)


def _oval(shapes: SlideShapes | GroupShapes, box: Area, *, visited: bool, name: str) -> Shape:
    """Full where there were meetings; a ring where there was none."""
    drawn = shapes.add_shape(
        MSO_SHAPE.OVAL, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    drawn.name = name
    drawn.shadow.inherit = False
    drawn.fill.solid()
    fill, line = (MSO_THEME_COLOR.ACCENT_1, PAPER)
    if not visited:
        fill, line = (PAPER, NONE)
    drawn.fill.fore_color.theme_color = fill
    drawn.line.color.theme_color, drawn.line.width = line, Pt(1 if visited else 2)
    return drawn


def _lead(shapes: GroupShapes, label: Label) -> None:
    """A line from the name to its circle."""
    ends = (Pt(end) for point in label.line for end in point)
    drawn = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    drawn.line.color.theme_color, drawn.line.width = MUTED, Pt(0.75)
    drawn.name = "Filet"
    set_decorative(drawn)


def _circle(shapes: GroupShapes, circle: Circle) -> None:
    side = 2 * circle.radius
    box = Area(circle.x - circle.radius, circle.y - circle.radius, side, side)
    name = f"{circle.point.name}{NBSP}: {count(circle.point.meetings, 'rencontre')}"
    drawn = _oval(shapes, box, visited=circle.point.meetings > 0, name=name)
    if not circle.point.meetings:
        return
    set_bare(drawn.text_frame, MSO_ANCHOR.MIDDLE)
    drawn.text_frame.word_wrap = False
    told = Words(
        number(circle.point.meetings), FOOT, bold=True, colour=PAPER, align=PP_ALIGN.CENTER
    )
    write_words(drawn.text_frame, [told])


def _name(shapes: GroupShapes, label: Label) -> None:
    area = label.area
    drawn = shapes.add_textbox(Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height))
    drawn.name = label.circle.point.name
    set_bare(drawn.text_frame)
    drawn.text_frame.word_wrap = False
    align = PP_ALIGN.RIGHT if label.is_left else PP_ALIGN.LEFT
    write_words(drawn.text_frame, [Words(line, READ, align=align) for line in label.lines])


def _told(page: MapPage) -> str:
    """The map in words: each place, and how many meetings."""
    ordered = sorted(page.points, key=lambda point: (-point.meetings, plain(point.name)))
    places = ", ".join(f"{point.name} {point.meetings}" for point in ordered)
    return f"Carte de la région. {page.sentence} Rencontres par contrat de ville{NBSP}: {places}."
