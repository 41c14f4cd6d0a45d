"""The outline served to the browser, and the way it is made."""

import json
from itertools import pairwise

import pytest

from scripts.build_outlines import OUTPUT, simplify

NAMES = {
    "21": "Côte-d’Or",
    "25": "Doubs",
    "39": "Jura",
    "58": "Nièvre",
    "70": "Haute-Saône",
    "71": "Saône-et-Loire",
    "89": "Yonne",
    "90": "Territoire de Belfort",
}
# km², INSEE: an outline to be recognised, not a survey.
AREAS = {
    "21": 8763, "25": 5234, "39": 4999, "58": 6817, "70": 5360, "71": 8575, "89": 7427, "90": 609,
}  # fmt: skip


@pytest.fixture(scope="module")
def rings() -> dict[str, list[tuple[float, float]]]:
    topology = json.loads(OUTPUT.read_text(encoding="utf-8"))
    arcs = [_points(topology, arc) for arc in topology["arcs"]]
    shapes = topology["objects"]["departements"]["geometries"]
    return {shape["properties"]["code"]: _ring(arcs, shape["arcs"][0]) for shape in shapes}


def test_eight_departements_with_their_names() -> None:
    topology = json.loads(OUTPUT.read_text(encoding="utf-8"))
    shapes = topology["objects"]["departements"]["geometries"]

    assert {s["properties"]["code"]: s["properties"]["nom"] for s in shapes} == NAMES


def test_rings_are_closed(rings: dict[str, list[tuple[float, float]]]) -> None:
    assert all(ring[0] == pytest.approx(ring[-1]) for ring in rings.values())


def test_areas_are_those_of_the_departements(rings: dict[str, list[tuple[float, float]]]) -> None:
    """Negative: turned clockwise, as d3-geo wants it."""
    assert {code: -_area(ring) for code, ring in rings.items()} == pytest.approx(
        AREAS, rel=0.03, abs=80
    )


def test_simplify_keeps_the_ends_and_what_stands_out() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 5.0)]

    assert simplify(line, 0.1) == ((0.0, 0.0), (2.0, 0.0), (3.0, 5.0))


def _points(
    topology: dict[str, dict[str, list[float]]], arc: list[list[int]]
) -> list[tuple[float, float]]:
    (sx, sy), (ox, oy) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + ox, y * sy + oy))
    return points


def _ring(arcs: list[list[tuple[float, float]]], indices: list[int]) -> list[tuple[float, float]]:
    ring: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        assert not ring or ring[-1] == pytest.approx(arc[0])
        ring.extend(arc if not ring else arc[1:])
    return ring


def _area(ring: list[tuple[float, float]]) -> float:
    """Signed, in km², on a plane tangent at the latitude of Beaune."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return doubled / 2 * 111.2**2 * 0.683
