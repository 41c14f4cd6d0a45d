"""A year’s figures, published and computed, for files and the command line."""

from datetime import date
from typing import Any

from sqlmodel import Session

from db.queries.years import centre_slug, centre_year
from domain.indicators import ALL, OF_THE_MONTH
from domain.periods import Period
from domain.scope import Scope
from domain.year import CentreYear


def year_report(session: Session, *, centre_id: int, year: int, today: date) -> dict[str, Any]:
    """The year and its months, as plain values; None where a figure does not exist."""
    whole = Period.of_year(year)
    known = centre_year(session, scope=Scope(centre_id, whole))
    sums = {indicator.key: known.sum_of_published(indicator) for indicator in OF_THE_MONTH}
    return {
        "centre": centre_slug(session, centre_id=centre_id),
        "year": year,
        "published": {indicator.key: known.published.get(indicator.key) for indicator in ALL},
        "computed": {
            indicator.key: known.computed(indicator, whole)
            if known.is_recorded(whole, today)
            else None
            for indicator in ALL
        },
        "sum_of_months": {i.key: sums[i.key] for i in OF_THE_MONTH if i.additive},
        "months": [_month(known, month, today) for month in range(1, 13)],
    }


def _month(known: CentreYear, month: int, today: date) -> dict[str, Any]:
    period = Period.of_month(known.year, month)
    begun = known.is_recorded(period, today)
    return {
        "month": month,
        "published": {i.key: known.published_month(i, month) for i in OF_THE_MONTH},
        "computed": {i.key: known.computed(i, period) if begun else None for i in OF_THE_MONTH},
    }
