"""The file of the yearly return, read back by another program: each number opens its rows."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from sqlmodel import Session

from db.command_line import centre_named
from db.queries.national_return import national_return
from documents import national_return as file
from documents.__main__ import main
from domain.document_kinds import DocumentKind, Order
from domain.half_days import RULE
from domain.national_return import Mode, NationalReturn
from domain.national_return_details import DETAIL, LEFT_OUT, PLACES, UNTIMED
from domain.national_return_sheets import APART, PAPERS, RULES_SHEET
from domain.national_return_words import SEVERAL
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import Modality
from tests import factories
from tests.documents.conftest import FICTIONAL, NOW, REAL, opened, plain, quiet, run

YEARS = [(REAL, 2023), (FICTIONAL, 2025), (FICTIONAL, 2026)]
every_year = pytest.mark.parametrize(("slug", "year"), YEARS)
TABLES = ("Par thème", "Par public", "Par format")
Made = Callable[[str, int], bytes]


def order(centre_id: int, year: int) -> Order:
    scope = Scope(centre_id, Period.of_year(year))
    return Order(DocumentKind.NATIONAL_RETURN, scope, Role.READER, NOW.date(), NOW)


@pytest.fixture(scope="module")
def made(sessions: Session) -> Made:
    @cache
    def make(slug: str, year: int) -> bytes:
        return file.make(sessions, order(centre_named(sessions, slug), year), quiet)

    return make


def read(sessions: Session, slug: str, year: int) -> NationalReturn:
    scope = Scope(centre_named(sessions, slug), Period.of_year(year))
    return national_return(sessions, scope=scope, today=NOW.date())


def behind(book: Workbook, cell: Cell) -> list[tuple[Any, ...]]:
    """The rows that a cell leads to, headings apart."""
    sheet, _, rows = cell.hyperlink.location.rpartition("!")
    first, last = (int(one.removeprefix("A")) for one in rows.split(":"))
    if last == 1:
        return []
    page = book[sheet.strip("'")]
    return list(page.iter_rows(min_row=first, max_row=last, values_only=True))


def numbers(found: list[tuple[Any, ...]]) -> Any:
    """The sum of the durations of these rows, as a cell tells it."""
    known = [row[6] for row in found if row[6] != "n. d."]
    return sum(known) if known else "n. d."


def told(value: float | None) -> Any:
    return "n. d." if value is None else value


@pytest.mark.looks
@every_year
def test_each_cell_is_that_of_the_reading_and_opens_its_rows(
    made: Made, sessions: Session, slug: str, year: int
) -> None:
    found, book = read(sessions, slug, year), opened(made(slug, year))

    for name, table in zip(TABLES, found.tables, strict=True):
        rows = list(book[name].iter_rows(min_row=2))
        for row, line in zip(rows, (*table.lines, found.whole), strict=True):
            assert row[0].value == line.label
            assert row[11].value == line.total.unknown
            without = behind(book, row[11])
            assert {one[8] for one in without} == set(found.untimed_of(line).meetings)
            assert len(without) == row[11].value
            assert {one[6] for one in without} <= {"n. d."}
            for n, mode in enumerate(Mode):
                half_days, many, cell = row[1 + 2 * n], row[2 + 2 * n], line.cells[mode]
                assert half_days.value == told(cell.half_days)
                assert many.value == len(cell.meetings)
                lines = behind(book, half_days)
                assert behind(book, many) == lines
                if not cell.meetings:
                    assert lines == []
                    assert LEFT_OUT in half_days.hyperlink.location
                    continue
                assert {one[8] for one in lines} == set(cell.meetings)
                assert len(lines) == many.value
                assert numbers(lines) == half_days.value
                assert {one[1] for one in lines} == {line.label}


@pytest.mark.looks
@every_year
def test_the_year_and_its_publications(made: Made, sessions: Session, slug: str, year: int) -> None:
    found, book = read(sessions, slug, year), opened(made(slug, year))
    rows = {row[0].value: row for row in book["Remontée"].iter_rows(min_row=2)}

    for total in found.totals:
        cells = rows[total.indicator.label]
        assert cells[1].value == told(total.rows)
        assert cells[2].value == (None if total.retained == total.rows else total.retained)
        apart = total.published not in (None, total.rows)
        assert cells[3].value == (total.published if apart else None)
        assert total.indicator.formula in cells[4].value
    assert len(behind(book, rows["Rencontres"][1])) == rows["Rencontres"][1].value
    came = behind(book, rows["Participations"][1])
    known = [one[7] for one in came if one[7] != "n. d."]
    assert sum(known) == rows["Participations"][1].value
    reached = behind(book, rows["Territoires impliqués"][1])
    assert len({one[0] for one in reached}) == rows["Territoires impliqués"][1].value
    for cells in rows.values():
        for cell in (one for one in cells[2:4] if one.value is not None):
            assert [one[1] for one in behind(book, cell)] == [APART]
    assert numbers(behind(book, rows["Demi-journées"][1])) == rows["Demi-journées"][1].value
    kinds = list(book["Publications"].iter_rows(min_row=2))
    for row in kinds[:-1]:
        papers = behind(book, row[1])
        assert {one[0] for one in papers} == {row[0].value}
        assert len(papers) == row[1].value
    assert kinds[-1][1].value == sum(len(papers) for papers in found.publications.values())
    assert book[PAPERS].max_row - 1 == kinds[-1][1].value


@pytest.mark.looks
@every_year
def test_every_number_is_a_link(made: Made, slug: str, year: int) -> None:
    book = opened(made(slug, year))

    numbers_ = [
        cell
        for name in ("Remontée", *TABLES, "Publications")
        for row in book[name].iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    assert len(numbers_) > 100
    assert [cell.coordinate for cell in numbers_ if cell.hyperlink is None] == []


@pytest.mark.looks
def test_what_is_left_out_says_why(made: Made, sessions: Session) -> None:
    book, found = opened(made(REAL, 2023)), read(sessions, REAL, 2023)
    rows = list(book[LEFT_OUT].iter_rows(min_row=2, values_only=True))

    assert [row[7] for row in rows] == ["Une rencontre nationale est comptée à part."] * 3
    assert {row[6] for row in rows} == set(found.uncounted)


@pytest.mark.looks
def test_durations_that_nobody_knows_are_listed(made: Made) -> None:
    book = opened(made(REAL, 2023))
    rows = {row[0].value: row for row in book["Remontée"].iter_rows(min_row=2)}

    unknown = rows["   dont sans durée connue"][1]
    assert unknown.value == 14
    assert {row[6] for row in behind(book, unknown)} == {"n. d."}
    assert len(behind(book, unknown)) == 14


@pytest.mark.looks
def test_it_states_its_rules(made: Made) -> None:
    book = opened(made(REAL, 2023))
    rules = {row[1]: row[2] for row in book[RULES_SHEET].iter_rows(min_row=2, values_only=True)}

    assert rules["Demi-journée"] == RULE
    assert rules["Par thème"] == next(iter(SEVERAL.values()))
    assert rules["Ce que la base connaît"].startswith("Sur 23\u00a0rencontres, 14 n’ont pas")
    assert "23 sur les lignes du jour, 128 en retenant" in rules[APART]
    assert book.sheetnames == [
        *("Remontée", *TABLES, "Publications"),
        *(DETAIL, UNTIMED, PLACES, PAPERS, LEFT_OUT, RULES_SHEET),
    ]
    assert not [
        cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"
    ]


@pytest.mark.looks
def test_the_same_figures_give_the_same_bytes(made: Made, sessions: Session) -> None:
    again = file.make(sessions, order(centre_named(sessions, REAL), 2023), quiet)

    assert again == made(REAL, 2023)


def test_a_year_without_data(session: Session) -> None:
    book = opened(file.make(session, order(factories.make_centre(session), 2024), quiet))

    assert book["Remontée"]["A2"].value == "Rien n’est enregistré pour cette année."
    for name in (*TABLES, DETAIL):
        assert book[name]["A2"].value == "Aucune rencontre n’est comptée pour cette année."


def test_crowded_months_long_titles_and_control_characters(session: Session) -> None:
    centre = factories.make_centre(session)
    theme = factories.make_theme(session, centre, "=Thème\x0b")
    for n in range(400):
        factories.make_meeting(
            *(session, centre, NOW.date().replace(month=3)),
            title="=1+1\x0b" if n else "t" * 300,
            half_days=0.5,
            modality=Modality.ON_SITE,
            themes=[theme],
        )

    book = opened(file.make(session, order(centre, NOW.year), quiet))

    row = next(book["Par thème"].iter_rows(min_row=2))
    assert [cell.value for cell in row[:3]] == ["'=Thème ", 200, 400]
    titles = {one[4] for one in behind(book, row[1])}
    assert titles == {"'=1+1 ", "t" * 300}


@pytest.mark.looks
def test_libreoffice_opens_it(made: Made, tmp_path: Path) -> None:
    (tmp_path / "remontee.xlsx").write_bytes(made(REAL, 2023))

    run(
        *("soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"),
        *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "remontee.xlsx")),
    )

    text = plain(run("pdftotext", "-layout", str(tmp_path / "remontee.pdf"), "-"))
    for words in ("Toutes les rencontres", "Contrats de ville", "n. d.", "Sans durée connue"):
        assert words in text


@pytest.mark.usefixtures("demonstration")
def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "remontee.xlsx"

    assert main(["remontee", "--centre", FICTIONAL, "--year", "2025", str(written)]) == 0

    assert "remontee.xlsx" in capsys.readouterr().out
    assert opened(written.read_bytes())["Par thème"].max_row == 17
