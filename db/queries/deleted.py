"""Read the meetings that were deleted and can still be brought back."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Account, Meeting, utc_now
from domain.meeting_life import RESTORABLE, DeletedMeeting
from domain.roles import Role


def restorable(session: Session, *, centre_id: int, role: Role) -> tuple[DeletedMeeting, ...]:
    """The last deleted first; none for who may not bring them back."""
    if role < Role.EDITOR:
        return ()
    statement = (
        select(
            col(Meeting.id),
            col(Meeting.title),
            col(Meeting.held_on),
            col(Meeting.date_precision),
            col(Meeting.version),
            col(Meeting.deleted_at),
            # Deleting is the last change: nothing is edited afterwards.
            col(Account.name),
        )
        .outerjoin(Account, col(Account.id) == col(Meeting.updated_by))
        .where(
            col(Meeting.centre_id) == centre_id, col(Meeting.deleted_at) > utc_now() - RESTORABLE
        )
        .order_by(col(Meeting.deleted_at).desc(), col(Meeting.id))
    )
    return tuple(DeletedMeeting(*row) for row in session.execute(statement))
