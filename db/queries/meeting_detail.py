"""Read one meeting whole."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import (
    Attendance,
    Meeting,
    MeetingOrganisation,
    Organisation,
    Person,
    Programme,
    Publication,
    Series,
)
from db.queries.meetings import lines
from db.queries.testimonials import wall
from domain.directory import anonymous_name
from domain.listings import MeetingDetail, Participant, Trace
from domain.roles import Role
from domain.searching import alphabetical
from domain.vocabulary import AttendanceState, Family, OrganisationRole


def detail(
    session: Session, *, centre_id: int, meeting_id: int, role: Role, today: date
) -> MeetingDetail | None:
    """The meeting, or None when the centre has none of that number.

    Names of participants are read for editors and above only.
    """
    conditions = [
        col(Meeting.centre_id) == centre_id,
        col(Meeting.id) == meeting_id,
        col(Meeting.deleted_at).is_(None),
    ]
    found = lines(session, conditions)
    if not found:
        return None
    meeting = session.execute(select(Meeting).where(*conditions)).scalar_one()
    cards = wall(session, centre_id=centre_id, role=role, today=today, meeting_id=meeting_id)
    return MeetingDetail(
        line=found[0],
        version=meeting.version,
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        half_days=meeting.half_days,
        series=_name(session, Series, meeting.series_id),
        series_number=meeting.series_number,
        programme=_name(session, Programme, meeting.programme_id),
        announced=meeting.announced,
        registration_url=meeting.registration_url,
        replay_url=meeting.replay_url,
        notes=meeting.notes if role >= Role.EDITOR else None,
        organisations=_organisations(session, meeting_id),
        families=_families(session, meeting_id),
        participants=_participants(session, meeting_id) if role >= Role.EDITOR else (),
        traces=_traces(session, meeting_id),
        testimonials=cards.cards,
    )


def _name(session: Session, table: type[Series | Programme], row_id: int | None) -> str | None:
    statement = select(col(table.name)).where(col(table.id) == row_id)
    return session.execute(statement).scalar_one_or_none()


def _organisations(session: Session, meeting_id: int) -> dict[OrganisationRole, tuple[str, ...]]:
    statement = (
        select(col(MeetingOrganisation.role), col(Organisation.name))
        .join(Organisation, col(Organisation.id) == col(MeetingOrganisation.organisation_id))
        .where(col(MeetingOrganisation.meeting_id) == meeting_id)
    )
    found: defaultdict[OrganisationRole, list[str]] = defaultdict(list)
    for role, name in session.execute(statement):
        found[role].append(name)
    return {
        role: tuple(sorted(found[role], key=alphabetical))
        for role in OrganisationRole
        if role in found
    }


def _families(session: Session, meeting_id: int) -> dict[Family, int]:
    statement = (
        select(col(Organisation.family))
        .join(Attendance, col(Attendance.organisation_id) == col(Organisation.id))
        .where(
            col(Attendance.meeting_id) == meeting_id,
            col(Attendance.state) == AttendanceState.PRESENT,
        )
    )
    return dict(Counter(session.scalars(statement)).most_common())


def _participants(session: Session, meeting_id: int) -> tuple[Participant, ...]:
    statement = (
        select(Attendance, Person, col(Organisation.name))
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .where(col(Attendance.meeting_id) == meeting_id)
    )
    in_order = sorted(session.execute(statement), key=lambda row: by_name(row.Person))
    return tuple(
        Participant(
            attendance.person_id,
            full_name(person),
            person.function,
            organisation,
            attendance.role,
            attendance.state,
        )
        for attendance, person, organisation in in_order
    )


def by_name(person: Person) -> tuple[Any, int]:
    """What people sort by."""
    return alphabetical(person.last_name, person.first_name), person.id or 0


def full_name(person: Person) -> str:
    """« Camille Durand », or what is left of a person once anonymised."""
    if person.anonymised_at is not None:
        return anonymous_name(person.id or 0)
    return f"{person.first_name} {person.last_name}".strip()


def _traces(session: Session, meeting_id: int) -> tuple[Trace, ...]:
    statement = (
        select(
            col(Publication.id),
            col(Publication.kind),
            col(Publication.title),
            col(Publication.url),
        )
        .where(col(Publication.meeting_id) == meeting_id, col(Publication.deleted_at).is_(None))
        .order_by(col(Publication.published_on), col(Publication.id))
    )
    return tuple(Trace(*row) for row in session.execute(statement))
