"""Read the meetings that were deleted and can still be brought back."""

from sqlalchemy import String, cast, select
from sqlmodel import Session, col

from db.models import Account, Journal, Meeting, utc_now
from domain.meeting_life import RESTORABLE, DeletedMeeting
from domain.roles import Role

# Asked to the journal: the merge of two people signs the meetings they came to, deleted or not.
_DELETED_BY = (
    select(col(Account.name))
    .join(Journal, col(Journal.account_id) == col(Account.id))
    .where(
        col(Journal.row_table) == "meeting",
        col(Journal.row_id) == cast(col(Meeting.id), String),
        col(Journal.after)["deleted_at"].as_string().is_not(None),
    )
    .order_by(col(Journal.id).desc())
    .limit(1)
    .correlate(Meeting)
    .scalar_subquery()
)


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
            _DELETED_BY,
        )
        .where(
            col(Meeting.centre_id) == centre_id, col(Meeting.deleted_at) > utc_now() - RESTORABLE
        )
        .order_by(col(Meeting.deleted_at).desc(), col(Meeting.id))
    )
    return tuple(DeletedMeeting(*row) for row in session.execute(statement))
