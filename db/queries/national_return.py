"""Read what the yearly return is made of: the meetings counted, on the rows of the day."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select, union
from sqlmodel import Session, col

from db.models import Attendance, Centre, Meeting, MeetingOrganisation, Organisation
from db.queries.choices import themes
from db.queries.facts import meetings_of
from db.queries.meetings import listing
from db.queries.report import published
from db.queries.territories import contrats
from db.queries.years import centre_year
from domain.facts import Facts
from domain.indicators import HALF_DAYS, MEETINGS, PARTICIPATIONS, PUBLICATIONS, TERRITORIES
from domain.left_out import Reason, of_today
from domain.listings import MeetingLine
from domain.national_return import (
    Activity,
    NationalReturn,
    Total,
    by_key,
    by_kind,
    tables,
    untimed,
    whole,
)
from domain.periods import Period
from domain.scope import Scope
from domain.vocabulary import AttendanceState, Family
from domain.year import CentreYear

FIGURES = (HALF_DAYS, MEETINGS, PARTICIPATIONS, TERRITORIES, PUBLICATIONS)


def national_return(session: Session, *, scope: Scope, today: date) -> NationalReturn:
    """Of the scope up to today. A closed month is counted as its rows are now."""
    known = centre_year(session, scope=scope)
    period = scope.period.until(today)
    every = _activities(session, scope, known)
    why = {one.line.id: _why(one.line, today) for one in every}
    activities = [one for one in every if why[one.line.id] is None]
    uncounted = [(one, reason) for one in every if (reason := why[one.line.id])]
    names = themes(session, centre_id=scope.centre_id)
    is_recorded = known.is_recorded(scope.period, today)
    name, fictional = _centre(session, scope.centre_id)
    return NationalReturn(
        centre=name,
        fictional=fictional,
        period=period,
        is_recorded=is_recorded,
        activities={one.line.id: one for one in activities},
        whole=whole(activities),
        untimed=untimed(activities),
        tables=tables(activities, names),
        publications=by_kind(published(session, scope=scope, today=today)),
        totals=_totals(known, period) if is_recorded else (),
        contrats=_contrats(session, scope.centre_id, known.facts.within(period)),
        uncounted={one.line.id: (one, reason) for one, reason in uncounted},
        apart=by_key([one for one, _ in uncounted], names),
    )


def _why(line: MeetingLine, today: date) -> Reason | None:
    return of_today(line.status, line.scope, line.held_on, today)


def _contrats(session: Session, centre_id: int, facts: Facts) -> tuple[tuple[str, int], ...]:
    """Those that the territories of the year count, in the order of names."""
    times = Counter(key for meeting in facts.counted for key in meeting.contrats)
    places = contrats(session, centre_id=centre_id)
    return tuple((place.name, times[place.id]) for place in places if place.id in times)


def _centre(session: Session, centre_id: int) -> tuple[str, bool]:
    """Its name, and whether its figures are made up."""
    statement = select(col(Centre.name), col(Centre.fictional)).where(col(Centre.id) == centre_id)
    name, fictional = session.execute(statement).one()
    return name, fictional


def _activities(session: Session, scope: Scope, known: CentreYear) -> tuple[Activity, ...]:
    """Counted or not, oldest first."""
    half_days = {one.id: one.half_days for one in known.facts.meetings}
    publics = _publics(session, scope)
    return tuple(
        Activity(line, half_days[line.id], publics.get(line.id, frozenset()))
        for line in reversed(listing(session, scope=scope))
    )


def _publics(session: Session, scope: Scope) -> Mapping[int, frozenset[Family]]:
    """The families of those who took part: people present, as they were that day, and bodies."""
    came = (
        select(col(Attendance.meeting_id), col(Organisation.family))
        .join(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
        .where(*meetings_of(scope), col(Attendance.state) == AttendanceState.PRESENT)
    )
    bodies = (
        select(col(MeetingOrganisation.meeting_id), col(Organisation.family))
        .join(Organisation, col(Organisation.id) == col(MeetingOrganisation.organisation_id))
        .join(Meeting, col(Meeting.id) == col(MeetingOrganisation.meeting_id))
        .where(*meetings_of(scope))
    )
    found: defaultdict[int, set[Family]] = defaultdict(set)
    for meeting_id, family in session.execute(union(came, bodies)):
        found[meeting_id].add(family)
    return {meeting_id: frozenset(families) for meeting_id, families in found.items()}


def _totals(known: CentreYear, period: Period) -> tuple[Total, ...]:
    facts = known.facts.within(period)
    return tuple(
        Total(
            one,
            known.computed(one, period),
            known.retained(one, period),
            known.published.get(one.key),
            one is PARTICIPATIONS and facts.is_approximate,
            facts.unknown_attendance if one is PARTICIPATIONS else 0,
        )
        for one in FIGURES
    )
