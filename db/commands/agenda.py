"""What a centre tells the public: whether it has a public agenda, and which meetings are on it."""

from collections.abc import Iterable

from sqlmodel import Session

from db.commands.deleting import refuse_deleted
from db.commands.entering import own_row, require_role
from db.models import Centre, Meeting
from domain.entry import EntryError
from domain.roles import Role
from domain.vocabulary import MeetingScope


def set_public_agenda(session: Session, *, public: bool) -> None:
    """Asked twice, it writes once. Closed, neither page nor feed answers any more."""
    _, centre_id = require_role(session, Role.DIRECTOR)
    session.get_one(Centre, centre_id, with_for_update=True).public_agenda = public


def announce(session: Session, *, meeting_ids: Iterable[int]) -> None:
    """Put these meetings on the public agenda, all of them or none. Raise EntryError."""
    require_role(session, Role.EDITOR)
    for meeting_id in meeting_ids:
        meeting = refuse_deleted(own_row(session, Meeting, meeting_id))
        if meeting.scope is MeetingScope.INTERNAL:
            raise EntryError(
                {"": f"«\u00a0{meeting.title}\u00a0» est interne et ne s’annonce pas."}
            )
        meeting.announced, meeting.withdrawn_at = True, None
