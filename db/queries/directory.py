"""Read the people and organisations of a centre, to keep them tidy. For editors and above."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, select, union
from sqlmodel import Session, SQLModel, col

from db.models import (
    Attendance,
    Meeting,
    MeetingOrganisation,
    Organisation,
    Person,
    PersonConsent,
    PersonWriting,
)
from db.queries import meetings
from domain.directory import (
    CARRIED,
    CONSENTS,
    PEOPLE,
    PRESENCES,
    WRITINGS,
    Line,
    OrganisationLine,
    PersonLine,
    Sheet,
    by_name,
)
from domain.listings import MeetingLine
from domain.vocabulary import AttendanceState, EntryKind, MeetingStatus


def people(session: Session, *, centre_id: int) -> tuple[PersonLine, ...]:
    """The people of the centre by surname; the anonymised have nothing left to tidy."""
    return _people(session, centre_id)


def organisations(session: Session, *, centre_id: int) -> tuple[OrganisationLine, ...]:
    """The organisations of the centre, by name."""
    return _organisations(session, centre_id)


def lines(session: Session, *, centre_id: int, kind: EntryKind) -> tuple[Line, ...]:
    """The people or the organisations of the centre, by name."""
    if kind is EntryKind.PERSON:
        return people(session, centre_id=centre_id)
    return organisations(session, centre_id=centre_id)


def person(session: Session, *, centre_id: int, person_id: int) -> Sheet[PersonLine] | None:
    """One person whole, or None when the centre has none of that number."""
    found = _people(session, centre_id, col(Person.id) == person_id)
    if not found:
        return None
    came = select(col(Attendance.meeting_id)).where(col(Attendance.person_id) == person_id)
    uses = {
        PRESENCES: _count(session, Attendance, col(Attendance.person_id) == person_id),
        CONSENTS: _count(session, PersonConsent, col(PersonConsent.person_id) == person_id),
        WRITINGS: _count(session, PersonWriting, col(PersonWriting.person_id) == person_id),
    }
    version = session.get_one(Person, person_id).version
    return Sheet(found[0], version, _meetings(session, centre_id, came), uses)


def organisation(
    session: Session, *, centre_id: int, organisation_id: int
) -> Sheet[OrganisationLine] | None:
    """One organisation whole, or None when the centre has none of that number."""
    found = _organisations(session, centre_id, col(Organisation.id) == organisation_id)
    if not found:
        return None
    links, came = col(MeetingOrganisation.organisation_id), col(Attendance.organisation_id)
    named = union(
        select(col(MeetingOrganisation.meeting_id)).where(links == organisation_id),
        select(col(Attendance.meeting_id)).where(came == organisation_id),
    )
    uses = {
        PEOPLE: _count(
            session,
            Person,
            col(Person.organisation_id) == organisation_id,
            col(Person.deleted_at).is_(None),
        ),
        PRESENCES: _count(session, Attendance, came == organisation_id),
        CARRIED: _count(session, MeetingOrganisation, links == organisation_id),
    }
    version = session.get_one(Organisation, organisation_id).version
    return Sheet(found[0], version, _meetings(session, centre_id, named), uses)


def _people(
    session: Session, centre_id: int, *conditions: ColumnElement[bool]
) -> tuple[PersonLine, ...]:
    seen = _seen(
        select(col(Attendance.person_id).label("who"), col(Attendance.meeting_id)).where(
            col(Attendance.state) == AttendanceState.PRESENT
        ),
        centre_id,
    )
    statement = (
        select(
            col(Person.id),
            col(Person.first_name),
            col(Person.last_name),
            col(Person.function),
            col(Person.organisation_id),
            col(Organisation.name),
            col(Person.email),
            func.coalesce(seen.c.meetings, 0),
            seen.c.last_seen,
        )
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .outerjoin(seen, seen.c.who == col(Person.id))
        .where(
            col(Person.centre_id) == centre_id,
            col(Person.deleted_at).is_(None),
            col(Person.anonymised_at).is_(None),
            *conditions,
        )
    )
    return tuple(sorted((PersonLine(*row) for row in session.execute(statement)), key=by_name))


def _organisations(
    session: Session, centre_id: int, *conditions: ColumnElement[bool]
) -> tuple[OrganisationLine, ...]:
    seen = _seen(
        union(
            select(
                col(MeetingOrganisation.organisation_id).label("who"),
                col(MeetingOrganisation.meeting_id),
            ),
            select(col(Attendance.organisation_id), col(Attendance.meeting_id)).where(
                col(Attendance.organisation_id).is_not(None),
                col(Attendance.state) == AttendanceState.PRESENT,
            ),
        ),
        centre_id,
    )
    members = (
        select(col(Person.organisation_id).label("who"), func.count().label("people"))
        .where(col(Person.centre_id) == centre_id, col(Person.deleted_at).is_(None))
        .group_by(col(Person.organisation_id))
        .subquery()
    )
    statement = (
        select(
            col(Organisation.id),
            col(Organisation.name),
            col(Organisation.family),
            func.coalesce(members.c.people, 0),
            func.coalesce(seen.c.meetings, 0),
            seen.c.last_seen,
        )
        .outerjoin(members, members.c.who == col(Organisation.id))
        .outerjoin(seen, seen.c.who == col(Organisation.id))
        .where(
            col(Organisation.centre_id) == centre_id,
            col(Organisation.deleted_at).is_(None),
            *conditions,
        )
    )
    found = (OrganisationLine(*row) for row in session.execute(statement))
    return tuple(sorted(found, key=by_name))


def _seen(links: Any, centre_id: int) -> Subquery:
    """For each row, by how many held meetings it was seen, and on which day last."""
    seen = links.subquery()
    return (
        select(
            seen.c.who,
            func.count().label("meetings"),
            func.max(col(Meeting.held_on)).label("last_seen"),
        )
        .join(Meeting, col(Meeting.id) == seen.c.meeting_id)
        .where(
            col(Meeting.centre_id) == centre_id,
            col(Meeting.deleted_at).is_(None),
            col(Meeting.status) == MeetingStatus.HELD,
        )
        .group_by(seen.c.who)
        .subquery()
    )


def _meetings(session: Session, centre_id: int, named: Any) -> tuple[MeetingLine, ...]:
    conditions = [
        col(Meeting.centre_id) == centre_id,
        col(Meeting.deleted_at).is_(None),
        col(Meeting.id).in_(named),
    ]
    return meetings.lines(session, conditions)


def _count(session: Session, table: type[SQLModel], *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(table).where(*conditions)
    found: int = session.execute(statement).scalar_one()
    return found
