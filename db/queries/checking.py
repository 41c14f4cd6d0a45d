"""Read what the rules of domain.checks look at."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import AudienceFigure, Testimonial
from domain.checks import Figures, MonthGround
from domain.indicators import OF_THE_MONTH
from domain.listings import MeetingLine
from domain.periods import Period
from domain.year import CentreYear


def grounds(
    session: Session,
    *,
    known: CentreYear,
    before: Sequence[CentreYear],
    lines: Sequence[MeetingLine],
    centre_id: int,
    today: date,
) -> tuple[MonthGround, ...]:
    """Each month of the year the centre recorded something in, or after.

    ``lines`` are the meetings of the whole year, whatever their status.
    """
    said = _testimonials(session, centre_id, known.year)
    heard = _months_with_audience(session, centre_id, known.year)
    figures = _figures(known, today)
    return tuple(
        MonthGround(
            period=Period.of_month(known.year, month),
            today=today,
            meetings=tuple(line for line in lines if line.held_on.month == month),
            figures=figures[month],
            of_the_year={other: figures[other] for other in figures if other != month},
            of_other_years=_of_other_years(known, before, month, today),
            testimonials=said.get(month, 0),
            has_audience=bool(heard & {month, None}),
            has_own_audience=month in heard,
        )
        for month in figures
    )


def _figures(known: CentreYear, today: date, only: int | None = None) -> dict[int, Figures]:
    """The figures the team stands by, of each month in which something is known."""
    wanted = range(1, 13) if only is None else (only,)
    periods = [Period.of_month(known.year, month) for month in wanted]
    return {
        period.start.month: {
            i.key: known.retained_month(i, period.start.month, period) for i in OF_THE_MONTH
        }
        for period in periods
        if known.is_recorded(period, today)
    }


def _of_other_years(
    known: CentreYear, before: Sequence[CentreYear], month: int, today: date
) -> dict[int, Figures]:
    """The same month of the years before; what rows tell in part is set beside nothing."""
    own = Period.of_month(known.year, month)
    kept = [i for i in OF_THE_MONTH if known.is_comparable(i, own)]
    return {
        other.year: {
            i.key: told[month][i.key]
            for i in kept
            if other.is_comparable(i, Period.of_month(other.year, month))
        }
        for other in before
        if month in (told := _figures(other, today, month))
    }


def _testimonials(session: Session, centre_id: int, year: int) -> dict[int, int]:
    statement = (
        select(col(Testimonial.month), func.count())
        .where(
            col(Testimonial.centre_id) == centre_id,
            col(Testimonial.year) == year,
            col(Testimonial.deleted_at).is_(None),
        )
        .group_by(col(Testimonial.month))
    )
    return dict(session.execute(statement).all())


def _months_with_audience(session: Session, centre_id: int, year: int) -> set[int | None]:
    """Months that have a figure of audience; None when the year itself has one."""
    statement = select(col(AudienceFigure.month)).where(
        col(AudienceFigure.centre_id) == centre_id,
        col(AudienceFigure.year) == year,
        col(AudienceFigure.deleted_at).is_(None),
    )
    return set(session.scalars(statement))
