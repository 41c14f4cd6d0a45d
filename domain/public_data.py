"""The figures of closed months as other programs read them: JSON, and a sheet a line a month.

Keys are those of the catalogue and do not change; what is not known is null, or an empty cell.
Documented in components/static/openapi.json.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.indicators import ALL, OF_THE_MONTH, Indicator
from domain.year import PublishedMonth

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class ClosedYear:
    """What a centre stands by in a year: its closed months, its figures of the whole year."""

    slug: str
    name: str
    region: str
    fictional: bool
    year: int
    months: tuple[PublishedMonth, ...]  # in order; an open month is not there
    figures: Mapping[str, int]  # published for the whole year, by key of indicator

    @property
    def is_empty(self) -> bool:
        return not (self.months or self.figures)


def as_document(known: ClosedYear) -> dict[str, Any]:
    return {
        "centre": {"slug": known.slug, "name": known.name, "region": known.region},
        "fictional": known.fictional,
        "year": known.year,
        "months": [_month(month) for month in known.months],
        "year_figures": {i.key: known.figures.get(i.key) for i in ALL},
        "indicators": [_indicator(indicator) for indicator in ALL],
    }


HEADINGS = ("centre", "year", "month", *(i.key for i in OF_THE_MONTH), "closed_at", "source")


def as_sheet(known: ClosedYear) -> Iterator[tuple[str, ...]]:
    """The closed months, a line each, under the keys of the document."""
    yield HEADINGS
    for month in known.months:
        figures = (_cell(month.figures.get(i.key)) for i in OF_THE_MONTH)
        closed = _moment(month.closed_at)
        yield (known.slug, str(known.year), str(month.month), *figures, closed, month.source or "")


def _month(month: PublishedMonth) -> dict[str, Any]:
    return {
        "month": month.month,
        "figures": {i.key: month.figures.get(i.key) for i in OF_THE_MONTH},
        "closed_at": _moment(month.closed_at),
        "source": month.source,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "key": indicator.key,
        "label": indicator.label,
        "unit": "%" if indicator.is_share else indicator.unit,
        "definition": indicator.definition,
        "reading": indicator.reading,
        "additive": indicator.additive,
    }


def _moment(at: datetime) -> str:
    """To the second, in universal time: « 2024-01-15T09:30:00Z »."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _cell(value: int | None) -> str:
    return "" if value is None else str(value)
