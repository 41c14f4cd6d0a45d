"""Territories as screens see them, and how near they lie to one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from domain.vocabulary import Certainty, TerritoryLevel

EARTH_RADIUS_KM = 6371


@dataclass(frozen=True, slots=True)
class Place:
    """A territory of the centre’s region."""

    id: int
    level: TerritoryLevel
    code: str
    name: str
    parent_id: int | None = None
    contrat_id: int | None = None
    vintage: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    certainty: Certainty = Certainty.CERTAIN


def distance_km(one: Place, other: Place) -> float | None:
    """As the crow flies (haversine formula); None when either has no coordinates."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    lat1, lon1, lat2, lon2 = (
        radians(value or 0)
        for value in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def neighbours(place: Place, others: Iterable[Place], count: int = 4) -> tuple[Place, ...]:
    """The nearest places of the same level, nearest first."""
    apart = [
        (distance, other)
        for other in others
        if other.level is place.level and other.id != place.id
        if (distance := distance_km(place, other)) is not None
    ]
    return tuple(other for _, other in sorted(apart, key=lambda pair: pair[0])[:count])
