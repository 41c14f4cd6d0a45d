"""Everything a presentation needs of a scope, in one reading. No participant’s name is in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre, Publication, Territory
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.facts import read_facts
from db.queries.families import present_by_family
from db.queries.meetings import listing
from db.queries.months import month_spread
from db.queries.territories import contrats
from domain.board import PLANNED_SHOWN, Board, Tally
from domain.coverage import Coverage
from domain.indicators import PUBLICATIONS
from domain.listings import MeetingLine
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.searching import plain
from domain.vocabulary import MeetingStatus


def board(
    session: Session, *, scope: Scope, filters: tuple[str, ...], today: date, now: datetime
) -> Board:
    """What a reader of the centre may see of the scope, up to today, and what comes next."""
    centre, region, timezone, fictional = _centre(session, scope.centre_id)
    counted = [line for line in listing(session, scope=scope) if line.is_counted_by(today)]
    months = _months(session, scope, today)
    return Board(
        centre=centre,
        region=region,
        timezone=timezone,
        scope=scope,
        filters=filters,
        read_at=now,
        today=today,
        glance=year_at_a_glance(session, scope=scope, today=today),
        months=months,
        coverage=_coverage(session, scope, today),
        formats=_tallies(line.format.label for line in counted),
        themes=_tallies(theme for line in counted for theme in line.themes),
        families=_tallies(
            family for _, family in present_by_family(session, scope=scope, today=today)
        ),
        publications=_publications(session, scope, today),
        testimonials=tuple(card for month in months for card in reversed(month.testimonials)),
        planned=_planned(session, scope, today),
        fictional=fictional,
    )


def _centre(session: Session, centre_id: int) -> tuple[str, str, str, bool]:
    statement = (
        select(col(Centre.name), col(Territory.name), col(Centre.timezone), col(Centre.fictional))
        .join(Territory, col(Territory.id) == col(Centre.region_id))
        .where(col(Centre.id) == centre_id)
    )
    name, region, timezone, fictional = session.execute(statement).one()
    return name, region, timezone, fictional


def _months(session: Session, scope: Scope, today: date) -> tuple[MonthSpread, ...]:
    """The months of the period that have begun, with the words a reader may see."""
    periods = [Period.of_month(scope.period.year, month) for month in scope.period.months]
    return tuple(
        month_spread(session, scope=scope.over(period), role=Role.READER, today=today)
        for period in periods
        if period.start <= today
    )


def _coverage(session: Session, scope: Scope, today: date) -> Coverage:
    """Of the contrats of the territory looked at only, as the dashboard counts them."""
    places = contrats(session, centre_id=scope.centre_id, within=scope.territory_id)
    kept = {place.id for place in places}
    whole = coverage(session, scope=scope, today=today)
    return replace(
        whole,
        lines=tuple(line for line in whole.lines if line.place.id in kept),
        qpv=tuple((place, last) for place, last in whole.qpv if place.contrat_id in kept),
    )


def _tallies(labels: Iterable[str]) -> tuple[Tally, ...]:
    """How many of each, most frequent first, then in the order of labels."""
    found = Counter(labels)
    return tuple(
        Tally(label, found[label]) for label in sorted(found, key=lambda x: (-found[x], plain(x)))
    )


def _publications(session: Session, scope: Scope, today: date) -> tuple[Tally, ...]:
    """Those the figure counts, by kind."""
    ids = counted_publications(session, scope, today)
    statement = select(col(Publication.kind)).where(
        col(Publication.centre_id) == scope.centre_id, col(Publication.id).in_(ids)
    )
    return _tallies(kind.label for kind in session.scalars(statement)) if ids else ()


def counted_publications(session: Session, scope: Scope, today: date) -> tuple[int, ...]:
    """Those the figure counts; none when how many fall in the period is unknown."""
    facts = read_facts(session, scope=scope.over(Period.of_year(scope.period.year)))
    counted = facts.within(scope.period.until(today))
    if scope.period.start > today or not PUBLICATIONS.is_known(counted):
        return ()
    return tuple(row.id for row in PUBLICATIONS.rows(counted))


def _planned(session: Session, scope: Scope, today: date) -> tuple[MeetingLine, ...]:
    """The meetings to come under the same filters, whatever the period, soonest first."""
    ahead = listing(session, scope=scope.over(Period(today, date.max)))
    planned = [line for line in reversed(ahead) if line.status is MeetingStatus.PLANNED]
    return tuple(planned[:PLANNED_SHOWN])
