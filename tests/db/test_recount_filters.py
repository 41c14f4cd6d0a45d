"""Each filter, over the demonstration: what it keeps, counted again from the tables."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from db.queries.dashboard import year_at_a_glance
from db.queries.facts import read_facts
from db.queries.meetings import listing
from db.queries.rows import counted_rows
from domain.indicators import ALL, BY_KEY
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import MeetingFormat, TerritoryLevel
from tests.db.conftest import TODAY
from tests.db.recount import Figures, Recount, Row

REAL, FICTIONAL = 1, 2
DAYS = {2023: Period.of_year(2023), 2025: Period.of_year(2025)}
YEARS = [(REAL, 2023), (FICTIONAL, 2025)]

both_centres = pytest.mark.parametrize(("centre", "year"), YEARS)


def figures(session: Session, centre: int, year: int, **narrow: Any) -> Figures:
    facts = read_facts(session, scope=narrowed(centre, year, **narrow)).within(DAYS[year])
    return {indicator.key: indicator.value(facts) for indicator in ALL}


def narrowed(
    centre: int,
    year: int,
    territory: int | None = None,
    format: str | None = None,
    theme: int | None = None,
) -> Scope:
    chosen = MeetingFormat(format) if format else None
    return Scope(centre, DAYS[year], territory, chosen, theme)


def recounted(recount: Recount, centre: int, year: int, **narrow: Any) -> Figures:
    return recount.figures(centre, DAYS[year].start, DAYS[year].end, **narrow)


def of_level(recount: Recount, level: TerritoryLevel) -> list[Row]:
    return [row for row in recount.rows["territory"] if row["level"] == level]


@both_centres
@pytest.mark.parametrize("level", [level for level in TerritoryLevel if level != "qva"])
def test_a_territory_keeps_what_lies_in_it(
    demo_reading: Session, recount: Recount, centre: int, year: int, level: TerritoryLevel
) -> None:
    places = of_level(recount, level)

    assert (
        len(places)
        == {"region": 1, "departement": 8, "contrat": 23, "commune": 38, "qpv": 120}[level]
    )
    for place in places:
        found = figures(demo_reading, centre, year, territory=place["id"])
        assert found == recounted(recount, centre, year, territory=place["id"]), place["name"]


@both_centres
@pytest.mark.parametrize("chosen", MeetingFormat)
def test_a_format_keeps_its_meetings(
    demo_reading: Session, recount: Recount, centre: int, year: int, chosen: MeetingFormat
) -> None:
    found = figures(demo_reading, centre, year, format=chosen.value)

    assert found == recounted(recount, centre, year, format=chosen.value)


@both_centres
def test_a_theme_keeps_its_meetings(
    demo_reading: Session, recount: Recount, centre: int, year: int
) -> None:
    themes = [row["id"] for row in recount.rows["theme"] if row["centre_id"] == centre]

    assert themes
    for theme in themes:
        found = figures(demo_reading, centre, year, theme=theme)
        assert found == recounted(recount, centre, year, theme=theme)


def test_filters_hold_all_at_once(demo_reading: Session, recount: Recount) -> None:
    """Three filters drawn from each of forty meetings: what they keep is never empty."""
    held = recount.held(FICTIONAL, DAYS[2025].start, DAYS[2025].end)
    placed = [row for row in held if row["id"] in recount.places and row["id"] in recount.themes]
    for row in placed[:40]:
        narrow = {
            "territory": recount.above(min(recount.places[row["id"]]))[1],
            "theme": min(recount.themes[row["id"]]),
            "format": row["format"].value,
        }
        found = figures(demo_reading, FICTIONAL, 2025, **narrow)
        assert (found["meetings"] or 0) >= 1
        assert found == recounted(recount, FICTIONAL, 2025, **narrow)


@both_centres
def test_what_is_published_for_all_says_nothing_of_a_part(
    demo_reading: Session, recount: Recount, centre: int, year: int
) -> None:
    place = of_level(recount, TerritoryLevel.CONTRAT_DE_VILLE)[0]["id"]
    scope = narrowed(centre, year, territory=place)

    shown = year_at_a_glance(demo_reading, scope=scope, today=TODAY)

    assert {k: f.value for k, f in shown.figures.items()} == recounted(
        recount, centre, year, territory=place
    )
    assert {f.published for f in shown.figures.values()} == {None}
    assert shown.attention.months_to_close == ()
    assert {line.state.value for line in shown.months} == {"calculé"}


@pytest.mark.parametrize("key", BY_KEY)
def test_the_rows_of_a_filtered_figure_are_those_counted(
    demo_reading: Session, recount: Recount, key: str
) -> None:
    for place in of_level(recount, TerritoryLevel.DEPARTEMENT):
        scope = narrowed(FICTIONAL, 2025, territory=place["id"])
        seen = counted_rows(demo_reading, scope=scope, key=key, role=Role.EDITOR, today=TODAY)
        expected = recounted(recount, FICTIONAL, 2025, territory=place["id"])

        assert (seen.value, seen.computed, seen.months) == (expected[key], expected[key], ())
        assert seen.count == len(seen.meetings) + len(seen.others)


def test_a_list_holds_every_meeting_of_the_filter_whatever_its_status(
    demo_reading: Session, recount: Recount
) -> None:
    for place in of_level(recount, TerritoryLevel.CONTRAT_DE_VILLE):
        lines = listing(demo_reading, scope=narrowed(FICTIONAL, 2025, territory=place["id"]))
        assert {line.id for line in lines} == {
            row["id"]
            for row in recount.meetings
            if row["centre_id"] == FICTIONAL
            and date(2025, 1, 1) <= row["held_on"] <= date(2025, 12, 31)
            and recount.kept(row, territory=place["id"])
        }
