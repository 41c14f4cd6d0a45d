"""Who came to the meetings of a period, with their names: apart from any other file.

It is told in the journal before it is handed out (components/documents_export.py), and is not made
from the command line, which knows nobody.
"""

from sqlmodel import Session

from db.queries.agenda import centre
from db.queries.people_file import came
from documents.making import Tell
from documents.sheet_file import About, write
from domain.agenda import AgendaCentre
from domain.document_kinds import Order, lowest_role
from domain.people_sheet import people
from domain.scene_words import (
    FICTIONAL,
    NOT_REAL,
    capital,
    figures_read,
    in_period,
    the_period,
)
from domain.sheets import Sheet


def make(session: Session, order: Order, tell: Tell) -> bytes:
    tell("Lecture des participants")
    found = sheets(session, order)
    tell("Écriture du fichier")
    name = _centre(session, order).name
    title = f"{name}, participants {in_period(order.scope.period)}"
    subject = "Qui est venu à quoi. Données personnelles."
    return write(found, About(title, subject, name, order.now))


def sheets(session: Session, order: Order) -> tuple[Sheet, ...]:
    """What the file holds. Raise PermissionError for a role that may not read it."""
    if order.role < lowest_role(order.kind):
        raise PermissionError(order.role)
    known = _centre(session, order)
    about = [
        ("Centre", f"{known.name}."),
        ("Période", f"{capital(the_period(order.scope.period))}."),
        ("Moment", f"{figures_read(order.now, known.timezone)}."),
        *([(FICTIONAL, NOT_REAL)] if known.fictional else []),
    ]
    return people(came(session, scope=order.scope, role=order.role), about)


def _centre(session: Session, order: Order) -> AgendaCentre:
    found = centre(session, centre_id=order.scope.centre_id)
    assert found  # noqa: S101 -- whoever orders has found it
    return found
