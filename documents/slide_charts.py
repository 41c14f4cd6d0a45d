"""Bars as charts whose numbers can be edited. Places are in points."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import BarPlot
from pptx.chart.series import BarSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.slide_text import BOLD_LETTER, INK, LETTER, MUTED, READ, Area, printable
from domain.formats import MISSING, NBSP, NNBSP, SHORT_MONTHS, number
from domain.scene_text import lines_of
from domain.scenes import Bar

# French spaces between thousands, whatever the language of the machine that reads it.
FORMAT = f'[>=1000000]0"{NNBSP}"000"{NNBSP}"000;[>=1000]0"{NNBSP}"000;0'
# A month told by a report is published, one settled here is « arrêté »: one series for both.
PUBLISHED, COMPUTED = "Publié ou arrêté", "Calculé"
BAR, BAR_GAP = MSO_THEME_COLOR.ACCENT_1, 45
# The room of names under columns, of values over them, and of values beside bars.
UNDER, OVER, BESIDE = 26.0, 26.0, 24.0
LAYOUT = (
    "<c:layout {}><c:manualLayout>"
    '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="{:.4f}"/><c:y val="{:.4f}"/><c:w val="{:.4f}"/><c:h val="{:.4f}"/>'
    "</c:manualLayout></c:layout>"
)


# The library has no types: hence the ignored ones.
class _TextsAndNumbers(CategoryWorkbookWriter):  # type: ignore[misc]
    """The workbook behind a chart: its labels are words people typed, and no formula."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(xlsx_file, options) as book:
            yield book, book.add_worksheet()


class ChartNumbers(CategoryChartData):  # type: ignore[misc]
    """What a chart draws, and carries for who will edit it."""

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _TextsAndNumbers(self)


BARE = "<c:spPr {}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def is_drawn(bar: Bar) -> bool:
    """Whether it has a bar on its scale: what adds several others up has none."""
    return bar.value is not None and (bar.share > 0) == (bar.value > 0)


def columns(shapes: SlideShapes, area: Area, title: str, bars: Sequence[Bar]) -> GraphicFrame:
    """Twelve months: a month that is not known has no column."""
    labels = [short_month(bar.label) for bar in bars]
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = _chart(shapes, area, kind, title, labels, bars)
    largest = max((bar.value or 0 for bar in bars), default=0) or 1
    plot = area.height - UNDER
    _scale(frame.chart, largest * plot / (plot - OVER))
    _place(frame.chart, 0, 0, 1, plot / area.height)
    return frame


def lengths(shapes: SlideShapes, area: Area, title: str, bars: Sequence[Bar]) -> GraphicFrame:
    """One under the other, the first on top."""
    labels = [bar.label for bar in bars]
    frame = _chart(shapes, area, XL_CHART_TYPE.BAR_CLUSTERED, title, labels, bars)
    frame.chart.category_axis.reverse_order = True
    names = _widest(labels, LETTER)
    plot = area.width - names
    largest = max((bar.value or 0 for bar in bars), default=0) or 1
    _scale(frame.chart, largest * plot / (plot - _widest((bar.text for bar in bars), BOLD_LETTER)))
    _place(frame.chart, names / area.width, 0, plot / area.width, 1)
    return frame


def hatch(fill: FillFormat) -> None:
    """How what is computed is told from what was published, without colour too."""
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.theme_color = BAR
    fill.back_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _chart(
    shapes: SlideShapes,
    area: Area,
    kind: XL_CHART_TYPE,
    title: str,
    labels: Sequence[str],
    bars: Sequence[Bar],
) -> GraphicFrame:
    data = ChartNumbers(number_format=FORMAT)
    data.categories = [printable(label) for label in labels]
    for name, published in ((PUBLISHED, True), (COMPUTED, False)):
        if any(is_drawn(bar) and bar.published is published for bar in bars):
            data.add_series(name, [_value(bar, published=published) for bar in bars])
    frame = shapes.add_chart(
        kind, Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height), data
    )
    frame.name = f"Graphique{NBSP}: {title}"
    _dress(frame.chart, bars)
    number_axes(frame.chart)
    return frame


def number_axes(chart: Chart) -> None:
    """The library numbers axes below zero, which the format does not know."""
    for axis in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").removeprefix("-"))


def _value(bar: Bar, *, published: bool) -> float | None:
    return bar.value if is_drawn(bar) and bar.published is published else None


def _dress(chart: Chart, bars: Sequence[Bar]) -> None:
    chart.has_title = chart.has_legend = False
    chart.font.size, chart.font.color.theme_color = Pt(READ), INK
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = BAR_GAP, 100
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    axis = chart.category_axis
    axis.major_tick_mark, axis.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW
    axis.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
    axis.tick_labels.font.size, axis.tick_labels.font.color.theme_color = Pt(READ), MUTED
    _label(plot)
    _lay_bare(chart)
    for series in plot.series:
        _colour(series)
        reword(series, bars, READ)


def _lay_bare(chart: Chart) -> None:
    """What the library leaves to each program: no frame, no background, no name left out."""
    space = chart._chartSpace
    drawn = space.find(qn("c:chart"))
    drawn.addprevious(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    drawn.addnext(parse_xml(BARE.format(nsdecls("c", "a"))))
    skipped = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skipped)


def _label(plot: BarPlot) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = FORMAT, False
    labels.font.size, labels.font.bold, labels.font.color.theme_color = Pt(READ), True, INK
    # A number is never broken, however thin its column.
    labels._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("wrap", "none")


def _colour(series: BarSeries) -> None:
    series.invert_if_negative = False
    if series.name == COMPUTED:
        hatch(series.format.fill)
        series.format.line.color.theme_color, series.format.line.width = BAR, Pt(1.25)
        return
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = BAR


def reword(series: BarSeries, bars: Sequence[Bar], size: float) -> None:
    """A label that says more than its number: « 565 (26 %) ». In points."""
    for index, bar in enumerate(bars):
        if bar.text == number(bar.value) or series.values[index] is None:
            continue
        label = series.points[index].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.word_wrap = False
        run = label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = printable(bar.text), Pt(size), True
        run.font.color.theme_color = INK


def told(title: str, bars: Iterable[Bar]) -> str:
    """The chart in words: « Rencontres : janvier 3, août non disponible »."""
    said = (f"{bar.label} {bar.text if bar.known else MISSING}" for bar in bars)
    return printable(f"{title}{NBSP}: {', '.join(said)}.")


def _scale(chart: Chart, largest: float) -> None:
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, largest


def _place(chart: Chart, x: float, y: float, wide: float, high: float) -> None:
    """Where the bars themselves are: their names and values take what is left."""
    area = chart._chartSpace.chart.plotArea
    for old in area.xpath("./c:layout"):
        area.remove(old)
    area.insert(0, parse_xml(LAYOUT.format(nsdecls("c"), x, y, wide, high)))


def _widest(texts: Iterable[str], letter: float) -> float:
    sizes = (len(max(lines_of(text, 999), key=len, default="")) for text in texts)
    return max(sizes, default=0) * letter * READ + BESIDE


def short_month(month: str) -> str:
    """« sept. » for « Septembre »; what is no month stays as it is."""
    full = month.lower()
    return next((short for short in SHORT_MONTHS if full.startswith(short.rstrip("."))), month)
