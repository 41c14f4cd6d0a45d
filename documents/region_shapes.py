"""The region as shapes a slide can hold and its reader can colour."""

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import GroupShapes, SlideShapes
from pptx.util import Pt

from documents.region_drawing import outlines

# A colour of the theme, lighter by a part between 0 and 1.
Shade = tuple[MSO_THEME_COLOR, float]
# Points of a line. Vertices are placed on a grid of hundredths of an em.
THICKNESS, GRID = 1.0, 100


def draw_region(
    shapes: SlideShapes | GroupShapes, at: tuple[float, float, float], *, fill: Shade, line: Shade
) -> GroupShape:
    """The départements, in a group. ``at`` is its left, its top and the points of an em."""
    left, top, em = at
    group = shapes.add_group_shape()
    group.name = "Départements"
    for ring in outlines():
        steps = [(round(x * GRID), round(y * GRID)) for x, y in ring]
        builder = group.shapes.build_freeform(*steps[0], scale=Pt(em) / GRID)
        builder.add_line_segments(steps[1:], close=True)
        shape = builder.convert_to_shape(Pt(left), Pt(top))
        shape.name = "Département"
        shape.fill.solid()
        shape.fill.fore_color.theme_color, shape.fill.fore_color.brightness = fill
        shape.line.width = Pt(THICKNESS)
        shape.line.color.theme_color, shape.line.color.brightness = line
        shape.shadow.inherit = False
    return group
