"""The agenda of a centre as a calendar file: the meetings of a period whose day is known.

It is the team’s: internal meetings too, and no name all the same. What the public follows is
made by components/agenda_routes.py.
"""

from sqlmodel import Session

from db.queries import agenda
from documents.calendar_file import calendar_file
from documents.making import Tell
from domain.document_kinds import Order
from domain.formats import NBSP, count
from domain.roles import Role


def make(session: Session, order: Order, tell: Tell) -> bytes:
    tell("Lecture des rencontres")
    centre = agenda.centre(session, centre_id=order.scope.centre_id)
    assert centre  # noqa: S101 -- whoever orders has found it
    meetings = agenda.agenda(session, scope=order.scope, role=Role.READER)
    if unknown := sum(not meeting.has_day for meeting in meetings):
        tell(f"{count(unknown, 'rencontre')} sans jour connu, hors de l’agenda")
    tell("Écriture de l’agenda")
    return calendar_file(
        meetings,
        name=f"Agenda{NBSP}: {centre.name}",
        slug=centre.slug,
        timezone=centre.timezone,
    )
