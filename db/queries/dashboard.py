"""The year at a glance, in one reading."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from db.queries.audience import audience
from db.queries.checking import grounds
from db.queries.comparisons import years_before
from db.queries.facts import read_facts
from db.queries.meetings import listing
from db.queries.silencing import silences
from db.queries.targets import goals_of_year
from db.queries.territories import contrats
from db.queries.years import centre_year
from domain import checks
from domain.checks import TO_CLOSE, UNVISITED
from domain.comparisons import compare
from domain.glance import Attention, Figure, MonthLine, MonthState, Rectified, YearAtAGlance
from domain.indicators import ALL, OF_THE_MONTH, QPV, TERRITORIES, Indicator, named_share
from domain.periods import Period
from domain.places import Place
from domain.scope import Scope
from domain.year import CentreYear, months_to_close


def year_at_a_glance(session: Session, *, scope: Scope, today: date) -> YearAtAGlance:
    """Figures of the scope up to today, beside those of the same days last year."""
    period = scope.period.until(today)
    known = centre_year(session, scope=scope)
    before = years_before(session, scope=scope)
    facts = known.facts.within(period)
    places = contrats(session, centre_id=scope.centre_id, within=scope.territory_id)
    at = min(today, Period.of_year(known.year).end)
    unvisited = _unvisited(session, scope.centre_id, places, at)
    return YearAtAGlance(
        year=known.year,
        period=period,
        figures={i.key: _figure(i, known, before, period, today) for i in ALL},
        targets=_targets(session, scope),
        months=tuple(_month(known, month, scope.period, today) for month in range(1, 13)),
        contrats=len(places),
        named_share=named_share(facts),
        detailed=len(facts.counted),
        attention=_attention(session, known, before, scope, unvisited, today),
        rectified=_rectified(known, period),
        audience=audience(session, centre_id=scope.centre_id, year=known.year),
        qpv_published=known.published.get(QPV.key),
        is_narrowed=scope.is_narrowed,
        has_figures=known.has_figures,
        unknown_attendance=known.unknown_attendance(period) if period.start <= today else 0,
    )


def _targets(session: Session, scope: Scope) -> dict[str, float]:
    """What the whole year, and the whole centre, should reach, by key of indicator."""
    if scope.is_narrowed or scope.period != Period.of_year(scope.period.year):
        return {}
    goals = goals_of_year(session, centre_id=scope.centre_id, year=scope.period.year)
    return {key: goal.amount for key, goal in goals.items()}


def _figure(
    indicator: Indicator,
    known: CentreYear,
    before: Sequence[CentreYear],
    period: Period,
    today: date,
) -> Figure:
    whole_year = period == Period.of_year(known.year)
    begun = period.start <= today
    compared = compare(indicator, period, (known, *before) if begun else (), today)
    return Figure(
        key=indicator.key,
        value=known.retained(indicator, period) if begun else None,
        previous=compared.last_year,
        mean=compared.mean,
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
        in_part=tuple(i.key for i in OF_THE_MONTH if not known.is_comparable(i, whole)),
    )


def _state(known: CentreYear, month: Period, asked: Period, today: date) -> MonthState:
    if month.start > today:
        return MonthState.FUTURE
    if month.clip(asked) is None:
        return MonthState.OUTSIDE
    closed = month.start.month in known.closings
    return MonthState.PUBLISHED if closed else MonthState.COMPUTED


def _attention(
    session: Session,
    known: CentreYear,
    before: Sequence[CentreYear],
    scope: Scope,
    unvisited: tuple[str, ...],
    today: date,
) -> Attention:
    """What the rules find in the whole year. Of months as such, only in the whole centre."""
    centre_id, year = scope.centre_id, scope.over(Period.of_year(known.year))
    asleep = silences(session, centre_id=centre_id, today=today)
    silenced = {silence.rule for silence in asleep}
    lines = listing(session, scope=year)
    found = checks.among_meetings(lines, today, silenced)
    if not scope.is_narrowed:
        months = grounds(
            session, known=known, before=before, lines=lines, centre_id=centre_id, today=today
        )
        found += checks.among_months(months, silenced)
    is_told = not scope.is_narrowed and TO_CLOSE.key not in silenced
    return Attention(
        months_to_close=months_to_close(known, today) if is_told else (),
        findings=found,
        unvisited=() if UNVISITED.key in silenced else unvisited,
        silenced=tuple(silence.until for silence in asleep),
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
