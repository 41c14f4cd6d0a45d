"""How long the centre keeps names, and forgetting those that are past that. For directors."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from db.commands.anonymising import forget_people
from db.commands.entering import require_role
from db.models import Centre
from db.retention import unseen
from domain.entry import EntryError
from domain.retention import YEARS, limit
from domain.roles import Role

CHANGED = (
    "La liste a changé depuis que vous l’avez ouverte. Rien n’est anonymisé\u00a0: relisez-la."
)


def set_retention(session: Session, *, years: int | None) -> None:
    """Years without a meeting; None proposes nobody. It anonymises nobody by itself."""
    _, centre_id = require_role(session, Role.DIRECTOR)
    if years is not None and years not in YEARS:
        raise EntryError({"": f"De {YEARS[0]} à {YEARS[-1]} ans."})
    session.get_one(Centre, centre_id, with_for_update=True).retention_years = years


def anonymise_unseen(session: Session, *, person_ids: Collection[int], today: date) -> None:
    """Anonymise these people, all of them or none.

    Raise EntryError when one of them is not past the duration that the centre chose.
    """
    account_id, centre_id = require_role(session, Role.DIRECTOR)
    years = session.get_one(Centre, centre_id).retention_years
    found = session.execute(unseen(centre_id, limit(today, years))).all() if years else ()
    if not set(person_ids) <= {person.id for person, _ in found}:
        raise EntryError({"": CHANGED})
    forget_people(session, account_id, centre_id, sorted(person_ids))
