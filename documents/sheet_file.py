"""Tables as an Excel file: filters, frozen headings, real dates and numbers, and no formula."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.sheets import BLANK, UNKNOWN, Cell, Column, Kind, KnownDate, Leading, Row, Share, Sheet
from domain.spreadsheet import harmless
from domain.vocabulary import DatePrecision

DAY, CLOCK, WHOLE, DECIMAL, PERCENT = "dd/mm/yyyy", "hh:mm", "#,##0", "#,##0.0##", "0\\ %"
DATES = {
    DatePrecision.DAY: DAY,
    # French names of months, whatever the language of the spreadsheet.
    DatePrecision.MONTH: "[$-40C]mmmm yyyy",
    DatePrecision.YEAR: "yyyy",
}
A4, A3, WIDE = 9, 8, 150  # from so many letters on, a sheet is printed on A3
FONT, INK, BRAND, LINE, SOFT, MUTED = (
    *("Calibri", "#1a2333", "#164a7a"),
    *("#e3ddd2", "#e2ecf5", "#566072"),
)
TO_THE_RIGHT = (Kind.NUMBER, Kind.TIME)
# Letters of the title at the top of each page, which holds 255 codes included.
LONGEST_HEADER = 100
# What a link may be to stay one in Excel.
LONGEST_LINK, WEB = 2079, ("http://", "https://")
# Points: of a line, and of the highest row that there is.
LINE_HEIGHT, HIGHEST = 15, 409
# Letters left at the end of a line, where the next word does not fit.
LOST = 2
# Letters that the button of a filter takes from a heading.
BUTTON = 3


class About(NamedTuple):
    """What the file says of itself."""

    title: str
    subject: str
    author: str
    at: datetime  # with its time zone


class _Pen:
    """The formats of one file, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **wanted: Any) -> Format:
        given = {"font_name": FONT, "font_color": INK, "valign": "top", **wanted}
        key = tuple(sorted(given.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(given)
        return self._made[key]


def write(sheets: Sequence[Sheet], about: About) -> bytes:
    """The same sheets give the same bytes."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties(
            {
                "title": harmless(about.title),
                "subject": harmless(about.subject),
                "author": harmless(about.author),
                "created": about.at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        pen = _Pen(book)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, pen, about)
    return held.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, pen: _Pen, about: About) -> None:
    _set_up(page, sheet, about)
    _write_headings(page, sheet, pen)
    for number, row in enumerate(sheet.rows, start=1):
        _write_row(page, number, row, sheet, pen, {"bottom": 1, "bottom_color": LINE})
    aside = pen.format(italic=True, font_color=MUTED)
    if not sheet.rows:
        page.write_string(1, 0, harmless(sheet.empty), aside)
        return
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    if sheet.total:
        style = {"bold": True, "bg_color": SOFT, "top": 1, "top_color": BRAND}
        _write_row(page, len(sheet.rows) + 1, sheet.total, sheet, pen, style)
    if sheet.note:
        # A row stays between, for who sorts or widens the table not to take it in.
        page.write_string(len(sheet.rows) + 3, 0, harmless(sheet.note), aside)


def _set_up(page: Worksheet, sheet: Sheet, about: About) -> None:
    page.freeze_panes(1, sheet.held)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(A3 if sum(one.width for one in sheet.columns) > WIDE else A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    # « & » begins a code there.
    title = harmless(about.title)[:LONGEST_HEADER].replace("&", "&&")
    page.set_header(f"&L{title}&R&A")
    page.set_footer("&RPage &P sur &N")


def _write_headings(page: Worksheet, sheet: Sheet, pen: _Pen) -> None:
    lines = max(_lines(one.title, one.width - BUTTON) for one in sheet.columns)
    page.set_row(0, LINE_HEIGHT * lines + 6)
    heading = {"bold": True, "font_color": "#ffffff", "bg_color": BRAND, "text_wrap": True}
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        style = pen.format(**heading, **_side(column), **{"valign": "vcenter"})
        page.write_string(0, number, column.title, style)


def _write_row(
    page: Worksheet, number: int, row: Row, sheet: Sheet, pen: _Pen, style: dict[str, Any]
) -> None:
    told = tuple(zip(row, sheet.columns, strict=True))
    # Said, for not every program sees by itself how high a text is.
    lines = max((_lines(cell, one.width) for cell, one in told if one.kind is Kind.LONG), default=1)
    page.set_row(number, min(LINE_HEIGHT * lines, HIGHEST))
    for place, (cell, column) in enumerate(told):
        wraps = {"text_wrap": True} if column.kind is Kind.LONG else {}
        shown = pen.format(**style, **wraps, **_side(column), **_number_format(cell))
        if column.kind is Kind.LINK and isinstance(cell, str) and _is_link(cell):
            page.write_url(number, place, cell, shown, string=harmless(cell))
        else:
            _write_cell(page, number, place, cell, shown)


def _side(column: Column) -> dict[str, Any]:
    """What is set to the right keeps away from what follows."""
    if column.kind in TO_THE_RIGHT:
        return {"align": "right", "indent": 1}
    return {"align": "left", "indent": 1}


def _lines(text: Cell, width: int) -> int:
    """About how many lines a text takes in a column."""
    if not isinstance(text, str):
        return 1
    return sum(ceil(len(one) / (width - LOST)) or 1 for one in text.splitlines()) or 1


def _number_format(cell: Cell) -> dict[str, Any]:
    match cell:
        case Leading():
            return {**_number_format(cell.value), "font_color": BRAND, "underline": 1}
        case Share():
            return {"num_format": PERCENT}
        case KnownDate():
            return {"num_format": DATES[cell.precision]}
        case date():
            return {"num_format": DAY}
        case time():
            return {"num_format": CLOCK}
        case int() | float():
            return {"num_format": WHOLE if float(cell).is_integer() else DECIMAL}
        case None:
            return {"font_color": MUTED}
    return {}


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, shown: Format) -> None:
    match cell:
        case Leading():
            # A link is written as a text: its number goes over it.
            rows = f"A{cell.first + 1}:A{cell.last + 1}"
            page.write_url(row, place, f"internal:'{cell.sheet}'!{rows}", shown, string=UNKNOWN)
            _write_cell(page, row, place, cell.value, shown)
        case None:
            page.write_string(row, place, UNKNOWN, shown)
        case str() if cell == BLANK:
            page.write_blank(row, place, None, shown)
        case str():
            page.write_string(row, place, harmless(cell), shown)
        case KnownDate():
            page.write_datetime(row, place, cell.on, shown)
        case date() | time():
            page.write_datetime(row, place, cell, shown)
        case _:
            page.write_number(row, place, cell, shown)


def _is_link(text: str) -> bool:
    return text.startswith(WEB) and len(text) <= LONGEST_LINK and text.isprintable()
