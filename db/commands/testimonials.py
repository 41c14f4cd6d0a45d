"""Write a testimonial: its words, what its author allows, and when he no longer does."""

from typing import Any

from sqlmodel import Session, col, delete, select

from db.commands.deleting import delete_row, refuse_deleted, restore_row
from db.commands.entering import own_row, require_role
from db.models import Centre, Draft, Meeting, Territory, Testimonial, Theme
from domain.entry import EntryError
from domain.formats import NBSP, day
from domain.roles import Role
from domain.testimonial_entry import Renewal, TestimonialEntry, Withdrawal, form_name
from domain.vocabulary import Consent


def save_testimonial(session: Session, entry: TestimonialEntry) -> int:
    """Make the testimonial, or change the one the entry names; its id.

    Raise EntryError for a row of another centre, StaleError when someone saved it meanwhile.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    columns = _columns(session, centre_id, entry)
    if entry.id is None:
        row = Testimonial(centre_id=centre_id, **columns)
    else:
        row = refuse_deleted(own_row(session, Testimonial, entry.id, version=entry.version))
        _set(row, columns)
    session.add(row)
    session.flush()
    return row.id or 0


def withdraw_consent(session: Session, withdrawal: Withdrawal) -> int:
    """From now on the words are shown to nobody; the testimonial goes on being counted."""
    _, centre_id = require_role(session, Role.EDITOR)
    row = own_row(session, Testimonial, withdrawal.id)
    if row.withdrawn_on is None:
        if row.consent_on and withdrawal.on < row.consent_on:
            raise EntryError(
                {"withdrawn_on": f"L’accord a été donné plus tard, le {day(row.consent_on)}."}
            )
        row.withdrawn_on = withdrawal.on
    # Half-typed changes of anyone hold the words too.
    session.exec(
        delete(Draft).where(
            col(Draft.centre_id) == centre_id, col(Draft.form) == form_name(withdrawal.id)
        )
    )
    return withdrawal.id


def renew_consent(session: Session, renewal: Renewal) -> int:
    """A consent given anew, after the withdrawal: the words are shown again, as it allows."""
    require_role(session, Role.EDITOR)
    row = refuse_deleted(own_row(session, Testimonial, renewal.id))
    given = renewal.given
    if given.consent is Consent.PENDING:
        raise EntryError({"consent": "Choisissez ce que l’auteur autorise de nouveau."})
    if row.withdrawn_on and given.consent_on and given.consent_on < row.withdrawn_on:
        raise EntryError(
            {"consent_on": f"Le retrait date du {day(row.withdrawn_on)}{NBSP}: l’accord le suit."}
        )
    _set(row, {**vars(given), "withdrawn_on": None})
    return renewal.id


def delete_testimonial(session: Session, *, testimonial_id: int) -> None:
    delete_row(session, Testimonial, testimonial_id)


def restore_testimonial(session: Session, *, testimonial_id: int) -> None:
    restore_row(session, Testimonial, testimonial_id)


def _columns(session: Session, centre_id: int, entry: TestimonialEntry) -> dict[str, Any]:
    year, month = entry.year, entry.month
    if entry.meeting_id is not None:
        held_on = refuse_deleted(own_row(session, Meeting, entry.meeting_id)).held_on
        year, month = held_on.year, held_on.month
    if entry.theme_id is not None:
        own_row(session, Theme, entry.theme_id)
    return {
        "body": entry.body,
        "is_summary": entry.is_summary,
        "author": entry.author,
        "function": entry.function,
        "organisation": entry.organisation,
        "family": entry.family,
        "year": year,
        "month": month,
        "meeting_id": entry.meeting_id,
        "territory_id": _territory(session, centre_id, entry.territory),
        "theme_id": entry.theme_id,
        **vars(entry.given),
    }


def _territory(session: Session, centre_id: int, code: str | None) -> int | None:
    """The id of the territory, which must lie in the region of the centre."""
    if code is None:
        return None
    region = session.get_one(Centre, centre_id).region_id
    found = place = session.exec(select(Territory).where(Territory.code == code)).one_or_none()
    while place is not None and place.id != region:
        place = session.get(Territory, place.parent_id) if place.parent_id else None
    if found is None or place is None:
        raise EntryError({"territory": "Ce territoire n’est pas de la région du centre."})
    return found.id


def _set(row: Testimonial, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
