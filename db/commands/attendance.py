"""Write who came to a meeting: a headcount, a list of names, a roll call."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from db.commands.deleting import refuse_deleted
from db.commands.entering import own_row, require_role
from db.models import Attendance, Meeting, Organisation, Person, PersonWriting, utc_now
from domain.attending import Arrival, HeadcountValues, ListValues, RollCallValues
from domain.entry import EntryError, plain
from domain.matching import writing
from domain.roles import Role
from domain.roster_names import name_key
from domain.vocabulary import AttendanceRole, AttendanceState, Family


def record_headcount(session: Session, values: HeadcountValues) -> int:
    """Set how many came; the names do not change. The meeting’s id.

    Raise StaleError when someone saved the meeting since the version that was seen.
    """
    require_role(session, Role.EDITOR)
    meeting = own_row(session, Meeting, values.meeting_id, version=values.version)
    refuse_deleted(meeting)
    meeting.headcount, meeting.headcount_precision = values.headcount, values.precision
    return values.meeting_id


def record_attendance(session: Session, values: ListValues) -> int:
    """Record a list: people and organisations made where they are new, judgements remembered.

    Recorded again, the list adds nobody. The meeting’s id.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    meeting = refuse_deleted(own_row(session, Meeting, values.meeting_id))
    organisations = _organisations(session, centre_id, values)
    people = _people(session, centre_id, values.arrivals, organisations)
    _remember(session, centre_id, values.arrivals, people)
    recorded = _recorded(session, values.meeting_id)
    for arrival, person in zip(values.arrivals, people, strict=True):
        at = organisations.get(plain(arrival.line.organisation))
        told = replace(values, state=AttendanceState.EXCUSED) if arrival.line.excused else values
        _attend(session, told, recorded, person, at)
    _touch(session, meeting)
    return values.meeting_id


def record_roll_call(session: Session, values: RollCallValues) -> int:
    """Mark present those who were ticked; take back those who no longer are. The meeting’s id.

    Only what changed is told: two people may call the same meeting at once. Those named during
    the call are made, as those of a list are.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    meeting = refuse_deleted(own_row(session, Meeting, values.meeting_id))
    recorded = _recorded(session, values.meeting_id)
    newcomers = _people(session, centre_id, values.new, {})
    _remember(session, centre_id, values.new, newcomers)
    came = _own_people(session, centre_id, values.came)
    # Ticked, then named as if he were new: he came once.
    for key, person in (came | {one.id or 0: one for one in newcomers}).items():
        row = recorded.get(key) or _new_attendance(values.meeting_id, person)
        row.state = AttendanceState.PRESENT
        session.add(row)
    for person_id in values.left & recorded.keys() - values.excused:
        session.delete(recorded[person_id])
    for person_id in values.excused & recorded.keys():
        row = recorded[person_id]
        if row.state is AttendanceState.REGISTERED or person_id in values.left:
            row.state = AttendanceState.EXCUSED
    _touch(session, meeting)
    return values.meeting_id


def _organisations(session: Session, centre_id: int, values: ListValues) -> dict[str, int]:
    """The organisations of the list by plain name, made where they are new."""
    statement = select(col(Organisation.id), col(Organisation.name)).where(
        col(Organisation.centre_id) == centre_id, col(Organisation.deleted_at).is_(None)
    )
    known = {key: plain(name) for key, name in session.execute(statement)}
    by_name = {name: key for key, name in reversed(known.items())}
    # Only what is still of use: an organisation whose every line is left out is not made.
    written = {plain(one.line.organisation): one.line.organisation for one in values.arrivals}
    asked = {name: told for name, told in values.organisations.items() if written.get(name)}
    made = {
        name: Organisation(centre_id=centre_id, name=written[name], family=told)
        for name, told in asked.items()
        if isinstance(told, Family) and name not in by_name
    }
    session.add_all(made.values())
    session.flush()
    if strangers := {key for key in asked.values() if isinstance(key, int)} - known.keys():
        raise EntryError({"": f"Structure inconnue dans ce centre ({min(strangers)})."})
    given = {name: told for name, told in asked.items() if isinstance(told, int)}
    return {**{name: by_name[name] for name in asked if name in by_name}, **given, **_keys(made)}


def _keys(made: dict[str, Organisation]) -> dict[str, int]:
    return {name: row.id or 0 for name, row in made.items()}


def _people(
    session: Session,
    centre_id: int,
    arrivals: Iterable[Arrival],
    organisations: dict[str, int],
) -> list[Person]:
    """The person of each line, in order. One whom someone else just made is not made twice."""
    arrivals = list(arrivals)
    known = _own_people(session, centre_id, {one.person_id for one in arrivals if one.person_id})
    namesakes = _by_name(session, centre_id)
    people = []
    for arrival in arrivals:
        twin = None if arrival.judged else namesakes.get(name_key(arrival.line.name))
        if arrival.person_id:
            person = known[arrival.person_id]
        else:
            person = session.get_one(Person, twin) if twin else _new_person(centre_id, arrival)
        _complete(person, arrival, organisations.get(plain(arrival.line.organisation)))
        people.append(person)
    session.add_all(people)
    session.flush()
    return people


def _new_person(centre_id: int, arrival: Arrival) -> Person:
    line = arrival.line
    if not line.last_name:
        raise EntryError({"text": "Une personne nouvelle doit avoir un nom."})
    return Person(centre_id=centre_id, last_name=line.last_name, first_name=line.first_name)


def _complete(person: Person, arrival: Arrival, organisation_id: int | None) -> None:
    """What the list says of a person and that was not known; what is known stays."""
    told = {
        "function": arrival.line.function or None,
        "email": arrival.line.email or None,
        "organisation_id": organisation_id,
    }
    for name, value in told.items():
        if value is not None and getattr(person, name) is None:
            setattr(person, name, value)


def _own_people(session: Session, centre_id: int, ids: Iterable[int]) -> dict[int, Person]:
    """These people of the centre. Raise EntryError when one of them is not."""
    wanted = set(ids)
    statement = select(Person).where(
        col(Person.id).in_(wanted),
        col(Person.centre_id) == centre_id,
        col(Person.deleted_at).is_(None),
    )
    found = {person.id or 0: person for person in session.scalars(statement)}
    if wanted - found.keys():
        raise EntryError(
            {"": "Une des personnes choisies n’existe plus dans ce centre. Relisez la liste."}
        )
    return found


def _by_name(session: Session, centre_id: int) -> dict[str, int]:
    """The people made since the list was read are found by their name alone."""
    statement = select(col(Person.id), col(Person.last_name), col(Person.first_name)).where(
        col(Person.centre_id) == centre_id,
        col(Person.deleted_at).is_(None),
        col(Person.anonymised_at).is_(None),
    )
    return {name_key(last, first): key for key, last, first in session.execute(statement)}


def _remember(
    session: Session, centre_id: int, arrivals: Iterable[Arrival], people: Iterable[Person]
) -> None:
    """A doubtful line judged once is recognised next time."""
    judged = {
        writing(arrival.line): person.id or 0
        for arrival, person in zip(arrivals, people, strict=True)
        if arrival.judged
    }
    statement = select(PersonWriting).where(
        col(PersonWriting.centre_id) == centre_id, col(PersonWriting.writing).in_(judged)
    )
    known = {row.writing: row for row in session.scalars(statement)}
    for text, person_id in judged.items():
        row = known.get(text) or PersonWriting(
            centre_id=centre_id, writing=text, person_id=person_id
        )
        row.person_id = person_id
        session.add(row)


def _recorded(session: Session, meeting_id: int) -> dict[int, Attendance]:
    statement = select(Attendance).where(col(Attendance.meeting_id) == meeting_id)
    return {row.person_id: row for row in session.scalars(statement)}


def _attend(
    session: Session,
    values: ListValues,
    recorded: dict[int, Attendance],
    person: Person,
    organisation_id: int | None,
) -> None:
    """Present is not taken back by a list of the registered, nor a speaker by one of everybody."""
    key = person.id or 0
    row = recorded.get(key)
    if row is None:
        row = recorded[key] = _new_attendance(values.meeting_id, person)
        row.state, row.role = values.state, values.role
        session.add(row)
    if values.state is not AttendanceState.REGISTERED:
        row.state = values.state
    if values.role is not AttendanceRole.PARTICIPANT:
        row.role = values.role
    if organisation_id:
        row.organisation_id = organisation_id


def _new_attendance(meeting_id: int, person: Person) -> Attendance:
    return Attendance(
        meeting_id=meeting_id, person_id=person.id or 0, organisation_id=person.organisation_id
    )


def _touch(session: Session, meeting: Meeting) -> None:
    """People are parts of their meeting: it changes with them (decision 0008)."""
    changed = (
        *session.new,
        *session.deleted,
        *(row for row in session.dirty if session.is_modified(row)),
    )
    if any(isinstance(row, Attendance) for row in changed):
        meeting.updated_at = utc_now()
