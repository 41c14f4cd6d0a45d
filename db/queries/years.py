"""Read what a centre knows of a year: facts, closings, published figures."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import extract, func, select, union
from sqlmodel import Session, col

from db.models import Centre, Meeting, MonthClosing, YearFigure
from db.queries.facts import read_facts
from domain.facts import IN_REGION
from domain.indicators import HALF_DAYS, added
from domain.periods import Period
from domain.scope import Scope
from domain.vocabulary import MeetingStatus
from domain.year import CentreYear, PublishedMonth


def centre_year(session: Session, *, scope: Scope) -> CentreYear:
    """The year the scope begins in. What is published is kept out of a narrowed scope."""
    year = scope.period.year
    facts = read_facts(session, scope=scope.over(Period.of_year(year)))
    since = known_since(session, centre_id=scope.centre_id)
    if scope.is_narrowed:
        in_part = year in years_in_part(session, centre_id=scope.centre_id)
        return CentreYear(year, facts, known_since=since, rows_in_part=in_part)
    return CentreYear(
        year,
        facts,
        closings(session, centre_id=scope.centre_id, year=year),
        year_figures(session, centre_id=scope.centre_id, year=year),
        since,
    )


def closings(session: Session, *, centre_id: int, year: int) -> Mapping[int, PublishedMonth]:
    """The closings in force, by month. A reopened month has none."""
    statement = select(MonthClosing).where(
        col(MonthClosing.centre_id) == centre_id,
        col(MonthClosing.year) == year,
        col(MonthClosing.reopened_at).is_(None),
    )
    return {row.month: _published_month(row) for row in session.scalars(statement)}


def years_in_part(session: Session, *, centre_id: int) -> set[int]:
    """The years with a month of which a report published more meetings than have a row."""
    reported = select(col(MonthClosing.year), col(MonthClosing.month), col(MonthClosing.meetings))
    published = session.execute(
        reported.where(
            col(MonthClosing.centre_id) == centre_id,
            col(MonthClosing.reopened_at).is_(None),
            col(MonthClosing.source).is_not(None),
            col(MonthClosing.meetings).is_not(None),
        )
    ).all()
    if not published:
        return set()
    year, month = (extract(part, col(Meeting.held_on)) for part in ("year", "month"))
    held = (
        select(year, month, func.count())
        .where(
            col(Meeting.centre_id) == centre_id,
            col(Meeting.deleted_at).is_(None),
            col(Meeting.status) == MeetingStatus.HELD,
            col(Meeting.scope).in_(IN_REGION),
        )
        .group_by(year, month)
    )
    rows = {(int(year), int(month)): many for year, month, many in session.execute(held)}
    return {year for year, month, told in published if rows.get((year, month), 0) < told}


def year_figures(session: Session, *, centre_id: int, year: int) -> dict[str, int]:
    """The figures published for the whole year, by key of indicator."""
    statement = select(col(YearFigure.key), col(YearFigure.value)).where(
        col(YearFigure.centre_id) == centre_id, col(YearFigure.year) == year
    )
    return dict(session.execute(statement).all())


def years_with_figures(session: Session, *, centre_id: int) -> tuple[int, ...]:
    """The years in which the centre recorded or published anything, in order."""
    held = select(extract("year", col(Meeting.held_on))).where(
        col(Meeting.centre_id) == centre_id, col(Meeting.deleted_at).is_(None)
    )
    closed = select(col(MonthClosing.year)).where(col(MonthClosing.centre_id) == centre_id)
    published = select(col(YearFigure.year)).where(col(YearFigure.centre_id) == centre_id)
    years = session.scalars(union(held, closed, published))
    return tuple(sorted(int(year) for year in years))


def known_since(session: Session, *, centre_id: int) -> date | None:
    """The day of the centre’s first meeting, or the first of its first closed month."""
    first_meeting = select(func.min(Meeting.held_on)).where(
        col(Meeting.centre_id) == centre_id, col(Meeting.deleted_at).is_(None)
    )
    first_closing = (
        select(col(MonthClosing.year), col(MonthClosing.month))
        .where(col(MonthClosing.centre_id) == centre_id)
        .order_by(col(MonthClosing.year), col(MonthClosing.month))
        .limit(1)
    )
    days = [date(year, month, 1) for year, month in session.execute(first_closing)]
    days += [day for day in session.scalars(first_meeting) if day is not None]
    return min(days, default=None)


def centre_slug(session: Session, *, centre_id: int) -> str:
    statement = select(col(Centre.slug)).where(col(Centre.id) == centre_id)
    slug: str = session.execute(statement).scalar_one()
    return slug


def _published_month(row: MonthClosing) -> PublishedMonth:
    came, lasted = row.frozen.get("participations"), row.frozen.get("half_days")
    return PublishedMonth(
        month=row.month,
        figures={
            "meetings": row.meetings,
            "participations": row.participations,
            "territories": row.territories,
        },
        highlights=tuple(row.frozen.get("highlights") or ()),
        commentary=row.frozen.get("commentary"),
        source=row.source,
        closed_at=row.closed_at,
        unknown_attendance=None if came is None else list(came.values()).count(None),
        besides={} if lasted is None else {HALF_DAYS.key: added(lasted.values())},
    )
