"""Targets written by a director and read beside what the year retains."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands.entering import ForbiddenError, StaleError, save_once
from db.commands.targets import delete_target, restore_target, save_target
from db.models import Centre, Journal, Target, utc_now
from db.queries.dashboard import year_at_a_glance
from db.queries.targets import (
    held_target,
    months_of_year,
    targets_of_year,
    years_with_targets,
)
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.target_entry import TargetEntry
from domain.targets import EVEN, Goal, Standing
from domain.vocabulary import DatePrecision, ProfileKind
from tests import factories
from tests.db.conftest import TODAY as DEMO_DAY

TODAY = date(2026, 6, 30)
SEASONS = (9.0, 10.0, 13.0, 11.0, 11.0, 15.0, 6.0, 1.0, 13.0, 17.0, 14.0, 10.0)


def member(centre: int, role: Role = Role.DIRECTOR) -> Author:
    with writing() as session:
        account = factories.make_account(session, f"{role.name}-{centre}")
        factories.make_member(session, account, centre, role)
    return Author(account, centre)


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def director(centre: int) -> Author:
    return member(centre)


def run(author: Author, command: Callable[..., Any], *args: Any) -> Any:
    with writing(author) as session:
        return command(session, *args)


def entry(value: int = 130, version: int = 0, **fields: Any) -> TargetEntry:
    given = {"kind": ProfileKind.EVEN, "weights": EVEN, "key": "meetings", **fields}
    return TargetEntry(year=2026, value=value, version=version, **given)


def goal(centre: int, key: str = "meetings") -> Goal | None:
    with reading() as session:
        return held_target(session, centre_id=centre, year=2026, key=key, role=Role.DIRECTOR).goal


def standings(centre: int, today: date = TODAY) -> tuple[Standing, ...]:
    with reading() as session:
        return targets_of_year(session, centre_id=centre, year=2026, today=today)


# --- Writing -------------------------------------------------------------------


def test_a_target_is_set_and_changed(centre: int, director: Author) -> None:
    key = run(director, save_target, entry())
    again = run(director, save_target, entry(140, 1, kind=ProfileKind.TYPED, weights=SEASONS))

    assert again == key
    assert goal(centre) == Goal(key, 2026, "meetings", 140, ProfileKind.TYPED, SEASONS, 2)
    with reading() as session:
        lines = session.exec(select(Journal).where(Journal.row_table == "target")).all()
    assert [line.action for line in lines] == ["créer", "modifier"]


def test_an_even_one_keeps_no_months(centre: int, director: Author) -> None:
    key = run(director, save_target, entry())

    with reading() as session:
        assert session.get_one(Target, key).profile is None
    assert (found := goal(centre))
    assert found.weights == EVEN


@pytest.mark.parametrize("version", [0, 2])
def test_a_stale_form_is_refused(centre: int, director: Author, version: int) -> None:
    run(director, save_target, entry())

    with pytest.raises(StaleError) as refused:
        run(director, save_target, entry(1, version))

    assert (refused.value.version, refused.value.author) == (1, "Quelqu’un")
    assert (found := goal(centre))
    assert found.value == 130


def test_one_deleted_meanwhile_is_said_then_set_anew(centre: int, director: Author) -> None:
    key = run(director, save_target, entry())
    run(director, delete_target, key)
    assert goal(centre) is None

    with pytest.raises(StaleError):
        run(director, save_target, entry(140, 1))
    assert run(director, save_target, entry(140)) == key
    assert (found := goal(centre))
    assert found.value == 140


def test_a_deleted_one_comes_back_for_thirty_days(centre: int, director: Author) -> None:
    key = run(director, save_target, entry())
    run(director, delete_target, key)
    with reading() as session:
        held = held_target(session, centre_id=centre, year=2026, key="meetings", role=Role.DIRECTOR)
    assert (held.goal, held.deleted_id) == (None, key)

    run(director, restore_target, key)
    assert goal(centre)

    with writing() as session:
        session.get_one(Target, key).deleted_at = utc_now() - timedelta(days=30)
    with pytest.raises(EntryError, match="perdue"):
        run(director, restore_target, key)
    with reading() as session:
        lost = held_target(session, centre_id=centre, year=2026, key="meetings", role=Role.DIRECTOR)
    assert lost.deleted_id is None


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_only_a_director_writes(centre: int, director: Author, role: Role) -> None:
    key = run(director, save_target, entry())
    other = member(centre, role)

    for command, given in ((save_target, entry(1, 1)), (delete_target, key), (restore_target, key)):
        with pytest.raises(ForbiddenError):
            run(other, command, given)
    with reading() as session:
        held = held_target(session, centre_id=centre, year=2026, key="meetings", role=role)
    assert held.goal is None


def test_sent_twice_it_is_one(centre: int, director: Author) -> None:
    for _ in range(2):
        with writing(director) as session:
            save_once(
                session,
                token="une fois",
                form="objectif",
                save=lambda: save_target(session, entry()),
            )

    assert (found := goal(centre))
    assert found.version == 1


def test_a_director_elsewhere_touches_nothing_here(director: Author) -> None:
    key = run(director, save_target, entry())
    with writing() as session:
        other = factories.make_centre(session, "autre")

    with pytest.raises(EntryError, match="n’existe pas dans ce centre"):
        run(member(other), delete_target, key)


# --- Reading -------------------------------------------------------------------


def test_targets_stand_in_the_order_of_the_catalogue(centre: int) -> None:
    with writing() as session:
        for key in ("trace_rate", "participations", "meetings"):
            factories.make_target(session, centre, 2026, key, 50)
        factories.make_target(session, centre, 2026, "publications", 5, deleted_at=utc_now())
        factories.make_target(session, centre, 2028, "meetings", 5)

    assert [one.goal.key for one in standings(centre)] == [
        "meetings",
        "participations",
        "trace_rate",
    ]
    with reading() as session:
        assert years_with_targets(session, centre_id=centre) == (2026, 2028)


def test_a_published_month_is_what_counts(centre: int) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, date(2026, 1, 8), headcount=20)
        factories.make_meeting(session, centre, date(2026, 2, 8), headcount=20)
        factories.make_meeting(session, centre, date(2026, 7, 8), headcount=20)
        factories.make_closing(session, centre, 2026, 1, meetings=7, participations=90)
        factories.make_target(session, centre, 2026, "meetings", 20)
        factories.make_target(session, centre, 2026, "participations", 200)

    meetings, participations = standings(centre)
    assert (meetings.realised, meetings.gap, meetings.forecast) == (8, -2, 16)
    assert (participations.realised, participations.months[:2]) == (110, (90, 110))


def test_publications_of_an_unknown_day_leave_no_pace(centre: int) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, date(2026, 1, 8))
        factories.make_publication(
            session, centre, date(2026, 1, 1), date_precision=DatePrecision.YEAR
        )
        factories.make_target(session, centre, 2026, "publications", 10)

    (there,) = standings(centre)
    assert (there.realised, there.expected, there.forecast) == (None, None, None)
    (over,) = standings(centre, date(2027, 1, 1))
    assert over.realised == 1


def test_the_months_of_last_year(centre: int) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, date(2025, 1, 8))
        factories.make_meeting(session, centre, date(2025, 12, 8))
    asked: dict[str, Any] = {"centre_id": centre, "key": "meetings", "today": TODAY}
    with reading() as session:
        assert months_of_year(session, year=2025, **asked) == (1, *[0] * 10, 1)
        assert months_of_year(session, year=2024, **asked) == (None,) * 12


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_demonstration_reads_what_its_dashboard_reads(demo_reading: Session, year: int) -> None:
    centre = demo_reading.exec(select(Centre.id).where(Centre.slug == "centre-fictif")).one() or 0
    glance = year_at_a_glance(
        demo_reading, scope=Scope(centre, Period.of_year(year)), today=DEMO_DAY
    )
    found = targets_of_year(demo_reading, centre_id=centre, year=year, today=DEMO_DAY)

    assert len(found) == 5
    for one in found:
        assert one.realised == glance.figures[one.goal.key].value
        assert one.is_whole


def test_the_real_year_has_none(demo_reading: Session) -> None:
    real = demo_reading.exec(select(Centre.id).where(col(Centre.fictional).is_(False))).one() or 0

    assert years_with_targets(demo_reading, centre_id=real) == ()
    assert targets_of_year(demo_reading, centre_id=real, year=2023, today=DEMO_DAY) == ()


def test_a_target_costs_no_statement_of_its_own(centre: int, statements: list[str]) -> None:
    def sent() -> int:
        statements.clear()
        standings(centre)
        return len(statements)

    with writing() as session:
        factories.make_target(session, centre, 2026, "meetings", 20)
    one = sent()
    with writing() as session:
        factories.make_target(session, centre, 2026, "territories", 20)
    assert sent() == one
