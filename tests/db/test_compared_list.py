"""A list of meetings beside those of other years: rows with rows, and never a part with a whole."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from db.models import MonthClosing
from db.queries.board import board
from db.queries.closing import month_desk
from db.queries.comparisons import compared_list, compared_month
from db.queries.dashboard import year_at_a_glance
from db.queries.meetings import listing
from db.queries.months import month_spread
from db.unit_of_work import reading, writing
from domain.closing_words import proposed_commentary, status
from domain.comparisons import NO_MEAN, Comparisons
from domain.deck import deck
from domain.indicators import MEETINGS
from domain.periods import Period
from domain.roles import Role
from domain.scenes import SceneKind
from domain.scope import Scope
from domain.vocabulary import MeetingFormat
from tests import factories
from tests.db.conftest import TODAY
from tests.db.recount import Recount

REAL, FICTIONAL = 1, 2


def compared(session: Session, year: int, centre: int = FICTIONAL, **narrow: Any) -> Comparisons:
    scope = Scope(centre, Period.of_year(year), **narrow)
    found = compared_list(session, scope=scope, today=TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize("narrow", [{}, {"format": MeetingFormat.WORKSHOP}])
def test_the_same_days_of_other_years_are_counted_on_their_rows(
    demo_reading: Session, recount: Recount, narrow: dict[str, Any]
) -> None:
    chosen = {key: value.value for key, value in narrow.items()}
    known = [
        recount.figures(FICTIONAL, date(year, 1, 1), date(year, 11, 22), **chosen)["meetings"]
        for year in (2024, 2025)
    ]
    found = compared(demo_reading, 2026, **narrow)

    assert found.last_year == known[1]
    # The first year of the fictional centre was begun half-way.
    assert (found.mean.known, found.mean.missing) == ((2024, 2025), (2023,))
    assert found.mean.value == sum(value or 0 for value in known) / 2
    assert found.month_before is None


def test_a_territory_narrows_both_sides(demo_reading: Session, recount: Recount) -> None:
    places = {row["name"]: row["id"] for row in recount.rows["territory"]}
    place = places["Grand Belfort"]
    days = date(2025, 1, 1), date(2025, 11, 22)

    known = recount.figures(FICTIONAL, *days, territory=place)["meetings"]
    assert known
    assert compared(demo_reading, 2026, territory_id=place).last_year == known


def test_rows_that_detail_a_part_of_a_report_are_set_beside_nothing(demo_session: Session) -> None:
    scope = Scope(REAL, Period.of_year(2023))
    assert compared_list(demo_session, scope=scope, today=TODAY) is None

    factories.make_meeting(demo_session, REAL, date(2024, 2, 3))
    demo_session.commit()
    after = compared(demo_session, 2024, REAL)
    assert (after.last_year, after.mean.value, after.mean.missing) == (None, None, ())


def test_a_report_that_its_rows_make_is_compared(database: str) -> None:  # noqa: ARG001
    with writing() as session:
        centre = factories.make_centre(session)
        for day in (date(2023, 1, 9), date(2024, 1, 10), date(2024, 1, 30)):
            factories.make_meeting(session, centre, day)
        factories.make_closing(session, centre, 2023, 1, meetings=1, source="Rapport")
        # Closed here: rows that changed since are what they are, not a part.
        factories.make_closing(session, centre, 2024, 1, meetings=9)
    january = Scope(centre, Period.of_month(2024, 1))
    with reading() as session:
        found = compared_list(session, scope=january, today=date(2024, 1, 20))
        assert found
        assert (found.last_year, found.month_before, found.mean.value) == (1, 0, 1)
    with writing() as session:
        session.exec(select(MonthClosing).where(MonthClosing.year == 2023)).one().meetings = 2
    with reading() as session:
        found = compared_list(session, scope=january, today=date(2024, 1, 20))
        assert found
        assert (found.last_year, found.month_before) == (None, None)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_what_is_compared_is_what_the_list_counts(demo_reading: Session, year: int) -> None:
    scope = Scope(FICTIONAL, Period.of_year(year))
    before = scope.over(Period.of_year(year - 1).until(TODAY.replace(year=year - 1)))
    days = before.period if year == TODAY.year else Period.of_year(year - 1)
    lines = listing(demo_reading, scope=scope.over(days))

    counted = sum(line.is_counted_by(TODAY) for line in lines)
    found = compared(demo_reading, year)
    assert found.last_year == (None if year == 2024 else counted)


@pytest.mark.parametrize("narrow", [{}, {"format": MeetingFormat.WORKSHOP}])
def test_a_year_told_in_part_is_set_beside_nothing_on_any_screen(
    demo_session: Session, narrow: dict[str, Any]
) -> None:
    """August 2023 has no published figure, and the base details 23 of the year’s 128 meetings."""
    for month in (8, 9):
        scope = Scope(REAL, Period.of_month(2023, month), **narrow)
        found = compared_month(demo_session, scope=scope, today=TODAY)[MEETINGS.key]
        assert (found.last_year, found.mean, found.month_before) == (None, NO_MEAN, None)

    factories.make_meeting(demo_session, REAL, date(2024, 8, 3), format=MeetingFormat.WORKSHOP)
    demo_session.commit()
    after = Scope(REAL, Period.of_month(2024, 8), **narrow)
    glance = year_at_a_glance(demo_session, scope=after, today=TODAY)
    spread = month_spread(demo_session, scope=after, role=Role.READER, today=TODAY)
    assert glance.figures[MEETINGS.key].previous is None
    assert spread.last_year == dict.fromkeys(("meetings", "participations", "territories"))
    assert not spread.in_part


def test_the_month_of_rows_alone_says_so_and_proposes_no_comparison(demo_session: Session) -> None:
    asked: dict[str, Any] = {"centre_id": REAL, "year": 2023, "today": TODAY}
    desk, after = (month_desk(demo_session, month=month, **asked) for month in (8, 9))

    part = (
        "La base ne détaille qu’une partie des rencontres de 2023\u00a0: ce mois ne se compare à "
        "aucun autre."
    )
    assert desk.in_part
    assert not after.in_part
    closed = "L’arrêter dirait qu’aucune rencontre n’y a eu lieu."
    assert status(desk, "Europe/Paris") == f"Mois terminé, à arrêter. {closed} {part}"
    assert proposed_commentary(desk) == (
        f"En août 2023, aucune rencontre n’est enregistrée. {part}"
    )
    assert "août" not in proposed_commentary(after)


def test_no_scene_of_the_year_is_set_beside_the_month_of_rows_alone(demo_session: Session) -> None:
    read = board(
        demo_session,
        scope=Scope(REAL, Period.of_year(2023)),
        filters=(),
        today=TODAY,
        now=datetime(2026, 11, 22, 10, tzinfo=UTC),
    )
    notes = [scene.note for scene in deck(read, tuple(SceneKind)).scenes]

    assert [line.in_part for line in read.glance.months if line.month in (7, 8, 9)] == [
        (),
        ("meetings", "participations", "territories"),
        (),
    ]
    assert any(note.startswith("En septembre, 14\u00a0rencontres\u202f; ") for note in notes)
    assert not [note for note in notes if "qu’en août" in note]
