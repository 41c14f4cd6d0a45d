"""The year at a glance, in one reading."""

from datetime import date

from sqlmodel import Session

from db.queries.audience import audience
from db.queries.facts import read_facts
from db.queries.territories import contrats
from db.queries.years import centre_year
from domain.glance import Attention, Figure, MonthLine, MonthState, Rectified, YearAtAGlance
from domain.indicators import ALL, OF_THE_MONTH, QPV, TERRITORIES, Indicator, named_share
from domain.periods import Period
from domain.places import Place
from domain.scope import Scope
from domain.vocabulary import MeetingStatus
from domain.year import CentreYear, months_to_close


def year_at_a_glance(session: Session, *, scope: Scope, today: date) -> YearAtAGlance:
    """Figures of the scope up to today, beside those of the same days last year."""
    period = scope.period.until(today)
    known = centre_year(session, scope=scope)
    before = centre_year(session, scope=scope.over(period.a_year_before()))
    facts = known.facts.within(period)
    places = contrats(session, centre_id=scope.centre_id, within=scope.territory_id)
    at = min(today, Period.of_year(known.year).end)
    unvisited = _unvisited(session, scope.centre_id, places, at)
    return YearAtAGlance(
        year=known.year,
        period=period,
        figures={i.key: _figure(i, known, before, period, today) for i in ALL},
        months=tuple(_month(known, month, scope.period, today) for month in range(1, 13)),
        contrats=len(places),
        named_share=named_share(facts),
        detailed=len(facts.counted),
        attention=_attention(known, scope, unvisited, today),
        rectified=_rectified(known, period),
        audience=audience(session, centre_id=scope.centre_id, year=known.year),
        qpv_published=known.published.get(QPV.key),
        is_narrowed=scope.is_narrowed,
        has_figures=known.has_figures,
    )


def _figure(
    indicator: Indicator, known: CentreYear, before: CentreYear, period: Period, today: date
) -> Figure:
    whole_year = period == Period.of_year(known.year)
    begun = period.start <= today
    comparable = begun and before.covers(period.a_year_before())
    return Figure(
        key=indicator.key,
        value=known.retained(indicator, period) if begun else None,
        previous=before.retained(indicator, period.a_year_before()) if comparable else None,
        months=tuple(_by_month(known, indicator, month, period, today) for month in range(1, 13)),
        published=known.published.get(indicator.key) if whole_year else None,
    )


def _by_month(
    known: CentreYear, indicator: Indicator, month: int, period: Period, today: date
) -> float | None:
    whole = Period.of_month(known.year, month)
    if not known.is_recorded(whole, today) or whole.clip(period) is None:
        return None
    return known.retained_month(indicator, month, whole)


def _month(known: CentreYear, month: int, asked: Period, today: date) -> MonthLine:
    whole = Period.of_month(known.year, month)
    recorded = known.is_recorded(whole, today)
    return MonthLine(
        month=month,
        state=_state(known, whole, asked, today),
        values={
            i.key: known.retained_month(i, month, whole) if recorded else None for i in OF_THE_MONTH
        },
    )


def _state(known: CentreYear, month: Period, asked: Period, today: date) -> MonthState:
    if month.start > today:
        return MonthState.FUTURE
    if month.clip(asked) is None:
        return MonthState.OUTSIDE
    closed = month.start.month in known.closings
    return MonthState.PUBLISHED if closed else MonthState.COMPUTED


def _attention(
    known: CentreYear, scope: Scope, unvisited: tuple[str, ...], today: date
) -> Attention:
    planned = [m for m in known.facts.meetings if m.status is MeetingStatus.PLANNED]
    return Attention(
        months_to_close=() if scope.is_narrowed else months_to_close(known, today),
        without_attendance=sum(m.participations is None for m in known.facts.counted),
        undercounted=sum(m.is_undercounted for m in known.facts.counted),
        overdue=sum(m.held_on < today for m in planned),
        unvisited=unvisited,
    )


def _rectified(known: CentreYear, period: Period) -> tuple[Rectified, ...]:
    """Closed months of the period whose rows no longer make what was published."""
    months = [month for month in period.months if month in known.closings]
    found = [
        Rectified(
            month,
            {i.key: known.published_month(i, month) for i in OF_THE_MONTH},
            {i.key: known.computed(i, Period.of_month(known.year, month)) for i in OF_THE_MONTH},
        )
        for month in months
    ]
    return tuple(item for item in found if item.published != item.computed)


def _unvisited(
    session: Session, centre_id: int, contrats: tuple[Place, ...], at: date
) -> tuple[str, ...]:
    """Contrats that no meeting reached in the twelve months before that day."""
    year = read_facts(session, scope=Scope(centre_id, Period.twelve_months_to(at)))
    visited = {row.id for row in TERRITORIES.rows(year)}
    return tuple(contrat.name for contrat in contrats if contrat.id not in visited)
