"""What people agreed to, and what they took back. Nothing is deleted: a proof is kept."""

from datetime import date

from sqlmodel import Session

from db.commands.entering import own_row, require_role
from db.models import Person, PersonConsent
from domain.agreement_entry import Agreement
from domain.entry import EntryError
from domain.roles import Role


def record_consent(session: Session, entry: Agreement) -> int:
    """The consent’s id. Raise EntryError for a person of another centre, or gone."""
    require_role(session, Role.EDITOR)
    _living(session, entry.person_id)
    consent = PersonConsent(
        person_id=entry.person_id,
        purpose=entry.purpose,
        given_on=entry.given_on,
        channel=entry.channel,
        reference=entry.reference,
    )
    session.add(consent)
    session.flush()
    return consent.id or 0


def take_back(session: Session, *, consent_id: int, today: date) -> None:
    """Taken back from that day on; done again, it changes nothing."""
    require_role(session, Role.EDITOR)
    consent = session.get(PersonConsent, consent_id, with_for_update=True)
    if consent is None:
        raise EntryError({"": "Cet accord n’existe pas dans ce centre."})
    _living(session, consent.person_id)
    if consent.withdrawn_on is None:
        consent.withdrawn_on = today


def _living(session: Session, person_id: int) -> None:
    person = own_row(session, Person, person_id)
    if person.deleted_at or person.anonymised_at:
        raise EntryError({"": "Cette fiche a été supprimée ou anonymisée."})
