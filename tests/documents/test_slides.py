"""The slides, opened by LibreOffice and by reading their XML: words, figures, notes, places."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from db.command_line import centre_named
from db.models import SpeakerNote
from documents.__main__ import main
from documents.slide_paging import pages
from documents.slides import make, write
from domain.deck import BUILT_IN, deck
from domain.deck_bars import BARS
from domain.document_kinds import DocumentKind, Order
from domain.glance import MonthState
from domain.indicators import ALL, OF_THE_MONTH, TRACE_RATE
from domain.periods import Period
from domain.roles import Role
from domain.scenes import (
    Agenda,
    Bars,
    Body,
    Deck,
    Differences,
    Figures,
    MapPage,
    MonthPage,
    Names,
    Quote,
    SceneKind,
    Tile,
    TwelveMonths,
)
from domain.scope import Scope
from tests.databases import session_on
from tests.documents.conftest import FICTIONAL, NOW, REAL, Read, plain, run
from tests.domain.boards import board, card, spread

# Files depend on their reading alone, which is the same on both: test_both_databases.py.
pytestmark = pytest.mark.looks

YEARS = {REAL: Period.of_year(2023), FICTIONAL: Period.of_year(2026)}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
# Points: the size of a slide, the line over its foot, and how small letters may be (hundredths).
WIDE, FOOT, SMALLEST = 960, 492, 1400
made_of = pytest.mark.parametrize("slug", [REAL, FICTIONAL])


class Made(NamedTuple):
    deck: Deck
    body: bytes


class Seen(NamedTuple):
    """A page as LibreOffice lays it out: its words, and where each stands."""

    text: str
    words: list[tuple[float, float, float, float, str]]


@pytest.fixture(scope="module")
def year_of(reading_of: Read) -> "dict[str, Made]":
    made = {}
    for slug, period in YEARS.items():
        whole = reading_of(slug, period).board
        shown = deck(whole, BUILT_IN["annee"].kinds)
        made[slug] = Made(shown, _written(shown))
    return made


@pytest.fixture(scope="module")
def seen_of(
    year_of: dict[str, Made], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Seen]]:
    folder = tmp_path_factory.mktemp("slides")
    return {slug: _seen(made.body, folder / slug) for slug, made in year_of.items()}


@made_of
def test_every_word_and_figure_of_the_scenes_is_on_its_slide(
    slug: str, year_of: dict[str, Made], seen_of: dict[str, list[Seen]]
) -> None:
    planned, seen = pages(year_of[slug].deck), seen_of[slug]

    assert len(seen) == len(planned)
    missing = [
        (number, text)
        for number, (page, one) in enumerate(zip(planned, seen, strict=True), start=1)
        for text in (page.scene.title, *_texts(page.scene.body))
        if not _shows(one, text)
    ]
    assert missing == []


@made_of
def test_no_scene_loses_anything_when_it_takes_several_slides(
    slug: str, year_of: dict[str, Made]
) -> None:
    shown = year_of[slug].deck

    told = {text for page in pages(shown) for text in _texts(page.scene.body)}
    assert [text for scene in shown.scenes for text in _texts(scene.body) if text not in told] == []


@made_of
def test_words_stay_on_their_slide_and_off_one_another(
    slug: str, seen_of: dict[str, list[Seen]], year_of: dict[str, Made]
) -> None:
    kinds = [page.scene.body for page in pages(year_of[slug].deck)]

    for body, one in zip(kinds, seen_of[slug], strict=True):
        assert _out(one) == []
        if not isinstance(body, MapPage):
            assert _over_one_another(one) == []


@made_of
def test_charts_hold_the_numbers_of_the_reading(
    slug: str, year_of: dict[str, Made], reading_of: Read
) -> None:
    """Published and computed are two series; a month that is not known has no number."""
    glance = reading_of(slug, YEARS[slug]).board.glance
    charts = _charts(year_of[slug].body)

    for chart, indicator in zip(charts, OF_THE_MONTH, strict=False):
        for name, state in (
            ("Publié ou arrêté", MonthState.PUBLISHED),
            ("Calculé", MonthState.COMPUTED),
        ):
            expected = {
                place: value
                for place, line in enumerate(glance.months)
                if line.state is state and (value := line.values[indicator.key]) is not None
            }
            assert chart.get(name, {}) == expected


@made_of
def test_bars_hold_the_numbers_of_the_reading(
    slug: str, year_of: dict[str, Made], reading_of: Read
) -> None:
    whole = reading_of(slug, YEARS[slug]).board
    charts = _charts(year_of[slug].body)[len(OF_THE_MONTH) :]
    tallies = [whole.formats, whole.themes, whole.families, whole.publications]

    kept = [known if len(known) <= BARS else known[: BARS - 1] for known in tallies if known]
    drawn = [{place: tally.count for place, tally in enumerate(known)} for known in kept]
    assert [chart["Publié ou arrêté"] for chart in charts] == drawn


@made_of
def test_the_workbook_of_a_chart_holds_what_the_chart_shows(
    slug: str, year_of: dict[str, Made]
) -> None:
    body = year_of[slug].body
    for chart, workbook in zip(_charts(body), _workbooks(body), strict=True):
        heads, *rows = workbook
        columns = {
            head: {place: row[column] for place, row in enumerate(rows) if row[column] is not None}
            for column, head in enumerate(heads)
            if column
        }
        assert columns == chart


@made_of
def test_what_is_computed_is_hatched(slug: str, year_of: dict[str, Made]) -> None:
    for root in _parts(year_of[slug].body, "ppt/charts/chart"):
        for series in root.iter(f"{C}ser"):
            computed = series.findtext(f".//{C}tx//{C}v") == "Calculé"
            assert (series.find(f"./{C}spPr/{A}pattFill") is not None) is computed


@made_of
def test_each_slide_has_its_title_its_foot_and_its_note(
    slug: str, year_of: dict[str, Made]
) -> None:
    made = year_of[slug]
    slides, planned = _slides(made.body), pages(made.deck)

    for number_of_slide, (root, page) in enumerate(zip(slides, planned, strict=True), start=1):
        held = {_kind(one): _words(one) for one in _placeholders(root)}
        title = held.get("title", held.get("ctrTitle"))
        assert title == plain(page.scene.title)
        assert held["ftr"] == plain(made.deck.footer)
        assert held["dt"] == plain(made.deck.moment)
        assert held["sldNum"] == str(number_of_slide)
    assert _notes(made.body) == [plain(page.scene.note) for page in planned]


@made_of
def test_nothing_is_a_picture_and_drawings_are_told(slug: str, year_of: dict[str, Made]) -> None:
    body = year_of[slug].body

    with ZipFile(BytesIO(body)) as file:
        assert [name for name in file.namelist() if "media" in name or "image" in name] == []
    for root in _slides(body):
        assert root.findall(f".//{P}pic") == []
        drawn = [f for f in root.iter(f"{P}graphicFrame") if f.find(f".//{C}chart") is not None]
        groups = root.findall(f"./{P}cSld/{P}spTree/{P}grpSp")
        told = [next(one.iter(f"{P}cNvPr")).get("descr") for one in [*drawn, *groups]]
        assert all(told)


@made_of
def test_words_are_french_and_large_enough(slug: str, year_of: dict[str, Made]) -> None:
    for root in _slides(year_of[slug].body):
        runs = [*root.iter(f"{A}r"), *root.iter(f"{A}fld")]
        properties = [found for run in runs if (found := run.find(f"{A}rPr")) is not None]
        assert len(properties) == len(runs)
        assert {one.get("lang") for one in properties} == {"fr-FR"}
        assert min(int(one.get("sz", 9999)) for one in properties) >= SMALLEST
    with ZipFile(BytesIO(year_of[slug].body)) as file:
        texts = [file.read(n).decode() for n in file.namelist() if n.endswith(".xml")]
    assert not any("en-US" in text or "Click to edit" in text for text in texts)


def test_the_same_reading_gives_the_same_bytes(year_of: dict[str, Made]) -> None:
    made = year_of[REAL]

    again = _written(made.deck)
    assert again == made.body
    with ZipFile(BytesIO(again)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        core = file.read("docProps/core.xml").decode()
    assert core.count("2026-11-22T09:02:00Z") == 2
    assert "Trajectoire Ressources" in core


def test_a_note_that_was_kept_is_said_instead(reading_of: Read) -> None:
    whole = reading_of(REAL, YEARS[REAL]).board
    shown = deck(whole, BUILT_IN["annee"].kinds)

    body = _written(shown, {"2023/chiffres": "Remercier le préfet."})
    notes = _notes(body)
    assert notes[1] == "Remercier le préfet."
    assert notes[0] == plain(shown.scenes[0].note)


def test_what_the_wall_broke_is_joined_with_its_kept_notes() -> None:
    """Twenty short highlights: two scenes on a wall, and slides broken where slides must be."""
    listed = tuple(f"Action {place}" for place in range(1, 21))
    whole = board(months=(spread(7, highlights=listed, testimonials=(card("Bien."),)),))
    shown = deck(whole, BUILT_IN["annee"].kinds)
    keys = [scene.key for scene in shown.scenes if scene.kind is SceneKind.MONTH]
    assert keys == ["2024/mois/07", "2024/mois/07/2"]

    planned = [page for page in pages(shown) if page.scene.kind is SceneKind.MONTH]
    bodies = [page.scene.body for page in planned]
    told = [text for body in bodies if isinstance(body, MonthPage) for text in body.highlights]
    assert told == list(listed)
    assert isinstance(bodies[-1], Quote)
    assert [page.keys for page in planned] == [tuple(keys), (), ()]
    notes = _notes(_written(shown, {keys[0]: "Un.", keys[1]: "Deux."}))
    assert notes[1:4] == [
        "Un.Deux.",
        "Suite des actions emblématiques.",
        "Parole à Camille Durand, Ville de Dole.",
    ]


@made_of
def test_another_program_finds_it_keeps_to_the_format(
    slug: str, year_of: dict[str, Made], tmp_path: Path
) -> None:
    file = tmp_path / "diaporama.pptx"
    file.write_bytes(year_of[slug].body)
    assert OpenXmlValidator(strict=True).validate(file).errors == []


@made_of
def test_no_two_shapes_of_a_part_bear_one_number(slug: str, year_of: dict[str, Made]) -> None:
    for root in [*_slides(year_of[slug].body), *_parts(year_of[slug].body, "ppt/slideLayouts/")]:
        numbers = [shape.get("id") for shape in root.iter(f"{P}cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_a_figure_is_never_broken(tmp_path: Path) -> None:
    figures = {indicator.key: 1234567.0 for indicator in ALL} | {TRACE_RATE.key: 0.5}
    previous = dict.fromkeys(figures, 1234560.0) | {TRACE_RATE.key: 0.4}
    whole = board(figures=figures, previous=previous)
    seen = _seen(_written(deck(whole, BUILT_IN["annee"].kinds)), tmp_path / "large")

    assert [one.text.count("1 234 567") for one in seen[1:3]] == [3, 2]
    assert all(_out(one) == [] and _over_one_another(one) == [] for one in seen)


def test_made_from_the_database_with_the_kept_notes(demonstration: str) -> None:
    with session_on(demonstration) as session:
        centre = centre_named(session, REAL)
        session.add(SpeakerNote(centre_id=centre, key="2023-06/couverture", text="Accueillir."))
        session.flush()
        told: list[str] = []
        scope = Scope(centre, Period.of_month(2023, 6))
        order = Order(DocumentKind.SLIDES, scope, Role.READER, NOW.date(), NOW)
        body = make(session, order, told.append)

    assert told == ["Lecture des chiffres", "Mise en page des diapositives"]
    assert _notes(body)[0] == "Accueillir."
    titles = [_words(_placeholders(root)[1]) for root in _slides(body)]
    assert titles[:3] == ["Juin 2023", "Le mois en chiffres", "Le mois en détail"]


@pytest.mark.usefixtures("demonstration")
def test_the_command_writes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "diaporama.pptx"

    assert main(["diaporama", "--centre", REAL, "--year", "2023", str(file)]) == 0
    assert len(_slides(file.read_bytes())) > 20


def test_a_year_without_data_is_a_cover_and_an_end(reading_of: Read, tmp_path: Path) -> None:
    shown = deck(reading_of(REAL, Period.of_year(2020)).board, BUILT_IN["annee"].kinds)

    seen = _seen(_written(shown), tmp_path / "nothing")
    assert [one.text.replace("L ’", "L’").split(" Données")[0] for one in seen] == [
        "Trajectoire Ressources L’année 2020 Bourgogne-Franche-Comté "
        "Trajectoire Ressources · Année 2020",
        "Année 2020 Merci Trajectoire Ressources, l’année 2020 Trajectoire Ressources · Année 2020",
    ]


def test_long_texts_take_more_slides_and_are_whole(tmp_path: Path) -> None:
    """Twenty highlights of 300 letters, 1,200 letters of a quote, letters no file can hold."""
    long = "Une journée d’étude avec les équipes des contrats de ville de la région. " * 20
    listed = tuple(f"{place}\x0b\x00 {long[:290]}" for place in range(1, 21))
    said = card(long[:1200])
    whole = board(months=(spread(6, highlights=listed, testimonials=(said,)),))
    shown = deck(whole, BUILT_IN["annee"].kinds)

    seen = _seen(_written(shown), tmp_path / "long")
    missing = [
        text
        for page, one in zip(pages(shown), seen, strict=True)
        for text in _texts(page.scene.body)
        if not _shows(one, text.replace("\x00", ""))
    ]
    assert missing == []
    assert all(_out(one) == [] and _over_one_another(one) == [] for one in seen)


def _written(shown: Deck, kept: dict[str, str] | None = None) -> bytes:
    return write(shown, centre="Trajectoire Ressources", read_at=NOW, kept=kept or {})


def _seen(body: bytes, folder: Path) -> list[Seen]:
    folder.mkdir()
    file = folder / "slides.pptx"
    file.write_bytes(body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    boxes = run("pdftotext", "-bbox", str(folder / "slides.pdf"), "-").split("<page ")[1:]
    texts = run("pdftotext", "-raw", str(folder / "slides.pdf"), "-").split("\f")
    return [
        Seen(plain(text), [(*map(float, found[:4]), found[4]) for found in WORD.findall(page)])
        for text, page in zip(texts, boxes, strict=False)
    ]


def _shows(one: Seen, text: str) -> bool:
    """A figure as words of their own; for the rest, lines may break and letters be set close."""
    if text[:1].isdigit():
        return f" {plain(text)} " in f" {one.text} "
    return re.sub(r"\s", "", text) in one.text.replace(" ", "")


def _out(one: Seen) -> list[str]:
    """Words over the edge of the slide, or across the line over its foot."""
    return [
        word
        for left, top, right, bottom, word in one.words
        if left < 0 or right > WIDE or bottom > 540 or top + 4 < FOOT < bottom - 4
    ]


def _over_one_another(one: Seen) -> list[tuple[str, str]]:
    found = []
    for place, (left, top, right, bottom, word) in enumerate(one.words):
        for a, b, c, d, other in one.words[place + 1 :]:
            wide, high = min(right, c) - max(left, a), min(bottom, d) - max(top, b)
            if wide > 2 and high > 0.4 * min(bottom - top, d - b):
                found.append((word, other))
    return found


def _texts(body: Body) -> Iterator[str]:
    """Every word and figure a slide must show."""
    match body:
        case Figures(tiles, note):
            yield from (text for tile in tiles for text in _of_tile(tile))
            yield from [note] if note else []
        case TwelveMonths(groups, sentence):
            yield sentence
            yield from (group.title for group in groups)
            yield from (bar.text for group in groups for bar in group.bars)
        case MonthPage():
            yield from (text for tile in body.tiles for text in _of_tile(tile))
            yield from body.highlights
            yield from _texts(body.quote) if body.quote else ()
        case Quote():
            yield " ".join(body.lines)
            yield from filter(None, (body.author, body.function, body.organisation))
        case MapPage():
            yield from (body.sentence, *(text for share in body.shares for text in share))
        case Names():
            yield from (body.sentence, *(text for name in body.names for text in name if text))
        case Bars(groups):
            yield from (text for g in groups for bar in g.bars for text in (bar.label, bar.text))
        case Differences():
            yield from (text for row in (body.head, *body.rows) for text in row)
            yield from body.sentences
        case Agenda(items):
            yield from (text for item in items for text in (item.on, item.title, item.where))


def _of_tile(tile: Tile) -> Iterator[str]:
    yield from filter(None, (tile.label, tile.value, tile.beside, tile.change))


def _parts(body: bytes, start: str) -> list[ElementTree.Element]:
    """The parts of the file whose names begin so, in the order of their numbers."""
    with ZipFile(BytesIO(body)) as file:
        names = [n for n in file.namelist() if n.startswith(start) and n.endswith(".xml")]
        names.sort(key=lambda name: int(re.findall(r"\d+", name)[-1]))
        return [ElementTree.fromstring(file.read(name)) for name in names]  # noqa: S314 -- ours


def _slides(body: bytes) -> list[ElementTree.Element]:
    return _parts(body, "ppt/slides/slide")


def _placeholders(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [one for one in root.iter(f"{P}sp") if one.find(f".//{P}ph") is not None]


def _kind(shape: ElementTree.Element) -> str | None:
    return next(shape.iter(f"{P}ph")).get("type")


def _words(shape: ElementTree.Element) -> str:
    return plain("".join(one.text or "" for one in shape.iter(f"{A}t")))


def _notes(body: bytes) -> list[str]:
    roots = _parts(body, "ppt/notesSlides/notesSlide")
    bodies = [[one for one in _placeholders(root) if _kind(one) == "body"] for root in roots]
    return [_words(found[0]) for found in bodies]


def _charts(body: bytes) -> list[dict[str, dict[int, float]]]:
    """The numbers each chart keeps, by series and by place."""
    return [
        {
            series.findtext(f"{C}tx//{C}v", ""): {
                int(point.get("idx", "")): float(point.findtext(f"{C}v", ""))
                for point in series.iter(f"{C}pt")
                if point in list(series.find(f"{C}val//{C}numCache") or [])
            }
            for series in root.iter(f"{C}ser")
        }
        for root in _parts(body, "ppt/charts/chart")
    ]


def _workbooks(body: bytes) -> list[list[tuple[object, ...]]]:
    with ZipFile(BytesIO(body)) as file:
        names = [name for name in file.namelist() if name.endswith(".xlsx")]
        names.sort(key=lambda name: int(re.findall(r"\d+", name)[-1]))
        return [
            list(
                openpyxl.load_workbook(BytesIO(file.read(name))).active.iter_rows(values_only=True)
            )
            for name in names
        ]
