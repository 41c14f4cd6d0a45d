"""The cover of the report, a section of its own: no header, no footer."""

from documents import docx_pictures
from documents.docx_draft import Draft
from documents.docx_pictures import Shown
from documents.docx_tables import set_low
from documents.docx_xml import Node, node, paragraph, run
from documents.pictures import BRAND, land, png
from documents.region_drawing import WIDTH
from documents.report_pdf import COVER_BORDER, COVER_LAND
from domain.formats import NBSP
from domain.report import Report

# Millimetres: the page, the blue at its top, and the region on it, from its left and top.
PAGE, BLUE, REGION, LEFT, TOP = 210.0, 181.0, 156.0, 38.0, 17.0
PIXELS = 1654
# Letters from which a period, or the name of a centre, is set smaller.
LONG_PERIOD, LONG_CENTRE = 9, 81
# In twentieths of a point: the room of the period, which ends with the blue.
PERIOD = 2440
SIZE = {"w": 11906, "h": 16838}
MARGINS = {
    "top": 7820,
    "right": 1134,
    "bottom": 850,
    "left": 1134,
    "header": 680,
    "footer": 624,
    "gutter": 0,
}


def cover(draft: Draft, made: Report) -> None:
    period = "CoverPeriod" if len(made.period) < LONG_PERIOD else "CoverPeriodLong"
    centre = "Subtitle" if len(made.centre) < LONG_CENTRE else "SubtitleLong"
    draft.add(
        set_low(PERIOD, paragraph(period, run(made.period))),
        paragraph("Title", _picture(draft), run(made.title)),
        paragraph(centre, run(made.centre)),
        paragraph("CoverRegion", run(made.region)),
    )
    told = [paragraph("CoverMoment", run(f"{made.foot}."))]
    if made.filters:
        filters = f"Filtres{NBSP}: {', '.join(made.filters)}."
        told.append(paragraph("CoverFilters", run(filters)))
    told[-1].pPr.append(_section())
    draft.add(*told)


def _picture(draft: Draft) -> Node:
    shown = Shown(draft.next("shown"), "Ornement de la couverture", "", PAGE, BLUE)
    return docx_pictures.behind(shown, draft.add_picture(png(_svg(), PIXELS)))


def _svg() -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAGE} {BLUE}">'
        f'<rect width="{PAGE}" height="{BLUE}" fill="{BRAND}"/>'
        f'<g transform="translate({LEFT} {TOP}) scale({REGION / WIDTH:.4f})">'
        f"{land(COVER_LAND, COVER_BORDER)}</g></svg>"
    )


def _section() -> Node:
    """It has no header to refer to: the next one brings the first."""
    return node("sectPr", node("pgSz", **SIZE), node("pgMar", **MARGINS))
