"""Delete a row that can be brought back for 30 days, and bring it back."""

from sqlmodel import Session

from db.commands.entering import R, own_row, require_role
from db.models import utc_now
from domain.entry import EntryError
from domain.meeting_life import RESTORABLE
from domain.roles import Role


def delete_row(session: Session, table: type[R], row_id: int) -> None:
    """Deleted again, the row keeps the hour of the first time."""
    require_role(session, Role.EDITOR)
    row = own_row(session, table, row_id)
    row.deleted_at = row.deleted_at or utc_now()


def restore_row(session: Session, table: type[R], row_id: int) -> None:
    """Raise EntryError once the delay has passed."""
    require_role(session, Role.EDITOR)
    row = own_row(session, table, row_id)
    if row.deleted_at is not None and row.deleted_at + RESTORABLE <= utc_now():
        raise EntryError(
            {"": f"Supprimée depuis plus de {RESTORABLE.days} jours, cette fiche est perdue."}
        )
    row.deleted_at = None


def refuse_deleted(row: R) -> R:
    """The row, unless it was deleted since its form was opened."""
    if row.deleted_at is not None:
        raise EntryError({"": "Cette fiche a été supprimée\u00a0: rétablissez-la d’abord."})
    return row
