"""Which rows make a number. The rows are those of the indicator, never another selection."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Organisation, Person, Publication, Territory
from db.queries.meeting_detail import full_name
from db.queries.meetings import listing
from db.queries.years import centre_year
from domain.indicators import BY_KEY, Row, RowKind
from domain.listings import MeetingLine
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import DatePrecision, PublicationKind


@dataclass(frozen=True)
class MonthShare:
    """What a month brings to an additive figure."""

    month: int
    value: float | None
    published: bool


@dataclass(frozen=True)
class NamedRow:
    """A counted row that is not a meeting: a place, a person, a publication."""

    name: str
    detail: str
    code: str | None = None
    on: date | None = None
    precision: DatePrecision = DatePrecision.DAY


@dataclass(frozen=True)
class CountedRows:
    value: float | None  # what the screens show
    computed: float | None  # what the rows below make
    months: tuple[MonthShare, ...]  # for a figure made of published months
    meetings: tuple[MeetingLine, ...]
    others: tuple[NamedRow, ...]
    count: int
    apart: int  # held meetings that are counted apart: national, outside the region
    traced: frozenset[int]  # meetings that have a trace
    names_hidden: bool = False


def counted_rows(
    session: Session, *, scope: Scope, key: str, role: Role, today: date
) -> CountedRows:
    """The rows that make the figure of that key over the scope, up to today."""
    indicator = BY_KEY[key]
    period = scope.period.until(today)
    known = centre_year(session, scope=scope)
    begun = period.start <= today
    facts = known.facts.within(period)
    rows = indicator.rows(facts) if begun else ()
    months = tuple(
        MonthShare(
            month,
            known.retained_month(indicator, month, period),
            known.published_month(indicator, month) is not None and period.covers_month(month),
        )
        for month in period.months
    )
    adds_up = indicator.additive or len(months) == 1
    shares = months if adds_up and any(share.published for share in months) else ()
    of_meetings = indicator.row_kind is RowKind.MEETING
    hidden = indicator.row_kind is RowKind.PERSON and role < Role.EDITOR
    return CountedRows(
        value=known.retained(indicator, period) if begun else None,
        computed=known.computed(indicator, period) if begun else None,
        months=shares,
        meetings=_meetings(session, scope.over(period), rows) if of_meetings else (),
        others=() if of_meetings or hidden else _named(session, scope, indicator.row_kind, rows),
        count=len(rows),
        apart=facts.apart,
        traced=frozenset(meeting.id for meeting in facts.counted if meeting.has_trace),
        names_hidden=hidden,
    )


def _meetings(session: Session, scope: Scope, rows: tuple[Row, ...]) -> tuple[MeetingLine, ...]:
    counted = {row.id for row in rows}
    return tuple(line for line in listing(session, scope=scope) if line.id in counted)


def _named(
    session: Session, scope: Scope, kind: RowKind, rows: tuple[Row, ...]
) -> tuple[NamedRow, ...]:
    ids = [row.id for row in rows]
    if kind is RowKind.PERSON:
        return _people(session, scope.centre_id, ids)
    if kind is RowKind.PUBLICATION:
        return _publications(session, scope.centre_id, ids)
    return _territories(session, ids)


def _territories(session: Session, ids: list[int]) -> tuple[NamedRow, ...]:
    statement = (
        select(col(Territory.name), col(Territory.code), col(Territory.level))
        .where(col(Territory.id).in_(ids))
        .order_by(col(Territory.name))
    )
    return tuple(
        NamedRow(name, level.label, code) for name, code, level in session.execute(statement)
    )


def _people(session: Session, centre_id: int, ids: list[int]) -> tuple[NamedRow, ...]:
    statement = (
        select(Person, col(Organisation.name))
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(col(Person.centre_id) == centre_id, col(Person.id).in_(ids))
        .order_by(col(Person.last_name), col(Person.first_name))
    )
    return tuple(
        NamedRow(full_name(person), organisation or "–")
        for person, organisation in session.execute(statement)
    )


def _publications(session: Session, centre_id: int, ids: list[int]) -> tuple[NamedRow, ...]:
    statement = (
        select(Publication)
        .where(col(Publication.centre_id) == centre_id, col(Publication.id).in_(ids))
        .order_by(col(Publication.published_on).desc(), col(Publication.title))
    )
    return tuple(
        NamedRow(
            row.title,
            PublicationKind(row.kind).label,
            on=row.published_on,
            precision=row.date_precision,
        )
        for row in session.scalars(statement)
    )
