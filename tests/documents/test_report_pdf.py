"""The activity report as a PDF, opened by poppler: its words, its figures, its structure."""

import re
from collections.abc import Callable
from math import hypot
from pathlib import Path

import pytest

from documents.pictures import png, region_svg
from documents.report_pdf import preview, write
from domain.periods import Period
from domain.report import Chart, RegionMap, Report, Table
from domain.report_sections import report
from domain.scenes import MapPoint
from tests.documents.conftest import FICTIONAL, NOW, REAL, Read, run, text_of_pdf
from tests.documents.reports import SAID_OF_2023, letters, made_of, swollen, texts
from tests.domain.boards import activity, board, spread
from tests.domain.reports import reading

# Files depend on their reading alone, which is the same on both: test_both_databases.py.
pytestmark = pytest.mark.looks

Save = Callable[[Report], Path]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    def save(made: Report) -> Path:
        file = tmp_path / "rapport.pdf"
        file.write_bytes(write(made, NOW))
        return file

    return save


@made_of
def test_every_word_and_figure_is_read_back(
    slug: str, period: Period, reading_of: Read, saved: Save
) -> None:
    made = report(reading_of(slug, period))
    file = saved(made)
    # In the order of the page, and in that of the file: columns break the first.
    found = letters(run("pdftotext", "-raw", str(file), "-"))
    # Headers and footers come between two pages of a table or a paragraph.
    around = letters(f"{made.moment}page")
    found = re.sub(rf"{re.escape(around)}\d+/\d+", "", found)
    missing = [text for text in texts(made) if letters(text) not in found]
    assert _across_pages(missing, found) == []


def _across_pages(sought: list[str], found: str) -> list[str]:
    """Those that are not even there by their words."""
    return [text for text in sought if any(letters(word) not in found for word in text.split())]


def test_the_real_year_says_what_was_published(reading_of: Read, saved: Save) -> None:
    text = text_of_pdf(saved(report(reading_of(REAL, Period.of_year(2023)))), "-layout")
    for words in SAID_OF_2023:
        assert words in text


@made_of
def test_it_is_tagged_and_says_its_language_and_title(
    slug: str,
    period: Period,
    reading_of: Read,
    saved: Save,
) -> None:
    made = report(reading_of(slug, period))
    file = saved(made)
    told = run("pdfinfo", str(file))
    assert re.search(r"Tagged: +yes", told)
    assert f"{made.title} {made.period} – {made.centre}" in told
    raw = file.read_bytes()
    assert b"/Marked true" in raw
    assert b"/StructTreeRoot" in raw
    assert b"/Lang(fr-FR)" in raw
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw


def test_bookmarks_and_headings_are_the_chapters(reading_of: Read, saved: Save) -> None:
    made = report(reading_of(REAL, Period.of_year(2023)))
    file = saved(made)
    marks = re.findall(
        r'<item page="\d+">([^<]+)</item>', run("pdftohtml", "-xml", "-stdout", str(file))
    )
    assert marks == [one.title for one in made.sections if one.level < 3]
    structure = run("pdfinfo", "-struct", str(file))
    assert len(re.findall(r"^ *H1 ", structure, re.M)) == 1 + sum(
        s.level == 1 for s in made.sections
    )
    assert len(re.findall(r"^ *H2 ", structure, re.M)) == sum(s.level == 2 for s in made.sections)
    tables = sum(isinstance(b, Table) for s in made.sections for b in s.blocks)
    assert len(re.findall(r"^ *Table ", structure, re.M)) == tables


def test_pictures_say_what_they_show(reading_of: Read, saved: Save) -> None:
    made = report(reading_of(FICTIONAL, Period.of_year(2026)))
    blocks = [block for section in made.sections for block in section.blocks]
    drawn = [block for block in blocks if isinstance(block, Chart | RegionMap)]
    raw = saved(made).read_bytes()
    said = [bytes.fromhex(m.decode()).decode("utf-16") for m in re.findall(rb"/Alt<(\w+)>", raw)]
    assert len(said) == 6
    assert said == [block.alternative for block in drawn]


@made_of
def test_no_page_is_empty(slug: str, period: Period, reading_of: Read, saved: Save) -> None:
    made = report(reading_of(slug, period))
    pages = run("pdftotext", "-raw", str(saved(made)), "-").split("\f")[:-1]
    bare = letters(f"{made.centre}·{made.title}{made.period}{made.moment}page")
    for page in pages[1:]:
        assert len(letters(page)) > len(bare) + 60


def test_the_same_report_is_the_same_file(reading_of: Read) -> None:
    made = report(reading_of(REAL, Period.of_year(2023)))
    assert write(made, NOW) == write(made, NOW)


def test_the_preview_is_the_cover(reading_of: Read) -> None:
    picture = preview(report(reading_of(REAL, Period.of_year(2023))))
    assert _size(picture) == (827, 1169)


def test_a_picture_has_the_width_asked() -> None:
    svg = region_svg((MapPoint("Grand <Dole> & Cie", 5.49, 47.09, 3, named=True),))
    assert "&lt;Dole&gt;" in svg
    assert _size(png(svg, 600))[0] == 600


def _size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


def test_what_is_very_long_is_whole_and_inside_the_page(saved: Save) -> None:
    file = saved(report(swollen()))
    found = letters(run("pdftotext", "-raw", str(file), "-"))
    assert found.count(letters("01/03/2024")) == 13
    assert found.count("31/03/2024") == 12
    # Two titles of three, by 134 and 133 meetings; highlights, a quote and a place besides.
    assert found.count("x") >= 300 * 133
    assert "avecdescontrôles" in found
    boxes = run("pdftotext", "-bbox", str(file), "-")
    right = [float(x) for x in re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes)]
    assert max(right) < 595.28 - 50


def test_letters_no_font_has_do_not_stop_the_report(saved: Save) -> None:
    march = spread(3, highlights=("Atelier 日本語 \U0001f600",))
    known = board(activity(1, 2), by_month={3: activity(1, 2)}, months=(march,))
    file = saved(report(reading(known)))
    assert "Atelier" in text_of_pdf(file)
    assert re.search(r"Tagged: +yes", run("pdfinfo", str(file)))


def test_each_page_of_a_fictional_centre_says_so(reading_of: Read, saved: Save) -> None:
    def pages(slug: str, year: int) -> list[str]:
        file = saved(report(reading_of(slug, Period.of_year(year))))
        return run("pdftotext", str(file), "-").split("\f")[:-1]

    assert all("Données fictives" in page for page in pages(FICTIONAL, 2024))
    assert not any("Données fictives" in page for page in pages(REAL, 2023))


def test_discs_of_near_places_do_not_cover_one_another() -> None:
    near = (("Grand Belfort", 6.86, 47.64, 25), ("Pays de Montbéliard", 6.8, 47.51, 25))
    svg = region_svg(tuple(MapPoint(*one, named=True) for one in near))
    (a, b) = (
        tuple(map(float, found))
        for found in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', svg)
    )
    assert hypot(a[0] - b[0], a[1] - b[1]) >= a[2] + b[2]
    assert svg.count(">25</text>") == 2


def test_a_row_is_not_cut_by_the_end_of_a_page(saved: Save) -> None:
    """Each title of four lines ends on the page where its date is."""
    file = saved(report(swollen()))
    pages = run("pdftotext", "-layout", str(file), "-").split("\f")
    annex = [page for page in pages if "/03/2024" in page]
    assert len(annex) > 10
    for page in annex[1:]:
        rows = page.split("Participations", 1)[1].strip()
        assert re.match(r"\d\d/03/2024", rows), rows[:200]
