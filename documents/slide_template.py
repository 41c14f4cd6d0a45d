"""A slide file without a slide: our master, its two layouts, our theme.

Its parts are kept as XML in ``slide_parts/``. Fonts are named, not embedded: slide files cannot
hold those of the web. Where they are missing another takes their place, for which
``slide_sizes`` leaves room.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pptx
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation
from pptx.shapes.shapetree import GroupShapes
from pptx.slide import SlideLayout

from documents.region_shapes import draw_region

PARTS = Path(__file__).parent / "slide_parts"
PLACES = {
    "content_types": "[Content_Types].xml",
    "package_rels": "_rels/.rels",
    "presentation": "ppt/presentation.xml",
    "presentation_rels": "ppt/_rels/presentation.xml.rels",
    "pres_props": "ppt/presProps.xml",
    "view_props": "ppt/viewProps.xml",
    "table_styles": "ppt/tableStyles.xml",
    "theme": "ppt/theme/theme1.xml",
    "master": "ppt/slideMasters/slideMaster1.xml",
    "master_rels": "ppt/slideMasters/_rels/slideMaster1.xml.rels",
    "layout_cover": "ppt/slideLayouts/slideLayout1.xml",
    "layout_scene": "ppt/slideLayouts/slideLayout2.xml",
}
LAYOUT_RELS = "ppt/slideLayouts/_rels/slideLayout{}.xml.rels"
# What the master of notes calls its texts; the library’s own speaks English.
LEVELS = ("Commentaire", "Deuxième niveau", "Troisième niveau", "Quatrième niveau")
# The region on the cover goes on beyond its edge. Left, top, points to an em.
ON_COVER = (560.0, 60.0, 12.5)
BEHIND = 2  # after what every tree of shapes begins with


def new_presentation() -> Presentation:
    """Without a slide."""
    package = BytesIO()
    with ZipFile(package, "w") as file:
        for name, place in PLACES.items():
            file.writestr(place, _part(name))
        for layout in (1, 2):
            file.writestr(LAYOUT_RELS.format(layout), _part("layout_rels"))
    made = pptx.Presentation(package)
    _draw_cover(cover_layout(made))
    _add_notes_master(made)
    return made


def cover_layout(made: Presentation) -> SlideLayout:
    return made.slide_layouts[0]


def scene_layout(made: Presentation) -> SlideLayout:
    return made.slide_layouts[1]


def _part(name: str) -> bytes:
    return (PARTS / f"{name}.xml").read_bytes()


def _draw_cover(layout: SlideLayout) -> None:
    tree = layout.shapes.element
    region = draw_region(
        GroupShapes(tree, layout.shapes),
        ON_COVER,
        fill=(MSO_THEME_COLOR.ACCENT_3, 0.12),
        line=(MSO_THEME_COLOR.ACCENT_3, 0.35),
    )
    tree.insert(BEHIND, region.element)


def _add_notes_master(made: Presentation) -> None:
    """The library makes one without saying so in the presentation."""
    relation = made.part.relate_to(made.notes_master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed, one = OxmlElement("p:notesMasterIdLst"), OxmlElement("p:notesMasterId")
    one.set(qn("r:id"), relation)
    listed.append(one)
    made.element.find(qn("p:sldMasterIdLst")).addnext(listed)
    for shape in made.notes_master.placeholders:
        for paragraph, text in zip(shape.text_frame.paragraphs, LEVELS, strict=False):
            if paragraph.runs:
                paragraph.runs[0].text = text
