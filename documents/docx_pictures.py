"""Pictures and charts in a Word document, with the words that say what they show.

Lengths are in millimetres.
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.docx_xml import Node, node
from documents.slide_text import printable

EMU = 36000  # to a millimetre
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)
NO_MARGIN = 'distT="0" distB="0" distL="0" distR="0"'
PICTURE, CHART = (
    f"http://schemas.openxmlformats.org/drawingml/2006/{k}" for k in ("picture", "chart")
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or a chart; ``says`` is empty for an ornament."""

    number: int  # of its own in the document
    name: str
    says: str
    width: float
    height: float


def picture(shown: Shown, reference: str) -> Node:
    """In the line of words."""
    return _inline(shown, _image(shown, reference))


def chart(shown: Shown, reference: str) -> Node:
    """In the line of words."""
    inside = f'<a:graphicData uri="{CHART}"><c:chart r:id="{reference}"/></a:graphicData>'
    return _inline(shown, inside)


def behind(shown: Shown, reference: str) -> Node:
    """From the corner of the page, under its words."""
    place = "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{axis}>'
        for axis in "HV"
    )
    return _drawing(
        f'<wp:anchor {NO_MARGIN} simplePos="0" relativeHeight="1" behindDoc="1" locked="0" '
        f'layoutInCell="1" allowOverlap="1" {_spaces()}><wp:simplePos x="0" y="0"/>{place}'
        f"{_extent(shown)}<wp:wrapNone/>{_about(shown)}"
        f"{_graphic(_image(shown, reference))}</wp:anchor>"
    )


def _inline(shown: Shown, inside: str) -> Node:
    return _drawing(
        f"<wp:inline {NO_MARGIN} {_spaces()}>{_extent(shown)}{_about(shown)}"
        f"{_graphic(inside)}</wp:inline>"
    )


def _drawing(inside: str) -> Node:
    return node("r", node("drawing", parse_xml(inside)))


def _spaces() -> str:
    return f'{nsdecls("wp", "a", "r", "pic")} xmlns:c="{CHART}"'


def _extent(shown: Shown) -> str:
    return f'<wp:extent {_size(shown)}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'


def _size(shown: Shown) -> str:
    return f'cx="{round(shown.width * EMU)}" cy="{round(shown.height * EMU)}"'


def _about(shown: Shown) -> str:
    said = quoteattr(printable(shown.says))
    about = f'<wp:docPr id="{shown.number}" name={quoteattr(shown.name)} descr={said}'
    return (f"{about}/>" if shown.says else f"{about}>{DECORATIVE}</wp:docPr>") + (
        "<wp:cNvGraphicFramePr/>"
    )


def _graphic(inside: str) -> str:
    return f"<a:graphic>{inside}</a:graphic>"


def _image(shown: Shown, reference: str) -> str:
    return (
        f'<a:graphicData uri="{PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name={quoteattr(shown.name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{reference}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {_size(shown)}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )
