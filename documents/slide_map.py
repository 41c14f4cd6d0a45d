"""The map of the period, in shapes. Places are in points."""

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.util import Pt

from documents import region_drawing
from documents.region_drawing import Lettering, Mark
from documents.region_shapes import draw_region
from documents.slide_drawing import box, describe, set_decorative, table
from documents.slide_text import FOOT, INK, MUTED, READ, Area, Words, set_bare, write_words
from domain.formats import NBSP, count
from domain.scenes import MapPage

# Names go over the edge of the region by this much, and take lines of so many letters.
BEYOND, LONGEST, WIDE = 26.0, 20, 0.57
# Off their circle: in sizes of their letters.
STEPS = (0, 0.4, 0.8, 1.2, 1.75, 2.5)
MAP_HEIGHT, BESIDE_MAP = 345.0, 14.0
# A row of shares, and what its number takes; a circle of the key.
ROW, SHARE_WIDTH, SPOT = 25.0, 158.0, 14.0
LAND = {
    "fill": (MSO_THEME_COLOR.TEXT_2, 0.87),
    "line": (MSO_THEME_COLOR.TEXT_2, 0.35),
}
NONE = MSO_THEME_COLOR.ACCENT_2


def map_page(shapes: SlideShapes, area: Area, body: MapPage) -> None:
    tall = min(area.height, MAP_HEIGHT)
    wide = _draw(shapes, area.below((area.height - tall) / 2), tall, body)
    beside = area.from_left(wide + BESIDE_MAP)
    sentence = Words(body.sentence)
    over = sentence.height(beside.width)
    box(shapes, beside.high(over), [sentence], "Phrase")
    if body.shares:
        over += 8 + _shares(shapes, beside.below(over + 8), body)
    _key(shapes, beside.below(over + 10), body)


def _shares(shapes: SlideShapes, area: Area, body: MapPage) -> float:
    """How high the table is, with its title."""
    title = Words("Contrats touchés, par département", colour=MUTED)
    over = title.height(area.width) + 3
    box(shapes, area.high(over), [title], "Titre du tableau")
    rows = [([Words(name)], [Words(share, align=PP_ALIGN.RIGHT)]) for name, share in body.shares]
    place = area.below(over).high(ROW * len(rows))
    widths = (area.width - SHARE_WIDTH, SHARE_WIDTH)
    table(shapes, place, rows, widths, [ROW] * len(rows), title.text, close=True)
    return over + ROW * len(rows)


def _key(shapes: SlideShapes, area: Area, body: MapPage) -> None:
    """What circles mean, and what the map leaves out."""
    left = area
    detailed = " détaillée" if body.note else ""
    for text, visited in (
        ("D’autant plus grand qu’il y a de rencontres", True),
        (f"Aucune rencontre{detailed}", False),
    ):
        words = Words(text, FOOT, colour=MUTED)
        tall = words.height(left.width - 1.5 * SPOT)
        _oval(shapes, left.below(2).high(SPOT).wide(SPOT), visited=visited, name="Légende")
        box(shapes, left.from_left(1.5 * SPOT).high(tall), [words], "Légende")
        left = left.below(tall + 2)
    notes = [Words(text, FOOT, colour=MUTED, before=2) for text in (body.named, body.note) if text]
    if notes:
        box(shapes, left, notes, "Note")


def _draw(shapes: SlideShapes, area: Area, tall: float, page: MapPage) -> float:
    """The map, as high as it is told; how wide it is, with the names over its edge."""
    em = tall / region_drawing.height()
    left = area.left + BEYOND
    group = shapes.add_group_shape()
    group.name = "Carte"
    set_decorative(draw_region(group.shapes, (left, area.top, em), **LAND))
    lettering = Lettering(READ / em, WIDE, LONGEST, BEYOND / em, STEPS)
    marks = region_drawing.marks(page.points, lettering)
    for mark in marks:
        _lead(group.shapes, mark, left, area.top, em)
        _mark(group.shapes, mark, left, area.top, em)
    for mark in marks:
        if mark.name:
            _name(group.shapes, mark, left, area.top, em)
    describe(group, _told(page))
    return region_drawing.WIDTH * em + 2 * BEYOND


def _oval(shapes: SlideShapes | GroupShapes, box: Area, *, visited: bool, name: str) -> None:
    """Full where there were meetings; a ring where there was none."""
    drawn = shapes.add_shape(
        MSO_SHAPE.OVAL, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    drawn.name = name
    drawn.shadow.inherit = False
    drawn.fill.solid()
    fill, line = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.BACKGROUND_1)
    if not visited:
        fill, line = (MSO_THEME_COLOR.BACKGROUND_1, NONE)
    drawn.fill.fore_color.theme_color = fill
    drawn.line.color.theme_color, drawn.line.width = line, Pt(1 if visited else 2)


def _lead(shapes: GroupShapes, mark: Mark, left: float, top: float, em: float) -> None:
    """A line from the circle to a name that stands off it."""
    if mark.name is None or not mark.is_far:
        return
    box = mark.name
    x = min(max(mark.x, box.left), box.right)
    y = min(max(mark.y, box.top), box.bottom)
    ends = (left + mark.x * em, top + mark.y * em, left + x * em, top + y * em)
    drawn = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Pt(end) for end in ends))
    drawn.line.color.theme_color, drawn.line.width = INK, Pt(1)
    drawn.name = "Filet"
    set_decorative(drawn)


def _mark(shapes: GroupShapes, mark: Mark, left: float, top: float, em: float) -> None:
    side = 2 * mark.radius * em
    box = Area(left + mark.x * em - side / 2, top + mark.y * em - side / 2, side, side)
    name = f"{mark.point.name}{NBSP}: {count(mark.point.meetings, 'rencontre')}"
    _oval(shapes, box, visited=mark.point.meetings > 0, name=name)


def _name(shapes: GroupShapes, mark: Mark, left: float, top: float, em: float) -> None:
    if mark.name is None:
        return
    box = mark.name
    drawn = shapes.add_textbox(
        Pt(left + box.left * em),
        Pt(top + box.top * em),
        Pt((box.right - box.left) * em),
        Pt((box.bottom - box.top) * em),
    )
    drawn.name = mark.point.name
    set_bare(drawn.text_frame, MSO_ANCHOR.MIDDLE)
    drawn.text_frame.word_wrap = False
    write_words(drawn.text_frame, [Words(line, READ, align=_side(mark)) for line in mark.lines])


def _side(mark: Mark) -> PP_ALIGN:
    """The name begins, or ends, beside its circle."""
    if mark.name and mark.name.left > mark.x:
        return PP_ALIGN.LEFT
    return PP_ALIGN.RIGHT if mark.name and mark.name.right < mark.x else PP_ALIGN.CENTER


def _told(page: MapPage) -> str:
    """The map in words: each place, and how many meetings."""
    ordered = sorted(page.points, key=lambda point: (-point.meetings, point.name))
    places = ", ".join(f"{point.name} {point.meetings}" for point in ordered)
    return f"Carte de la région. {page.sentence} Rencontres par contrat de ville{NBSP}: {places}."
