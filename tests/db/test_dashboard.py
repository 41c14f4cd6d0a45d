"""The year at a glance, over a few rows written by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from db.models import Meeting, utc_now
from db.queries.dashboard import year_at_a_glance
from db.queries.rows import counted_rows
from db.queries.years import closings, known_since, year_figures, years_with_figures
from domain.checks import Finding
from domain.glance import Attention, MonthState, Rectified, YearAtAGlance
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    AudienceKey,
    DatePrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    TerritoryLevel,
)
from tests import factories

TODAY = date(2024, 11, 22)


@pytest.fixture
def region(session: Session) -> int:
    return factories.make_region(session)


@pytest.fixture
def centre(session: Session, region: int) -> int:
    return factories.make_centre(session, region=region)


def glance(
    session: Session, centre: int, period: Period | None = None, today: date = TODAY
) -> YearAtAGlance:
    scope = Scope(centre, period or Period.of_year(2024))
    return year_at_a_glance(session, scope=scope, today=today)


def value(shown: YearAtAGlance, key: str) -> float | None:
    return shown.figures[key].value


def test_an_empty_centre_has_no_figures(session: Session, centre: int) -> None:
    shown = glance(session, centre)

    assert not shown.has_figures
    assert {f.previous for f in shown.figures.values()} == {None}
    assert (value(shown, "meetings"), shown.named_share) == (0, None)


@pytest.mark.parametrize(
    ("columns", "counted"),
    [
        ({}, 1),
        ({"scope": MeetingScope.INTERNAL}, 1),
        ({"scope": MeetingScope.NATIONAL}, 0),
        ({"scope": MeetingScope.OUTSIDE}, 0),
        ({"status": MeetingStatus.PLANNED}, 0),
        ({"status": MeetingStatus.CANCELLED}, 0),
        ({"deleted_at": utc_now()}, 0),
    ],
)
def test_a_meeting_counts_once_held_in_the_region(
    session: Session, centre: int, columns: dict[str, Any], counted: int
) -> None:
    factories.make_meeting(session, centre, date(2024, 3, 12), **columns)

    assert value(glance(session, centre), "meetings") == counted


def test_this_year_is_compared_with_the_same_days_of_the_last(
    session: Session, centre: int
) -> None:
    for held_on in ("2023-01-31", "2023-11-22", "2023-11-23", "2024-11-22"):
        factories.make_meeting(session, centre, date.fromisoformat(held_on))

    meetings = glance(session, centre).figures["meetings"]
    assert (meetings.value, meetings.previous) == (1, 2)


def test_a_closed_month_of_last_year_is_compared_as_published(
    session: Session, centre: int
) -> None:
    factories.make_meeting(session, centre, date(2023, 1, 12))
    factories.make_meeting(session, centre, date(2023, 3, 12))
    factories.make_closing(session, centre, 2023, 3, meetings=14)

    assert glance(session, centre).figures["meetings"].previous == 1 + 14


@pytest.mark.parametrize(
    ("first", "before"),
    [
        # The records go back far enough, be the year compared empty.
        ("2021-12-31", 0),
        ("2022-12-31", 0),
        ("2023-01-31", 1),
        # A year begun in February is not compared with a whole one, nor one without records.
        ("2023-02-01", None),
        ("2023-11-22", None),
        ("2024-03-12", None),
    ],
)
def test_a_year_is_compared_when_records_were_kept_as_it_began(
    session: Session, centre: int, first: str, before: int | None
) -> None:
    factories.make_meeting(session, centre, date.fromisoformat(first))

    figures = glance(session, centre).figures
    assert figures["meetings"].previous == before
    if before is None:
        assert {figure.previous for figure in figures.values()} == {None}


def test_a_part_of_a_year_begun_half_way_is_compared(session: Session, centre: int) -> None:
    factories.make_meeting(session, centre, date(2023, 9, 30))
    autumn = Period(date(2024, 9, 1), date(2024, 10, 31))
    late_summer = Period(date(2024, 8, 1), date(2024, 10, 31))

    assert glance(session, centre, autumn).figures["meetings"].previous == 1
    assert glance(session, centre, late_summer).figures["meetings"].previous is None


def test_a_closed_month_begins_the_records_as_a_meeting_does(session: Session, centre: int) -> None:
    factories.make_meeting(session, centre, date(2023, 5, 9))
    factories.make_closing(session, centre, 2023, 1, meetings=4, reopened_at=utc_now())

    assert known_since(session, centre_id=centre) == date(2023, 1, 1)
    assert glance(session, centre).figures["meetings"].previous == 1


def test_a_deleted_meeting_begins_no_record(session: Session, centre: int) -> None:
    factories.make_meeting(session, centre, date(2019, 5, 9), deleted_at=utc_now())
    assert known_since(session, centre_id=centre) is None

    factories.make_meeting(session, centre, date(2023, 5, 9))
    assert known_since(session, centre_id=centre) == date(2023, 5, 9)


def test_a_filter_is_compared_since_the_centre_keeps_records(
    session: Session, centre: int, region: int
) -> None:
    """Whatever the filter: its first meeting may well be of this year."""
    dole = factories.make_territory(session, "Dole", within=region)
    factories.make_meeting(session, centre, date(2022, 5, 9))
    factories.make_meeting(session, centre, date(2024, 5, 9), territories=[dole])
    scope = Scope(centre, Period.of_year(2024), territory_id=dole)

    meetings = year_at_a_glance(session, scope=scope, today=TODAY).figures["meetings"]
    assert (meetings.value, meetings.previous) == (1, 0)


def test_a_reopened_month_is_computed_again(session: Session, centre: int) -> None:
    factories.make_closing(session, centre, 2024, 3, meetings=14, reopened_at=utc_now())
    shown = glance(session, centre)
    assert (shown.months[2].state, shown.months[2].values["meetings"]) == (MonthState.COMPUTED, 0)

    factories.make_closing(session, centre, 2024, 3, revision=2, meetings=15)
    shown = glance(session, centre)
    assert (shown.months[2].state, shown.months[2].values["meetings"]) == (MonthState.PUBLISHED, 15)


def test_each_month_says_where_its_figures_come_from(session: Session, centre: int) -> None:
    factories.make_closing(session, centre, 2024, 1, meetings=3)
    half = Period(date(2024, 1, 1), date(2024, 3, 31))

    shown = glance(session, centre, half, today=date(2024, 5, 10))

    computed, outside, future = MonthState.COMPUTED, MonthState.OUTSIDE, MonthState.FUTURE
    assert [line.state for line in shown.months] == [
        MonthState.PUBLISHED,
        *[computed] * 2,
        *[outside] * 2,
        *[future] * 7,
    ]
    assert [line.values["meetings"] for line in shown.months[5:]] == [None] * 7


def test_the_published_year_stands_beside_the_whole_year_only(
    session: Session, centre: int
) -> None:
    factories.make_year_figure(session, centre, 2023, "meetings", 127)
    factories.make_closing(session, centre, 2023, 3, meetings=128)

    whole = glance(session, centre, Period.of_year(2023))
    assert (value(whole, "meetings"), whole.figures["meetings"].published) == (128, 127)
    half = glance(session, centre, Period(date(2023, 1, 1), date(2023, 6, 30)))
    assert half.figures["meetings"].published is None


def test_territories_are_distinct_contrats_whatever_was_named(
    session: Session, region: int, centre: int
) -> None:
    dole = factories.make_territory(session, "Dole", within=region)
    factories.make_territory(session, "Sens", within=region)
    commune = factories.make_territory(session, level=TerritoryLevel.COMMUNE, within=dole)
    qpv = factories.make_territory(session, level=TerritoryLevel.QPV, within=commune)
    for month, place in ((1, dole), (2, commune), (3, qpv), (4, region)):
        factories.make_meeting(session, centre, date(2024, month, 5), territories=[place])

    shown = glance(session, centre)
    assert (value(shown, "territories"), value(shown, "qpv"), shown.contrats) == (1, 1, 2)
    assert [line.values["territories"] for line in shown.months[:4]] == [1, 1, 1, 0]


def test_people_are_distinct_and_come_with_their_coverage(session: Session, centre: int) -> None:
    people = factories.make_people(session, centre, 4)
    factories.make_meeting(session, centre, date(2024, 1, 9), people=people)
    factories.make_meeting(session, centre, date(2024, 2, 9), people=people[:2], headcount=12)

    shown = glance(session, centre)
    assert (value(shown, "people"), value(shown, "participations")) == (4, 16)
    assert shown.named_share == 6 / 16


def test_under_a_territory_what_lies_in_it_is_counted(
    session: Session, region: int, centre: int
) -> None:
    """A meeting of two contrats counts, under one of them, for that one."""
    departement = TerritoryLevel.DEPARTEMENT
    jura, yonne = (
        factories.make_territory(session, name, level=departement, within=region)
        for name in ("Jura", "Yonne")
    )
    dole, lons, sens = (
        factories.make_territory(session, name, within=parent)
        for name, parent in (("Dole", jura), ("Lons", jura), ("Sens", yonne))
    )
    mesnils, champs = (
        factories.make_territory(session, name, level=TerritoryLevel.QPV, within=parent)
        for name, parent in (("Mesnils", dole), ("Champs", sens))
    )
    factories.make_meeting(session, centre, date(2024, 1, 9), territories=[mesnils, champs, lons])

    def seen(place: int) -> tuple[float | None, float | None, int]:
        scope = Scope(centre, Period.of_year(2024), territory_id=place)
        shown = year_at_a_glance(session, scope=scope, today=TODAY)
        assert shown.is_narrowed
        return value(shown, "territories"), value(shown, "qpv"), shown.contrats

    assert {place: seen(place) for place in (region, jura, yonne, dole, lons, mesnils)} == {
        region: (3, 2, 3),
        jura: (2, 1, 2),
        yonne: (1, 1, 1),
        dole: (1, 1, 1),
        lons: (1, 0, 1),
        mesnils: (1, 1, 1),
    }


def test_closed_months_whose_rows_changed_are_told(session: Session, centre: int) -> None:
    """As published and as its rows are today; neither corrects the other."""
    for month, told in ((1, 1), (2, 2), (11, 7)):
        factories.make_closing(
            session, centre, 2024, month, meetings=told, participations=30, territories=0
        )
        factories.make_meeting(session, centre, date(2024, month, 9), headcount=30)

    shown = glance(session, centre)
    same = {"participations": 30, "territories": 0}
    assert shown.rectified == (
        Rectified(2, {"meetings": 2, **same}, {"meetings": 1, **same}),
        Rectified(11, {"meetings": 7, **same}, {"meetings": 1, **same}),
    )
    # November is not over: its closing says nothing of its first days, which are computed.
    assert (value(shown, "meetings"), shown.detailed, shown.is_detailed) == (1 + 2 + 1, 3, False)
    january = glance(session, centre, Period.of_month(2024, 1))
    assert (january.rectified, january.is_detailed) == ((), True)


def test_a_filter_leaves_out_what_was_published(session: Session, centre: int, region: int) -> None:
    factories.make_closing(session, centre, 2024, 1, meetings=9)
    factories.make_year_figure(session, centre, 2024, "qpv", 58)
    whole = Scope(centre, Period.of_year(2024))

    shown, narrowed = (
        year_at_a_glance(session, scope=scope, today=TODAY)
        for scope in (whole, whole.within(region))
    )
    assert (len(shown.rectified), shown.qpv_published, shown.is_narrowed) == (1, 58, False)
    assert (narrowed.rectified, narrowed.qpv_published, narrowed.is_narrowed) == ((), None, True)


def test_events_of_the_audience_add_up_and_states_are_the_last_known(
    session: Session, centre: int
) -> None:
    key = AudienceKey
    for channel in (key.WEBSITE_VIEWS, key.NEWSLETTER_ISSUES, key.PODCAST_EPISODES):
        for month, told in ((3, 5), (1, 40), (2, 20)):
            factories.make_audience(session, centre, channel, 2024, told, month)
    for channel in (key.WEBSITE_USERS, key.NEWSLETTER_SUBSCRIBERS):
        for month, told in ((10, 700), (9, 900), (2, 800)):
            factories.make_audience(session, centre, channel, 2024, told, month)
    factories.make_audience(session, centre, key.SOCIAL_FOLLOWERS, 2023, 1)

    assert [(found.key, found.value) for found in glance(session, centre).audience] == [
        (key.WEBSITE_USERS, 700),
        (key.WEBSITE_VIEWS, 65),
        (key.NEWSLETTER_SUBSCRIBERS, 700),
        (key.NEWSLETTER_ISSUES, 65),
        (key.PODCAST_EPISODES, 65),
    ]


def test_the_audience_stands_beside_the_same_months_last_year(
    session: Session, centre: int
) -> None:
    for year, told in ((2022, 1), (2023, 30), (2024, 40)):
        factories.make_audience(session, centre, AudienceKey.WEBSITE_VIEWS, year, told, 1)
    factories.make_audience(session, centre, AudienceKey.WEBSITE_VIEWS, 2023, 500, 2)
    other = factories.make_centre(session, slug="deux")
    factories.make_audience(session, other, AudienceKey.WEBSITE_VIEWS, 2023, 9, 1)

    (views,) = glance(session, centre).audience
    assert (views.value, views.months, views.previous) == (40, (1,), 30)
    assert (views.known, views.known_before) == ({1: 40}, {1: 30, 2: 500})


@pytest.mark.parametrize("key", [AudienceKey.WEBSITE_VIEWS, AudienceKey.SOCIAL_FOLLOWERS])
def test_the_audience_given_for_the_year_stands_for_its_months(
    session: Session, centre: int, key: AudienceKey
) -> None:
    factories.make_audience(session, centre, key, 2024, 900, month=12)
    factories.make_audience(session, centre, key, 2024, 1200)

    (found,) = glance(session, centre).audience
    assert (found.value, found.is_given) == (1200, True)


def test_publications_of_the_year_alone_make_a_part_of_it_unknown(
    session: Session, centre: int
) -> None:
    for precision in (DatePrecision.YEAR, DatePrecision.DAY):
        factories.make_publication(session, centre, date(2023, 1, 1), date_precision=precision)

    whole = glance(session, centre, Period.of_year(2023))
    assert value(whole, "publications") == 2
    assert whole.figures["publications"].months == (None,) * 12
    half = glance(session, centre, Period(date(2023, 1, 1), date(2023, 6, 30)))
    assert value(half, "publications") is None


def test_what_is_not_yet_entered_is_counted(session: Session, centre: int, region: int) -> None:
    factories.make_territory(session, "Dole", within=region)
    factories.make_closing(session, centre, 2024, 1)
    people = factories.make_people(session, centre, 3)
    planned = MeetingStatus.PLANNED
    silent = factories.make_meeting(session, centre, date(2024, 2, 5))
    short = factories.make_meeting(session, centre, date(2024, 2, 6), headcount=2, people=people)
    late = factories.make_meeting(session, centre, TODAY - timedelta(days=1), status=planned)
    factories.make_meeting(session, centre, TODAY, status=planned)

    assert glance(session, centre).attention == Attention(
        months_to_close=(2, 3, 4, 5, 6, 7, 8, 9, 10),
        findings=(
            Finding("effectif", (silent,)),
            Finding("a-tenir", (late,)),
            Finding("sous-effectif", (short,)),
            Finding("territoire", (silent, short)),
            Finding("theme", (silent, short)),
            Finding("temoignage", months=(2,), detail="février"),
            Finding("audience", months=(2,), detail="février"),
        ),
        unvisited=("Dole",),
    )


@pytest.mark.parametrize(
    ("last", "unvisited"), [("2023-11-22", ("Dole",)), ("2023-11-23", ()), ("2024-11-22", ())]
)
def test_a_contrat_is_not_visited_after_twelve_months(
    session: Session, centre: int, region: int, last: str, unvisited: tuple[str, ...]
) -> None:
    dole = factories.make_territory(session, "Dole", within=region)
    factories.make_meeting(session, centre, date.fromisoformat(last), territories=[dole])

    assert glance(session, centre).attention.unvisited == unvisited


def test_the_years_of_a_centre_are_those_it_recorded_or_published(
    session: Session, centre: int
) -> None:
    assert years_with_figures(session, centre_id=centre) == ()

    factories.make_meeting(session, centre, date(2024, 1, 9))
    factories.make_closing(session, centre, 2022, 5)
    factories.make_year_figure(session, centre, 2019, "meetings", 90)
    factories.make_meeting(session, centre, date(2015, 1, 9), deleted_at=utc_now())

    assert years_with_figures(session, centre_id=centre) == (2019, 2022, 2024)


def test_the_closing_in_force_is_the_one_that_was_not_reopened(
    session: Session, centre: int
) -> None:
    factories.make_closing(session, centre, 2024, 3, meetings=14, reopened_at=utc_now())
    factories.make_closing(
        session, centre, 2024, 3, revision=2, meetings=15, highlights=["Séminaire"]
    )
    factories.make_closing(session, centre, 2023, 3, meetings=1)

    found = closings(session, centre_id=centre, year=2024)
    assert {month: dict(closing.figures) for month, closing in found.items()} == {
        3: {"meetings": 15, "participations": None, "territories": None}
    }
    assert found[3].highlights == ("Séminaire",)


def test_the_figures_of_a_year_are_its_own(session: Session, centre: int) -> None:
    factories.make_year_figure(session, centre, 2023, "meetings", 127)
    factories.make_year_figure(session, centre, 2022, "meetings", 90)

    assert year_figures(session, centre_id=centre, year=2023) == {"meetings": 127}


def test_a_meeting_put_back_counts_again(session: Session, centre: int) -> None:
    key = factories.make_meeting(session, centre, date(2024, 1, 9), deleted_at=utc_now())
    session.get_one(Meeting, key).deleted_at = None
    session.flush()

    assert value(glance(session, centre), "meetings") == 1


def test_a_period_to_come_has_no_figure(session: Session, centre: int) -> None:
    factories.make_meeting(session, centre, date(2023, 12, 1))
    december = Period.of_month(2024, 12)

    shown = glance(session, centre, december)

    assert {(f.value, f.previous) for f in shown.figures.values()} == {(None, None)}
    counted = counted_rows(
        session, scope=Scope(centre, december), key="meetings", role=Role.ADMIN, today=TODAY
    )
    assert (counted.value, counted.computed, counted.count) == (None, None, 0)


def test_targets_are_those_of_the_whole_year_and_the_whole_centre(
    session: Session, centre: int
) -> None:
    factories.make_target(session, centre, year=2024, key="meetings", value=160)
    factories.make_target(session, centre, year=2024, key="trace_rate", value=40)
    factories.make_target(session, centre, year=2023, key="people", value=7)

    assert glance(session, centre).targets == {"meetings": 160, "trace_rate": 0.4}
    assert glance(session, centre, Period.of_month(2024, 3)).targets == {}
    narrowed = Scope(centre, Period.of_year(2024), format=MeetingFormat.GAP)
    assert year_at_a_glance(session, scope=narrowed, today=TODAY).targets == {}
