"""Every figure of the activity report is the one that was read: the difference is empty."""

from collections.abc import Iterator

import pytest

from domain import attendance_words, wording
from domain.board import are_participations_approximate
from domain.formats import MONTHS, number
from domain.indicators import ALL, BY_KEY, OF_THE_MONTH, OF_THE_YEAR, PARTICIPATIONS
from domain.periods import Period
from domain.report import Block, Bullets, Chart, RegionMap, Report, Table, Tiles, Words
from domain.report_reading import ReportReading
from domain.report_sections import report
from tests.documents.conftest import FICTIONAL, REAL, Read

YEARS = [(REAL, 2023), (FICTIONAL, 2024), (FICTIONAL, 2025), (FICTIONAL, 2026)]


@pytest.fixture(params=YEARS, ids=lambda one: f"{one[0]}-{one[1]}")
def read(request: pytest.FixtureRequest, reading_of: Read) -> ReportReading:
    slug, year = request.param
    return reading_of(slug, Period.of_year(year))


def _chapter(made: Report, title: str) -> Iterator[Block]:
    """The blocks of a chapter, or of a section, and of those inside."""
    level = None
    for section in made.sections:
        if level is not None and section.level <= level:
            return
        if section.title == title:
            level = section.level
        if level is not None:
            yield from section.blocks


def _table(made: Report, title: str) -> Table:
    return next(block for block in _chapter(made, title) if isinstance(block, Table))


def test_the_key_figures(read: ReportReading) -> None:
    (tiles,) = (b for b in _chapter(report(read), "L’année en chiffres") if isinstance(b, Tiles))
    figures = read.board.glance.figures
    assert {tile.key: tile.value for tile in tiles.tiles} == {
        i.key: wording.figure(i, figures[i.key].value) for i in OF_THE_YEAR
    }
    for tile in tiles.tiles:
        figure = figures[tile.key]
        if figure.previous is not None:
            assert f"({wording.figure(BY_KEY[tile.key], figure.previous)})" in tile.change


def test_the_figures_of_each_month_in_the_table_and_in_its_spread(read: ReportReading) -> None:
    made, board = report(read), read.board
    rows = _table(made, "Les mois côte à côte").rows
    for spread in board.months:
        retained = board.glance.months[spread.month - 1].values
        about = are_participations_approximate(spread)
        told = tuple(
            # No row of a year that has some in part only does not say that nothing took place.
            "–"
            if spread.in_part and not retained[i.key]
            else attendance_words.about(retained[i.key], approximate=about and i is PARTICIPATIONS)
            for i in OF_THE_MONTH
        )
        assert rows[spread.month - 1][1:4] == told
        name = MONTHS[spread.month - 1].capitalize()
        spreads = _chapter(made, f"{name} {spread.year}")
        for tiles in (block for block in spreads if isinstance(block, Tiles)):
            assert [tile.value for tile in tiles.tiles] == [
                number(retained[i.key]) for i in OF_THE_MONTH
            ]


def test_every_territory(read: ReportReading) -> None:
    made, coverage = report(read), read.board.coverage
    rows = _table(made, "Tous les contrats de ville").rows
    assert [(row[0], row[2]) for row in rows] == [
        (line.place.name, number(line.meetings) if coverage.tells(line.meetings) else "–")
        for line in coverage.lines
    ]
    assert [row[3] for row in rows] == [
        attendance_words.came(line) if coverage.tells(line.meetings) else "–"
        for line in coverage.lines
    ]
    assert _table(made, "Par département").rows == tuple(
        (share.place.name, wording.reached(share)) for share in coverage.by_departement
    )
    (drawn,) = (b for b in _chapter(made, "Les territoires") if isinstance(b, RegionMap))
    assert {(p.name, p.meetings) for p in drawn.points} == {
        (line.place.name, line.meetings) for line in coverage.lines
    }


def test_formats_themes_and_families(read: ReportReading) -> None:
    made, board = report(read), read.board
    charts = [b for b in _chapter(made, "Formats, thèmes et publics") if isinstance(b, Chart)]
    tallies = [found for found in (board.formats, board.themes, board.families) if found]
    assert [[bar.value for bar in chart.groups[0].bars] for chart in charts] == [
        [tally.count for tally in found] for found in tallies
    ]


def test_publications_and_audience(read: ReportReading) -> None:
    made, board = report(read), read.board
    lists = [b for b in _chapter(made, "Les publications") if isinstance(b, Table)]
    assert sum(len(table.rows) for table in lists) == board.glance.figures["publications"].value
    assert _table(made, "L’audience").rows == tuple(
        (
            h.key.label,
            number(h.value),
            row[2],
            "non disponible" if h.previous is None else number(h.previous),
            row[4],
        )
        for h, row in zip(board.glance.audience, _table(made, "L’audience").rows, strict=True)
    )


def test_the_annex_lists_the_meetings_that_have_a_row(read: ReportReading) -> None:
    rows = _table(report(read), "Annexe\u00a0: les rencontres").rows
    counted = [
        m
        for month in read.board.months
        for m in month.meetings
        if m.is_counted_by(read.board.today)
    ]
    assert [row[1] for row in rows] == [line.title for line in counted]
    assert len(rows) >= read.board.glance.detailed


def test_words_are_those_a_board_may_read(read: ReportReading) -> None:
    made = report(read)
    said = [b for section in made.sections for b in section.blocks if isinstance(b, Words)]
    assert [words.author for words in said] == [card.author for card in read.board.testimonials]


def test_every_figure_is_defined(read: ReportReading) -> None:
    rows = _table(report(read), "Les définitions").rows
    assert rows == tuple((one.label, one.formula, one.reading) for one in ALL)


def test_the_real_year(reading_of: Read) -> None:
    made = report(reading_of(REAL, Period.of_year(2023)))
    (tiles,) = (b for b in _chapter(made, "L’année en chiffres") if isinstance(b, Tiles))
    assert [tile.value for tile in tiles.tiles] == [
        "128",
        "3\u202f492",
        "11",
        "20",
        "non disponible",
        "13\u202f%",
    ]
    assert [tile.beside for tile in tiles.tiles][:4] == [
        "publié pour l’année\u00a0: 127",
        "publié pour l’année\u00a0: 3\u202f481",
        "sur 23\u00a0contrats · sur 23\u00a0rencontres détaillées",
        "publié pour l’année\u00a0: 59",
    ]
    rows = _table(made, "Les mois côte à côte").rows
    columns = [" ".join(cells) for cells in zip(*rows, strict=True)][1:4]
    assert columns == [
        "3 10 14 16 11 17 6 – 14 15 10 12",
        "35 144 152 112 247 546 216 – 515 745 390 390",
        "3 6 6 6 5 5 4 – 8 10 7 8",
    ]
    assert [row[4] for row in rows] == ["Publié"] * 7 + ["Non publié"] + ["Publié"] * 4
    found = _chapter(made, "Ce qui est publié et ce qui est calculé")
    (left,) = (block.items for block in found if isinstance(block, Bullets))
    assert left[0] == (
        "Les mois additionnent 128\u00a0rencontres\u202f; l’année publiée en compte 127, "
        "soit 1 de moins."
    )
    assert "3\u202f481, soit 11 de moins" in left[1]
    assert left[3] == ("L’année publiée compte 58\u00a0quartiers\u202f; la base n’en recense pas.")
    nevers = next(
        row for row in _table(made, "Tous les contrats de ville").rows if "Nevers" in row[0]
    )
    assert nevers[2:4] == ("1", "plus de 100")
    assert len(_table(made, "Tous les contrats de ville").rows) == 23
