"""The Word file keeps to its format: every part known, every reference kept, every element in the
order Word wants.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openxml_audit import OpenXmlValidator

from documents.__main__ import main
from documents.docx_pictures import EMU
from documents.report_docx import write
from domain.report import Bullets, Chart, Paragraph, Report, Section, Table
from domain.report_sections import report
from domain.scenes import Bar, BarGroup
from tests.documents.conftest import NOW, REAL, Read
from tests.documents.reports import IDS, PERIODS, swollen
from tests.documents.word import WP, R, W, WordFile, text_of, value

# Files depend on their reading alone, which is the same on both: test_both_databases.py.
pytestmark = pytest.mark.looks

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# The children of these, in the order of ECMA-376 (those we write).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs color sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "font": "altName panose1 charset family pitch embedRegular embedBold",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "settings": "zoom embedTrueTypeFonts saveSubsetFonts defaultTabStop characterSpacingControl "
    "compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}
FONT_TYPE = b"\x00\x01\x00\x00"


@pytest.fixture(scope="module", params=[*IDS, "swollen"])
def made(request: pytest.FixtureRequest, reading_of: Read) -> tuple[Report, WordFile]:
    known = dict(zip(IDS, PERIODS, strict=True))
    read = reading_of(*known[request.param]) if request.param in known else swollen()
    told = report(read)
    return told, WordFile(write(told, NOW))


@pytest.fixture
def word(made: tuple[Report, WordFile]) -> WordFile:
    return made[1]


def test_another_program_finds_it_keeps_to_the_format(word: WordFile, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(word.body)
    assert OpenXmlValidator(strict=True).validate(file).errors == []


def test_every_part_has_a_type_and_every_reference_a_part(word: WordFile) -> None:
    types = word.xml("[Content_Types].xml")
    named = {one.attrib["PartName"].lstrip("/") for one in types.iter(f"{TYPES}Override")}
    endings = {one.attrib["Extension"] for one in types.iter(f"{TYPES}Default")}
    parts = set(word.parts) - {"[Content_Types].xml"}
    assert named <= parts
    assert {p for p in parts - named if p.rsplit(".", 1)[-1] not in endings} == set()
    relations = [*word.relations()]
    assert {target for _, _, target in relations} <= parts
    assert {p for p in parts if not p.endswith(".rels")} == {target for _, _, target in relations}


def test_every_reference_in_the_text_is_kept(word: WordFile) -> None:
    known = {(source, name) for source, name, _ in word.relations()}
    for part in word.parts:
        if part.endswith(".xml") and part != "[Content_Types].xml":
            used = {
                item
                for one in word.xml(part).iter()
                for key, item in one.attrib.items()
                if key in (f"{R}id", f"{R}embed")
            }
            assert {name for name in used if (part, name) not in known} == set()


def test_elements_are_in_the_order_of_the_format(word: WordFile) -> None:
    parts = [name for name in word.parts if re.fullmatch(r"word/\w+\.xml", name)]
    assert len(parts) == 7
    for part in parts:
        for element in word.xml(part).iter():
            wanted = ORDER.get(element.tag.removeprefix(W))
            if wanted is not None:
                found = [child.tag.removeprefix(W) for child in element]
                assert set(found) <= set(wanted.split()), part
                assert found == sorted(found, key=wanted.split().index), part


def test_numbers_and_names_are_used_once(word: WordFile) -> None:
    drawn = [one.attrib["id"] for one in word.document.iter(f"{WP}docPr")]
    assert len(drawn) == len(set(drawn))
    assert "0" not in drawn
    starts = [one.attrib[f"{W}id"] for one in word.document.iter(f"{W}bookmarkStart")]
    ends = [one.attrib[f"{W}id"] for one in word.document.iter(f"{W}bookmarkEnd")]
    names = Counter(one.attrib[f"{W}name"] for one in word.document.iter(f"{W}bookmarkStart"))
    assert starts == ends
    assert len(starts) == len(set(starts))
    assert max(names.values()) == 1


def test_every_style_exists_and_nothing_is_formatted_by_hand(word: WordFile) -> None:
    sheet = word.xml("word/styles.xml")
    known = {one.attrib[f"{W}styleId"] for one in sheet.iter(f"{W}style")}
    tags = [f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")]
    parts = [word.document, sheet, *(word.xml(f"word/{n}1.xml") for n in ("header", "footer"))]
    used = {value(one) for part in parts for one in part.iter() if one.tag in tags}
    assert used <= known
    by_hand = {child.tag.removeprefix(W) for one in parts[0].iter(f"{W}rPr") for child in one}
    assert by_hand == {"rStyle"}
    layout = {child.tag.removeprefix(W) for one in parts[0].iter(f"{W}pPr") for child in one}
    assert layout <= {"pStyle", "keepNext", "pageBreakBefore", "spacing", "sectPr"}


def test_tables_fit_the_page_and_repeat_their_headings(made: tuple[Report, WordFile]) -> None:
    told, word = made
    known = [b for section in told.sections for b in section.blocks if isinstance(b, Table)]
    tables = [*word.document.iter(f"{W}tbl")]
    ruled = [one for one in tables if value(one.find(f"{W}tblPr/{W}tblStyle")) == "MaillageTable"]
    for one in tables:
        widths = [int(col.attrib[f"{W}w"]) for col in one.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) == 9638
        assert min(widths) > 400
        for row in one.iter(f"{W}tr"):
            assert len([*row.iter(f"{W}tc")]) == len(widths)
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
    for one, block in zip(ruled, known, strict=True):
        rows = [*one.iter(f"{W}tr")]
        assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        cells = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in rows]
        lines = [block.head, *block.rows, *([block.total] if block.total else [])]
        assert cells == [list(line) for line in lines]
        _sides(one, block)


def _sides(one: ET.Element, block: Table) -> None:
    """Numbers to the right, by their style."""
    for row in one.iter(f"{W}tr"):
        styles = [value(found) for found in row.iter(f"{W}pStyle")]
        assert {i for i, style in enumerate(styles) if "Number" in style} == set(block.numeric)


def test_the_cover_has_no_header_and_other_pages_do(word: WordFile) -> None:
    cover, *others = word.document.iter(f"{W}sectPr")
    assert cover.find(f"{W}headerReference") is None
    assert others[0].find(f"{W}headerReference") is not None
    assert all(one.find(f"{W}headerReference") is None for one in others[1:])
    for one in (cover, *others):
        size, margins = one.find(f"{W}pgSz"), one.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        assert (size.attrib[f"{W}w"], size.attrib[f"{W}h"]) == ("11906", "16838")
        assert (margins.attrib[f"{W}left"], margins.attrib[f"{W}right"]) == ("1134", "1134")
    codes = [(c.text or "").strip() for c in word.xml("word/footer1.xml").iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_it_speaks_french(word: WordFile) -> None:
    language = word.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert value(language) == "fr-FR"
    assert value(word.xml("word/settings.xml").find(f"{W}themeFontLang")) == "fr-FR"
    charts = [word.parts[name] for name in word.parts if name.startswith("word/charts/chart")]
    for chart in charts:
        assert set(re.findall(rb'lang="([^"]+)"', chart)) == {b"fr-FR"}


def test_fonts_inside_are_the_fonts(word: WordFile) -> None:
    fonts = [*_fonts(word)]
    assert len(fonts) == 3
    assert all(font.startswith(FONT_TYPE) for font in fonts)


def _fonts(word: WordFile) -> Iterator[bytes]:
    """Put right again with the key the table of fonts tells."""
    targets = {name: part for source, name, part in word.relations() if "fontTable" in source}
    for one in word.xml("word/fontTable.xml").iter():
        key = one.attrib.get(f"{W}fontKey")
        if key is not None:
            mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
            font = word.parts[targets[one.attrib[f"{R}id"]]]
            yield bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def test_two_lists_in_columns_end_two_sections() -> None:
    names = tuple(f"Contrat {number}" for number in range(8))
    blocks = (Paragraph("Voici"), Bullets(names), Bullets(names), Paragraph("Puis"), Bullets(names))
    told = Report("Rapport", "Centre", "Région", "2024", "Lu", (Section(1, "Un", blocks),))
    sections = [*WordFile(write(told, NOW)).document.iter(f"{W}sectPr")]
    kinds = [None if (kind := one.find(f"{W}type")) is None else value(kind) for one in sections]
    assert kinds == [None, None, "continuous", "continuous", "continuous", "continuous"]
    assert [one.find(f"{W}cols") is not None for one in sections] == [
        *(False, False, True),
        *(False, True, False),
    ]


@pytest.mark.usefixtures("demonstration")
def test_the_command_writes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    assert main(["rapport-docx", "--centre", REAL, "--year", "2023", str(file)]) == 0
    assert WordFile(file.read_bytes()).said("Title") == ["Rapport d’activité"]


RANKING = Chart(
    "Formats", "Atelier 3.", (BarGroup("Formats", (Bar("Atelier", "3", 1.0, value=3),)),)
)


def test_two_rankings_that_follow_one_another_stand_side_by_side() -> None:
    told = Report("Rapport", "Centre", "Région", "2024", "Lu", (Section(1, "Un", (RANKING,) * 3),))
    word = WordFile(write(told, NOW))
    (beside,) = (t for t in word.document.iter(f"{W}tbl") if [*t.iter(f"{WP}inline")])
    wide = [int(one.attrib["cx"]) for one in word.document.iter(f"{WP}extent")][1:]

    assert [len([*cell.iter(f"{WP}inline")]) for cell in beside.iter(f"{W}tc")] == [1, 1]
    assert wide == [83 * EMU, 83 * EMU, 170 * EMU]


def test_a_chapter_of_words_goes_on_and_one_of_pictures_opens_a_page() -> None:
    chapters = ((Paragraph("Dit"),), (Paragraph("Dit"),), (Paragraph("Dit"), RANKING), ())
    sections = tuple(
        Section(1, f"{number}", blocks, starts_page=True) for number, blocks in enumerate(chapters)
    )
    word = WordFile(write(Report("Rapport", "Centre", "Région", "2024", "Lu", sections), NOW))
    breaks = [one.find(f"{W}pPr/{W}pageBreakBefore") for one in word.paragraphs("Heading1")]

    # A heading opens a page by its style.
    assert [None if one is None else value(one) for one in breaks] == [None, "0", None, None]
