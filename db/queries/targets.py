"""Read the targets of a year, what is reached of them, and what their form starts from."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Target, utc_now
from db.queries.comparisons import years_before
from db.queries.years import centre_year
from domain.indicators import ALL, BY_KEY
from domain.meeting_life import RESTORABLE
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.targets import EVEN, Goal, Standing, months_of, standing


@dataclass(frozen=True)
class Held:
    """What the form of a target starts from; the row deleted lately, which can come back."""

    goal: Goal | None = None
    deleted_id: int | None = None
    deleted_at: datetime | None = None


def targets_of_year(
    session: Session, *, centre_id: int, year: int, today: date
) -> tuple[Standing, ...]:
    """Each target of the year with what is reached up to today, in the order of the catalogue."""
    goals = goals_of_year(session, centre_id=centre_id, year=year)
    if not goals:
        return ()
    scope = Scope(centre_id, Period.of_year(year))
    known, before = centre_year(session, scope=scope), years_before(session, scope=scope)
    ordered = [goals[indicator.key] for indicator in ALL if indicator.key in goals]
    return tuple(standing(goal, known, today, before) for goal in ordered)


def goals_of_year(session: Session, *, centre_id: int, year: int) -> dict[str, Goal]:
    """The targets of the year, by key of indicator."""
    statement = select(Target).where(
        col(Target.centre_id) == centre_id,
        col(Target.year) == year,
        col(Target.deleted_at).is_(None),
    )
    return {row.key: _goal(row) for row in session.scalars(statement)}


def years_with_targets(session: Session, *, centre_id: int) -> tuple[int, ...]:
    statement = select(col(Target.year)).where(
        col(Target.centre_id) == centre_id, col(Target.deleted_at).is_(None)
    )
    return tuple(session.scalars(statement.distinct().order_by(col(Target.year))))


def held_target(session: Session, *, centre_id: int, year: int, key: str, role: Role) -> Held:
    """The target of the year, for who may change it."""
    if role < Role.DIRECTOR:
        return Held()
    statement = select(Target).where(
        col(Target.centre_id) == centre_id, col(Target.year) == year, col(Target.key) == key
    )
    row = session.scalars(statement).one_or_none()
    if row is None:
        return Held()
    if row.deleted_at is None:
        return Held(_goal(row))
    lost = row.deleted_at <= utc_now() - RESTORABLE
    return Held() if lost else Held(deleted_id=row.id, deleted_at=row.deleted_at)


def months_of_year(
    session: Session, *, centre_id: int, year: int, key: str, today: date
) -> tuple[float | None, ...]:
    """The indicator’s figure in each month of the year that is over; None where not known."""
    known = centre_year(session, scope=Scope(centre_id, Period.of_year(year)))
    return months_of(known, BY_KEY[key], today)


def _goal(row: Target) -> Goal:
    weights = EVEN if row.profile is None else tuple(float(weight) for weight in row.profile)
    return Goal(row.id or 0, row.year, row.key, row.value, row.profile_kind, weights, row.version)
