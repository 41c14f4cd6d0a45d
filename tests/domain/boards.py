"""Boards as short as a test needs them, and any board at all for Hypothesis."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from hypothesis import strategies as st

from domain.board import Board, Tally
from domain.coverage import Coverage, CoverageLine, LastVisit
from domain.glance import Attention, Figure, MonthLine, MonthState, YearAtAGlance
from domain.indicators import ALL, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.listings import Card
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.places import Place
from domain.scope import Scope
from domain.vocabulary import Consent, DatePrecision, Family, TerritoryLevel
from tests.domain.listed import line

TODAY = date(2026, 11, 22)
YEAR = 2024
NO_FIGURES: Mapping[str, float | None] = dict.fromkeys((i.key for i in ALL), None)

_numbers = count(1)

Values = Mapping[str, float | None]


def activity(meetings: float | None, participations: float | None = None) -> dict[str, Any]:
    return {**NO_FIGURES, MEETINGS.key: meetings, PARTICIPATIONS.key: participations}


def card(body: str = "Nous nous sommes parlé.", **columns: Any) -> Card:
    given = {
        "is_summary": False,
        "author": "Camille Durand",
        "function": None,
        "organisation": "Ville de Dole",
        "family": Family.LOCAL_AUTHORITY,
        "year": YEAR,
        "month": 6,
        "meeting_id": None,
        "territory_id": None,
        "theme_id": None,
        "consent": Consent.PUBLIC,
        **columns,
    }
    return Card(id=next(_numbers), body=body, **given)


def spread(month: int, **columns: Any) -> MonthSpread:
    given = {
        "begun": True,
        "is_running": False,
        "published": None,
        "retained": dict(NO_FIGURES),
        "computed": dict(NO_FIGURES),
        "is_approximate": False,
        "last_year": dict(NO_FIGURES),
        "compared": Period.of_month(YEAR, month).a_year_before(),
        "highlights": (),
        "meetings": (),
        "testimonials": (),
        "hidden_testimonials": 0,
        **columns,
    }
    return MonthSpread(year=YEAR, month=month, **given)


def place(name: str, meetings: int = 0, last: date | None = None) -> CoverageLine:
    key = next(_numbers)
    spot = Place(
        key,
        TerritoryLevel.CONTRAT_DE_VILLE,
        f"C{key}",
        name,
        contrat_id=key,
        latitude=47.0,
        longitude=5.0,
    )
    seen = LastVisit(last, DatePrecision.DAY) if last else None
    return CoverageLine(spot, None, meetings, None, seen)


def board(
    figures: Values = NO_FIGURES,
    previous: Values = NO_FIGURES,
    by_month: Mapping[int, Values] | None = None,
    **columns: Any,
) -> Board:
    """Of the year 2024, which has ended, unless another ``scope`` is given.

    ``by_month`` are the figures of those that have some; ``published`` those of the
    year; ``contrats``, ``detailed``, ``named_share``, ``rectified``, ``audience`` and
    ``unknown_attendance`` go to the glance, everything else to the board.
    """
    scope = columns.pop("scope", Scope(1, Period.of_year(YEAR)))
    published = columns.pop("published", {})
    told = by_month or {}
    glance = YearAtAGlance(
        year=YEAR,
        period=scope.period.until(columns.get("today", TODAY)),
        figures={i.key: _figure(i, figures, previous, published.get(i.key)) for i in ALL},
        months=tuple(
            MonthLine(month, MonthState.COMPUTED, told.get(month, NO_FIGURES))
            for month in range(1, 13)
        ),
        contrats=columns.pop("contrats", 0),
        named_share=columns.pop("named_share", None),
        detailed=columns.pop("detailed", 10**6),
        attention=Attention(),
        rectified=columns.pop("rectified", ()),
        audience=columns.pop("audience", ()),
        qpv_published=None,
        is_narrowed=scope.is_narrowed,
        has_figures=True,
        unknown_attendance=columns.pop("unknown_attendance", 0),
    )
    given = {
        "centre": "Centre d’essai",
        "region": "Région",
        "timezone": "Europe/Paris",
        "filters": (),
        "read_at": datetime(2026, 11, 22, 9, 2, tzinfo=UTC),
        "today": TODAY,
        "months": tuple(spread(month) for month in told),
        "coverage": Coverage(scope.period.end, (), (), 0),
        "formats": (),
        "themes": (),
        "families": (),
        "publications": (),
        "testimonials": (),
        "planned": (),
        **columns,
    }
    return Board(scope=scope, glance=glance, **given)


def _figure(indicator: Indicator, now: Values, before: Values, published: int | None) -> Figure:
    key = indicator.key
    return Figure(key, now[key], before[key], (None,) * 12, published)


_known = st.none() | st.integers(0, 3000)
_share = st.none() | st.floats(0, 1)
_text = st.text(max_size=40)
_figures = st.fixed_dictionaries({i.key: _share if i.is_share else _known for i in ALL})
_of_a_month = st.fixed_dictionaries({i.key: _known for i in OF_THE_MONTH})
_tallies = st.lists(
    st.builds(Tally, st.sampled_from("abcdefghijklm"), st.integers(1, 500)), max_size=12
).map(lambda found: tuple(sorted(found, key=lambda tally: -tally.count)))
_spread = st.builds(
    lambda month, last_year, highlights, bodies, approximate, running: spread(
        month,
        last_year=last_year,
        highlights=tuple(highlights),
        testimonials=tuple(card(body, month=month) for body in bodies),
        is_approximate=approximate,
        is_running=running,
    ),
    st.integers(1, 12),
    _of_a_month,
    st.lists(_text, max_size=6),
    st.lists(_text, max_size=2),
    st.booleans(),
    st.booleans(),
)


def _spreads(found: Sequence[MonthSpread]) -> tuple[MonthSpread, ...]:
    return tuple(sorted(found, key=lambda month: month.month))


_coverage = st.builds(
    lambda lines, detailed, total: Coverage(
        date(YEAR, 12, 31),
        tuple(place(name, meetings, last) for name, meetings, last in lines),
        (),
        0,
        detailed,
        total,
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["Dole", "Lons", "Dijon", "Vesoul"]),
            st.integers(0, 9),
            st.none() | st.dates(date(2020, 1, 1), date(2024, 12, 31)),
        ),
        max_size=6,
    ),
    st.integers(0, 200),
    _known,
)
_planned = st.lists(_text.map(lambda title: line(title, held_on=date(2026, 12, 3))), max_size=8)

any_board = st.builds(
    lambda figures, previous, months, spreads, covered, tallies, planned, share, detailed: board(
        figures,
        previous,
        months,
        months=_spreads(spreads),
        coverage=covered,
        formats=tallies[0],
        themes=tallies[1],
        families=tallies[2],
        publications=tallies[3],
        testimonials=tuple(one for month in _spreads(spreads) for one in month.testimonials),
        planned=tuple(planned),
        named_share=share,
        detailed=detailed,
    ),
    _figures,
    _figures,
    st.dictionaries(st.integers(1, 12), _of_a_month),
    st.lists(_spread, max_size=5, unique_by=lambda month: month.month),
    _coverage,
    st.tuples(_tallies, _tallies, _tallies, _tallies),
    _planned,
    _share,
    st.integers(0, 200),
)
