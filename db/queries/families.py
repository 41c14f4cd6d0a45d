"""Read the people marked present by the family they came from: how many, and to which meetings."""

from collections import Counter
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Attendance, Meeting, Organisation
from db.queries.facts import meetings_of
from db.queries.last_change import last_change
from db.queries.meetings import listing
from domain.board import NO_FAMILY
from domain.counted import CountedMeeting
from domain.facts import IN_REGION
from domain.families import ASKED, WHOLE, CountedFamily
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import AttendanceState, MeetingStatus


def present_by_family(session: Session, *, scope: Scope, today: date) -> list[tuple[int, str]]:
    """For each person present at a counted meeting: that meeting, and the family of that day."""
    statement = (
        select(col(Meeting.id), col(Organisation.family))
        .select_from(Attendance)
        .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .where(
            *meetings_of(scope),
            col(Meeting.held_on) <= today,
            col(Meeting.status) == MeetingStatus.HELD,
            col(Meeting.scope).in_(IN_REGION),
            col(Attendance.state) == AttendanceState.PRESENT,
        )
    )
    found = session.execute(statement)
    return [(meeting, family.label if family else NO_FAMILY) for meeting, family in found]


def counted_family(
    session: Session, *, scope: Scope, family: str, role: Role, today: date
) -> CountedFamily:
    """The meetings a family came to, latest first; ``family`` as addresses ask for it."""
    label = ASKED[family]
    present = present_by_family(session, scope=scope, today=today)
    came = Counter(meeting for meeting, own in present if family == WHOLE or own == label)
    lines = [line for line in listing(session, scope=scope) if line.id in came]
    return CountedFamily(
        label,
        came.total(),
        tuple(CountedMeeting(line, came[line.id]) for line in lines),
        last_change(session, centre_id=scope.centre_id, role=role, keys={"meeting": set(came)}),
    )
