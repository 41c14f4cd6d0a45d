"""Read a month to close it, and what was closed of it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db.models import Account, Meeting, MonthClosing, Territory
from db.queries.checking import grounds
from db.queries.comparisons import years_before
from db.queries.facts import read_facts
from db.queries.highlights import highlights
from db.queries.meetings import listing
from db.queries.silencing import silences
from db.queries.years import centre_year, known_since
from domain.checks import MonthGround, of_month, unasked
from domain.closing import (
    NO_CHANGES,
    ClosedMonth,
    Closing,
    MonthReading,
    changes,
    digest,
    read_month,
    stage,
)
from domain.comparisons import Comparisons, compare
from domain.desk import GoneMeeting, MonthDesk, MonthOnDesk
from domain.facts import IN_REGION
from domain.formats import short_day
from domain.indicators import MEETINGS, OF_THE_MONTH
from domain.listings import MeetingLine
from domain.periods import Period
from domain.scope import Scope
from domain.vocabulary import MeetingStatus
from domain.year import CentreYear


def month_reading(session: Session, *, centre_id: int, year: int, month: int) -> MonthReading:
    """The month as its rows make it now: what closing it freezes."""
    period = Period.of_month(year, month)
    since = known_since(session, centre_id=centre_id)
    return read_month(
        read_facts(session, scope=Scope(centre_id, period)),
        _highlights(session, centre_id, year, month),
        is_recorded=since is not None and since <= period.end,
    )


def month_desk(
    session: Session, *, centre_id: int, year: int, month: int, today: date
) -> MonthDesk:
    """The month, what is to mend in it and what was closed of it; where the whole year stands."""
    scope = Scope(centre_id, Period.of_year(year))
    known = centre_year(session, scope=scope)
    closings = year_closings(session, centre_id=centre_id, year=year)
    lines = listing(session, scope=scope)
    before = years_before(session, scope=scope)
    ground = _ground(session, known, before, lines, scope, month, today)
    whole = Period.of_month(year, month)
    silenced = silences(session, centre_id=centre_id, today=today)
    reading = month_reading(session, centre_id=centre_id, year=year, month=month)
    closing = _in_force(closings).get(month)
    its_own = tuple(closing for closing in closings if closing.month == month)
    frozen = {key for one in its_own for key in one.meeting_ids or ()}
    reached = (reading.reached, *(one.reached or {} for one in its_own))
    contrats = {contrat for some in reached for ids in some.values() for contrat in ids}
    return MonthDesk(
        months=_months(known, closings, today),
        year=year,
        month=month,
        today=today,
        reading=reading,
        compared=_compared((known, *before), whole, today),
        findings=of_month(ground, {s.rule for s in silenced}) if ground else (),
        unasked=unasked(ground) if ground else {},
        silences=silenced,
        counted=tuple(line for line in reversed(lines) if line.id in reading.counted),
        closing=closing,
        changed=changes(closing, reading) if closing else NO_CHANGES,
        earlier=tuple(one for one in its_own if one.reopened_at is not None),
        uncounted=gone(session, centre_id, frozen - reading.counted.keys()),
        contrats=contrat_names(session, contrats) if its_own else {},
        in_part=whole.start <= today and not known.is_comparable(MEETINGS, whole),
    )


def year_closings(session: Session, *, centre_id: int, year: int) -> tuple[Closing, ...]:
    """Every closing of the year, reopened ones included, latest revision first."""
    return _closings(session, centre_id, year)


def closing_in_force(session: Session, *, centre_id: int, year: int, month: int) -> Closing | None:
    """The closing of a month that was not reopened; None when there is none."""
    in_force = (col(MonthClosing.month) == month, col(MonthClosing.reopened_at).is_(None))
    return next(iter(_closings(session, centre_id, year, *in_force)), None)


def closed_month(session: Session, *, centre_id: int, year: int, month: int) -> ClosedMonth | None:
    """A month closed here, and what its rows say since; None for another."""
    asked = {"centre_id": centre_id, "year": year, "month": month}
    closing = closing_in_force(session, **asked)
    if closing is None or closing.source:
        return None
    now = month_reading(session, **asked)
    return ClosedMonth(closing, year, now, changes(closing, now))


def reopened_months(session: Session, *, centre_id: int, year: int) -> Mapping[int, Closing]:
    """The last closing of each month that was reopened, and is not closed again."""
    last: dict[int, Closing] = {}
    for closing in year_closings(session, centre_id=centre_id, year=year):
        last.setdefault(closing.month, closing)
    return {month: closing for month, closing in last.items() if closing.reopened_at is not None}


def _closings(
    session: Session, centre_id: int, year: int, *conditions: ColumnElement[bool]
) -> tuple[Closing, ...]:
    closer, opener = aliased(Account), aliased(Account)
    statement = (
        select(MonthClosing, col(closer.name), col(opener.name))
        .outerjoin(closer, col(closer.id) == col(MonthClosing.closed_by))
        .outerjoin(opener, col(opener.id) == col(MonthClosing.reopened_by))
        .where(
            col(MonthClosing.centre_id) == centre_id, col(MonthClosing.year) == year, *conditions
        )
        .order_by(col(MonthClosing.month), col(MonthClosing.revision).desc())
    )
    return tuple(_closing(*row) for row in session.execute(statement))


def _closing(row: MonthClosing, closed_by: str | None, reopened_by: str | None) -> Closing:
    frozen = row.frozen
    ids, came = frozen.get("meeting_ids"), frozen.get("participations")
    reached, lasted = frozen.get("contrats"), frozen.get("half_days")
    return Closing(
        id=row.id or 0,
        month=row.month,
        revision=row.revision,
        figures={i.key: getattr(row, i.key) for i in OF_THE_MONTH},
        highlights=tuple(frozen.get("highlights") or ()),
        commentary=frozen.get("commentary"),
        meeting_ids=None if ids is None else tuple(ids),
        counted=_by_meeting(came),
        reached=_by_meeting(reached, frozenset),
        lasted=_by_meeting(lasted),
        digest=row.digest,
        is_intact=digest(frozen) == row.digest,
        source=row.source,
        closed_at=row.closed_at,
        closed_by=closed_by,
        reopened_at=row.reopened_at,
        reopened_by=reopened_by,
        reopened_because=row.reopened_because,
        is_proposed=bool(frozen.get("proposed")),
    )


def _by_meeting(
    kept: Mapping[str, Any] | None, read: Callable[[Any], Any] = lambda value: value
) -> dict[int, Any] | None:
    """What JSON keeps by texts."""
    return None if kept is None else {int(key): read(value) for key, value in kept.items()}


def _in_force(closings: Iterable[Closing]) -> dict[int, Closing]:
    return {closing.month: closing for closing in closings if closing.reopened_at is None}


def _months(
    known: CentreYear, closings: tuple[Closing, ...], today: date
) -> tuple[MonthOnDesk, ...]:
    in_force = _in_force(closings)
    return tuple(
        _month(known, Period.of_month(known.year, month), in_force.get(month), today)
        for month in range(1, 13)
    )


def _month(known: CentreYear, period: Period, closing: Closing | None, today: date) -> MonthOnDesk:
    month, is_recorded = period.start.month, known.is_recorded(period, today)
    now = read_month(known.facts.within(period), (), is_recorded=is_recorded)
    changed = changes(closing, now) if closing else NO_CHANGES
    return MonthOnDesk(
        month,
        stage(period, closing, changed, is_recorded=is_recorded, today=today),
        known.retained_month(MEETINGS, month, period) if is_recorded else None,
    )


def _ground(
    session: Session,
    known: CentreYear,
    before: tuple[CentreYear, ...],
    lines: tuple[MeetingLine, ...],
    scope: Scope,
    month: int,
    today: date,
) -> MonthGround | None:
    """What the rules look at; None for a month of which nothing can be known."""
    found = grounds(
        session,
        known=known,
        before=before,
        lines=lines,
        centre_id=scope.centre_id,
        today=today,
    )
    return next((ground for ground in found if ground.month == month), None)


def _compared(years: Iterable[CentreYear], month: Period, today: date) -> dict[str, Comparisons]:
    if month.start > today:
        return {}
    known, days = tuple(years), month.until(today)
    return {indicator.key: compare(indicator, days, known) for indicator in OF_THE_MONTH}


def _highlights(session: Session, centre_id: int, year: int, month: int) -> tuple[str, ...]:
    found = highlights(session, centre_id=centre_id, year=year, month=month)
    return tuple(text for _, text in found)


def gone(session: Session, centre_id: int, ids: Collection[int]) -> tuple[GoneMeeting, ...]:
    """What became of the meetings that are not counted in their month any more."""
    if not ids:
        return ()
    statement = (
        select(Meeting)
        .where(col(Meeting.centre_id) == centre_id, col(Meeting.id).in_(ids))
        .order_by(col(Meeting.held_on), col(Meeting.id))
    )
    return tuple(
        GoneMeeting(row.id or 0, row.title, row.held_on, row.date_precision, _why(row))
        for row in session.scalars(statement)
    )


def contrat_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The names of contrats de ville, which belong to no centre."""
    if not ids:
        return {}
    statement = select(col(Territory.id), col(Territory.name)).where(col(Territory.id).in_(ids))
    return dict(session.execute(statement).all())


def _why(meeting: Meeting) -> str:
    if meeting.deleted_at is not None:
        return "supprimée"
    if meeting.status is not MeetingStatus.HELD:
        return meeting.status.label.lower()
    if meeting.scope not in IN_REGION:
        return "comptée à part"
    return f"datée du {short_day(meeting.held_on)}"
