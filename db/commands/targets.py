"""Write the yearly targets of a centre: one for an indicator and a year."""

from sqlmodel import Session, select

from db.commands.deleting import delete_row, restore_row
from db.commands.entering import StaleError, own_row, require_role
from db.models import Centre, Target
from domain.roles import Role
from domain.target_entry import TargetEntry
from domain.vocabulary import ProfileKind


def save_target(session: Session, entry: TargetEntry) -> int:
    """Set the target, or change it; its id. One that was deleted is set anew.

    Raise StaleError when someone set, changed or deleted it since the form was opened.
    """
    _, centre_id = require_role(session, Role.DIRECTOR)
    # Held: two people cannot set the first one at once.
    session.get_one(Centre, centre_id, with_for_update=True)
    row = session.exec(
        select(Target).where(
            Target.centre_id == centre_id, Target.year == entry.year, Target.key == entry.key
        )
    ).one_or_none()
    if row and row.id and row.deleted_at is None:
        own_row(session, Target, row.id, version=entry.version)
    elif entry.version:
        raise StaleError(0)
    row = row or Target(centre_id=centre_id, year=entry.year, key=entry.key, value=entry.value)
    row.value, row.profile_kind, row.deleted_at = entry.value, entry.kind, None
    row.profile = None if entry.kind is ProfileKind.EVEN else list(entry.weights)
    session.add(row)
    session.flush()
    return row.id or 0


def delete_target(session: Session, target_id: int) -> None:
    require_role(session, Role.DIRECTOR)
    delete_row(session, Target, target_id)


def restore_target(session: Session, target_id: int) -> None:
    require_role(session, Role.DIRECTOR)
    restore_row(session, Target, target_id)
