"""Pictures for files that are no screen: the map of a region as SVG, and any SVG as PNG."""

from collections.abc import Callable
from html import escape

from documents.region_drawing import WIDTH, Lettering, Mark, height, marks, outlines
from documents.typesetting import png as page_of
from domain.scenes import MapPoint

BRAND, INK, LAND, BORDER = "#164a7a", "#1a2333", "#e9eef3", "#9aa9b8"
LETTERING = Lettering(size=0.8, longest=19, beyond=0.6)
MARGIN = 0.8
# Radius, in em, of the largest circle, and of those that hold a number; letters of that number.
LARGEST, HOLDS = 1.7, 0.6
DIGITS, SMALL_DIGITS = 0.85, 0.65
SVG_WIDTH = 480.0  # points a picture is laid out on


def region_svg(points: tuple[MapPoint, ...]) -> str:
    """The départements, a disc where there were meetings, a ring where there were none."""
    drawn = marks(points, LETTERING, largest=LARGEST, is_spread=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} '
        f'{WIDTH + 2 * MARGIN} {height() + 2 * MARGIN:.2f}" font-family="Public Sans">'
        f"{land(LAND, BORDER)}"
        f"{_each(_circle, drawn)}{_each(_name, drawn)}{_each(_number, drawn)}</svg>"
    )


def land(fill: str, border: str) -> str:
    """The départements as a path, in em of the drawing."""
    path = " ".join(f"M{' '.join(f'{x:.2f},{y:.2f}' for x, y in ring)}Z" for ring in outlines())
    return (
        f'<path d="{path}" fill="{fill}" stroke="{border}" stroke-width=".08" '
        'stroke-linejoin="round"/>'
    )


def land_svg(fill: str, border: str) -> str:
    """The départements alone: an ornament."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-.1 -.1 {WIDTH + 0.2} '
        f'{height() + 0.2:.2f}">{land(fill, border)}</svg>'
    )


def png(svg: str, width_px: int) -> bytes:
    return page_of("picture.typ", {"svg": svg, "width": f"{SVG_WIDTH}"}, 72 * width_px / SVG_WIDTH)


def _each(draw: Callable[[Mark], str], drawn: list[Mark]) -> str:
    return "".join(draw(mark) for mark in drawn)


def _circle(mark: Mark) -> str:
    spot = f'cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.radius:.2f}"'
    if not mark.point.meetings:
        return f'<circle {spot} fill="#fff" stroke="{BRAND}" stroke-width=".12"/>'
    return f'<circle {spot} fill="{BRAND}" stroke="#fff" stroke-width=".1"/>'


def _number(mark: Mark) -> str:
    """Its meetings, on a disc that is large enough: over all discs, for some overlap."""
    if not mark.point.meetings or mark.radius < HOLDS:
        return ""
    size = DIGITS if mark.radius >= DIGITS else SMALL_DIGITS
    return (
        f'<text x="{mark.x:.2f}" y="{mark.y + 0.36 * size:.2f}" font-size="{size}" '
        f'font-weight="700" fill="#fff" text-anchor="middle">{mark.point.meetings}</text>'
    )


def _name(mark: Mark) -> str:
    """A white edge keeps it readable over a border."""
    if mark.name is None:
        return ""
    x, anchor = _start(mark)
    size = LETTERING.size
    step = (mark.name.bottom - mark.name.top) / len(mark.lines)
    return "".join(
        f'<text x="{x:.2f}" y="{mark.name.top + step * (index + 0.75):.2f}" font-size="{size}" '
        f'font-weight="600" fill="{INK}" stroke="#fff" stroke-width=".22" paint-order="stroke" '
        f'stroke-linejoin="round" text-anchor="{anchor}">{escape(line)}</text>'
        for index, line in enumerate(mark.lines)
    )


def _start(mark: Mark) -> tuple[float, str]:
    """A name is set against its circle, or under the middle of it."""
    name = mark.name
    if name is None or name.left < mark.x < name.right:
        return mark.x, "middle"
    return (name.left, "start") if name.left > mark.x else (name.right, "end")
