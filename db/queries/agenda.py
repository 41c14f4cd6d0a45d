"""Read what agendas show: all that a member may read, or what is announced to the public."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from db.models import (
    Attendance,
    Centre,
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Organisation,
    Person,
    Territory,
    Theme,
)
from db.queries.facts import Statement, meetings_of
from db.queries.meeting_detail import by_name, full_name
from domain.agenda import AgendaCentre, AgendaMeeting, Speaker
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.searching import alphabetical
from domain.vocabulary import AttendanceRole, AttendanceState, MeetingScope, OrganisationRole

LINE = (
    col(Meeting.id),
    col(Meeting.version),
    col(Meeting.updated_at),
    col(Meeting.title),
    col(Meeting.format),
    col(Meeting.scope),
    col(Meeting.status),
    col(Meeting.modality),
    col(Meeting.held_on),
    col(Meeting.date_precision),
    col(Meeting.start_time),
    col(Meeting.end_time),
    col(Meeting.place),
    col(Meeting.registration_url),
    col(Meeting.announced),
    col(Meeting.deleted_at).is_not(None).label("deleted"),
)
# The order of an agenda: a day, then its hours; what has none opens the day.
ORDER = (col(Meeting.held_on), col(Meeting.start_time).is_not(None), col(Meeting.start_time))

Conditions = list[ColumnElement[bool]]


def centre_at(session: Session, *, slug: str) -> AgendaCentre | None:
    """The centre of this address, whether or not its agenda is public."""
    return _centre(session, col(Centre.slug) == slug)


def centre(session: Session, *, centre_id: int) -> AgendaCentre | None:
    return _centre(session, col(Centre.id) == centre_id)


def _centre(session: Session, which: ColumnElement[bool]) -> AgendaCentre | None:
    statement: Statement = select(
        col(Centre.id),
        col(Centre.slug),
        col(Centre.name),
        col(Centre.timezone),
        col(Centre.website),
        col(Centre.fictional),
        col(Centre.public_agenda).label("public"),
    ).where(which, col(Centre.deleted_at).is_(None))
    row = session.execute(statement).one_or_none()
    return AgendaCentre(**row._mapping) if row else None


def agenda(session: Session, *, scope: Scope, role: Role) -> tuple[AgendaMeeting, ...]:
    """All the meetings of the scope, whatever their status. Names for editors and above only."""
    return _meetings(session, meetings_of(scope), names=role >= Role.EDITOR)


def one(session: Session, *, centre_id: int, meeting_id: int) -> AgendaMeeting | None:
    """The meeting without a name, as a calendar file carries it."""
    conditions = [
        col(Meeting.centre_id) == centre_id,
        col(Meeting.id) == meeting_id,
        col(Meeting.deleted_at).is_(None),
    ]
    return next(iter(_meetings(session, conditions, names=False)), None)


def announced(
    session: Session, *, centre_id: int, period: Period, since: datetime
) -> tuple[AgendaMeeting, ...]:
    """What the public may know, without a name; also what was deleted or withdrawn ``since``.

    Of what was withdrawn, calendars that hold it learn that it is no more, and nothing else. An
    internal meeting is never public, even if it was announced before it became internal.
    """
    conditions = [
        col(Meeting.centre_id) == centre_id,
        or_(col(Meeting.announced).is_(True), col(Meeting.withdrawn_at) > since),
        col(Meeting.scope) != MeetingScope.INTERNAL,
        col(Meeting.held_on).between(period.start, period.end),
        or_(col(Meeting.deleted_at).is_(None), col(Meeting.deleted_at) > since),
    ]
    found = _meetings(session, conditions, names=False)
    return tuple(one if one.announced else one.withdrawn() for one in found)


def _meetings(
    session: Session, conditions: Conditions, *, names: bool
) -> tuple[AgendaMeeting, ...]:
    """Five statements, however many meetings. The conditions must hold a centre."""
    chosen: Statement = select(col(Meeting.id)).where(*conditions)
    territories = _names(session, chosen, MeetingTerritory, Territory)
    themes = _names(session, chosen, MeetingTheme, Theme)
    organisations = _organisations(session, chosen)
    speakers = _speakers(session, chosen, names=names)
    statement = select(*LINE).where(*conditions).order_by(*ORDER, col(Meeting.id))
    return tuple(
        AgendaMeeting(
            **row._mapping,
            territories=territories[row.id],
            themes=themes[row.id],
            organisations=organisations[row.id],
            speakers=speakers[row.id],
        )
        for row in session.execute(statement)
    )


def _names(
    session: Session,
    chosen: Statement,
    link: type[MeetingTerritory | MeetingTheme],
    table: type[Territory | Theme],
) -> defaultdict[int, tuple[str, ...]]:
    statement: Statement = (
        select(col(link.meeting_id), col(table.name))
        .join(table)
        .where(col(link.meeting_id).in_(chosen))
    )
    return _grouped(_by_name(session.execute(statement)))


def _organisations(
    session: Session, chosen: Statement
) -> defaultdict[int, tuple[tuple[OrganisationRole, tuple[str, ...]], ...]]:
    statement = (
        select(
            col(MeetingOrganisation.meeting_id),
            col(MeetingOrganisation.role),
            col(Organisation.name),
        )
        .join(Organisation, col(Organisation.id) == col(MeetingOrganisation.organisation_id))
        .where(col(MeetingOrganisation.meeting_id).in_(chosen))
    )
    found: defaultdict[int, defaultdict[OrganisationRole, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for meeting_id, role, name in _by_name(session.execute(statement)):
        found[meeting_id][role].append(name)
    ordered = {
        meeting_id: tuple((r, tuple(roles[r])) for r in OrganisationRole if r in roles)
        for meeting_id, roles in found.items()
    }
    return defaultdict(tuple, ordered)


def _speakers(
    session: Session, chosen: Statement, *, names: bool
) -> defaultdict[int, tuple[Speaker, ...]]:
    """Who speaks or facilitates, unless excused. The function is today’s, the place that day’s."""
    statement = (
        select(col(Attendance.meeting_id), col(Attendance.role), Person, col(Organisation.name))
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .where(
            col(Attendance.meeting_id).in_(chosen),
            col(Attendance.role) != AttendanceRole.PARTICIPANT,
            col(Attendance.state) != AttendanceState.EXCUSED,
        )
    )
    found = sorted(session.execute(statement), key=lambda row: _rank(row[1], row[2]))
    return _grouped(
        (meeting_id, Speaker(role, full_name(who) if names else None, who.function, organisation))
        for meeting_id, role, who, organisation in found
    )


def _rank(role: AttendanceRole, who: Person) -> tuple[bool, Any]:
    """Who speaks, then who facilitates; in the order of names."""
    facilitates = role is AttendanceRole.FACILITATOR
    return facilitates, by_name(who)


def _by_name(rows: Iterable[Any]) -> list[Any]:
    """Rows that end with a name."""
    return sorted(rows, key=lambda row: alphabetical(row[-1]))


def _grouped(rows: Any) -> defaultdict[int, tuple[Any, ...]]:
    """The second of each pair, by the first, which is a meeting."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for meeting_id, value in rows:
        found[meeting_id].append(value)
    return defaultdict(tuple, {key: tuple(values) for key, values in found.items()})
