"""Where the circles of a map stand, and the names in its margins. Places are in points.

On the region, a name would cover a border, a circle or another name: they all stand outside, in two
columns, each with a line to its circle, which holds its number. No two lines of a column cross.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot, sqrt

from documents.region_drawing import WIDTH, place, spread
from documents.slide_text import LINE, READ, Area
from domain.scene_text import lines_of
from domain.scenes import MapPoint

# Radii.
LARGEST, RING = 21.0, 4.5
# The least a number of one, two, three figures takes.
SMALLEST = (9.5, 12.5, 17.0)
# Between two circles, two names, a name and the region.
APART, BETWEEN, MARGIN = 1.5, 4.0, 18.0
# Between a name and its line.
BESIDE = 4.0
# How wide a letter of a name is, of its size.
LETTER = 0.54
# Names are set in order by as many steps at most.
STEPS = 200
LINE_HEIGHT = LINE * READ

Point = tuple[float, float]
Line = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Circle:
    """``x`` and ``y`` are of its middle: of the place, or as near as other circles let it be."""

    point: MapPoint
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name, one under the other in a column; a line leads to its circle."""

    circle: Circle
    lines: tuple[str, ...]
    area: Area
    is_left: bool  # of the region

    @property
    def line(self) -> Line:
        """From beside the name to the edge of the circle."""
        area, circle = self.area, self.circle
        side = area.left + area.width + BESIDE if self.is_left else area.left - BESIDE
        start = (side, area.top + area.height / 2)
        away = hypot(circle.x - start[0], circle.y - start[1])
        kept = 1 - circle.radius / away
        x, y = circle.x - start[0], circle.y - start[1]
        return start, (start[0] + x * kept, start[1] + y * kept)


def circles(points: Sequence[MapPoint], region: Area) -> list[Circle]:
    """The largest first, so that none hides another."""
    most = max((point.meetings for point in points), default=0)
    ordered = sorted(points, key=lambda point: (-point.meetings, point.name))
    found = [_circle(point, region, most) for point in ordered]
    places = spread([(one.x, one.y) for one in found], [one.radius for one in found], APART)
    return [replace(one, x=x, y=y) for one, (x, y) in zip(found, places, strict=True)]


def labels(found: Sequence[Circle], area: Area, region: Area) -> list[Label]:
    """The names of all that was visited; of those the scene names where not all are clear."""
    visited = [circle for circle in found if circle.point.meetings]
    named = [circle for circle in visited if circle.point.named]
    sides = _sides(area, region)
    tried = [_best(told, found, sides, region) for told in (visited, named) if _fit(told, sides)]
    clear = (one for one in tried if not _hidden(one, found))
    return next(clear, tried[-1] if tried else _best(named, found, sides, region))


def _circle(point: MapPoint, region: Area, most: int) -> Circle:
    x, y = place(point.longitude, point.latitude)
    em = region.width / WIDTH
    # The disc, not its radius, is as large as the meetings are many.
    least = SMALLEST[min(len(str(point.meetings)), len(SMALLEST)) - 1]
    radius = max(least, LARGEST * sqrt(point.meetings / most)) if point.meetings else RING
    return Circle(point, region.left + x * em, region.top + y * em, radius)


def _sides(area: Area, region: Area) -> tuple[Area, Area]:
    """What is left of ``area`` west and east of the region."""
    wide = region.left - area.left - MARGIN
    return area.wide(wide), area.from_left(area.width - wide)


def _best(
    told: Sequence[Circle], found: Sequence[Circle], sides: tuple[Area, Area], region: Area
) -> list[Label]:
    ordered = sorted(told, key=lambda circle: (circle.x, circle.y))
    tried = [_shared_out(ordered, count, sides) for count in range(len(ordered) + 1)]
    middle = region.left + region.width / 2
    return min(tried, key=lambda labels: _cost(labels, found, sides[0].top, middle))


def _shared_out(ordered: Sequence[Circle], count: int, sides: tuple[Area, Area]) -> list[Label]:
    """The first ones on the west side, the others on the east one."""
    west, east = sides
    return [
        *_in_order([_label(circle, west, is_left=True) for circle in ordered[:count]], west),
        *_in_order([_label(circle, east, is_left=False) for circle in ordered[count:]], east),
    ]


def _cost(
    labels: Sequence[Label], found: Sequence[Circle], top: float, middle: float
) -> tuple[float, int]:
    """The points of names that do not hold; then lines over circles, and names far from theirs."""
    over = sum(max(top - label.area.top, 0) for label in labels)
    astray = sum((label.circle.x < middle) is not label.is_left for label in labels)
    return over, 2 * _hidden(labels, found) + astray


def _hidden(labels: Sequence[Label], found: Sequence[Circle]) -> int:
    return sum(hides(label, circle) for label in labels for circle in found)


def hides(label: Label, circle: Circle) -> bool:
    """Whether the line of this name goes over the circle of another."""
    (ax, ay), (bx, by) = label.line
    wide, high = bx - ax, by - ay
    along = ((circle.x - ax) * wide + (circle.y - ay) * high) / (wide * wide + high * high)
    nearest = min(max(along, 0), 1)
    away = hypot(circle.x - ax - nearest * wide, circle.y - ay - nearest * high)
    return circle is not label.circle and away < circle.radius


def _label(circle: Circle, side: Area, *, is_left: bool) -> Label:
    lines = lines_of(circle.point.name, int(side.width / (READ * LETTER)))
    return Label(circle, lines, side.high(LINE_HEIGHT * len(lines)), is_left)


def _fit(told: Sequence[Circle], sides: tuple[Area, Area]) -> bool:
    """Whether as many lines hold, however they are shared out."""
    tallest = max((_label(one, sides[0], is_left=True).area.height for one in told), default=0)
    taken = _taken([_label(circle, sides[0], is_left=True) for circle in told])
    return taken + tallest <= 2 * sides[0].height


def _taken(column: Sequence[Label]) -> float:
    return sum(label.area.height + BETWEEN for label in column) - BETWEEN if column else 0


def _in_order(column: Sequence[Label], side: Area) -> list[Label]:
    """From north to south; two whose lines cross change places."""
    ordered = sorted(column, key=lambda label: label.circle.y)
    for _ in range(STEPS):
        placed = _placed(ordered, side)
        crossing = _crossing(placed)
        if crossing is None:
            break
        first, then = crossing
        ordered[first], ordered[then] = ordered[then], ordered[first]
    return placed


def _placed(column: Sequence[Label], side: Area) -> list[Label]:
    """Each at the height of its circle, or as near as those over and under it let it be."""
    tops, free = [], side.top
    for label in column:
        tops.append(max(free, label.circle.y - label.area.height / 2))
        free = tops[-1] + label.area.height + BETWEEN
    floor = side.top + side.height
    for rank in reversed(range(len(column))):
        tall = column[rank].area.height
        tops[rank] = min(tops[rank], floor - tall)
        floor = tops[rank] - BETWEEN
    return [
        replace(label, area=replace(label.area, top=top))
        for label, top in zip(column, tops, strict=True)
    ]


def _crossing(column: Sequence[Label]) -> tuple[int, int] | None:
    pairs = combinations(range(len(column)), 2)
    return next(((a, b) for a, b in pairs if cross(column[a].line, column[b].line)), None)


def cross(one: Line, other: Line) -> bool:
    """Whether they share a point, their ends apart."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive on one side of the line from ``a`` to ``b``, negative on the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
