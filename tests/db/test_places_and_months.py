"""The map and the page of a month, over a few rows written by hand."""

from datetime import date

import pytest
from sqlmodel import Session

from db.queries.choices import themes
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.meetings import listing
from db.queries.months import month_spread
from db.queries.territories import contrats, region
from domain.coverage import LastVisit
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    Consent,
    DatePrecision,
    HeadcountPrecision,
    MeetingStatus,
    TerritoryLevel,
)
from tests import factories

TODAY = date(2024, 11, 22)
YEAR = Period.of_year(2024)


@pytest.fixture
def ground(session: Session) -> dict[str, int]:
    """Two contrats of a département; a quartier in the first."""
    whole = factories.make_region(session)
    jura = factories.make_territory(session, "Jura", level=TerritoryLevel.DEPARTEMENT, within=whole)
    dole = factories.make_territory(session, "Dole", within=jura)
    lons = factories.make_territory(session, "Lons", within=jura)
    mesnils = factories.make_territory(
        session, "Mesnils", level=TerritoryLevel.QPV, within=dole, vintage=2024
    )
    factories.make_territory(
        session, "Mesnils 2015", level=TerritoryLevel.QPV, within=dole, vintage=2015
    )
    centre = factories.make_centre(session, region=whole)
    return {"centre": centre, "jura": jura, "dole": dole, "lons": lons, "mesnils": mesnils}


def spread(session: Session, centre: int, month: int, role: Role = Role.READER) -> MonthSpread:
    scope = Scope(centre, Period.of_month(2024, month))
    return month_spread(session, scope=scope, role=role, today=TODAY)


def test_the_map_shows_every_contrat_zeros_included(
    session: Session, ground: dict[str, int]
) -> None:
    centre, mesnils = ground["centre"], ground["mesnils"]
    factories.make_meeting(session, centre, date(2024, 2, 1), territories=[mesnils], headcount=30)
    factories.make_meeting(session, centre, date(2024, 3, 1), territories=[ground["dole"]])
    factories.make_meeting(session, centre, date(2024, 4, 1), territories=[ground["jura"]])
    factories.make_meeting(session, centre, date(2024, 5, 1))

    covered = coverage(session, scope=Scope(centre, YEAR), today=TODAY)

    assert [
        (line.place.name, line.meetings, line.participations, line.last) for line in covered.lines
    ] == [
        ("Dole", 2, 30, LastVisit(date(2024, 3, 1), DatePrecision.DAY)),
        ("Lons", 0, 0, None),
    ]
    assert {line.departement.name for line in covered.lines if line.departement} == {"Jura"}
    assert (covered.visited, covered.without_territory, covered.at) == (1, 2, TODAY)


def test_a_contrat_where_nobody_counted_is_unknown_not_empty(
    session: Session, ground: dict[str, int]
) -> None:
    factories.make_meeting(
        session, ground["centre"], date(2024, 3, 1), territories=[ground["dole"]]
    )

    covered = coverage(session, scope=Scope(ground["centre"], YEAR), today=TODAY)
    assert [line.participations for line in covered.lines] == [None, 0]


def test_a_meeting_of_two_contrats_counts_in_both(session: Session, ground: dict[str, int]) -> None:
    both = [ground["dole"], ground["lons"]]
    factories.make_meeting(
        session, ground["centre"], date(2024, 3, 1), territories=both, headcount=30
    )

    covered = coverage(session, scope=Scope(ground["centre"], YEAR), today=TODAY)
    assert [(line.meetings, line.participations) for line in covered.lines] == [(1, 30), (1, 30)]


def test_the_last_visit_is_of_any_year_and_never_of_the_days_ahead(
    session: Session, ground: dict[str, int]
) -> None:
    centre, dole = ground["centre"], [ground["dole"]]
    factories.make_meeting(
        session, centre, date(2021, 5, 1), territories=dole, date_precision=DatePrecision.MONTH
    )
    factories.make_meeting(session, centre, date(2024, 12, 1), territories=dole)
    factories.make_meeting(
        session, centre, date(2024, 3, 1), territories=dole, status=MeetingStatus.CANCELLED
    )

    covered = coverage(session, scope=Scope(centre, YEAR), today=TODAY)
    assert covered.lines[0].last == LastVisit(date(2021, 5, 1), DatePrecision.MONTH)


@pytest.mark.parametrize(("year", "name"), [(2023, "Mesnils 2015"), (2024, "Mesnils")])
def test_the_quartiers_are_those_of_the_geography_in_force(
    session: Session, ground: dict[str, int], year: int, name: str
) -> None:
    scope = Scope(ground["centre"], Period.of_year(year))

    assert [place.name for place, _ in coverage(session, scope=scope, today=TODAY).qpv] == [name]


def test_a_centre_sees_the_territories_of_its_region_only(
    session: Session, ground: dict[str, int]
) -> None:
    elsewhere = factories.make_region(session)
    factories.make_territory(session, "Nantes", within=elsewhere)

    names = [place.name for place in region(session, centre_id=ground["centre"])]
    assert names == ["Dole", "Jura", "Lons", "Mesnils", "Mesnils 2015", "Région"]
    assert [p.name for p in contrats(session, centre_id=ground["centre"])] == ["Dole", "Lons"]


def test_themes_come_in_the_order_of_their_names(session: Session, ground: dict[str, int]) -> None:
    sport, culture = factories.make_themes(session, ground["centre"], "Sport", "Culture")

    found = themes(session, centre_id=ground["centre"])
    assert list(found.items()) == [(str(culture), "Culture"), (str(sport), "Sport")]


def test_a_closed_month_keeps_its_words_and_its_figures(
    session: Session, ground: dict[str, int]
) -> None:
    centre = ground["centre"]
    factories.make_meeting(session, centre, date(2024, 3, 5), highlight="De la base")
    factories.make_closing(
        session,
        centre,
        2024,
        3,
        meetings=6,
        participations=216,
        highlights=["Publiée"],
        source="Rapport",
    )

    found = spread(session, centre, 3)
    # One row of six: that it reaches no contrat does not make a zero of the month.
    assert found.retained == {"meetings": 6, "participations": 216, "territories": None}
    assert found.computed == {
        "meetings": 1,
        "participations": None,
        "territories": 0,
        "publications": 0,
    }
    assert found.highlights == ("Publiée",)


def test_an_open_month_takes_its_highlights_from_its_meetings_in_order(
    session: Session, ground: dict[str, int]
) -> None:
    centre = ground["centre"]
    for day, text in ((20, "Seconde"), (5, "Première"), (12, None)):
        factories.make_meeting(session, centre, date(2024, 3, day), highlight=text)

    found = spread(session, centre, 3)
    assert found.published is None
    assert found.highlights == ("Première", "Seconde")
    assert [line.held_on.day for line in found.meetings] == [5, 12, 20]


def test_a_month_to_come_has_no_figure(session: Session, ground: dict[str, int]) -> None:
    found = spread(session, ground["centre"], 12)

    assert not found.begun
    assert set(found.retained.values()) == set(found.computed.values()) == {None}


def test_the_present_month_is_compared_with_the_same_days_of_last_year(
    session: Session, ground: dict[str, int]
) -> None:
    centre = ground["centre"]
    for day in ("2023-11-22", "2023-11-23", "2023-10-31"):
        factories.make_meeting(session, centre, date.fromisoformat(day))

    november, october, september = (spread(session, centre, month) for month in (11, 10, 9))
    assert november.last_year["meetings"] == october.last_year["meetings"] == 1
    assert november.compared == Period(date(2023, 11, 1), date(2023, 11, 22))
    assert october.compared == Period.of_month(2023, 10)
    # Before the first record nothing is known.
    assert set(september.last_year.values()) == {None}


def test_a_month_says_whether_a_headcount_is_approximate(
    session: Session, ground: dict[str, int]
) -> None:
    about = HeadcountPrecision.ABOUT
    centre = ground["centre"]
    factories.make_meeting(session, centre, date(2024, 3, 5), headcount=40)
    factories.make_meeting(
        session, centre, date(2024, 4, 5), headcount=40, headcount_precision=about
    )

    assert [spread(session, centre, month).is_approximate for month in (3, 4)] == [False, True]


def test_a_contrat_says_what_is_approximate_and_what_is_unknown(
    session: Session, ground: dict[str, int]
) -> None:
    centre, about = ground["centre"], HeadcountPrecision.ABOUT
    for day, columns in ((1, {"headcount": 30}), (2, {"headcount_precision": about}), (3, {})):
        given = {"headcount": 10, **columns} if day < 3 else columns
        factories.make_meeting(
            session, centre, date(2024, 3, day), territories=[ground["dole"]], **given
        )
    factories.make_meeting(
        session, centre, date(2024, 3, 4), territories=[ground["lons"]], headcount=7
    )

    covered = coverage(session, scope=Scope(centre, YEAR), today=TODAY)
    assert [
        (line.meetings, line.participations, line.is_approximate, line.unknown)
        for line in covered.lines
    ] == [(3, 40, True, 1), (1, 7, False, 0)]


def test_the_map_says_which_part_of_the_meetings_it_shows(
    session: Session, ground: dict[str, int]
) -> None:
    centre = ground["centre"]
    factories.make_closing(session, centre, 2024, 3, meetings=12)
    for month in (3, 4):
        factories.make_meeting(session, centre, date(2024, month, 5), territories=[ground["dole"]])

    covered = coverage(session, scope=Scope(centre, YEAR), today=TODAY)
    assert (covered.detailed, covered.total) == (2, 13)
    narrowed = coverage(session, scope=Scope(centre, YEAR, ground["dole"]), today=TODAY)
    assert (narrowed.detailed, narrowed.total) == (2, 2)


def test_a_meeting_marked_held_ahead_of_its_date_is_counted_nowhere_yet(
    session: Session, ground: dict[str, int]
) -> None:
    centre, dole, tomorrow = ground["centre"], [ground["dole"]], date(2024, 11, 23)
    for day in (TODAY, tomorrow):
        factories.make_meeting(session, centre, day)
        factories.make_meeting(session, centre, day, territories=dole, headcount=30)
    scope = Scope(centre, YEAR)

    covered = coverage(session, scope=scope, today=TODAY)
    there = covered.lines[0]
    assert (there.meetings, there.participations, covered.without_territory) == (1, 30, 1)
    glance = year_at_a_glance(session, scope=scope, today=TODAY)
    assert glance.figures["meetings"].value == covered.total == covered.detailed == 2
    # What the links of the map open.
    for on_map, within in ((covered.detailed, scope), (there.meetings, scope.within(dole[0]))):
        listed = listing(session, scope=within)
        assert sum(line.is_counted_by(covered.at) for line in listed) == on_map


def test_the_map_of_a_period_to_come_counts_nothing(
    session: Session, ground: dict[str, int]
) -> None:
    centre, first = ground["centre"], date(2024, 12, 1)
    factories.make_meeting(session, centre, first, territories=[ground["dole"]])
    december = Scope(centre, Period.of_month(2024, 12))

    covered = coverage(session, scope=december, today=TODAY)
    assert (covered.visited, covered.detailed, covered.total, covered.at) == (0, 0, None, TODAY)
    assert covered.lines[0].last is None


def test_the_contrats_of_a_territory_are_those_that_lie_in_it(
    session: Session, ground: dict[str, int]
) -> None:
    def names(within: int) -> list[str]:
        return [p.name for p in contrats(session, centre_id=ground["centre"], within=within)]

    assert names(ground["jura"]) == ["Dole", "Lons"]
    # A quartier has the one it counts for.
    assert names(ground["dole"]) == names(ground["mesnils"]) == ["Dole"]


def test_the_words_of_a_month_are_those_its_reader_may_read(
    session: Session, ground: dict[str, int]
) -> None:
    centre = ground["centre"]
    factories.make_testimonial(session, centre, 2024, 3, body="Publique")
    factories.make_testimonial(session, centre, 2024, 3, body="Équipe", consent=Consent.TEAM)
    factories.make_testimonial(session, centre, 2024, 4, body="Autre mois")

    seen = {role: spread(session, centre, 3, role) for role in (Role.READER, Role.EDITOR)}
    assert [card.body for card in seen[Role.READER].testimonials] == ["Publique"]
    assert [s.hidden_testimonials for s in seen.values()] == [1, 0]
