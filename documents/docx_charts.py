"""Bars as charts of Word: their numbers are in a workbook that the chart carries.

Word’s charts are those of slides: what draws these draws them.
"""

from collections.abc import Iterable, Sequence

from pptx.chart.chart import Chart
from pptx.chart.plot import BarPlot
from pptx.chart.series import BarSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from documents.slide_charts import (
    COMPUTED,
    FORMAT,
    PUBLISHED,
    ChartNumbers,
    hatch,
    is_drawn,
    number_axes,
    reword,
    short_month,
)
from documents.slide_text import printable
from domain.scenes import Bar

LANGUAGE = "fr-FR"
SPOKEN = tuple(qn(f"a:{tag}") for tag in ("rPr", "defRPr", "endParaRPr"))
BRAND, INK, MUTED, LINE = (
    MSO_THEME_COLOR.TEXT_2,
    MSO_THEME_COLOR.TEXT_1,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_4,
)
# Points of letters; of a bar, what stands between two of them.
SIZE, GAP = 8, 45
# Of the scale, left over the longest bar for its number.
OVER, BESIDE = 0.25, 0.22
# Millimetres of a letter of a label; of the width of a chart, what its labels may take and what is
# left at the other end.
LETTER, WIDEST, EDGE = 1.6, 0.55, 0.02
INSIDE = (
    '<c:layout {}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
    '<c:yMode val="edge"/><c:x val="{left:.3f}"/><c:y val="0.01"/><c:w val="{wide:.3f}"/>'
    '<c:h val="0.98"/></c:manualLayout></c:layout>'
)
BARE = "<c:spPr {}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def columns(bars: Sequence[Bar], *, legend: bool) -> tuple[bytes, bytes]:
    """Months side by side, as a chart and the workbook behind it."""
    data = _data([short_month(bar.label) for bar in bars], bars)
    made = _dressed(data, XL_CHART_TYPE.COLUMN_CLUSTERED, bars, OVER)
    if legend:
        made.has_legend = True
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    return _written(made, data)


def lengths(bars: Sequence[Bar], width: float) -> tuple[bytes, bytes]:
    """A ranking, the first on top, as a chart so many millimetres wide and its workbook."""
    data = _data([bar.label for bar in bars], bars)
    made = _dressed(data, XL_CHART_TYPE.BAR_CLUSTERED, bars, BESIDE)
    made.category_axis.reverse_order = True
    _hold_labels(made, max(len(bar.label) for bar in bars) * LETTER / width)
    return _written(made, data)


def _hold_labels(made: Chart, part: float) -> None:
    """Each on its line, in its part of the width: a program that breaks one leaves others out."""
    plot = made._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    left = min(part, WIDEST)
    plot.insert(0, parse_xml(INSIDE.format(nsdecls("c"), left=left, wide=1 - left - EDGE)))


def has_computed(bars: Iterable[Bar]) -> bool:
    """Whether some bar is hatched."""
    return any(is_drawn(bar) and not bar.published for bar in bars)


def _data(labels: Sequence[str], bars: Sequence[Bar]) -> ChartNumbers:
    data = ChartNumbers(number_format=FORMAT)
    data.categories = [printable(label) for label in labels]
    for name, published in ((PUBLISHED, True), (COMPUTED, False)):
        values = [bar.value if _belongs(bar, published=published) else None for bar in bars]
        if any(value is not None for value in values):
            data.add_series(name, values)
    return data


def _belongs(bar: Bar, *, published: bool) -> bool:
    return is_drawn(bar) and bar.published is published


def _dressed(data: ChartNumbers, kind: XL_CHART_TYPE, bars: Sequence[Bar], over: float) -> Chart:
    made = Chart(parse_xml(data.xml_bytes(kind)), None)
    made.has_title = made.has_legend = False
    made.font.size, made.font.color.theme_color = Pt(SIZE), INK
    largest = max((bar.value or 0 for bar in bars), default=0) or 1
    made.value_axis.visible = made.value_axis.has_major_gridlines = False
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0, largest * (1 + over)
    axis = made.category_axis
    axis.major_tick_mark, axis.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW
    axis.format.line.color.theme_color = LINE
    _fill(made.plots[0], bars)
    return made


def _fill(plot: BarPlot, bars: Sequence[Bar]) -> None:
    plot.gap_width, plot.overlap, plot.has_data_labels = GAP, 100, True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = FORMAT, False
    labels.font.size, labels.font.bold, labels.font.color.theme_color = Pt(SIZE), True, INK
    for series in plot.series:
        _colour(series)
        reword(series, bars, SIZE)


def _colour(series: BarSeries) -> None:
    series.invert_if_negative = False
    series.format.line.color.theme_color, series.format.line.width = BRAND, Pt(0.75)
    if series.name == COMPUTED:
        hatch(series.format.fill)
        series.format.fill.fore_color.theme_color = BRAND
        return
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = BRAND


def _written(made: Chart, data: ChartNumbers) -> tuple[bytes, bytes]:
    space = made._chartSpace
    # Nothing behind it and no edge around it, which Word would draw.
    space.find(qn("c:txPr")).addprevious(parse_xml(BARE.format(nsdecls("c", "a"))))
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    space.append(parse_xml(f'<c:externalData {nsdecls("c", "r")} r:id="rId1"/>'))
    for properties in space.iter(*SPOKEN):
        properties.set("lang", LANGUAGE)
    number_axes(made)
    return serialize_part_xml(space), data.xlsx_blob
