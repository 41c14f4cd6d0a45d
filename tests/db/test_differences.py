"""The differences of the two centres of the demonstration, exactly; what is said of them, kept."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select

from db.commands.differences import keep_difference
from db.commands.entering import ForbiddenError, StaleError
from db.models import Account, Centre, DifferenceNote, Journal, Meeting
from db.queries.corrections import corrections
from db.queries.dashboard import year_at_a_glance
from db.queries.differences import kept_notes, reached_contrats, year_differences
from db.unit_of_work import Author, reading, writing
from domain import wording
from domain.difference_entry import Correction, DifferenceEntry, DifferenceState
from domain.difference_kinds import DifferenceKind
from domain.differences import (
    YearDifferences,
)
from domain.formats import NBSP, NNBSP
from domain.indicators import ALL, TERRITORIES
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from tests import factories
from tests.db.conftest import TODAY


def differences_of(session: Session, slug: str, year: int) -> YearDifferences:
    centre = session.exec(select(Centre.id).where(col(Centre.slug) == slug)).one() or 0
    return year_differences(session, centre_id=centre, year=year, today=TODAY)


def test_the_real_year(demo_reading: Session) -> None:
    found = differences_of(demo_reading, "trajectoire-ressources", 2023)

    assert [(one.key, one.kind, one.sentence) for one in found.found] == [
        (
            "annee-meetings",
            DifferenceKind.SUM,
            f"Les mois additionnent 128{NBSP}rencontres{NNBSP}; l’année publiée en compte 127, "
            "soit 1 de moins.",
        ),
        (
            "annee-participations",
            DifferenceKind.SUM,
            f"Les mois additionnent 3{NNBSP}492{NBSP}participations{NNBSP}; l’année publiée en "
            f"compte 3{NNBSP}481, soit 11 de moins.",
        ),
        (
            "annee-publications",
            DifferenceKind.PARTIAL,
            f"La base recense 20{NBSP}publications{NNBSP}; l’année publiée en compte 59, "
            "soit 39 de plus.",
        ),
        (
            "annee-qpv",
            DifferenceKind.PARTIAL,
            f"L’année publiée compte 58{NBSP}quartiers{NNBSP}; la base n’en recense pas.",
        ),
        (
            "identique-11-12",
            DifferenceKind.SAME,
            f"Novembre et décembre publient le même nombre de participations{NBSP}: 390.",
        ),
        (
            "absent-8",
            DifferenceKind.ABSENT,
            "Août est absent des mois publiés, entre juillet et septembre. La base n’y a aucune "
            "rencontre.",
        ),
        (
            "temoignages",
            DifferenceKind.UNSAID,
            f"10{NBSP}témoignages pour 11 mois publiés{NBSP}: aucun en mai.",
        ),
    ]


def test_the_territories_of_the_real_year_are_not_the_68_of_its_months(
    demo_reading: Session,
) -> None:
    found = differences_of(demo_reading, "trajectoire-ressources", 2023)

    (line,) = [line for line in found.lines if line.key == TERRITORIES.key]
    assert (line.months, line.false_sum, line.published, line.rows) == (None, 68, None, 11)
    assert (found.meetings.months, found.meetings.published, found.meetings.rows) == (128, 127, 23)
    assert not any(cell.differs for month in found.months for cell in month.cells.values())


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_closed_years_of_the_fictional_centre_agree(demo_reading: Session, year: int) -> None:
    assert differences_of(demo_reading, "centre-fictif", year).found == ()


def test_the_running_year_of_the_fictional_centre(demo_reading: Session) -> None:
    found = differences_of(demo_reading, "centre-fictif", 2026)

    assert [(one.key, one.kind) for one in found.found] == [
        ("absent-5", DifferenceKind.ABSENT),
        ("mois-8", DifferenceKind.RECTIFIED),
    ]
    assert found.found[1].figures["meetings-publie"] == 2
    assert found.found[1].figures["meetings-compte"] == 3


@pytest.mark.parametrize(
    ("slug", "year"), [("trajectoire-ressources", 2023), ("centre-fictif", 2026)]
)
def test_the_dashboard_calls_partial_what_the_differences_do(
    demo_reading: Session, slug: str, year: int
) -> None:
    found = differences_of(demo_reading, slug, year)
    centre = demo_reading.exec(select(Centre.id).where(col(Centre.slug) == slug)).one() or 0
    scope = Scope(centre, Period.of_year(year))
    glance = year_at_a_glance(demo_reading, scope=scope, today=TODAY)

    told = {one.indicator for one in found.found if one.kind is DifferenceKind.PARTIAL}
    # The dashboard knows nothing of what the rows of a year in part do not name.
    known = {key for key, figure in glance.figures.items() if figure.value is not None}
    assert {i.key for i in ALL if glance.is_partial(i)} == told & known
    apart = {one.sentence for one in found.found if one.kind is DifferenceKind.SUM}
    assert set(wording.differences(glance)) == apart


def test_the_contrats_of_the_real_year_come_back_from_month_to_month(
    demo_reading: Session,
) -> None:
    centre = demo_reading.exec(
        select(Centre.id).where(col(Centre.slug) == "trajectoire-ressources")
    )
    reached = reached_contrats(demo_reading, centre_id=centre.one() or 0, year=2023, today=TODAY)
    found = differences_of(demo_reading, "trajectoire-ressources", 2023)

    assert len({one.code for one in reached}) == len(reached) == 11
    by_month = [sum(month in one.months for one in reached) for month in range(1, 13)]
    assert by_month == [line.cells[TERRITORIES.key].rows for line in found.months]
    assert [len(one.months) for one in reached] == sorted(
        (len(one.months) for one in reached), reverse=True
    )


@pytest.fixture
def ground(database: str) -> None:  # noqa: ARG001
    """A centre, its director and its editor."""
    with writing() as session:
        centre = factories.make_centre(session)
        for number, role in enumerate((Role.DIRECTOR, Role.EDITOR), 1):
            factories.make_account(session, f"compte-{number}")
            if role is Role.EDITOR:
                session.get_one(Account, number).name = "Quelqu’un d’autre"
            factories.make_member(session, number, centre, role)


DIRECTOR, EDITOR = Author(1, 1), Author(2, 1)
ENTRY = DifferenceEntry(
    2023,
    "annee-meetings",
    DifferenceState.EXPLAINED,
    "Une rencontre comptée deux fois.",
    "Les mois additionnent 128 rencontres.",
    {"publie": 127, "compte": 128.0, "inconnu": None},
)


def keep(entry: DifferenceEntry, author: Author = DIRECTOR) -> int:
    with writing(author) as session:
        return keep_difference(session, entry)


@pytest.mark.usefixtures("ground")
def test_what_is_said_is_kept_with_its_author_and_the_figures_seen() -> None:
    keep(ENTRY)

    with reading() as session:
        (note,) = kept_notes(session, centre_id=1, year=2023)
        assert kept_notes(session, centre_id=1, year=2022) == ()
    assert note.entry == replace(ENTRY, version=1)
    assert note.author == "Quelqu’un"


def told(key: str = "annee-meetings", role: Role = Role.EDITOR) -> Correction | None:
    with reading() as session:
        return corrections(session, centre_id=1, year=2023, gone=(key,), role=role).get(key)


@pytest.mark.usefixtures("ground")
def test_a_correction_is_told_with_its_author_and_not_that_of_the_note() -> None:
    with writing() as session:
        factories.make_meeting(session, 1, date(2023, 3, 1))
    keep(ENTRY)
    assert told() is None
    assert told("mois-3") is None

    with writing(EDITOR) as session:
        key = session.exec(select(Meeting.id)).one()
        session.get_one(Meeting, key).headcount = 12
    found = told()
    assert found
    assert (found.author, found.is_only) == ("Quelqu’un d’autre", True)
    with reading() as session:
        last = session.exec(select(Journal).order_by(col(Journal.id).desc())).first()
        assert last
        assert found.at == last.at

    agree = replace(ENTRY, state=DifferenceState.CORRECTED, figures={}, version=1)
    keep(agree)
    assert told() == found
    assert told(role=Role.READER) == replace(found, author=None)


@pytest.mark.usefixtures("ground")
def test_an_editor_may_not() -> None:
    with pytest.raises(ForbiddenError):
        keep(ENTRY, EDITOR)


@pytest.mark.usefixtures("ground")
def test_said_again_is_one_row_and_two_lines_of_the_journal() -> None:
    first = keep(ENTRY)
    assert keep(replace(ENTRY, state=DifferenceState.ACCEPTED, version=1)) == first

    with reading() as session:
        (row,) = session.exec(select(DifferenceNote)).all()
        lines = session.exec(select(Journal.action).where(Journal.row_table == "difference_note"))
        assert (row.state, row.version) == (DifferenceState.ACCEPTED, 2)
        assert list(lines) == ["créer", "modifier"]


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("version", [None, 2])
def test_what_someone_said_meanwhile_is_not_written_over(version: int | None) -> None:
    keep(ENTRY)

    with pytest.raises(StaleError):
        keep(replace(ENTRY, note="Autre chose.", version=version))
