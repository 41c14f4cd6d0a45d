"""Read what does not agree in a year, and what was said of it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import Account, Centre, DifferenceNote, Territory, Testimonial
from db.queries.closing import reopened_months, year_closings
from db.queries.facts import read_facts
from db.queries.years import centre_year
from domain import differences
from domain.closing import MonthReading, changes, read_month
from domain.difference_entry import DifferenceEntry, KeptNote
from domain.difference_kinds import ReopenedMonth
from domain.differences import (
    YearDifferences,
)
from domain.months_added import Reached, months_of_contrats
from domain.periods import Period
from domain.scope import Scope
from domain.territories_since import territories_since
from domain.year import CentreYear


def year_differences(
    session: Session, *, centre_id: int, year: int, today: date
) -> YearDifferences:
    """For the whole centre: nothing is published for a part of it."""
    known = centre_year(session, scope=Scope(centre_id, Period.of_year(year)))
    said, reopened = _testimonials(session, centre_id, year), _reopened(session, centre_id, year)
    found = differences.year_differences(known, said, today, reopened)
    moved = territories_since(_elsewhere(session, centre_id, known))
    return replace(found, found=(*found.found, *moved))


def _elsewhere(session: Session, centre_id: int, known: CentreYear) -> dict[int, int]:
    """How many meetings of each closed month have other contrats than when it was closed."""
    return {
        closing.month: len(changes(closing, _month(known, closing.month)).elsewhere)
        for closing in year_closings(session, centre_id=centre_id, year=known.year)
        if closing.reopened_at is None
    }


def _month(known: CentreYear, month: int) -> MonthReading:
    facts = known.facts.within(Period.of_month(known.year, month))
    return read_month(facts, (), is_recorded=True)


def _reopened(session: Session, centre_id: int, year: int) -> dict[int, ReopenedMonth]:
    """The months that were closed and are not any more, on the day it was at the centre."""
    found = reopened_months(session, centre_id=centre_id, year=year)
    if not found:
        return {}
    timezone = select(col(Centre.timezone)).where(col(Centre.id) == centre_id)
    zone = ZoneInfo(session.scalars(timezone).one())
    return {
        month: ReopenedMonth(closing.reopened_at.astimezone(zone).date(), closing.figures)
        for month, closing in found.items()
        if closing.reopened_at is not None
    }


def reached_contrats(
    session: Session, *, centre_id: int, year: int, today: date
) -> tuple[Reached, ...]:
    """The contrats that the rows of the year reach, each with its months; the most often first."""
    days = Period.of_year(year).until(today)
    facts = read_facts(session, scope=Scope(centre_id, days))
    months = months_of_contrats(facts)
    statement = select(col(Territory.id), col(Territory.name), col(Territory.code)).where(
        col(Territory.id).in_(months)
    )
    found = (Reached(name, code, months[key]) for key, name, code in session.execute(statement))
    return tuple(sorted(found, key=lambda one: (-len(one.months), one.name)))


def kept_notes(session: Session, *, centre_id: int, year: int) -> tuple[KeptNote, ...]:
    """What was said of the year’s differences, those that have gone included."""
    statement = (
        select(DifferenceNote, col(Account.name))
        .outerjoin(Account, col(Account.id) == col(DifferenceNote.updated_by))
        .where(col(DifferenceNote.centre_id) == centre_id, col(DifferenceNote.year) == year)
        .order_by(col(DifferenceNote.id))
    )
    return tuple(
        KeptNote(
            DifferenceEntry(
                row.year, row.key, row.state, row.note, row.told, row.figures, row.version
            ),
            author,
            row.updated_at,
        )
        for row, author in session.execute(statement)
    )


def _testimonials(session: Session, centre_id: int, year: int) -> dict[int, int]:
    """How many were collected for each month, whatever their authors allow."""
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
