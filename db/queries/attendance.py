"""Read who came to a meeting, who may come, and whom a list may name. For editors and above."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from db.models import (
    Attendance,
    Meeting,
    MeetingTerritory,
    Merge,
    Organisation,
    Person,
    PersonWriting,
)
from db.queries.meeting_detail import by_name, full_name
from domain.attending import Attending, Directory, Expected, Gathering
from domain.matching import KnownPerson
from domain.roles import Role
from domain.vocabulary import AttendanceState, EntryKind, MeetingStatus


def gathering(session: Session, *, centre_id: int, meeting_id: int, role: Role) -> Gathering | None:
    """The meeting with its people, or None: another centre’s, deleted, or not to be read."""
    meeting = _meeting(session, centre_id, meeting_id) if role >= Role.EDITOR else None
    if meeting is None:
        return None
    return Gathering(
        meeting_id,
        meeting.version,
        meeting.title,
        meeting.held_on,
        meeting.date_precision,
        meeting.status,
        meeting.headcount,
        meeting.headcount_precision,
        _people(session, meeting_id),
    )


def expected(session: Session, *, centre_id: int, meeting_id: int, role: Role) -> Expected:
    """The people registered; without any, those present the last time, whatever it was called.

    The last time is the last meeting of the series, else of the same format and a same territory.
    """
    meeting = _meeting(session, centre_id, meeting_id) if role >= Role.EDITOR else None
    if meeting is None:
        return Expected()
    registered = [
        one for one in _people(session, meeting_id) if one.state != AttendanceState.PRESENT
    ]
    if registered:
        return Expected(tuple(registered))
    last = _last_time(session, meeting)
    if last is None:
        return Expected()
    people = _people(session, last.id or 0, AttendanceState.PRESENT, named=True)
    return Expected(tuple(replace(one, state=None) for one in people), last.title)


def directory(session: Session, *, centre_id: int, role: Role) -> Directory:
    """Everyone a list of this centre may name."""
    if role < Role.EDITOR:
        return Directory((), {}, {})
    organisations = select(col(Organisation.id), col(Organisation.name)).where(
        col(Organisation.centre_id) == centre_id, col(Organisation.deleted_at).is_(None)
    )
    named: dict[int, str] = dict(session.execute(organisations).all())
    decisions = select(col(PersonWriting.writing), col(PersonWriting.person_id)).where(
        col(PersonWriting.centre_id) == centre_id
    )
    judged: dict[str, int] = dict(session.execute(decisions).all())
    return Directory(tuple(_known_people(session, centre_id, named)), named, judged)


def _known_people(
    session: Session, centre_id: int, organisations: dict[int, str]
) -> Iterable[KnownPerson]:
    """Living people under their name, and under those of the doubles merged into them."""
    into = _merged_into(session, centre_id)
    statement = (
        select(
            col(Person.id),
            col(Person.last_name),
            col(Person.first_name),
            col(Person.email),
            col(Person.organisation_id),
            col(Person.deleted_at),
        )
        .where(col(Person.centre_id) == centre_id, col(Person.anonymised_at).is_(None))
        .order_by(col(Person.deleted_at).is_not(None), col(Person.id))
    )
    rows = session.execute(statement).all()
    living = {row.id for row in rows if row.deleted_at is None}
    for row in rows:
        key = into.get(row.id, row.id)
        if key in living:
            works_at = organisations.get(row.organisation_id, "")
            yield KnownPerson(key, row.last_name, row.first_name, row.email or "", works_at)


def _merged_into(session: Session, centre_id: int) -> dict[int, int]:
    """For each person merged, the one that stands for him now, however many times."""
    statement = select(col(Merge.merged_id), col(Merge.kept_id)).where(
        col(Merge.centre_id) == centre_id,
        col(Merge.kind) == EntryKind.PERSON,
        col(Merge.undone_at).is_(None),
    )
    step: dict[int, int] = dict(session.execute(statement).all())
    return {merged: _end(merged, step) for merged in step}


def _end(merged: int, step: dict[int, int]) -> int:
    seen = {merged}
    while (after := step.get(merged)) is not None and after not in seen:
        seen.add(after)
        merged = after
    return merged


def _meeting(session: Session, centre_id: int, meeting_id: int) -> Meeting | None:
    statement = select(Meeting).where(
        col(Meeting.centre_id) == centre_id,
        col(Meeting.id) == meeting_id,
        col(Meeting.deleted_at).is_(None),
    )
    return session.execute(statement).scalar_one_or_none()


def _people(
    session: Session,
    meeting_id: int,
    state: AttendanceState | None = None,
    *,
    named: bool = False,
) -> tuple[Attending, ...]:
    """Those recorded at the meeting, by name; ``named`` leaves out those anonymised since."""
    statement = (
        select(Attendance, Person, col(Organisation.name))
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .where(col(Attendance.meeting_id) == meeting_id)
    )
    if state:
        statement = statement.where(col(Attendance.state) == state)
    if named:
        statement = statement.where(col(Person.anonymised_at).is_(None))
    in_order = sorted(session.execute(statement), key=lambda row: by_name(row.Person))
    return tuple(
        Attending(row.person_id, full_name(person), organisation, row.role, row.state)
        for row, person, organisation in in_order
    )


def _last_time(session: Session, meeting: Meeting) -> Meeting | None:
    """The last meeting before this one of which names are known."""
    present = select(col(Attendance.meeting_id)).where(
        col(Attendance.state) == AttendanceState.PRESENT
    )
    alike = [col(Meeting.series_id) == meeting.series_id] if meeting.series_id else _alike(meeting)
    statement = (
        select(Meeting)
        .where(
            col(Meeting.centre_id) == meeting.centre_id,
            col(Meeting.deleted_at).is_(None),
            col(Meeting.status) == MeetingStatus.HELD,
            col(Meeting.held_on) <= meeting.held_on,
            col(Meeting.id) != meeting.id,
            col(Meeting.id).in_(present),
            *alike,
        )
        .order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def _alike(meeting: Meeting) -> list[ColumnElement[bool]]:
    places = select(col(MeetingTerritory.territory_id)).where(
        col(MeetingTerritory.meeting_id) == meeting.id
    )
    there = select(col(MeetingTerritory.meeting_id)).where(
        col(MeetingTerritory.territory_id).in_(places)
    )
    return [col(Meeting.format) == meeting.format, col(Meeting.id).in_(there)]
