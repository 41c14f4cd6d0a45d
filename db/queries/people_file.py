"""Read who came to the meetings of a scope, by name. For directors and above."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from db.models import Attendance, Meeting, Organisation, Person
from db.queries.facts import meetings_of
from db.queries.meeting_detail import by_name
from domain.directory import anonymous_name
from domain.document_kinds import NAMING, DocumentKind
from domain.people_sheet import Came
from domain.roles import Role
from domain.scope import Scope

MEETING = (
    col(Meeting.id),
    col(Meeting.held_on),
    col(Meeting.date_precision),
    col(Meeting.title),
    col(Meeting.status),
)


def came(session: Session, *, scope: Scope, role: Role) -> tuple[Came, ...]:
    """Oldest meeting first, then by name; nothing for a role that may not take names away."""
    if role < NAMING[DocumentKind.PEOPLE]:
        return ()
    return read_came(session, *meetings_of(scope), col(Person.deleted_at).is_(None))


def read_came(session: Session, *conditions: ColumnElement[bool]) -> tuple[Came, ...]:
    """Part of the queries that may read names: they bound it to a centre."""
    statement = (
        select(*MEETING, Person, Organisation, Attendance)
        .select_from(Attendance)
        .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .where(*conditions)
    )
    return tuple(_came(row) for row in sorted(session.execute(statement), key=_rank))


def _rank(row: Any) -> tuple[Any, ...]:
    return row.held_on, row.id, by_name(row.Person)


def _came(row: Any) -> Came:
    person, organisation = row.Person, row.Organisation
    is_anonymous = person.anonymised_at is not None
    return Came(
        meeting_id=row.id,
        held_on=row.held_on,
        date_precision=row.date_precision,
        title=row.title,
        status=row.status,
        last_name=anonymous_name(person.id) if is_anonymous else person.last_name,
        first_name="" if is_anonymous else person.first_name,
        function=None if is_anonymous else person.function,
        organisation=organisation.name if organisation else None,
        family=organisation.family if organisation else None,
        role=row.Attendance.role,
        state=row.Attendance.state,
    )
