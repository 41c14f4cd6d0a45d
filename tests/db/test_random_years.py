"""Whatever a team records, the dashboard says what a recount of its tables says."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.rows import counted_rows
from domain.indicators import ALL
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceState,
    DatePrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    TerritoryLevel,
)
from tests import factories
from tests.db.recount import Recount

CONTRAT, COMMUNE, QPV = (
    TerritoryLevel.CONTRAT_DE_VILLE,
    TerritoryLevel.COMMUNE,
    TerritoryLevel.QPV,
)
PLACES, PEOPLE, THEMES = range(9), range(5), range(2)
DELETED = datetime(2024, 6, 1, tzinfo=UTC)
Drawn = dict[str, Any]

# Two years: the one shown and the one it is compared with.
days = st.dates(date(2023, 1, 1), date(2024, 12, 31))
chosen = st.lists(st.sampled_from(PLACES), max_size=3, unique=True)
meetings = st.fixed_dictionaries(
    {
        "held_on": days,
        "status": st.sampled_from([*MeetingStatus, MeetingStatus.HELD, MeetingStatus.HELD]),
        "scope": st.sampled_from([*MeetingScope, MeetingScope.REGIONAL]),
        "format": st.sampled_from([MeetingFormat.GAP, MeetingFormat.COTEC]),
        "headcount": st.none() | st.integers(0, 60),
        "half_days": st.none() | st.sampled_from([0.5, 1.0]),
        "deleted_at": st.sampled_from([None, None, None, DELETED]),
        "places": chosen,
        "themes": st.lists(st.sampled_from(THEMES), max_size=2, unique=True),
        "attendances": st.dictionaries(
            st.sampled_from(PEOPLE), st.sampled_from(AttendanceState), max_size=5
        ),
        "traces": st.lists(days, max_size=2),
    }
)
publications = st.fixed_dictionaries(
    {
        "published_on": days,
        "date_precision": st.sampled_from(DatePrecision),
        "deleted_at": st.sampled_from([None, None, DELETED]),
    }
)
amounts = st.none() | st.integers(0, 99)
closings = st.dictionaries(
    st.tuples(st.sampled_from([2023, 2024]), st.integers(1, 12)),
    st.fixed_dictionaries(
        {
            "meetings": amounts,
            "participations": amounts,
            "territories": amounts,
            "reopened_at": st.sampled_from([None, None, DELETED]),
        }
    ),
    max_size=4,
)
todays = st.dates(date(2024, 1, 1), date(2025, 3, 1))


@given(
    recorded=st.lists(meetings, max_size=6),
    papers=st.lists(publications, max_size=3),
    closed=closings,
    narrow=st.sampled_from(["nothing", "nothing", "territory", "format", "theme"]),
    today=todays,
)
def test_the_dashboard_says_what_a_recount_says(
    engine: Engine,
    recorded: list[Drawn],
    papers: list[Drawn],
    closed: dict[tuple[int, int], Drawn],
    narrow: str,
    today: date,
) -> None:
    with Session(engine) as session:  # never committed: each example starts anew
        centre, places, themes = _ground(session)
        people = factories.make_people(session, centre, len(PEOPLE))
        for drawn in recorded:
            _record(session, centre, dict(drawn), places, themes, people)
        for paper in papers:
            factories.make_publication(session, centre, **paper)
        for (year, month), figures in closed.items():
            factories.make_closing(session, centre, year, month, **figures)
        scope, by = _narrowed(narrow, centre, places, themes)
        _compare(session, scope, today, by)


def _compare(session: Session, scope: Scope, today: date, by: Drawn) -> None:
    recount, centre = Recount(session), scope.centre_id
    end = min(today, date(2024, 12, 31))
    first = date(2024, 1, 1)
    shown = year_at_a_glance(session, scope=scope, today=today)
    by_hand = {
        i.key: recount.figures(centre, first, end, **by)[i.key]
        if by
        else recount.year_to(centre, end, i.key)
        for i in ALL
    }

    assert {key: figure.value for key, figure in shown.figures.items()} == by_hand
    assert {key: figure.previous for key, figure in shown.figures.items()} == _last_year(
        recount, centre, end, by
    )
    held = list(recount.held(centre, first, end, **by))
    assert shown.detailed == len(held)
    for indicator in ALL:
        rows = counted_rows(session, scope=scope, key=indicator.key, role=Role.ADMIN, today=today)
        assert rows.value == by_hand[indicator.key]
        assert rows.computed == recount.figures(centre, first, end, **by)[indicator.key]
        assert rows.count == len(rows.meetings) + len(rows.others)
    covered = coverage(session, scope=scope, today=today)
    assert covered.without_territory == sum(not recount.contrats(row, **by) for row in held)
    assert {line.place.id: line.meetings for line in covered.lines} == {
        line.place.id: sum(line.place.id in recount.contrats(row, **by) for row in held)
        for line in covered.lines
    }


def _last_year(recount: Recount, centre: int, end: date, by: Drawn) -> dict[str, float | None]:
    """The same days of 2023, if records were kept in its January; a whole month to a whole one."""
    if not recount.recorded(centre, date(2023, 1, 31)):
        return dict.fromkeys(i.key for i in ALL)
    until = date(2023, 2, 28) if (end.month, end.day) == (2, 29) else end.replace(year=2023)
    if by:
        return recount.figures(centre, date(2023, 1, 1), until, **by)
    return {i.key: recount.year_to(centre, until, i.key) for i in ALL}


def _ground(session: Session) -> tuple[int, list[int], list[int]]:
    """A region with two départements, three contrats, and a commune that has no contrat."""
    region = factories.make_region(session)
    centre = factories.make_centre(session, region=region)
    departement = TerritoryLevel.DEPARTEMENT
    jura, yonne = (
        factories.make_territory(session, name, level=departement, within=region)
        for name in ("Jura", "Yonne")
    )
    dole, lons, sens = (
        factories.make_territory(session, name, within=parent)
        for name, parent in (("Dole", jura), ("Lons", jura), ("Sens", yonne))
    )
    commune = factories.make_territory(session, "Dole", level=COMMUNE, within=dole)
    alone = factories.make_territory(session, "Joigny", level=COMMUNE, within=yonne)
    mesnils = factories.make_territory(session, "Mesnils", level=QPV, within=commune)
    straddling = factories.make_territory(session, "Entre deux", level=QPV, within=sens)
    themes = [factories.make_theme(session, centre, name) for name in ("Santé", "Emploi")]
    return centre, [jura, yonne, dole, lons, sens, commune, alone, mesnils, straddling], themes


def _record(
    session: Session,
    centre: int,
    drawn: Drawn,
    places: list[int],
    themes: list[int],
    people: list[int],
) -> None:
    attendances, traces = drawn.pop("attendances"), drawn.pop("traces")
    meeting = factories.make_meeting(
        session,
        centre,
        territories=[places[n] for n in drawn.pop("places")],
        themes=[themes[n] for n in drawn.pop("themes")],
        **drawn,
    )
    for person, state in attendances.items():
        factories.make_attendance(session, meeting, people[person], state)
    for day in traces:
        factories.make_publication(session, centre, day, meeting_id=meeting)


def _narrowed(
    by: str, centre: int, places: list[int], themes: list[int]
) -> tuple[Scope, dict[str, Any]]:
    year = Period.of_year(2024)
    if by == "territory":
        return Scope(centre, year, territory_id=places[0]), {"territory": places[0]}
    if by == "format":
        return Scope(centre, year, format=MeetingFormat.GAP), {"format": "gap"}
    if by == "theme":
        return Scope(centre, year, theme_id=themes[0]), {"theme": themes[0]}
    return Scope(centre, year), {}
