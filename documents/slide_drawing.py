"""What slides are drawn of: boxes of words, rules, tables; and what is read aloud of them.

Places are in points.
"""

from collections.abc import Sequence

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.shapetree import SlideShapes
from pptx.table import Table, _Cell
from pptx.util import Pt

from documents.slide_text import Area, Words, set_bare, write_words

# No style but ours. https://learn.microsoft.com/office/open-xml « No Style, No Grid »
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
DECORATIVE = (
    '<a:extLst {}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)
LINE = MSO_THEME_COLOR.ACCENT_5
CELL, CLOSE = 5.0, 1.0  # over and under the words of a cell


def box(
    shapes: SlideShapes,
    area: Area,
    paragraphs: Sequence[Words],
    name: str,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Shape:
    drawn = shapes.add_textbox(*_emu(area))
    drawn.name = name
    set_bare(drawn.text_frame, anchor)
    write_words(drawn.text_frame, paragraphs)
    return drawn


def rule(shapes: SlideShapes, area: Area, colour: MSO_THEME_COLOR) -> None:
    """A full rectangle that tells nothing."""
    drawn = shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(area))
    drawn.fill.solid()
    drawn.fill.fore_color.theme_color = colour
    drawn.line.fill.background()
    drawn.shadow.inherit = False
    drawn.name = "Filet"
    set_decorative(drawn)


def thin_line(shapes: SlideShapes, left: float, top: float, width: float) -> None:
    drawn = shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, Pt(left), Pt(top), Pt(left + width), Pt(top)
    )
    drawn.line.color.theme_color, drawn.line.width = LINE, Pt(1)
    drawn.name = "Filet"
    set_decorative(drawn)


def table(
    shapes: SlideShapes,
    area: Area,
    rows: Sequence[Sequence[Sequence[Words]]],
    widths: Sequence[float],
    heights: Sequence[float],
    name: str,
    *,
    headed: bool = False,
    close: bool = False,
) -> None:
    """Each cell is its paragraphs; the first row is of headings when it is ``headed``.

    ``heights`` leave ``CELL`` over and under the words, nearly nothing when rows are ``close``.
    """
    frame = shapes.add_table(len(rows), len(widths), *_emu(area))
    frame.name = name
    made = frame.table
    _undress(made, headed=headed)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(width)
    for line, cells, height in zip(made.rows, rows, heights, strict=True):
        line.height = Pt(height)
        for cell, paragraphs in zip(line.cells, cells, strict=True):
            _fill(cell, paragraphs, CLOSE if close else CELL)


def describe(shape: BaseShape, text: str) -> None:
    """What is read aloud in place of a picture."""
    _properties(shape).set("descr", text)


def set_decorative(shape: BaseShape) -> None:
    """Nothing is read aloud of it."""
    _properties(shape).append(parse_xml(DECORATIVE.format(nsdecls("a"))))


def _properties(shape: BaseShape) -> BaseOxmlElement:
    found: BaseOxmlElement = shape.element.xpath(".//p:cNvPr")[0]
    return found


def _undress(made: Table, *, headed: bool) -> None:
    made.first_row, made.horz_banding = headed, False
    properties = made._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = NO_STYLE


def _fill(cell: _Cell, paragraphs: Sequence[Words], around: float) -> None:
    right = paragraphs[0].align is PP_ALIGN.RIGHT
    cell.margin_left, cell.margin_right = Pt(12) if right else 0, 0 if right else Pt(12)
    cell.margin_top = cell.margin_bottom = Pt(around)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    write_words(cell.text_frame, paragraphs)
    _rule_over(cell)


def _rule_over(cell: _Cell) -> None:
    properties = cell._tc.get_or_add_tcPr()
    over, fill, colour = (OxmlElement(f"a:{tag}") for tag in ("lnT", "solidFill", "schemeClr"))
    over.set("w", str(Pt(1)))
    colour.set("val", "accent5")
    fill.append(colour)
    over.append(fill)
    properties.insert(0, over)


def _emu(area: Area) -> tuple[int, int, int, int]:
    return Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height)
