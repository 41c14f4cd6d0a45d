"""Any number of any screen is explained by its rows: as many, making it, and all others told."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from db.queries.audience import counted_audience
from db.queries.comparisons import compared_month
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.months import month_spread
from db.queries.rows import counted_rows
from domain.audience import WHOLE, Standing
from domain.counted import CountedRows, Reading
from domain.indicators import BY_KEY, ENTERED, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, RowKind
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import AudienceKey, MeetingFormat, TerritoryLevel
from tests.db.conftest import TODAY
from tests.db.recount import Recount

REAL, FICTIONAL = 1, 2
YEARS = [(REAL, 2023), (FICTIONAL, 2025), (FICTIONAL, 2026)]
NARROWED = ["nothing", "territory", "format", "theme"]

EVERY_YEAR = [(REAL, 2023), *((FICTIONAL, year) for year in (2023, 2024, 2025, 2026))]

every_year = pytest.mark.parametrize(("centre", "year"), YEARS)
every_centre_and_year = pytest.mark.parametrize(("centre", "year"), EVERY_YEAR)
every_figure = pytest.mark.parametrize("key", BY_KEY)


def periods(year: int) -> list[Period]:
    """The year, a semester, a quarter, and three months, one of which runs in 2026."""
    spans = ((1, 12), (1, 6), (7, 9))
    return [
        *(Period(date(year, a, 1), Period.of_month(year, b).end) for a, b in spans),
        *(Period.of_month(year, month) for month in (2, 8, 11)),
    ]


def narrowed(recount: Recount, centre: int, by: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What narrows a scope, and the same for the recount."""
    territories = recount.rows["territory"]
    departement = next(row for row in territories if row["level"] == TerritoryLevel.DEPARTEMENT)
    theme = next(row["id"] for row in recount.rows["theme"] if row["centre_id"] == centre)
    chosen: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "nothing": ({}, {}),
        "territory": ({"territory_id": departement["id"]}, {"territory": departement["id"]}),
        "format": ({"format": MeetingFormat.GAP}, {"format": "gap"}),
        "theme": ({"theme_id": theme}, {"theme": theme}),
    }
    return chosen[by]


def explained(
    session: Session, scope: Scope, key: str, reading: Reading = Reading.RETAINED
) -> CountedRows:
    return counted_rows(
        session, scope=scope, key=key, role=Role.EDITOR, today=TODAY, reading=reading
    )


def left(rows: CountedRows) -> list[int]:
    meetings = [line.id for group in rows.left_out for line in group.meetings]
    return meetings + [paper.id for group in rows.left_out for paper in group.publications]


@every_year
@every_figure
@pytest.mark.parametrize("by", NARROWED)
def test_rows_make_the_number_and_the_others_are_told(
    demo_reading: Session, recount: Recount, centre: int, year: int, key: str, by: str
) -> None:
    columns, narrow = narrowed(recount, centre, by)
    for period in periods(year):
        rows = explained(demo_reading, Scope(centre, period, **columns), key)
        passed = recount.figures(centre, period.start, period.until(TODAY).end, **narrow)

        assert rows.computed == passed[key]
        assert len(rows.meetings) + len(rows.others) == rows.count
        _make_the_number(rows, key)
        _nothing_is_lost(recount, rows, key, Scope(centre, period), narrow)


@every_year
@every_figure
def test_the_rows_of_today_make_the_number_of_the_base(
    demo_reading: Session, recount: Recount, centre: int, year: int, key: str
) -> None:
    for period in periods(year):
        rows = explained(demo_reading, Scope(centre, period), key, Reading.ROWS)

        assert rows.value == rows.made == rows.computed
        _make_the_number(rows, key)
        _nothing_is_lost(recount, rows, key, Scope(centre, period), {})


@every_year
@pytest.mark.parametrize("by", NARROWED)
def test_each_place_and_person_says_how_many_meetings_it_comes_from(
    demo_reading: Session, recount: Recount, centre: int, year: int, by: str
) -> None:
    columns, narrow = narrowed(recount, centre, by)
    for period in periods(year):
        scope = Scope(centre, period, **columns)
        held = list(recount.held(centre, period.start, period.until(TODAY).end, **narrow))
        reached = {
            "territories": [recount.contrats(row, **narrow) for row in held],
            "qpv": [recount.quartiers(row, **narrow) for row in held],
            "people": [recount.present.get(row["id"], set()) for row in held],
            "publications": [],
            "meetings": [],
        }
        for key, found in reached.items():
            assert explained(demo_reading, scope, key, Reading.ROWS).times == Counter(
                one for several in found for one in several
            )


def _make_the_number(rows: CountedRows, key: str) -> None:
    brought = sum(rows.amounts)
    if BY_KEY[key].is_share:
        assert rows.made == (brought / rows.count if rows.count else None)
    elif rows.made is not None:
        assert brought == rows.made
    if rows.made is not None and key not in ("participations", "trace_rate", "half_days"):
        assert rows.count == rows.made
    silent = rows.value is None and not rows.made  # rows of a part, which tell no zero
    if all(share.closing is None or share.closing.source is None for share in rows.months):
        assert silent or rows.made == rows.value
    if rows.months and rows.value is not None:
        assert sum(share.value or 0 for share in rows.months) == rows.value
        assert {share.closing is not None for share in rows.months} != {False}
    elif not rows.months:
        assert silent or rows.value == rows.computed


def _nothing_is_lost(
    recount: Recount, rows: CountedRows, key: str, scope: Scope, narrow: dict[str, Any]
) -> None:
    centre, period, apart = scope.centre_id, scope.period, left(rows)
    if BY_KEY[key].row_kind is RowKind.PUBLICATION:
        papers = recount.publications(centre, period.start, period.end, **narrow)
        assert sorted([row.id for row in rows.others] + apart) == sorted(
            row["id"] for row in papers
        )
        return
    every = [
        row["id"]
        for row in recount.meetings
        if row["centre_id"] == centre
        and period.start <= row["held_on"] <= period.end
        and recount.kept(row, **narrow)
    ]
    bringing = [one.line.id for one in rows.meetings] + [one.line.id for one in rows.sources]
    assert sorted([*bringing, *apart]) == sorted(every)


@every_year
@every_figure
@pytest.mark.parametrize("by", NARROWED)
def test_the_dashboard_shows_the_numbers_that_are_explained(
    demo_reading: Session, recount: Recount, centre: int, year: int, key: str, by: str
) -> None:
    columns, _ = narrowed(recount, centre, by)
    for period in periods(year)[:3]:
        scope = Scope(centre, period, **columns)
        tile = year_at_a_glance(demo_reading, scope=scope, today=TODAY).figures[key]
        rows = explained(demo_reading, scope, key)

        assert (tile.value, tile.published) == (rows.value, rows.published)
        assert rows.comparisons
        assert (tile.previous, tile.mean) == (rows.comparisons.last_year, rows.comparisons.mean)


@every_year
def test_a_month_shows_the_numbers_that_are_explained(
    demo_reading: Session, centre: int, year: int
) -> None:
    for period in periods(year)[3:]:
        scope = Scope(centre, period)
        spread = month_spread(demo_reading, scope=scope, role=Role.EDITOR, today=TODAY)
        beside = compared_month(demo_reading, scope=scope, today=TODAY)
        for indicator in ENTERED:
            rows = explained(demo_reading, scope, indicator.key)
            assert spread.computed[indicator.key] == rows.computed
            if indicator in OF_THE_MONTH:
                assert spread.retained[indicator.key] == rows.value
                assert spread.last_year[indicator.key] == beside[indicator.key].last_year
                assert beside[indicator.key] == rows.comparisons


@every_year
def test_the_bars_of_the_twelve_months_are_explained(
    demo_reading: Session, centre: int, year: int
) -> None:
    for line in year_at_a_glance(
        demo_reading, scope=Scope(centre, Period.of_year(year)), today=TODAY
    ).months:
        for key, value in line.values.items():
            scope = Scope(centre, Period.of_month(year, line.month))
            # Before the first record the bar is unknown.
            assert value in (None, explained(demo_reading, scope, key).value)


@every_year
def test_each_count_of_the_map_is_explained(demo_reading: Session, centre: int, year: int) -> None:
    for period in periods(year)[:2]:
        scope = Scope(centre, period)
        covered = coverage(demo_reading, scope=scope, today=TODAY)
        visited = explained(demo_reading, scope, "territories")
        assert {row.id for row in visited.others} == {
            line.place.id for line in covered.lines if line.meetings
        }
        for line in _some(covered.lines):
            there = scope.within(line.place.id)
            meetings = explained(demo_reading, there, MEETINGS.key)
            assert (line.meetings, len(meetings.meetings)) == (meetings.value, meetings.value)
            came = explained(demo_reading, there, PARTICIPATIONS.key)
            assert (line.participations, line.unknown) == (came.value, _unknown(came))


def _some(lines: tuple[Any, ...]) -> Iterator[Any]:
    """One in three: the others are tried by the recount of filters."""
    yield from lines[::3]


def _unknown(rows: CountedRows) -> int:
    return sum(group.count for group in rows.left_out if group.reason.name == "ADDS_NOTHING")


@every_centre_and_year
@pytest.mark.parametrize("measure", AudienceKey)
def test_the_months_of_an_audience_make_its_number(
    demo_reading: Session, recount: Recount, centre: int, year: int, measure: AudienceKey
) -> None:
    known = recount.audience(centre, year, measure)
    told = counted_audience(
        demo_reading, centre_id=centre, year=year, measure=measure, role=Role.EDITOR
    )
    if not known:
        assert told is None
        return
    assert told
    read = [
        told.found.known[part]
        for part in (WHOLE, *range(1, 13))
        if told.found.standing(part, TODAY) is Standing.READ
    ]
    assert sum(read) == told.found.value == recount.heard(centre, year, measure)
    assert len(read) == told.found.readings
    assert told.found.known == known


@every_centre_and_year
def test_the_dashboard_shows_the_audience_that_is_explained(
    demo_reading: Session, centre: int, year: int
) -> None:
    scope = Scope(centre, Period.of_year(year))
    shown = year_at_a_glance(demo_reading, scope=scope, today=TODAY).audience
    told = [
        counted_audience(
            demo_reading, centre_id=centre, year=year, measure=measure, role=Role.READER
        )
        for measure in AudienceKey
    ]

    assert shown
    assert shown == tuple(one.found for one in told if one)
