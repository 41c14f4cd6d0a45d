"""The closed months of the fictional centre, computed as the product computes them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from db.demo.centre import CentreLoader, Row
from db.demo.closings import add_told_closings
from db.demo.fictional.agenda import MONTHS, first_month
from db.demo.fictional.faults import OPEN_MONTHS, REOPENED_MONTH
from db.demo.fictional.words import COMMENTARIES
from db.queries.facts import read_facts
from domain.closing import digest, read_month
from domain.facts import Facts
from domain.periods import Period, add_months
from domain.scope import Scope


def add_closings(
    centre: CentreLoader, highlights: Mapping[int, str], closed_by: int, rng: Random
) -> None:
    """Close every month but the open ones; ``highlights`` are titles by meeting."""
    today = centre.loaded_on
    known = read_facts(
        centre.session, scope=Scope(centre.centre_id, Period(first_month(today), today))
    )
    rows: list[Row] = []
    for month in _closed_months(today):
        facts = known.within(Period.of_month(month.year, month.month))
        rows.extend(_revisions(month, facts, highlights, closed_by, today, rng))
    add_told_closings(centre, rows)


def _closed_months(today: date) -> Iterator[date]:
    still_open = {add_months(today, shift) for shift in OPEN_MONTHS}
    for shift in range(MONTHS):
        month = add_months(first_month(today), shift)
        if month not in still_open:
            yield month


def _revisions(
    month: date,
    facts: Facts,
    highlights: Mapping[int, str],
    closed_by: int,
    today: date,
    rng: Random,
) -> Iterator[Row]:
    """The closing in force and, for one month, the one it replaced: a meeting was missing."""
    commentary = rng.choice(COMMENTARIES) if rng.random() < 0.3 else None
    row = _closing(month, facts, highlights, commentary, closed_by)
    if month != add_months(today, REOPENED_MONTH) or not facts.counted:
        yield row
        return
    shorter = Facts(facts.counted[:-1], facts.publications)
    reopened = {
        "reopened_at": row["closed_at"] + timedelta(days=6),
        "reopened_by": closed_by,
        "reopened_because": "Une feuille d’émargement retrouvée.",
    }
    yield _closing(month, shorter, highlights, commentary, closed_by) | reopened
    yield row | {"revision": 2, "closed_at": row["closed_at"] + timedelta(days=7)}


def _closing(
    month: date,
    facts: Facts,
    highlights: Mapping[int, str],
    commentary: str | None,
    closed_by: int,
) -> Row:
    words = [highlights[one.id] for one in facts.counted if one.id in highlights]
    reading = read_month(facts, words, is_recorded=True)
    frozen = reading.frozen(commentary)
    return {
        "year": month.year,
        "month": month.month,
        "revision": 1,
        **reading.figures,
        "frozen": frozen,
        "digest": digest(frozen),
        "closed_at": datetime.combine(add_months(month, 1).replace(day=8), time(9), UTC),
        "closed_by": closed_by,
        "reopened_at": None,
        "reopened_by": None,
        "reopened_because": None,
    }
