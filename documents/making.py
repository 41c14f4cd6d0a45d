"""Make a document: read once, lay out, hand out its bytes."""

from collections.abc import Callable, Mapping
from importlib import import_module

from sqlmodel import Session

from db.queries.once import answers_kept
from domain.document_kinds import DocumentKind, Order

# Told what is being done, in French, as it begins: « Lecture des chiffres ».
Tell = Callable[[str], None]
Maker = Callable[[Session, Order, Tell], bytes]

# The module of each kind has a ``make``. It is imported when asked for: each one weighs.
MODULES: dict[DocumentKind, str] = {
    DocumentKind.REPORT_DOCX: "documents.report_docx",
    DocumentKind.REPORT_PDF: "documents.report_pdf",
    DocumentKind.SLIDES: "documents.slides",
    DocumentKind.WORKBOOK: "documents.workbook",
    DocumentKind.NATIONAL_RETURN: "documents.national_return",
    DocumentKind.CALENDAR: "documents.agenda",
    DocumentKind.PEOPLE: "documents.people_file",
}


def make(session: Session, order: Order, tell: Tell) -> bytes:
    """The whole file."""
    maker: Maker = import_module(MODULES[order.kind]).make
    with answers_kept(session):
        return maker(session, order, tell)


def first_page(session: Session, order: Order, tell: Tell) -> bytes:
    """The first page of an activity report, as a PNG picture."""
    module = import_module("documents.report_pdf")
    with answers_kept(session):
        picture: bytes = module.first_page(session, order, tell)
    return picture


# What a worker can be asked for.
WHOLE, FIRST_PAGE = "document", "apercu"
MAKERS: Mapping[str, Maker] = {WHOLE: make, FIRST_PAGE: first_page}
