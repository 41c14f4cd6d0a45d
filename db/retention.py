"""Whose name is kept longer than the centre wants: for the screen, and again for the command."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import col

from db.models import Attendance, Meeting, Merge, Person, utc_now
from domain.meeting_life import RESTORABLE
from domain.vocabulary import EntryKind


def unseen(centre_id: int, before: date) -> Select[Any]:
    """Each person last listed in a meeting before that day, or in none and known since before.

    With those deleted too long ago to be brought back. Merged rows follow the one that was kept.
    """
    seen = _last_seen(centre_id)
    midnight = datetime.combine(before, time(), UTC)
    merged = select(col(Merge.merged_id)).where(
        col(Merge.centre_id) == centre_id,
        col(Merge.kind) == EntryKind.PERSON,
        col(Merge.undone_at).is_(None),
    )
    is_old = or_(
        seen.c.last_seen < before,
        and_(seen.c.last_seen.is_(None), col(Person.created_at) < midnight),
    )
    return (
        select(Person, seen.c.last_seen)
        .outerjoin(seen, seen.c.person_id == col(Person.id))
        .where(
            col(Person.centre_id) == centre_id,
            col(Person.anonymised_at).is_(None),
            col(Person.id).not_in(merged),
            or_(
                and_(col(Person.deleted_at).is_(None), is_old),
                col(Person.deleted_at) <= utc_now() - RESTORABLE,
            ),
        )
    )


def _last_seen(centre_id: int) -> Any:
    """Registered or excused, someone is still in touch: any line of a meeting counts."""
    return (
        select(col(Attendance.person_id), func.max(col(Meeting.held_on)).label("last_seen"))
        .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
        .where(col(Meeting.centre_id) == centre_id, col(Meeting.deleted_at).is_(None))
        .group_by(col(Attendance.person_id))
        .subquery()
    )
