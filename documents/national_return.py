"""The yearly return, as the national agency asks for it: a file of tables that open their rows."""

from sqlmodel import Session

from db.queries import national_return as queries
from documents.making import Tell
from documents.sheet_file import About, write
from domain import national_return_sheets
from domain.document_kinds import Order
from domain.formats import clock, day
from domain.national_return import NationalReturn
from domain.national_return_words import period
from domain.sheets import Sheet


def make(session: Session, order: Order, tell: Tell) -> bytes:
    tell("Lecture des chiffres")
    found = _read(session, order)
    tell("Écriture du classeur")
    about = About(
        title=f"{found.centre}, remontée nationale, {period(found).lower()}",
        subject=f"Remontée nationale en demi-journées. {_read_at(order)}.",
        author=found.centre,
        at=order.now,
    )
    return write(national_return_sheets.sheets(found, _read_at(order)), about)


def sheets(session: Session, order: Order) -> tuple[Sheet, ...]:
    """What the file holds, before it is written."""
    return national_return_sheets.sheets(_read(session, order), _read_at(order))


def _read(session: Session, order: Order) -> NationalReturn:
    return queries.national_return(session, scope=order.scope, today=order.today)


def _read_at(order: Order) -> str:
    return f"Chiffres lus le {day(order.now.date())} à {clock(order.now.time())}"
