"""How near territories lie to one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.places import EARTH_RADIUS_KM, Place, distance_km, neighbours
from domain.vocabulary import TerritoryLevel

CONTRAT, COMMUNE = TerritoryLevel.CONTRAT_DE_VILLE, TerritoryLevel.COMMUNE


def place(
    key: int,
    latitude: float | None = None,
    longitude: float | None = None,
    level: TerritoryLevel = CONTRAT,
) -> Place:
    return Place(key, level, str(key), f"P{key}", latitude=latitude, longitude=longitude)


DIJON = place(1, 47.3220, 5.0415)
BESANCON = place(2, 47.2378, 6.0241)
NEVERS = place(3, 46.9896, 3.1590)
LILLE = place(4, 50.6292, 3.0573)

points = st.builds(place, st.integers(1, 99), st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [(DIJON, BESANCON, 74.7), (DIJON, NEVERS, 147.2), (DIJON, LILLE, 395.2), (DIJON, DIJON, 0)],
)
def test_known_distances(one: Place, other: Place, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, abs=0.5)


def test_a_degree_of_latitude_is_the_same_everywhere() -> None:
    assert distance_km(place(1, 0.0, 5.0), place(2, 1.0, 5.0)) == pytest.approx(111.19, abs=0.01)
    assert distance_km(place(1, 60.0, 5.0), place(2, 61.0, 5.0)) == pytest.approx(111.19, abs=0.01)


def test_a_place_without_coordinates_is_at_no_distance() -> None:
    assert distance_km(DIJON, place(9)) is None
    assert distance_km(place(9, 47.0, None), DIJON) is None


def test_the_equator_and_greenwich_are_coordinates_too() -> None:
    assert distance_km(place(1, 0.0, 0.0), place(2, 0.0, 0.0)) == 0


def test_neighbours_are_the_nearest_of_the_same_level() -> None:
    others = [LILLE, NEVERS, place(9), DIJON, BESANCON, place(5, 47.32, 5.04, COMMUNE)]

    assert neighbours(DIJON, others) == (BESANCON, NEVERS, LILLE)
    assert neighbours(DIJON, others, count=1) == (BESANCON,)
    assert neighbours(place(9), others) == ()


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_within_half_the_earth(
    one: Place, other: Place
) -> None:
    km = distance_km(one, other)

    assert km is not None
    assert km == pytest.approx(distance_km(other, one) or 0, abs=1e-6)
    assert 0 <= km <= 3.1416 * EARTH_RADIUS_KM
