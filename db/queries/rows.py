"""Which rows make a number, and which do not. They are those of the indicator, never others."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Organisation, Person, Publication, Territory, YearFigure
from db.queries.closed_rows import closed_months, counted_meetings, source_meetings
from db.queries.comparisons import years_before
from db.queries.last_change import last_change
from db.queries.meeting_detail import by_name, full_name
from db.queries.meetings import listing
from db.queries.years import centre_year
from domain.closed_rows import as_closed, elsewhere, went
from domain.comparisons import Comparisons, compare
from domain.counted import CountedRows, LastChange, LeftOut, MonthShare, NamedRow, Reading
from domain.facts import Facts
from domain.indicators import BY_KEY, MEETINGS, TRACE_RATE, Indicator, RowKind
from domain.left_out import Reason, left_out
from domain.listings import MeetingLine
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.searching import alphabetical
from domain.vocabulary import PublicationKind
from domain.year import CentreYear


def counted_rows(
    session: Session,
    *,
    scope: Scope,
    key: str,
    role: Role,
    today: date,
    reading: Reading = Reading.RETAINED,
    traced_by: date | None = None,
) -> CountedRows:
    """The rows of the scope, told apart: those that make the figure up to today, and the others.

    ``traced_by`` is the day traces are read on, where it is not today.
    """
    indicator, period = BY_KEY[key], scope.period.until(today)
    known = centre_year(session, scope=scope)
    if traced_by:
        known = replace(known, facts=known.facts.traced_by(traced_by))
    begun, retained = period.start <= today, reading is Reading.RETAINED
    closed = closed_months(session, scope, known, indicator, period) if retained else {}
    facts = as_closed(known.facts.within(period), closed) if begun else Facts()
    found = [row for row in indicator.rows(facts) if row.amount is not None]
    apart = left_out(indicator, known.facts, scope.period, today, closed)
    lines = _lines(session, scope, indicator)
    of_meetings = indicator.row_kind is RowKind.MEETING
    hidden = indicator.row_kind is RowKind.PERSON and role < Role.EDITOR
    unnamed = of_meetings or hidden
    ids = {row.id for row in found}
    lost = went(known.facts, closed)
    meetings = counted_meetings(session, scope, lines, found, lost) if of_meetings else ()
    bringing = () if of_meetings else _bringing(indicator, facts)
    moved = elsewhere(known.facts, closed)
    sources = source_meetings(session, scope, lines, bringing, lost, moved)
    touched = (*lines, *(one.line for one in meetings), *(one.line for one in sources))
    computed = known.computed(indicator, period) if begun else None
    kept = known.retained(indicator, period) if begun else None
    published = _published(known, indicator, period)
    return CountedRows(
        value=_value(reading, kept, published, computed),
        retained=kept,
        made=indicator.value(facts) if begun else None,
        computed=computed,
        published=published,
        source=_source(session, scope, indicator) if published is not None else None,
        comparisons=_comparisons(session, scope, indicator, known, today, traced_by or today)
        if begun and retained
        else None,
        months=_shares(known, indicator, period) if retained else (),
        meetings=meetings,
        others=() if unnamed else _named(session, scope.centre_id, indicator.row_kind, ids),
        amounts=tuple(row.amount for row in found if row.amount is not None),
        sources=sources,
        times=_times(indicator, facts) if found and not of_meetings else {},
        left_out=_groups(apart, lines, _papers(session, scope.centre_id, indicator, apart)),
        last_change=_last_change(session, scope, role, indicator, {*ids, *apart}, touched),
        names_hidden=hidden,
        detailed=known.computed(MEETINGS, period) if begun else None,
        meetings_shown=known.retained(MEETINGS, period) if begun else None,
    )


def _value(
    reading: Reading, retained: float | None, published: int | None, computed: float | None
) -> float | None:
    return {
        Reading.RETAINED: retained,
        Reading.PUBLISHED: published,
        Reading.ROWS: computed,
    }[reading]


def _source(session: Session, scope: Scope, indicator: Indicator) -> str | None:
    """The document that the figure of the year was published in."""
    statement = select(col(YearFigure.source)).where(
        col(YearFigure.centre_id) == scope.centre_id,
        col(YearFigure.year) == scope.period.year,
        col(YearFigure.key) == indicator.key,
    )
    return session.scalars(statement).one_or_none()


def _lines(session: Session, scope: Scope, indicator: Indicator) -> tuple[MeetingLine, ...]:
    """Every meeting of the period: publications are counted without them."""
    of_publications = indicator.row_kind is RowKind.PUBLICATION
    return () if of_publications else listing(session, scope=scope)


def _bringing(indicator: Indicator, facts: Facts) -> tuple[int, ...]:
    """The meetings that rows of another kind come from."""
    return tuple(one.id for one in facts.counted if indicator.rows(Facts((one,))))


def _times(indicator: Indicator, facts: Facts) -> Mapping[int, int]:
    """How many meetings bring each row; a publication is brought by none."""
    return Counter(row.id for one in facts.counted for row in indicator.rows(Facts((one,))))


def _published(known: CentreYear, indicator: Indicator, period: Period) -> int | None:
    whole = period == Period.of_year(known.year)
    return known.published.get(indicator.key) if whole else None


def _comparisons(
    session: Session,
    scope: Scope,
    indicator: Indicator,
    known: CentreYear,
    today: date,
    seen_on: date,
) -> Comparisons:
    years = (known, *years_before(session, scope=scope))
    return compare(indicator, scope.period.until(today), years, seen_on)


def _shares(known: CentreYear, indicator: Indicator, period: Period) -> tuple[MonthShare, ...]:
    """Month by month where published ones enter; none of a figure that does not add up."""
    if not indicator.additive and len(period.months) > 1:
        return ()
    shares = tuple(_share(known, indicator, month, period) for month in period.months)
    return shares if any(share.closing for share in shares) else ()


def _share(known: CentreYear, indicator: Indicator, month: int, period: Period) -> MonthShare:
    days = Period.of_month(known.year, month).clip(period)
    published = known.is_published(indicator, month, period)
    return MonthShare(
        month,
        known.retained_month(indicator, month, period),
        known.computed(indicator, days) if days else None,
        known.closings[month] if published else None,
    )


def _papers(
    session: Session, centre_id: int, indicator: Indicator, ids: Collection[int]
) -> tuple[NamedRow, ...]:
    """The publications left out, of a figure that counts publications."""
    counted = indicator.row_kind is RowKind.PUBLICATION
    return _publications(session, centre_id, ids) if counted else ()


def _groups(
    apart: Mapping[int, Reason], lines: tuple[MeetingLine, ...], papers: tuple[NamedRow, ...]
) -> tuple[LeftOut, ...]:
    """What is left out, by reason."""
    found = (
        LeftOut(
            reason,
            tuple(line for line in lines if apart.get(line.id) is reason),
            tuple(paper for paper in papers if apart[paper.id] is reason),
        )
        for reason in Reason
    )
    return tuple(group for group in found if group.count)


def _last_change(
    session: Session,
    scope: Scope,
    role: Role,
    indicator: Indicator,
    rows: Collection[int],
    lines: tuple[MeetingLine, ...],
) -> LastChange | None:
    """Of the rows, counted or not; of the traces too where it is traces that count."""
    meetings = {line.id for line in lines}
    keys: dict[str, Collection[int]] = {"meeting": meetings}
    if indicator.row_kind is RowKind.PUBLICATION:
        keys = {"publication": rows}
    if indicator is TRACE_RATE:
        traces = select(col(Publication.id)).where(
            col(Publication.centre_id) == scope.centre_id,
            col(Publication.meeting_id).in_(meetings),
        )
        keys["publication"] = [key for key in session.scalars(traces) if key]
    return last_change(session, centre_id=scope.centre_id, role=role, keys=keys)


def _named(
    session: Session, centre_id: int, kind: RowKind, ids: Collection[int]
) -> tuple[NamedRow, ...]:
    if kind is RowKind.PERSON:
        return _people(session, centre_id, ids)
    if kind is RowKind.PUBLICATION:
        return _publications(session, centre_id, ids)
    return _territories(session, ids)


def _territories(session: Session, ids: Collection[int]) -> tuple[NamedRow, ...]:
    found = session.scalars(select(Territory).where(col(Territory.id).in_(ids)))
    return tuple(
        NamedRow(row.id or 0, row.name, _level(row), row.code)
        for row in sorted(found, key=lambda row: (alphabetical(row.name), row.code))
    )


def _level(place: Territory) -> str:
    """« Contrat de ville », « Quartier prioritaire 2015 »: of which geography it is."""
    return f"{place.level.label} {place.vintage}" if place.vintage else place.level.label


def _people(session: Session, centre_id: int, ids: Collection[int]) -> tuple[NamedRow, ...]:
    statement = (
        select(Person, col(Organisation.name))
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .where(col(Person.centre_id) == centre_id, col(Person.id).in_(ids))
        .order_by(col(Person.id))
    )
    found = sorted(session.execute(statement), key=lambda row: by_name(row[0]))
    return tuple(
        NamedRow(person.id or 0, full_name(person), organisation or "–")
        for person, organisation in found
    )


def _publications(session: Session, centre_id: int, ids: Collection[int]) -> tuple[NamedRow, ...]:
    statement = (
        select(Publication)
        .where(col(Publication.centre_id) == centre_id, col(Publication.id).in_(ids))
        .order_by(col(Publication.id))
    )
    found = sorted(session.scalars(statement), key=lambda row: alphabetical(row.title))
    found.sort(key=lambda row: row.published_on, reverse=True)
    return tuple(
        NamedRow(
            row.id or 0,
            row.title,
            PublicationKind(row.kind).label,
            on=row.published_on,
            precision=row.date_precision,
        )
        for row in found
    )
