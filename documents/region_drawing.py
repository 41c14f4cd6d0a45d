"""The region as a picture: its outlines, and where a place stands on them. In em of a scene."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from math import cos, hypot, radians, sqrt
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from domain.scene_text import lines_of
from domain.scenes import MapPoint

# The browser draws its maps from it too.
OUTLINES = Path(__file__).parent.parent / "components" / "static" / "departements-bfc.topo.json"

WIDTH = 42.0
LARGEST, SMALLEST = 2.1, 0.45  # radii
# Of a name written at 1 em: its letters, on average, and what its widest ones add.
LETTER, WIDER, LINE, GAP = 0.58, 0.5, 1.25, 0.1
# How many times circles are pushed off one another: they no longer move by then.
ROUNDS = 60

Point = tuple[float, float]


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "Box") -> float:
        """The area both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)


class Lettering(NamedTuple):
    """How names are written: their size, how many letters a line has, and how far over the edge of
    the picture they may go."""

    size: float = 1.0
    longest: int = 99
    beyond: float = 0.0


class Mark(NamedTuple):
    """A circle, and where its name starts; no name, no box."""

    point: MapPoint
    x: float
    y: float
    radius: float
    name: Box | None
    lines: tuple[str, ...]


@cache
def height() -> float:
    west, south, east, north = _bounds()
    return WIDTH * (north - south) / ((east - west) * cos(radians((south + north) / 2)))


def place(longitude: float, latitude: float) -> Point:
    """Degrees to em, from the top left corner."""
    west, south, east, north = _bounds()
    return (
        WIDTH * (longitude - west) / (east - west),
        height() * (north - latitude) / (north - south),
    )


@cache
def land() -> str:
    """The départements as an image to cut a colour out with: Streamlit lets no SVG through."""
    paths = " ".join(_path(ring) for ring in outlines())
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-.1 -.1 {WIDTH + 0.2} '
        f'{height() + 0.2:.2f}"><path d="{paths}" fill-opacity=".13" stroke="#000" '
        'stroke-width=".07" stroke-opacity=".75" stroke-linejoin="round"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg, safe=' =:/')}"


@cache
def outlines() -> tuple[tuple[Point, ...], ...]:
    """The ring of each département. Points nearer than a twentieth of an em are one."""
    return tuple(_thinned(ring) for ring in _rings())


ON_THE_WALL = Lettering()


def marks(
    points: tuple[MapPoint, ...],
    lettering: Lettering = ON_THE_WALL,
    *,
    largest: float = LARGEST,
    is_spread: bool = False,
) -> list[Mark]:
    """The circles, largest first so that none hides another, and names that avoid them.

    ``is_spread`` moves those that would overlap.
    """
    ordered = sorted(points, key=lambda point: (-point.meetings, point.name))
    most = max((point.meetings for point in points), default=0)
    radii = [_radius(point.meetings, most, largest) for point in ordered]
    at = [place(point.longitude, point.latitude) for point in ordered]
    at = spread(at, radii, GAP) if is_spread else at
    spots = [(point, x, y) for point, (x, y) in zip(ordered, at, strict=True)]
    taken = [Box(x - r, y - r, x + r, y + r) for (_, x, y), r in zip(spots, radii, strict=True)]
    drawn = []
    for (point, x, y), radius in zip(spots, radii, strict=True):
        lines = lines_of(point.name, lettering.longest) if point.named else ()
        around = _around(lines, x, y, radius, lettering)
        name = _best(around, taken, lettering.beyond) if lines else None
        taken += [name] if name else []
        drawn.append(Mark(point, x, y, radius, name, lines))
    return drawn


def _radius(meetings: int, most: int, largest: float) -> float:
    """The disc, not its radius, is as large as the meetings are many."""
    return max(SMALLEST, largest * sqrt(meetings / most)) if most else SMALLEST


def spread(places: list[Point], radii: list[float], gap: float) -> list[Point]:
    """The same, each pair nearer than ``gap`` pushed apart, the smaller one farther."""
    found = list(places)
    for _ in range(ROUNDS):
        for i, j in combinations(range(len(found)), 2):
            (x, y), (u, v) = found[i], found[j]
            away = hypot(u - x, v - y)
            over = radii[i] + radii[j] + gap - away
            if over <= 0:
                continue
            across, down = ((u - x) / away, (v - y) / away) if away else (1.0, 0.0)
            mine, other = (over * radii[k] / (radii[i] + radii[j]) for k in (j, i))
            found[i] = (x - across * mine, y - down * mine)
            found[j] = (u + across * other, v + down * other)
    return found


def _around(
    lines: tuple[str, ...], x: float, y: float, radius: float, lettering: Lettering
) -> Iterator[Box]:
    size = lettering.size
    wide = (LETTER * max(map(len, lines), default=0) + WIDER) * size
    return _places(x, y, wide, LINE * size * len(lines), radius)


def _places(x: float, y: float, wide: float, high: float, radius: float) -> Iterator[Box]:
    """Right, left, under, over, then in the corners."""
    off, slant = radius + GAP, radius * 0.7 + GAP
    for left, top in (
        (x + off, y - high / 2),
        (x - off - wide, y - high / 2),
        (x - wide / 2, y + off),
        (x - wide / 2, y - off - high),
        (x + slant, y + slant / 2),
        (x + slant, y - slant / 2 - high),
        (x - slant - wide, y + slant / 2),
        (x - slant - wide, y - slant / 2 - high),
    ):
        yield Box(left, top, left + wide, top + high)


def _best(around: Iterable[Box], taken: list[Box], beyond: float) -> Box:
    """The first of those that hide the least and stay on the picture."""
    return min(
        around, key=lambda box: _outside(box, beyond) + sum(box.shared(one) for one in taken)
    )


def _outside(box: Box, beyond: float) -> float:
    over = max(-beyond - box.left, 0) + max(box.right - WIDTH - beyond, 0)
    return 100 * (over + max(-beyond - box.top, 0) + max(box.bottom - height() - beyond, 0))


def _thinned(ring: list[Point]) -> tuple[Point, ...]:
    kept = [ring[0]]
    kept += [one for one in ring[1:] if hypot(one[0] - kept[-1][0], one[1] - kept[-1][1]) > 0.05]
    return tuple(kept)


def _path(ring: tuple[Point, ...]) -> str:
    return f"M{' '.join(f'{x:.2f},{y:.2f}' for x, y in ring)}Z"


def _rings() -> Iterator[list[Point]]:
    """The outline of each département. https://github.com/topojson/topojson-specification"""
    topology = _topology()
    arcs = [list(_positions(arc, topology["transform"])) for arc in topology["arcs"]]
    for shape in topology["objects"]["departements"]["geometries"]:
        for ring in shape["arcs"]:
            yield [
                place(*position)
                for index in ring
                for position in (arcs[index] if index >= 0 else arcs[~index][::-1])
            ]


def _positions(arc: list[Point], transform: dict[str, Any]) -> Iterator[Point]:
    """An arc holds whole steps from one position to the next."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0.0
    for right, up in arc:
        x, y = x + right, y + up
        yield west + wide * x, south + high * y


def _bounds() -> tuple[float, float, float, float]:
    west, south, east, north = _topology()["bbox"]
    return west, south, east, north


@cache
def _topology() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(OUTLINES.read_text("utf-8"))
    return read
