"""A Word document without a word: our styles, our theme, our fonts, A4 pages.

Its parts are kept as XML in ``report_parts/``: what the team wants to look otherwise is changed in
``styles.xml``, or in Word by the styles of the same names. The theme is that of the slides.

The fonts travel inside, so that the report looks the same where nobody installed them; a program
that does not read them takes the one named beside each in ``font_table.xml``. They are those of
``fonts/`` at the two weights the styles use, cut from them with fontTools: Word does not know
fonts whose weight varies. Their licence (OFL) lets them travel so.
"""

from io import BytesIO
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from documents.slide_template import PARTS as SLIDE_PARTS

PARTS = Path(__file__).parent / "report_parts"
PLACES = {
    "content_types": "[Content_Types].xml",
    "package_rels": "_rels/.rels",
    "document": "word/document.xml",
    "document_rels": "word/_rels/document.xml.rels",
    "styles": "word/styles.xml",
    "settings": "word/settings.xml",
    "numbering": "word/numbering.xml",
    "font_table": "word/fontTable.xml",
    "font_table_rels": "word/_rels/fontTable.xml.rels",
    "header": "word/header1.xml",
    "footer": "word/footer1.xml",
}
THEME = "word/theme/theme1.xml"
# In the order of the keys of the table of fonts.
FONTS = ("public-sans-regular", "public-sans-bold", "bricolage-grotesque-bold")
# Bytes of a font that Word wants scrambled.
SCRAMBLED = 32


def new_document() -> Document:
    """Its one section has a header and a footer, both empty."""
    package = BytesIO()
    with ZipFile(package, "w") as file:
        for name, place in PLACES.items():
            file.writestr(place, _part(name))
        file.writestr(THEME, (SLIDE_PARTS / "theme.xml").read_bytes())
        for number, (name, key) in enumerate(zip(FONTS, _keys(), strict=True), start=1):
            body = (PARTS / "fonts" / f"{name}.ttf").read_bytes()
            file.writestr(f"word/fonts/font{number}.odttf", _scrambled(body, key))
    return docx.Document(package)


def _part(name: str) -> bytes:
    return (PARTS / f"{name}.xml").read_bytes()


def _keys() -> list[bytes]:
    table = parse_xml(_part("font_table"))
    names = [found.get(qn("w:fontKey")) or "" for font in table for found in font]
    return [bytes.fromhex(name.strip("{}").replace("-", ""))[::-1] for name in names if name]


def _scrambled(font: bytes, key: bytes) -> bytes:
    """By the key over and over: ECMA-376, part 4, 2.8.1."""
    head = bytes(one ^ two for one, two in zip(font[:SCRAMBLED], cycle(key), strict=False))
    return head + font[SCRAMBLED:]
