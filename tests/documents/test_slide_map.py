"""The map of slides: circles that hide nothing, names around the region, lines that never cross."""

from collections.abc import Sequence
from itertools import combinations
from math import hypot

import pytest

from documents import region_drawing
from documents.slide_map_places import Circle, Label, circles, cross, hides, labels
from documents.slide_text import Area
from domain.deck_places import map_of_the_period
from domain.periods import Period
from domain.scenes import MapPage, MapPoint, Scene
from tests.documents.conftest import FICTIONAL, REAL, Read

# Files depend on their reading alone, which is the same on both: test_both_databases.py.
pytestmark = pytest.mark.looks

AREA = Area(48, 140, 864, 310)
WIDE = region_drawing.WIDTH * AREA.height / region_drawing.height()
REGION = Area(480 - WIDE / 2, AREA.top, WIDE, AREA.height)
BELFORT, MONTBELIARD, HERICOURT = (6.86, 47.64), (6.80, 47.51), (6.76, 47.58)


def place(name: str, at: tuple[float, float], meetings: int, *, named: bool = True) -> MapPoint:
    return MapPoint(name, *at, meetings, named)


def drawn(points: Sequence[MapPoint]) -> tuple[list[Circle], list[Label]]:
    found = circles(points, REGION)
    return found, labels(found, AREA, REGION)


def crowd(count: int) -> list[MapPoint]:
    """Places all over the region, whose names take two lines."""
    return [
        place(
            f"Communauté d’agglomération {rank}",
            (3.2 + rank * 7 % 34 / 10, 46.4 + rank * 5 % 16 / 10),
            rank,
            named=rank <= 12,
        )
        for rank in range(1, count + 1)
    ]


def check(found: Sequence[Circle], named: Sequence[Label]) -> None:
    for one, other in combinations(found, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    for first, then in combinations(named, 2):
        if first.is_left is then.is_left:
            assert not cross(first.line, then.line)
            upper, lower = sorted((first.area, then.area), key=lambda area: area.top)
            assert upper.top + upper.height <= lower.top
    for label in named:
        assert AREA.top <= label.area.top
        assert label.area.top + label.area.height <= AREA.top + AREA.height + 0.01
        inner = label.area.left + label.area.width if label.is_left else label.area.left
        assert inner < REGION.left if label.is_left else inner > REGION.left + REGION.width


def test_circles_that_would_cover_one_another_stand_apart() -> None:
    near = [place("Grand Belfort", BELFORT, 25), place("Pays de Montbéliard", MONTBELIARD, 25)]
    near.append(place("Pays d’Héricourt", HERICOURT, 1))

    found, named = drawn(near)

    check(found, named)
    for circle in found:
        em = REGION.width / region_drawing.WIDTH
        x, y = region_drawing.place(circle.point.longitude, circle.point.latitude)
        away = hypot(circle.x - REGION.left - x * em, circle.y - REGION.top - y * em)
        assert away < 25


def test_two_at_one_place_are_both_seen() -> None:
    found, named = drawn([place("Un", BELFORT, 4), place("Deux", BELFORT, 4)])

    check(found, named)
    assert [label.circle.point.name for label in named] == ["Deux", "Un"]


def test_the_disc_is_as_large_as_meetings_are_many_and_holds_their_number() -> None:
    points = [place("A", BELFORT, 100), place("B", (3.2, 47), 64), place("C", (5, 47), 1)]
    points.append(place("D", (4, 47.5), 0))

    assert [circle.radius for circle in circles(points, REGION)] == [21, 16.8, 9.5, 4.5]


def test_names_stand_on_their_side_and_the_line_stops_at_the_circle() -> None:
    _, (west, east) = drawn([place("Sens", (3.28, 48.2), 3), place("Belfort", BELFORT, 3)])

    assert (west.lines, west.is_left) == (("Sens",), True)
    assert (east.lines, east.is_left) == (("Belfort",), False)
    for label in (west, east):
        (x, y), circle = label.line[1], label.circle
        assert hypot(x - circle.x, y - circle.y) == pytest.approx(circle.radius)


def test_where_all_names_do_not_hold_those_of_the_scene_are_written() -> None:
    found, named = drawn(crowd(30))

    assert sorted(label.circle.point.meetings for label in named) == list(range(1, 13))
    check(found, named)


def test_nothing_visited_names_nothing() -> None:
    assert drawn([place("Sens", (3.28, 48.2), 0)])[1] == []


@pytest.mark.parametrize(("slug", "year"), [(REAL, 2023), (FICTIONAL, 2025), (FICTIONAL, 2026)])
def test_the_maps_of_both_centres(slug: str, year: int, reading_of: Read) -> None:
    (scene,) = map_of_the_period(reading_of(slug, Period.of_year(year)).board)
    assert isinstance(scene, Scene)
    body = scene.body
    assert isinstance(body, MapPage)

    found, named = drawn(body.points)

    check(found, named)
    assert len(named) >= sum(point.named for point in body.points)
    hidden = [
        (label.lines, circle.point.name)
        for label in named
        for circle in found
        if hides(label, circle)
    ]
    assert hidden == []
