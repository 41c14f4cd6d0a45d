"""The workbook, read back by another program than the one that wrote it."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session

from db.command_line import centre_named
from db.models import Centre
from db.queries.rows import counted_rows
from db.queries.testimonials import wall
from documents import national_return, people_file, workbook
from documents.__main__ import main
from documents.sheet_file import About, write
from domain import report_figures, workbook_figures
from domain.board import Board
from domain.document_kinds import DocumentKind, Order
from domain.indicators import ALL, OF_THE_MONTH
from domain.periods import Period
from domain.report import Table
from domain.roles import Role
from domain.scope import Scope
from domain.sheets import Column, Kind, KnownDate, Share, Sheet
from domain.vocabulary import AttendanceState, DatePrecision
from domain.workbook_guide import GUIDE
from tests import factories
from tests.documents.conftest import FICTIONAL, NOW, REAL, Read, opened, plain, quiet, run

Y2023, Y2026 = Period.of_year(2023), Period.of_year(2026)
YEARS = [(REAL, Y2023), (FICTIONAL, Period.of_year(2025)), (FICTIONAL, Y2026)]
every_year = pytest.mark.parametrize(("slug", "period"), YEARS)
ABOUT = About("Centre, année 2023", "Classeur", "Centre", NOW)
Made = Callable[[str, Period], bytes]


def order(centre_id: int, period: Period, role: Role = Role.DIRECTOR) -> Order:
    return Order(DocumentKind.WORKBOOK, Scope(centre_id, period), role, NOW.date(), NOW)


@pytest.fixture(scope="module")
def made(sessions: Session) -> Made:
    @cache
    def make(slug: str, period: Period) -> bytes:
        return workbook.make(sessions, order(centre_named(sessions, slug), period), quiet)

    return make


def lines(page: Worksheet) -> list[dict[str, Any]]:
    """Its rows by title of column, the total included; not what is said under them."""
    titles, *rows = page.iter_rows(values_only=True)
    rows = rows[: next((n for n, row in enumerate(rows) if not any(row)), None)]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def told(value: float | None) -> float | str | None:
    return "n. d." if value is None else value


def near(value: Any) -> Any:
    """A file holds sixteen figures of a share."""
    return round(value, 12) if isinstance(value, float) else value


def origins_told_by_the_report(board: Board) -> list[str]:
    """Where each month comes from, as the activity report says it beside its figures."""
    (chapter,) = report_figures.months(board)
    (table,) = (block for block in chapter.blocks if isinstance(block, Table))
    return [row[-1].lower() for row in table.rows]


@pytest.mark.looks
@every_year
def test_the_year_of_each_indicator(
    made: Made, reading_of: Read, slug: str, period: Period
) -> None:
    board = reading_of(slug, period).board
    *months, whole = lines(opened(made(slug, period))["Indicateurs par mois"])

    for one in ALL:
        figure = board.glance.figures[one.key]
        assert near(whole[one.label]) == near(told(figure.value)), one.label
        for line, row in zip(board.glance.months, months, strict=True):
            value = figure.months[line.month - 1]
            is_ahead = line.state.value == "à venir" and value is None
            expected = None if is_ahead else near(told(value))
            assert near(row[one.label]) == expected, (one.label, line.month)
    assert [row["Mois"] for row in months] == [datetime(period.year, n, 1) for n in range(1, 13)]
    assert [row["État"] for row in months] == origins_told_by_the_report(board)
    for heard in board.glance.audience:
        assert whole[heard.key.label] == heard.value
        typed = [row[heard.key.label] for row in months]
        assert {n: value for n, value in enumerate(typed, start=1) if isinstance(value, int)} == {
            n: value for n, value in heard.known.items() if n
        }


@pytest.mark.looks
def test_published_in_a_report_is_not_closed_here(made: Made) -> None:
    *months, whole = lines(opened(made(REAL, Y2023))["Indicateurs par mois"])
    assert {row["Mois"].month for row in months if row["État"] == "non publié"} == {8}
    assert whole["État"] == "publié"

    book = opened(made(FICTIONAL, Y2026))
    *months, whole = lines(book["Indicateurs par mois"])
    assert {row["Mois"].month for row in months if row["État"] == "calculé"} == {5, 10, 11}
    assert whole["État"] == "arrêté et calculé"
    retained = [row["Origine du chiffre retenu"] for row in lines(book["Publié et calculé"])[:13]]
    assert retained == [*(row["État"] for row in months), "arrêté et calculé"]


@pytest.mark.looks
@every_year
def test_each_month_says_how_many_meetings_it_rests_on(
    made: Made, reading_of: Read, slug: str, period: Period
) -> None:
    board = reading_of(slug, period).board
    page = opened(made(slug, period))["Indicateurs par mois"]
    *months, whole = lines(page)

    assert [row["Rencontres détaillées"] for row in months][: len(board.months)] == [
        spread.computed["meetings"] for spread in board.months
    ]
    assert whole["Rencontres détaillées"] == board.glance.detailed
    # A free row keeps it out of the table.
    assert (page.max_row, page.cell(page.max_row, 1).value) == (16, workbook_figures.TODAY)


@pytest.mark.looks
def test_what_rests_on_a_part_of_the_meetings_says_so(made: Made) -> None:
    book = opened(made(REAL, Y2023))

    for name in ("Territoires", "Quartiers"):
        page = book[name]
        assert (
            page.cell(page.max_row, 1).value == "Porte sur 23\u00a0rencontres détaillées sur 128."
        )
        assert 0 not in {row["Rencontres"] for row in lines(page)}


@pytest.mark.looks
@every_year
def test_published_beside_computed(made: Made, reading_of: Read, slug: str, period: Period) -> None:
    found = reading_of(slug, period)
    rows = {
        (row["Chiffre"], row["Période"]): row
        for row in lines(opened(made(slug, period))["Publié et calculé"])
    }

    for line in found.differences.months:
        for one in OF_THE_MONTH:
            row = rows[one.label, datetime(period.year, line.month, 1)]
            cell = line.cells[one.key]
            known = found.board.glance.months[line.month - 1].values[one.key]
            assert row["Publié"] == cell.published
            assert row["Retenu"] == (None if row["Calculé"] is None else told(known))
            if known is not None:
                assert row["Calculé"] == told(cell.rows)
    whole = next(where for _, where in rows if isinstance(where, str))
    for total in found.differences.lines:
        label = next(one.label for one in ALL if one.key == total.key)
        assert rows[label, whole]["Publié"] == total.published
        assert rows[label, whole]["Calculé"] == told(total.rows)
        assert rows[label, whole]["Retenu"] == told(found.board.glance.figures[total.key].value)


@pytest.mark.looks
@every_year
def test_the_meetings_counted_are_those_of_the_figure(
    made: Made, sessions: Session, slug: str, period: Period
) -> None:
    scope = Scope(centre_named(sessions, slug), period)
    counted = counted_rows(
        sessions, scope=scope, key="meetings", role=Role.READER, today=NOW.date()
    )
    rows = lines(opened(made(slug, period))["Rencontres"])

    counted_there = {row["N° de rencontre"] for row in rows if row["Comptée"] == "oui"}
    left_out = {line.id for group in counted.left_out for line in group.meetings}
    assert counted_there == {one.line.id for one in counted.meetings} & {
        row["N° de rencontre"] for row in rows
    }
    assert left_out == {row["N° de rencontre"] for row in rows if row["Comptée"] == "non"}
    assert all(row["Pourquoi"] for row in rows if row["Comptée"] == "non")
    assert [row["Date"] for row in rows] == sorted(row["Date"] for row in rows)


@pytest.mark.looks
@every_year
def test_the_other_lists(made: Made, reading_of: Read, slug: str, period: Period) -> None:
    found, book = reading_of(slug, period), opened(made(slug, period))
    coverage = found.board.coverage

    assert [
        (row["Contrat de ville"], row["Rencontres"], row["Participations"])
        for row in lines(book["Territoires"])
    ] == [
        (one.place.name, one.meetings, told(one.participations))
        if coverage.tells(one.meetings)
        else (one.place.name, None, None)
        for one in coverage.lines
    ]
    assert [row["Titre"] for row in lines(book["Publications"])] == [
        one.title for one in found.publications
    ]
    assert len(lines(book["Quartiers"])) >= len(found.board.coverage.qpv)
    named = [row for row in lines(book["Quartiers"]) if row["Rencontres"]]
    # Of a year in part, that no quartier is named is not known.
    assert len(named) == (found.board.glance.figures["qpv"].value or 0)
    sentences = [row["Écart"] for row in lines(book["Écarts"]) if row["Écart"]]
    assert [one.sentence for one in found.differences.found] == sentences


def test_words_are_those_a_board_may_read_whoever_makes_the_file(sessions: Session) -> None:
    centre = centre_named(sessions, FICTIONAL)

    def bodies(role: Role) -> set[Any]:
        sheets = workbook.sheets(sessions, order(centre, Y2026, role))
        return {row[1] for sheet in sheets if sheet.name == "Témoignages" for row in sheet.rows}

    def allowed(role: Role) -> set[str]:
        seen = wall(sessions, centre_id=centre, role=role, today=NOW.date(), year=2026)
        return {card.body for card in seen.cards}

    for role in Role:
        assert bodies(role) == allowed(Role.READER)
    assert allowed(Role.READER) < allowed(Role.DIRECTOR)


@pytest.mark.looks
@every_year
def test_it_is_made_to_be_read(made: Made, slug: str, period: Period) -> None:
    book = opened(made(slug, period))

    assert book.sheetnames[-1] == GUIDE
    assert book.properties.creator
    assert book.properties.created == datetime(2026, 11, 22, 9, 2)
    for page in book:
        assert len(page.title) <= 31
        assert page.freeze_panes.endswith("2")
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows == "$1:$1"
        under = page.title == "Indicateurs par mois"
        last = page.cell(len(lines(page)) + 1 - under, page.max_column).coordinate
        is_empty = page["A2"].font.italic
        assert page.auto_filter.ref == (None if is_empty else f"A1:{last}")
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


@pytest.mark.looks
def test_it_says_what_each_column_is(made: Made) -> None:
    book = opened(made(REAL, Y2023))
    defined = {(row["Feuille"], row["Colonne"]) for row in lines(book[GUIDE])}

    assert {
        (page.title, cell.value) for page in book if page.title != GUIDE for cell in page[1]
    } <= defined
    assert all(row["Ce qu’elle dit"] for row in lines(book[GUIDE]))


@pytest.mark.looks
def test_dates_are_dates_and_numbers_numbers(made: Made) -> None:
    page = opened(made(FICTIONAL, Y2026))["Rencontres"]
    (row,) = (row for row in page.iter_rows(min_row=2) if row[-1].value == 365)
    cells = dict(zip([cell.value for cell in page[1]], row, strict=True))

    assert isinstance(cells["Date"].value, datetime)
    assert cells["Date"].number_format == "dd/mm/yyyy"
    assert isinstance(cells["Début"].value, time)
    assert isinstance(cells["Demi-journées"].value, int | float)
    assert isinstance(cells["Présents nommés"].value, int)


@pytest.mark.looks
def test_the_same_figures_give_the_same_bytes(made: Made, sessions: Session) -> None:
    again = workbook.make(sessions, order(centre_named(sessions, REAL), Y2023), quiet)

    assert again == made(REAL, Y2023)


@pytest.mark.looks
def test_libreoffice_opens_it(made: Made, tmp_path: Path) -> None:
    (tmp_path / "classeur.xlsx").write_bytes(made(REAL, Y2023))

    run(
        *("soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"),
        *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "classeur.xlsx")),
    )

    text = plain(run("pdftotext", str(tmp_path / "classeur.pdf"), "-"))
    for words in ("Aide à la lecture", "Taux de trace", "janvier 2023", "Page 1 sur"):
        assert words in text


def test_a_year_without_data_and_without_words(session: Session) -> None:
    centre = factories.make_centre(session)

    book = opened(workbook.make(session, order(centre, Y2023), quiet))

    (*_, whole) = lines(book["Indicateurs par mois"])
    assert {whole[one.label] for one in ALL} == {"n. d."}
    assert book["Rencontres"]["A2"].value == (
        "Aucune rencontre n’est enregistrée pour cette période."
    )
    assert book["Témoignages"]["A2"].value == (
        "Aucun témoignage ne peut être lu pour cette période."
    )
    assert book["Témoignages"].auto_filter.ref is None


def test_a_meeting_in_another_region_says_so(session: Session) -> None:
    centre = factories.make_centre(session)
    there = factories.make_territory(session, "Ailleurs")
    factories.make_meeting(session, centre, date(2023, 6, 1), territories=[there])

    (row,) = lines(opened(workbook.make(session, order(centre, Y2023), quiet))["Rencontres"])

    assert (row["Territoires"], row["Contrats de ville"]) == ("Ailleurs", "hors de la région")


def test_a_month_of_400_meetings_with_long_titles_and_odd_letters(session: Session) -> None:
    centre = factories.make_centre(session)
    for number in range(400):
        title = f"=HYPERLINK({number})\x0b{'é' * 300}"
        factories.make_meeting(session, centre, date(2023, 6, 1), title=title)

    book = opened(workbook.make(session, order(centre, Period.of_month(2023, 6)), quiet))

    rows = lines(book["Rencontres"])
    assert len(rows) == 400
    assert rows[0]["Titre"] == f"'=HYPERLINK(0) {'é' * 300}"
    (june,) = lines(book["Indicateurs par mois"])
    assert june["Rencontres"] == 400


def test_a_part_of_a_year_holds_its_months_and_no_other(
    sessions: Session, reading_of: Read
) -> None:
    spring = Period(date(2026, 4, 1), date(2026, 6, 30))
    book = opened(workbook.make(sessions, order(centre_named(sessions, FICTIONAL), spring), quiet))
    board = reading_of(FICTIONAL, spring).board

    *months, whole = lines(book["Indicateurs par mois"])
    assert [row["Mois"].month for row in months] == [4, 5, 6]
    assert whole["Mois"] == "2e trimestre 2026"
    for one in ALL:
        assert near(whole[one.label]) == near(told(board.glance.figures[one.key].value))
    for sheet, title in (("Rencontres", "Date"), ("Publications", "Parution")):
        assert {row[title].month for row in lines(book[sheet])} == {4, 5, 6}
    assert {row["Mois"].month for row in lines(book["Témoignages"])} <= {4, 5, 6}
    # An audience is read on a whole year.
    assert {whole[one.key.label] for one in board.glance.audience} == {None}


def test_a_long_name_with_codes_of_headers_is_still_a_file(session: Session) -> None:
    centre = factories.make_centre(session)
    session.get_one(Centre, centre).name = "R&D &P " * 60
    session.flush()

    book = opened(workbook.make(session, order(centre, Y2023), quiet))

    assert len(book["Rencontres"].HeaderFooter.oddHeader.left.text) <= 200


def test_names_are_not_offered_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    told_ = capsys.readouterr().out
    assert "classeur" in told_
    assert "participants" not in told_


def test_deleted_meetings_are_never_in(session: Session) -> None:
    centre = factories.make_centre(session)
    factories.make_meeting(session, centre, date(2023, 6, 1), deleted_at=NOW, title="Effacée")
    factories.make_meeting(session, centre, date(2023, 6, 2), title="Tenue")

    book = opened(workbook.make(session, order(centre, Y2023), quiet))

    assert [row["Titre"] for row in lines(book["Rencontres"])] == ["Tenue"]


def a_sheet(*cells: Any) -> Sheet:
    columns = tuple(Column(f"C{n}", Kind.TEXT, 12, "Dit.") for n, _ in enumerate(cells))
    return Sheet("Essai", columns, (tuple(cells),), "Rien.")


@given(st.text())
def test_no_text_is_ever_a_formula(text: str) -> None:
    cell = opened(write((a_sheet(text),), ABOUT))["Essai"]["A2"]

    assert cell.data_type != "f"
    assert not (cell.value or "").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["=1+1", "+33 3", "-2", "@x", "\t=1", "\r=1", " =1", "＝1"])  # noqa: RUF001
def test_what_looks_like_a_formula_is_held_back(text: str) -> None:
    assert opened(write((a_sheet(text),), ABOUT))["Essai"]["A2"].value.startswith("'")


def test_each_cell_has_its_type() -> None:
    month = KnownDate(date(2023, 5, 1), DatePrecision.MONTH)
    (row,) = opened(
        write((a_sheet(None, "", 3, 1.5, Share(0.5), month, time(9, 30), date(2023, 5, 2)),), ABOUT)
    )["Essai"].iter_rows(min_row=2)

    assert [cell.value for cell in row] == [
        *("n. d.", None, 3, 1.5, 0.5, datetime(2023, 5, 1), time(9, 30), datetime(2023, 5, 2))
    ]
    assert row[4].number_format == "0\\ %"
    assert row[5].number_format == "[$-40C]mmmm yyyy"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    value = opened(write((a_sheet("😀" * 20_000),), ABOUT))["Essai"]["A2"].value

    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("…")


@pytest.mark.parametrize(
    ("url", "is_link"),
    [("https://exemple.fr/a b", True), ("javascript:x", False), (f"http://{'x' * 3000}", False)],
)
def test_only_addresses_of_the_web_are_links(url: str, is_link: bool) -> None:
    sheet = Sheet("Essai", (Column("Lien", Kind.LINK, 12, "Dit."),), ((url,),), "Rien.")

    cell = opened(write((sheet,), ABOUT))["Essai"]["A2"]

    assert cell.value == url
    assert (cell.hyperlink is not None) is is_link


def people_order(centre: int, role: Role = Role.DIRECTOR) -> Order:
    return Order(DocumentKind.PEOPLE, Scope(centre, Y2023), role, NOW.date(), NOW)


def test_who_came_has_a_line_each_in_a_file_apart(session: Session) -> None:
    centre, other = factories.make_centre(session), factories.make_centre(session, "autre")
    named = factories.make_person(session, centre, "Durand", first_name="Zoé", function="Élue")
    gone = factories.make_person(session, centre, "Oubliée", function="Maire", anonymised_at=NOW)
    meeting = factories.make_meeting(session, centre, date(2023, 6, 1), title="-1", people=[named])
    factories.make_attendance(session, meeting, gone, AttendanceState.EXCUSED)
    stranger = factories.make_person(session, other, "Ailleurs")
    factories.make_meeting(session, other, date(2023, 6, 1), people=[stranger])
    factories.make_meeting(session, centre, date(2022, 6, 1), people=[named])
    factories.make_meeting(session, centre, date(2023, 7, 1), people=[named], deleted_at=NOW)

    rows = lines(opened(people_file.make(session, people_order(centre), quiet))["Participants"])

    assert [(row["Nom"], row["Prénom"], row["Fonction"], row["Présence"]) for row in rows] == [
        ("Durand", "Zoé", "Élue", "Présent"),
        (f"Personne anonymisée n°\u00a0{gone}", None, None, "Excusé"),
    ]
    assert {row["Rencontre"] for row in rows} == {"'-1"}


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_names_are_for_the_direction(session: Session, role: Role) -> None:
    centre = factories.make_centre(session)

    with pytest.raises(PermissionError):
        people_file.make(session, people_order(centre, role), quiet)


@pytest.mark.looks
def test_the_workbook_names_nobody(made: Made, sessions: Session) -> None:
    people = people_file.sheets(
        sessions, people_order_of(sessions, FICTIONAL, Period.of_year(2025))
    )[0]
    names = {(row[3], row[4]) for row in people.rows}
    assert len(names) > 100
    spoken = {
        value
        for page in opened(made(FICTIONAL, Period.of_year(2025)))
        if page.title != "Témoignages"
        for row in page.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str)
    }

    assert not [name for name in names if any(f"{name[1]} {name[0]}" in text for text in spoken)]


def people_order_of(session: Session, slug: str, period: Period) -> Order:
    scope = Scope(centre_named(session, slug), period)
    return Order(DocumentKind.PEOPLE, scope, Role.DIRECTOR, NOW.date(), NOW)


@pytest.mark.parametrize("kind", [workbook, national_return])
def test_the_guide_says_when_the_figures_were_read_and_that_they_are_made_up(
    kind: ModuleType, sessions: Session
) -> None:
    def told(slug: str) -> dict[Any, Any]:
        *_, guide = kind.sheets(sessions, order(centre_named(sessions, slug), Y2023))
        return {row[1]: row[2] for row in guide.rows}

    assert "Chiffres lus le " in " ".join(str(text) for text in told(REAL).values())
    assert "Données fictives" not in told(REAL)
    assert told(FICTIONAL)["Données fictives"] == (
        "Rien ici n’est réel\u00a0: tout a été inventé pour la démonstration."
    )
