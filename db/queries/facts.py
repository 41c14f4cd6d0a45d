"""Read the facts the figures rest on: six statements, whatever the number of meetings."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from db.models import (
    Attendance,
    Meeting,
    MeetingTerritory,
    MeetingTheme,
    Publication,
    Territory,
)
from db.queries.once import once
from domain.facts import Facts, MeetingFact, PublicationFact
from domain.scope import Scope
from domain.vocabulary import AttendanceState, TerritoryLevel

# Any selection: what it returns is said by the function that runs it.
Statement: TypeAlias = Select[*tuple[Any, ...]]


@once
def read_facts(session: Session, *, scope: Scope) -> Facts:
    """Meetings and publications of the scope, planned and cancelled meetings included."""
    people = _sets(session, _people(scope))
    contrats = _sets(session, _territories(scope, col(Territory.contrat_id)))
    qpv = _sets(session, _territories(scope, col(Territory.id), TerritoryLevel.QPV))
    traced = dict(session.execute(_traced(scope)).all())
    meetings = tuple(
        MeetingFact(
            **row._mapping,
            people=people[row.id],
            contrats=contrats[row.id],
            qpv=qpv[row.id],
            has_trace=row.id in traced,
            traced_on=traced.get(row.id),
        )
        for row in session.execute(_meetings(scope))
    )
    publications = tuple(PublicationFact(*row) for row in session.execute(_publications(scope)))
    return Facts(meetings, publications)


def meetings_of(scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions that keep a query on Meeting inside the scope."""
    return [
        col(Meeting.held_on).between(scope.period.start, scope.period.end),
        *_at_any_date(scope),
    ]


def _at_any_date(scope: Scope) -> list[ColumnElement[bool]]:
    conditions = [
        col(Meeting.centre_id) == scope.centre_id,
        col(Meeting.deleted_at).is_(None),
    ]
    if scope.format is not None:
        conditions.append(col(Meeting.format) == scope.format)
    if scope.theme_id is not None:
        conditions.append(col(Meeting.id).in_(_with_theme(scope.theme_id)))
    if scope.territory_id is not None:
        conditions.append(col(Meeting.id).in_(_in_territory(scope.territory_id)))
    return conditions


def inside(territory_id: int) -> Statement:
    """The identifiers of a territory and of all that lies within it."""
    tree = select(col(Territory.id)).where(col(Territory.id) == territory_id).cte(recursive=True)
    children = select(col(Territory.id)).join(tree, col(Territory.parent_id) == tree.c.id)
    return select(tree.union_all(children).c.id)


def _meetings(scope: Scope) -> Statement:
    return (
        select(
            col(Meeting.id),
            col(Meeting.held_on),
            col(Meeting.status),
            col(Meeting.scope),
            col(Meeting.half_days),
            col(Meeting.headcount),
            col(Meeting.headcount_precision),
        )
        .where(*meetings_of(scope))
        .order_by(col(Meeting.held_on), col(Meeting.id))
    )


def _people(scope: Scope) -> Statement:
    return (
        select(col(Attendance.meeting_id), col(Attendance.person_id))
        .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
        .where(*meetings_of(scope), col(Attendance.state) == AttendanceState.PRESENT)
    )


def _territories(scope: Scope, column: Any, level: TerritoryLevel | None = None) -> Statement:
    """What a meeting reaches, of the territory looked at only."""
    statement: Statement = (
        select(col(MeetingTerritory.meeting_id), column)
        .join(Meeting, col(Meeting.id) == col(MeetingTerritory.meeting_id))
        .join(Territory, col(Territory.id) == col(MeetingTerritory.territory_id))
        .where(*meetings_of(scope), column.is_not(None))
    )
    if level is not None:
        statement = statement.where(col(Territory.level) == level)
    if scope.territory_id is not None:
        statement = statement.where(col(Territory.id).in_(inside(scope.territory_id)))
    return statement


def _traced(scope: Scope) -> Statement:
    return (
        select(col(Publication.meeting_id), func.min(col(Publication.published_on)))
        .join(Meeting, col(Meeting.id) == col(Publication.meeting_id))
        .where(*meetings_of(scope), col(Publication.deleted_at).is_(None))
        .group_by(col(Publication.meeting_id))
    )


def _publications(scope: Scope) -> Statement:
    """A narrowed scope keeps the traces of its meetings: other publications have no place.

    The period is that of publication: minutes of December come out in January.
    """
    statement: Statement = select(
        col(Publication.id), col(Publication.published_on), col(Publication.date_precision)
    ).where(
        col(Publication.centre_id) == scope.centre_id,
        col(Publication.published_on).between(scope.period.start, scope.period.end),
        col(Publication.deleted_at).is_(None),
    )
    if not scope.is_narrowed:
        return statement
    return statement.join(Meeting, col(Meeting.id) == col(Publication.meeting_id)).where(
        *_at_any_date(scope)
    )


def _with_theme(theme_id: int) -> Statement:
    return select(col(MeetingTheme.meeting_id)).where(col(MeetingTheme.theme_id) == theme_id)


def _in_territory(territory_id: int) -> Statement:
    return select(col(MeetingTerritory.meeting_id)).where(
        col(MeetingTerritory.territory_id).in_(inside(territory_id))
    )


def _sets(session: Session, statement: Statement) -> defaultdict[int, frozenset[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for meeting_id, other_id in session.execute(statement):
        found[meeting_id].append(other_id)
    return _frozen(found.items())


def _frozen(items: Iterable[tuple[int, list[int]]]) -> defaultdict[int, frozenset[int]]:
    return defaultdict(frozenset, {key: frozenset(ids) for key, ids in items})
