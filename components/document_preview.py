"""The first page of a document, before it is made."""

from base64 import b64encode
from importlib import import_module
from typing import Any

from components.data import once, read
from db.queries.board import board
from documents.making import FIRST_PAGE, MODULES
from documents.workshop import prepare
from domain.document_kinds import DocumentKind, Order
from domain.sheets import Sheet
from domain.spreadsheet import told

WORKBOOKS = (DocumentKind.WORKBOOK, DocumentKind.NATIONAL_RETURN)
# Of the first sheet.
COLUMNS_SHOWN, ROWS_SHOWN = 4, 12
REPORTS = (DocumentKind.REPORT_DOCX, DocumentKind.REPORT_PDF)


def first_page(order: Order) -> dict[str, Any]:
    """What document_preview.html shows of it: a picture, or what its first page holds."""
    picture = once(_picture, order) if order.kind in REPORTS else None
    slides = once(_slides, order) if order.kind is DocumentKind.SLIDES else None
    sheets = once(_sheets, order) if order.kind in WORKBOOKS else None
    return {
        "kind": order.kind,
        "year": order.scope.period.year,
        "picture": picture,
        "slides": slides,
        "sheets": sheets,
    }


def _picture(order: Order) -> str:
    return b64encode(prepare(order, _silent, FIRST_PAGE)).decode()


def _silent(_step: str) -> None:
    """Nobody waits for it long enough to be told."""


def _slides(order: Order) -> dict[str, Any]:
    read_now = read(board, scope=order.scope, filters=(), today=order.today, now=order.now)
    # What draws slides is loaded for who asks for them.
    slides = import_module(MODULES[order.kind])
    made = slides.deck_of_period(read_now)
    cover = made.scenes[0]
    return {
        "region": cover.body.region,
        "centre": read_now.centre,
        "title": cover.title,
        "moment": made.moment,
        "titles": [page.scene.title for page in slides.pages(made)],
    }


def _sheets(order: Order) -> dict[str, Any]:
    """The first lines of the first sheet, and what the others are about."""
    sheets: tuple[Sheet, ...] = read(import_module(MODULES[order.kind]).sheets, order)
    first = sheets[0]
    return {
        "name": first.name,
        "head": [column.title for column in first.columns[:COLUMNS_SHOWN]],
        "rows": [[told(cell) for cell in row[:COLUMNS_SHOWN]] for row in first.rows[:ROWS_SHOWN]],
        "others": [(sheet.name, len(sheet.rows)) for sheet in sheets],
    }
