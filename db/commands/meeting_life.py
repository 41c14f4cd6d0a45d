"""Mark a meeting held, cancel it, delete it, bring it back.

Each command takes the version that was on screen. Asked twice, by a double click, it writes once:
a meeting that already is what is asked for is left alone, whatever its version.
"""

from datetime import date
from typing import Any

from sqlmodel import Session

from db.commands.deleting import refuse_deleted, restore_row
from db.commands.entering import StaleError, own_row, require_role
from db.models import Meeting, utc_now
from domain.entry import EntryError
from domain.meeting_life import Headcount, status_restored, too_early
from domain.roles import Role
from domain.vocabulary import MeetingStatus


def hold(
    session: Session, headcount: Headcount, *, meeting_id: int, version: int, today: date
) -> int:
    """Mark a planned meeting held, with its headcount or « à venir ». Its id."""
    meeting = _living(session, meeting_id)
    if refusal := too_early(meeting.held_on, today):
        raise EntryError({"": refusal})
    if meeting.status is MeetingStatus.CANCELLED:
        raise EntryError({"": "Cette rencontre est annulée\u00a0: rétablissez-la d’abord."})
    value, precision = headcount
    _set(
        meeting,
        version,
        status=MeetingStatus.HELD,
        headcount=value,
        headcount_precision=precision,
    )
    return meeting_id


def cancel(session: Session, *, meeting_id: int, version: int) -> None:
    _set(_living(session, meeting_id), version, status=MeetingStatus.CANCELLED)


def reinstate(session: Session, *, meeting_id: int, version: int, today: date) -> None:
    """Make a cancelled meeting held or planned again, by its date."""
    meeting = _living(session, meeting_id)
    if meeting.status is MeetingStatus.CANCELLED:
        status = status_restored(meeting.held_on, today, meeting.headcount)
        _set(meeting, version, status=status)


def delete(session: Session, *, meeting_id: int, version: int) -> None:
    """Put the meeting out of every figure and list. What hangs on it stays, for ``restore``."""
    require_role(session, Role.EDITOR)
    meeting = own_row(session, Meeting, meeting_id)
    if meeting.deleted_at is None:
        _set(meeting, version, deleted_at=utc_now())


def restore(session: Session, *, meeting_id: int, version: int) -> None:
    """Bring back a deleted meeting as it was. Raise EntryError once the delay has passed."""
    require_role(session, Role.EDITOR)
    meeting = own_row(session, Meeting, meeting_id)
    if meeting.deleted_at is not None:
        _check(meeting, version)
        restore_row(session, Meeting, meeting_id)


def _living(session: Session, meeting_id: int) -> Meeting:
    require_role(session, Role.EDITOR)
    return refuse_deleted(own_row(session, Meeting, meeting_id))


def _set(meeting: Meeting, version: int, **values: Any) -> None:
    if all(getattr(meeting, name) == value for name, value in values.items()):
        return
    _check(meeting, version)
    for name, value in values.items():
        setattr(meeting, name, value)


def _check(meeting: Meeting, version: int) -> None:
    if meeting.version != version:
        raise StaleError(meeting.version)
