"""Every number of every scene opens rows that make it: the real 2023, and the fictional centre."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, select

from db.models import Centre, Territory, Theme
from db.queries.audience import counted_audience
from db.queries.board import board
from db.queries.families import counted_family
from db.queries.rows import counted_rows
from domain import families, wording
from domain.audience import MEASURES
from domain.board import Board
from domain.counted import Reading
from domain.coverage import is_white
from domain.deck import BUILT_IN, deck
from domain.formats import number
from domain.indicators import BY_KEY
from domain.periods import Period
from domain.roles import Role
from domain.scene_figures import CONTRATS, WHITE
from domain.scenes import (
    Bars,
    Body,
    Differences,
    Figures,
    MapPage,
    MonthPage,
    RowsAsked,
    TwelveMonths,
)
from domain.scope import Scope
from tests.db.conftest import TODAY

NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
REAL, FICTIONAL = "trajectoire-ressources", "centre-fictif"
SHOWN = [
    (REAL, Period.of_year(2023)),
    (REAL, Period.of_month(2023, 6)),
    (FICTIONAL, Period.of_year(2025)),
    (FICTIONAL, Period.of_year(2026)),
    (FICTIONAL, Period.of_month(2026, 10)),
]
AUDIENCES = {f"audience-{key.value}": key for key in MEASURES}


def read(session: Session, slug: str, period: Period) -> Board:
    centre = session.exec(select(col(Centre.id)).where(col(Centre.slug) == slug)).one() or 0
    return board(session, scope=Scope(centre, period), filters=(), today=TODAY, now=NOW)


def numbers_of(body: Body) -> Iterator[str]:
    """What a scene of figures writes as a number, in the order it does."""
    match body:
        case Figures() | MonthPage():
            yield from (tile.value for tile in body.tiles)
        case TwelveMonths():
            yield from (bar.text for group in body.groups for bar in group.bars if bar.known)
        case MapPage():
            yield from (share for _, share in body.shares)
            yield from (number(point.meetings) for point in body.points if point.meetings)
        case Bars():
            bars = (bar for group in body.groups for bar in group.bars)
            # Of a family, the number then its share; of « 4 autres », each of them in the list.
            told = (
                bar.text.partition(" (")[0] for bar in bars if not bar.label.endswith(" autres")
            )
            yield from told
        case Differences():
            yield from (cell for row in body.rows for cell in row[1:3])


def rows_value(session: Session, shown: Board, asked: RowsAsked) -> str:
    """The number that the rows make today, as the screen of the rows writes it."""
    scope = narrowed(session, shown.scope, asked)
    if asked.key in AUDIENCES:
        heard = counted_audience(
            session,
            centre_id=scope.centre_id,
            year=scope.period.year,
            measure=AUDIENCES[asked.key],
            role=Role.READER,
        )
        return number(heard.found.value if heard else None)
    if asked.key in families.ASKED:
        came = counted_family(session, scope=scope, family=asked.key, role=Role.READER, today=TODAY)
        assert sum(one.amount for one in came.meetings) == came.value
        return number(came.value)
    if asked.key in (CONTRATS, WHITE):
        lines = shown.coverage.lines
        white = [one for one in lines if is_white(one.last, shown.coverage.at, 12)]
        return number(len(lines if asked.key == CONTRATS else white))
    return indicator_value(session, scope, asked)


def indicator_value(session: Session, scope: Scope, asked: RowsAsked) -> str:
    indicator = BY_KEY[asked.key]
    found = counted_rows(
        session, scope=scope, key=asked.key, role=Role.READER, today=TODAY, reading=asked.reading
    )
    if asked.publication:
        found = found.of_kind(asked.publication)
        assert {row.detail for row in found.others} <= {asked.publication.label}
    if asked.reading is not Reading.PUBLISHED and not found.months and not indicator.is_share:
        assert found.value in (None, sum(found.amounts))
    return wording.figure(indicator, found.value)


def narrowed(session: Session, scope: Scope, asked: RowsAsked) -> Scope:
    def one(statement: object) -> int | None:
        return session.exec(statement).one()  # type: ignore[call-overload,no-any-return]

    place, theme = asked.territory, asked.theme
    period = Period.of_month(scope.period.year, asked.month) if asked.month else scope.period
    return Scope(
        scope.centre_id,
        period,
        one(select(col(Territory.id)).where(col(Territory.code) == place)) if place else None,
        asked.format,
        one(
            select(col(Theme.id)).where(
                col(Theme.name) == theme, col(Theme.centre_id) == scope.centre_id
            )
        )
        if theme
        else None,
    )


@pytest.mark.parametrize(("slug", "period"), SHOWN)
@pytest.mark.parametrize("scenario", BUILT_IN)
def test_every_number_of_a_scene_is_in_its_list(
    demo_reading: Session, slug: str, period: Period, scenario: str
) -> None:
    for scene in deck(read(demo_reading, slug, period), BUILT_IN[scenario].kinds).scenes:
        listed = {one.value for group in scene.explained for one in group.figures}
        assert set(numbers_of(scene.body)) <= listed, scene.key


@pytest.mark.parametrize(("slug", "period"), SHOWN)
def test_each_number_is_made_by_the_rows_it_opens(
    demo_reading: Session, slug: str, period: Period
) -> None:
    shown = read(demo_reading, slug, period)
    asked = {
        (one.value, one.rows)
        for scenario in BUILT_IN.values()
        for scene in deck(shown, scenario.kinds).scenes
        for group in scene.explained
        for one in group.figures
    }
    assert len(asked) > 8

    for value, rows in asked:
        assert rows, value
        made = rows_value(demo_reading, shown, rows)
        if value == "–":  # A part of the meetings is known, and none of them is there.
            assert made == "0", rows
        else:  # « 75 % (3 sur 4) »: the rows are the contrats reached.
            assert made == (re.search(r"\((\S+) sur", value) or [value, value])[1], rows
