"""The activity report as a Word file: its words, its figures, its structure, read back by
LibreOffice and by reading its XML.
"""

import re
from collections.abc import Callable
from datetime import UTC
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from documents import report_pdf
from documents.report_docx import write
from domain.periods import Period
from domain.report import Chart, RegionMap, Report, Table, Words
from domain.report_figures import alternative
from domain.report_sections import report
from tests.documents.conftest import FICTIONAL, NOW, REAL, Read, run, text_of_pdf
from tests.documents.reports import IDS, PERIODS, SAID_OF_2023, letters, made_of, swollen, texts
from tests.documents.word import RELS, WP, C, R, W, WordFile, style_of, text_of
from tests.domain.boards import activity, board, card, spread
from tests.domain.reports import reading

# Files depend on their reading alone, which is the same on both: test_both_databases.py.
pytestmark = pytest.mark.looks

ABOUT = list(zip(IDS, PERIODS, strict=True))
Made = Callable[[str, Period], tuple[Report, WordFile]]


@pytest.fixture(scope="module")
def made(reading_of: Read) -> Made:
    kept: dict[tuple[str, Period], tuple[Report, WordFile]] = {}

    def make(slug: str, period: Period) -> tuple[Report, WordFile]:
        if (slug, period) not in kept:
            told = report(reading_of(slug, period))
            kept[slug, period] = told, WordFile(write(told, NOW))
        return kept[slug, period]

    return make


@pytest.fixture(scope="module")
def printed(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every report as LibreOffice lays it out; it starts once for all."""
    folder = tmp_path_factory.mktemp("word")
    files = {name: made(*about)[1].body for name, about in zip(IDS, PERIODS, strict=True)}
    for name, body in {**files, "swollen": write(report(swollen()), NOW)}.items():
        (folder / f"{name}.docx").write_bytes(body)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    sources = sorted(str(one) for one in folder.glob("*.docx"))
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources)
    return {one.stem: one for one in folder.glob("*.pdf")}


def _blocks(told: Report) -> list[object]:
    return [block for section in told.sections for block in section.blocks]


@made_of
def test_every_word_and_figure_is_in_both_reports(
    slug: str, period: Period, made: Made, tmp_path: Path
) -> None:
    told, word = made(slug, period)
    other = tmp_path / "rapport.pdf"
    other.write_bytes(report_pdf.write(told, NOW))
    found = letters(text_of(word.document))
    laid_out = letters(run("pdftotext", "-raw", str(other), "-"))
    assert [text for text in texts(told) if letters(text) not in found] == []
    pieces = {letters(piece) for text in texts(told) for piece in text.split()}
    assert [piece for piece in pieces if piece not in laid_out] == []


@pytest.mark.parametrize(("name", "about"), ABOUT, ids=IDS)
def test_libreoffice_shows_every_word_and_figure(
    name: str, about: tuple[str, Period], made: Made, printed: dict[str, Path]
) -> None:
    told, _ = made(*about)
    found = letters(run("pdftotext", "-raw", str(printed[name]), "-"))
    pieces = {letters(piece) for text in texts(told) for piece in text.split()}
    assert sorted(piece for piece in pieces if piece not in found) == []


def test_the_real_year_says_what_was_published(printed: dict[str, Path]) -> None:
    text = text_of_pdf(printed["real"], "-layout")
    for words in (*SAID_OF_2023, "page 2 / "):
        assert words in text


@pytest.mark.parametrize(("name", "about"), ABOUT, ids=IDS)
def test_no_page_is_empty(
    name: str, about: tuple[str, Period], made: Made, printed: dict[str, Path]
) -> None:
    told, _ = made(*about)
    bare = letters(f"{told.centre}{told.title}{told.period}{told.moment}page")
    pages = run("pdftotext", "-raw", str(printed[name]), "-").split("\f")[:-1]
    assert min(len(letters(page)) for page in pages[1:]) > len(bare) + 60


@made_of
def test_headings_skip_no_level_and_the_contents_lead_to_them(
    slug: str, period: Period, made: Made
) -> None:
    told, word = made(slug, period)
    found = [
        (int((style_of(one) or "")[-1]), text_of(one))
        for one in word.paragraphs()
        if (style_of(one) or "").startswith("Heading")
    ]
    assert found == [(one.level, one.title) for one in told.sections]
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    lines = [*word.document.iter(f"{W}hyperlink")]
    names = {one.attrib[f"{W}name"]: one for one in word.document.iter(f"{W}bookmarkStart")}
    assert [text_of(one) for one in lines] == [title for level, title in found if level < 3]
    assert all(one.attrib[f"{W}anchor"] in names for one in lines)


def test_the_contents_are_a_field_that_asks_nothing(made: Made) -> None:
    _, word = made(REAL, Period.of_year(2023))
    codes = [(one.text or "").strip() for one in word.document.iter(f"{W}instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h'
    assert word.xml("word/settings.xml").find(f"{W}updateFields") is None
    assert b"w:dirty" not in word.parts["word/document.xml"]
    kinds = [one.attrib[f"{W}fldCharType"] for one in word.document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"] * len(codes)


@made_of
def test_captions_are_counted_by_kind(slug: str, period: Period, made: Made) -> None:
    told, word = made(slug, period)
    counts = {Table: 0, Chart: 0, RegionMap: 0}
    wanted = []
    for block in _blocks(told):
        if isinstance(block, Table | Chart | RegionMap):
            counts[type(block)] += 1
            is_table = isinstance(block, Table)
            number = counts[Table] if is_table else counts[Chart] + counts[RegionMap]
            wanted.append(f"{'Tableau' if is_table else 'Figure'}\u00a0{number}. {block.caption}")
    assert word.said("Caption") == wanted
    codes = [(one.text or "").split()[:2] for one in word.document.iter(f"{W}instrText")][1:]
    assert codes == [["SEQ", text.split("\u00a0")[0]] for text in wanted]


def test_pictures_say_what_they_show(made: Made) -> None:
    told, word = made(FICTIONAL, Period.of_year(2026))
    wanted = []
    for block in _blocks(told):
        if isinstance(block, RegionMap):
            wanted.append(block.alternative)
        elif isinstance(block, Chart):
            wanted += [alternative((group,)) for group in block.groups]
    ornament, *shown = word.document.iter(f"{WP}docPr")
    assert [one.attrib["descr"] for one in shown] == wanted
    assert len(wanted) == 8
    assert ornament.attrib["descr"] == ""
    assert "decorative" in ET.tostring(ornament, "unicode")
    said = " ".join(letters(text) for text in wanted)
    for block in _blocks(told):
        if isinstance(block, Chart):
            bars = [bar for group in block.groups for bar in group.bars]
            assert [b for b in bars if b.known and letters(b.text) not in said] == []


@pytest.mark.parametrize("about", PERIODS[:2], ids=IDS[:2])
def test_charts_and_their_workbooks_hold_the_figures(about: tuple[str, Period], made: Made) -> None:
    told, word = made(*about)
    groups = [g for block in _blocks(told) if isinstance(block, Chart) for g in block.groups]
    targets = {name: part for source, name, part in word.relations() if "document" in source}
    shown = [targets[one.attrib[f"{R}id"]] for one in word.document.iter(f"{C}chart")]
    assert len(shown) == len(groups)
    for name, group in zip(shown, groups, strict=True):
        wanted = [bar.value for bar in group.bars if bar.value is not None]
        assert sorted(_drawn(word.xml(name))) == sorted(map(float, wanted))
        rels = word.xml(f"word/charts/_rels/{Path(name).name}.rels")
        (one,) = rels.iter(f"{RELS}Relationship")
        sheet = openpyxl.load_workbook(BytesIO(word.parts[f"word/{one.attrib['Target'][3:]}"]))
        cells = [cell for row in sheet.active.iter_rows(min_row=2, min_col=2) for cell in row]
        assert sorted(c.value for c in cells if c.value is not None) == sorted(wanted)


def _drawn(chart: ET.Element) -> list[float]:
    return [float(v.text or "") for v in chart.iterfind(f".//{C}val//{C}pt/{C}v")]


def test_a_quote_stays_with_who_said_it(made: Made) -> None:
    told, word = made(FICTIONAL, Period.of_year(2026))
    quotes = [block for block in _blocks(told) if isinstance(block, Words)]
    assert len(word.said("QuoteAuthor")) == len(quotes)
    assert word.said("Quote")[0] == f"«\u00a0{quotes[0].paragraphs[0]}\u00a0»"
    (style,) = [
        one
        for one in word.xml("word/styles.xml").iter(f"{W}style")
        if one.attrib[f"{W}styleId"] == "Quote"
    ]
    assert style.find(f"{W}pPr/{W}keepNext") is not None


def test_the_file_says_what_it_is(made: Made) -> None:
    _, word = made(REAL, Period.of_year(2023))
    told = {one.tag.split("}")[1]: one.text for one in word.xml("docProps/core.xml")}
    moment = NOW.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert told == {
        "title": "Rapport d’activité 2023 – Trajectoire Ressources",
        "creator": "Trajectoire Ressources",
        "lastModifiedBy": "Trajectoire Ressources",
        "subject": "Rapport d’activité de Trajectoire Ressources, Bourgogne-Franche-Comté",
        "language": "fr-FR",
        "revision": "1",
        "created": moment,
        "modified": moment,
    }


def test_the_same_report_is_the_same_file(reading_of: Read) -> None:
    told = report(reading_of(REAL, Period.of_year(2023)))
    assert write(told, NOW) == write(told, NOW)


def test_what_is_very_long_is_whole_and_inside_the_page(printed: dict[str, Path]) -> None:
    file = printed["swollen"]
    found = letters(run("pdftotext", "-raw", str(file), "-"))
    assert found.count("01/03/2024") == 13
    assert found.count("31/03/2024") == 12
    # Two titles of three, by 134 and 133 meetings; highlights, a quote and a place besides.
    assert found.count("x") >= 300 * 133
    assert "avecdescontrôles" in found
    boxes = run("pdftotext", "-bbox", str(file), "-")
    right = [float(x) for x in re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes)]
    assert max(right) < 595.28 - 50


def test_letters_that_xml_does_not_have_are_left_out() -> None:
    march = spread(
        3,
        highlights=("Un\ufffe deux\uffff <trois> & 日本語 \U0001f600",),
        testimonials=(card("a\ufffeb"),),
    )
    known = board(activity(1, 2), by_month={3: activity(1, 2)}, months=(march,))
    word = WordFile(write(report(reading(known)), NOW))
    assert "Un deux <trois> & 日本語 \U0001f600" in word.said("ListBullet")
    assert word.said("Quote") == ["«\u00a0ab\u00a0»"]
