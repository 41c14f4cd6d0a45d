"""What every slide has: a title, what it is about, and where it stands. In placeholders."""

from copy import deepcopy

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from documents.slide_paging import TITLE_LINE, Page, title_lines
from documents.slide_text import FOOT, LETTER, Words, printable, say
from domain.scene_text import cut
from domain.scenes import Cover, Deck, End, Scene

# Placeholders of our layouts, by their number there.
TITLE, UNDER, MOMENT, FOOTER, NUMBER, OVER = 0, 1, 10, 11, 12, 13
FOOTER_WIDTH, FOOTER_LINES = 420, 2
COVER_SIZE, COVER_LINE, COVER_WIDTH = 60, 66.0, 780


def write_head(slide: Slide, page: Page) -> None:
    """A placeholder without words is taken away: it would ask for some."""
    texts = _texts(page)
    for place in list(slide.placeholders):
        text = texts.get(place.placeholder_format.idx)
        place.name = _layout_names(slide)[place.placeholder_format.idx]
        if text:
            say(place, text)
        else:
            place.element.getparent().remove(place.element)
    _make_room(slide, page.scene)


def write_foot(slide: Slide, deck: Deck, number: int) -> None:
    """Written last, so that it is read last."""
    letters = int(FOOTER_WIDTH / (LETTER * FOOT))
    texts = {
        FOOTER: cut(deck.footer, letters, lines=FOOTER_LINES),
        MOMENT: deck.moment,
        NUMBER: str(number),
    }
    for place in slide.slide_layout.placeholders:
        if place.placeholder_format.idx in texts:
            _copy(slide, place.element, texts[place.placeholder_format.idx])


def _texts(page: Page) -> dict[int, str]:
    scene = page.scene
    if isinstance(scene.body, Cover):
        return {TITLE: scene.title, OVER: scene.body.centre, UNDER: scene.body.region}
    under = scene.body.sentence if isinstance(scene.body, End) else ""
    part = f"{page.part} sur {page.parts}" if page.parts > 1 else ""
    over = " · ".join(text for text in (scene.over, part) if text)
    return {TITLE: scene.title, OVER: over, UNDER: under}


def _make_room(slide: Slide, scene: Scene) -> None:
    """A title of several lines keeps its place and takes more; what is under it makes way."""
    if isinstance(scene.body, Cover | End):
        title = Words(scene.title, COVER_SIZE, bold=True)
        more = Pt(COVER_LINE * (title.lines(COVER_WIDTH) - 1))
    else:
        more = Pt(TITLE_LINE * (title_lines(scene) - 1))
    for place in slide.placeholders if more else ():
        if place.placeholder_format.idx == TITLE:
            _place(place, 0, more)
        elif place.placeholder_format.idx == UNDER:
            _place(place, more, 0)


def _place(shape: BaseShape, lower: int, higher: int) -> None:
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    shape.left, shape.top, shape.width, shape.height = left, top + lower, width, height + higher


def _layout_names(slide: Slide) -> dict[int, str]:
    return {one.placeholder_format.idx: one.name for one in slide.slide_layout.placeholders}


def _copy(slide: Slide, element: BaseOxmlElement, text: str) -> None:
    """The placeholder of the layout, which keeps saying where it stands and how it looks."""
    copied = deepcopy(element)
    shapes = slide.shapes.element
    last = max(int(found) for found in shapes.xpath("//@id") if found.isdecimal())
    copied.nvSpPr.cNvPr.set("id", str(last + 1))
    for bare in (copied.spPr, copied.txBody.find(qn("a:lstStyle"))):
        for child in list(bare):
            bare.remove(child)
    next(copied.iter(qn("a:t"))).text = printable(text)
    shapes.append(copied)
