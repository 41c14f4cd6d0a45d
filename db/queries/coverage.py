"""Read where meetings took place."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import Meeting, MeetingTerritory, Territory
from db.queries.territories import region
from db.queries.years import centre_year
from domain.coverage import Coverage, CoverageLine, LastVisit, vintage_of
from domain.facts import IN_REGION, MeetingFact
from domain.indicators import MEETINGS
from domain.places import Place
from domain.scope import Scope
from domain.vocabulary import HeadcountPrecision, MeetingStatus, TerritoryLevel

EXACT, MORE_THAN = {HeadcountPrecision.EXACT}, HeadcountPrecision.MORE_THAN


def coverage(session: Session, *, scope: Scope, today: date) -> Coverage:
    """Every contrat of the region, with its meetings over the scope up to today."""
    period, at = scope.period, min(scope.period.end, today)
    places = region(session, centre_id=scope.centre_id)
    known = centre_year(session, scope=scope)
    meetings = known.facts.within(period).meetings
    counted = tuple(meeting for meeting in meetings if meeting.is_counted_by(at))
    by_contrat: defaultdict[int, list[MeetingFact]] = defaultdict(list)
    for meeting in counted:
        for contrat in meeting.contrats:
            by_contrat[contrat].append(meeting)
    last = _last_visits(session, scope.centre_id, col(Territory.contrat_id), at)
    last_qpv = _last_visits(session, scope.centre_id, col(Territory.id), at)
    vintage = vintage_of(scope.period.year)
    return Coverage(
        at=at,
        lines=tuple(
            _line(place, places, by_contrat[place.id], last.get(place.id))
            for place in places
            if place.level is TerritoryLevel.CONTRAT_DE_VILLE
        ),
        qpv=tuple((place, last_qpv.get(place.id)) for place in places if place.vintage == vintage),
        without_territory=sum(not meeting.contrats for meeting in counted),
        detailed=len(counted),
        total=known.retained(MEETINGS, period.until(today)) if period.start <= today else None,
    )


def _line(
    place: Place,
    places: tuple[Place, ...],
    meetings: list[MeetingFact],
    last: LastVisit | None,
) -> CoverageLine:
    known = [m.participations for m in meetings if m.participations is not None]
    departement = next((other for other in places if other.id == place.parent_id), None)
    participations = sum(known) if known or not meetings else None
    return CoverageLine(
        place,
        departement,
        len(meetings),
        participations,
        last,
        is_approximate=any(meeting.is_approximate for meeting in meetings),
        is_minimum={m.headcount_precision for m in meetings} - EXACT == {MORE_THAN},
        unknown=len(meetings) - len(known),
    )


def _last_visits(session: Session, centre_id: int, column: Any, at: date) -> dict[int, LastVisit]:
    """The last counted meeting of each place, up to that day included."""
    rank = func.row_number().over(partition_by=column, order_by=col(Meeting.held_on).desc())
    ranked = (
        select(
            column.label("place"),
            col(Meeting.held_on),
            col(Meeting.date_precision),
            rank.label("rank"),
        )
        .join(MeetingTerritory, col(MeetingTerritory.meeting_id) == col(Meeting.id))
        .join(Territory, col(Territory.id) == col(MeetingTerritory.territory_id))
        .where(
            col(Meeting.centre_id) == centre_id,
            col(Meeting.held_on) <= at,
            col(Meeting.deleted_at).is_(None),
            col(Meeting.status) == MeetingStatus.HELD,
            col(Meeting.scope).in_(IN_REGION),
            column.is_not(None),
        )
        .subquery()
    )
    statement = select(ranked.c.place, ranked.c.held_on, ranked.c.date_precision).where(
        ranked.c.rank == 1
    )
    return {place: LastVisit(on, precision) for place, on, precision in session.execute(statement)}
