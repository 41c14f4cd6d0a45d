"""The rows of a closed month make its number for ever, whatever becomes of the meetings."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.closing import close_month
from db.models import Attendance, Meeting, MeetingTerritory, MonthClosing
from db.queries.closing import month_desk, month_reading, year_closings
from db.queries.months import month_spread
from db.queries.once import answers_kept
from db.queries.rows import counted_rows
from db.unit_of_work import AUTHOR, Author
from domain.closing import NO_CHANGES, digest
from domain.closing_entry import ClosingEntry
from domain.counted import CountedRows
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import MeetingScope, MeetingStatus, TerritoryLevel
from tests import factories

TODAY = date(2025, 2, 1)
MONTHS, MARCH = (3, 12), Period.of_month(2024, 3)
DELETED = datetime(2025, 1, 15, tzinfo=UTC)
Drawn = dict[str, Any]

# Three contrats, a commune and a quartier of the first two, and a place that has no contrat.
PLACES = range(6)
CONTRAT_OF = {0: 0, 1: 1, 2: 2, 3: 0, 4: 1}
days = st.dates(date(2024, 2, 25), date(2024, 4, 5)) | st.dates(date(2024, 11, 29), TODAY)
chosen = st.lists(st.sampled_from(PLACES), max_size=3, unique=True)
meetings = st.fixed_dictionaries(
    {
        "held_on": days,
        "status": st.sampled_from([*MeetingStatus, *[MeetingStatus.HELD] * 3]),
        "scope": st.sampled_from([*MeetingScope, *[MeetingScope.REGIONAL] * 3]),
        "headcount": st.none() | st.integers(0, 60),
        "half_days": st.sampled_from([None, 0.5, 1, 2]),
        "deleted_at": st.sampled_from([None, None, DELETED]),
        "places": chosen,
        "people": st.lists(st.integers(0, 2), max_size=3, unique=True),
    }
)
corrections = st.lists(st.tuples(st.integers(0, 7), meetings), max_size=8)


class Ground:
    """A centre, its director, places and people; nothing of it is ever committed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.centre = factories.make_centre(session)
        account = factories.make_account(session)
        factories.make_member(session, account, self.centre, Role.DIRECTOR)
        session.info[AUTHOR] = Author(account, self.centre)
        self.places = [factories.make_territory(session, name) for name in "ABC"]
        levels = ((TerritoryLevel.COMMUNE, 0), (TerritoryLevel.QPV, 1))
        self.places += [
            factories.make_territory(session, "Dedans", level=level, within=self.places[at])
            for level, at in levels
        ]
        self.places.append(factories.make_region(session))
        self.people = factories.make_people(session, self.centre, 3)
        # The centre’s first record, so that each month is known.
        factories.make_meeting(session, self.centre, date(2024, 1, 15), headcount=1, half_days=1)

    def meet(self, drawn: Drawn) -> int:
        columns = {key: value for key, value in drawn.items() if key not in ("places", "people")}
        territories = [self.places[at] for at in drawn["places"]]
        people = [self.people[at] for at in drawn["people"]]
        return factories.make_meeting(
            self.session, self.centre, territories=territories, people=people, **columns
        )

    def correct(self, key: int, drawn: Drawn) -> None:
        """The meeting becomes what is drawn: its columns, its places, who came."""
        for table in (MeetingTerritory, Attendance):
            for link in self.session.exec(select(table).where(col(table.meeting_id) == key)):
                self.session.delete(link)
        self.session.flush()
        columns = {name: drawn[name] for name in drawn if name not in ("places", "people")}
        self.session.get_one(Meeting, key).sqlmodel_update(columns)
        for at in drawn["places"]:
            self.session.add(MeetingTerritory(meeting_id=key, territory_id=self.places[at]))
        for at in drawn["people"]:
            factories.make_attendance(self.session, key, self.people[at])
        self.session.flush()

    def close(self, month: int) -> int:
        where: dict[str, int] = {"centre_id": self.centre, "year": 2024, "month": month}
        seen = month_reading(self.session, **where).seen
        return close_month(self.session, ClosingEntry(2024, month, TODAY, seen), month_reading)

    def rows(self, period: Period, key: str) -> CountedRows:
        scope = Scope(self.centre, period)
        return counted_rows(self.session, scope=scope, key=key, role=Role.ADMIN, today=TODAY)


def counted(known: dict[int, Drawn], month: int) -> dict[int, Drawn]:
    return {
        key: drawn
        for key, drawn in known.items()
        if drawn["deleted_at"] is None
        and drawn["status"] is MeetingStatus.HELD
        and drawn["scope"] in (MeetingScope.REGIONAL, MeetingScope.INTERNAL)
        and (drawn["held_on"].year, drawn["held_on"].month) == (2024, month)
    }


def contrats(drawn: Drawn) -> set[int]:
    return {CONTRAT_OF[at] for at in drawn["places"] if at in CONTRAT_OF}


@given(
    recorded=st.lists(meetings, max_size=8),
    later=st.lists(meetings, max_size=3),
    corrected=corrections,
)
def test_the_rows_of_closed_months_make_their_numbers_for_ever(
    engine: Engine,
    recorded: list[Drawn],
    later: list[Drawn],
    corrected: list[tuple[int, Drawn]],
) -> None:
    with Session(engine) as session:
        ground = Ground(session)
        known = {ground.meet(drawn): drawn for drawn in recorded}
        ids = list(known)
        for month in MONTHS:
            ground.close(month)
        for at, drawn in corrected:
            if at < len(ids):
                ground.correct(ids[at], drawn)
        for drawn in later:
            ground.meet(drawn)

        with answers_kept(session):
            for month in MONTHS:
                _check(ground, month, counted(known, month))
            _check_year(ground)


def _check(ground: Ground, month: int, then: dict[int, Drawn]) -> None:
    """``then`` are the meetings the month was closed on, as they were."""
    came = {key: _participations(drawn) for key, drawn in then.items()}
    known = [value for value in came.values() if value is not None]
    reached = {ground.places[at] for drawn in then.values() for at in contrats(drawn)}
    expected = {
        "meetings": len(then),
        "participations": sum(known) if known or not then else None,
        "territories": len(reached),
    }
    lasted = [drawn["half_days"] for drawn in then.values() if drawn["half_days"] is not None]
    told = {**expected, "half_days": sum(lasted) if lasted or not then else None}
    whole = Period.of_month(2024, month)
    scope = Scope(ground.centre, whole)
    spread = month_spread(ground.session, scope=scope, role=Role.ADMIN, today=TODAY)
    found = {key: ground.rows(whole, key) for key in told}

    assert spread.retained == expected
    assert {key: rows.value for key, rows in found.items()} == told
    assert {key: rows.made for key, rows in found.items()} == told
    assert {one.line.id for one in found["meetings"].meetings} == then.keys()
    amounts = {one.line.id: one.amount for one in found["participations"].meetings}
    assert amounts == {key: value for key, value in came.items() if value is not None}
    territories = found["territories"]
    assert {row.id for row in territories.others} == reached
    sources = {one.line.id for one in territories.sources}
    assert sources == {key for key, drawn in then.items() if contrats(drawn)}
    assert sum(territories.times.values()) == sum(len(contrats(drawn)) for drawn in then.values())


def _check_year(ground: Ground) -> None:
    """A meeting dated elsewhere since is counted in each month that counts it."""
    for key in ("meetings", "participations", "half_days"):
        rows = ground.rows(Period.of_year(2024), key)
        assert rows.value == rows.made == sum(rows.amounts)
        assert rows.count == len(rows.meetings)


def _participations(drawn: Drawn) -> int | None:
    headcount: int | None = drawn["headcount"]
    return headcount if headcount is not None else len(drawn["people"]) or None


AT_DOLE: Drawn = {
    "held_on": date(2024, 3, 5),
    "status": MeetingStatus.HELD,
    "scope": MeetingScope.REGIONAL,
    "headcount": 12,
    "half_days": 1,
    "deleted_at": None,
    "places": [0],
    "people": [],
}


@pytest.mark.parametrize(
    ("becomes", "shown", "note"),
    [
        ({}, ("A",), None),
        ({"places": [3]}, ("Dedans",), None),  # a commune of the same contrat
        ({"places": [1, 2]}, ("A",), "territoires changés depuis l’arrêté"),
        ({"places": [1], "status": MeetingStatus.CANCELLED}, ("A",), "annulée"),
        ({"places": [], "deleted_at": DELETED}, ("A",), "supprimée"),
        ({"held_on": date(2024, 5, 2)}, ("A",), "datée du 02/05/2024"),
        ({"held_on": date(2023, 5, 2)}, ("A",), "datée du 02/05/2023"),
    ],
)
def test_a_meeting_is_shown_with_the_contrats_its_month_was_closed_on(
    session: Session, becomes: Drawn, shown: tuple[str, ...], note: str | None
) -> None:
    ground = Ground(session)
    key = ground.meet(AT_DOLE)
    ground.close(3)
    ground.correct(key, {**AT_DOLE, **becomes})

    rows = ground.rows(MARCH, "territories")
    assert [row.name for row in rows.others] == ["A"]
    assert [(one.line.territories, one.note) for one in rows.sources] == [(shown, note)]


def test_a_closing_without_its_contrats_reads_those_of_today(session: Session) -> None:
    ground = Ground(session)
    key, gone = ground.meet(AT_DOLE), ground.meet({**AT_DOLE, "places": [2]})
    row = session.get_one(MonthClosing, ground.close(3))
    row.frozen = {name: value for name, value in row.frozen.items() if name != "contrats"}
    row.digest = digest(row.frozen)
    session.flush()
    assert _changed(ground) == NO_CHANGES
    ground.correct(key, {**AT_DOLE, "places": [1]})
    ground.correct(gone, {**AT_DOLE, "deleted_at": DELETED})

    (closing,) = year_closings(session, centre_id=ground.centre, year=2024)
    assert (closing.is_intact, closing.reached, closing.counted) == (
        True,
        None,
        {key: 12, gone: 12},
    )
    rows = ground.rows(MARCH, "territories")
    assert (rows.value, [row.name for row in rows.others]) == (2, ["B"])
    assert [(one.line.id, one.note) for one in rows.sources] == [(key, None)]
    assert _changed(ground).elsewhere == {}


def _changed(ground: Ground) -> Any:
    desk = month_desk(ground.session, centre_id=ground.centre, year=2024, month=3, today=TODAY)
    return desk.changed
