"""Where the team has been, and where it has not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import wording
from domain.coverage import Coverage, CoverageLine, LastVisit, is_white, vintage_of
from domain.formats import NNBSP
from domain.periods import Period, months_before
from domain.places import Place
from domain.vocabulary import DatePrecision, TerritoryLevel

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def visit(day: str) -> LastVisit:
    return LastVisit(date.fromisoformat(day), DatePrecision.DAY)


def place(key: int, name: str) -> Place:
    return Place(key, TerritoryLevel.DEPARTEMENT, str(key), name)


def line(contrat: int, departement: Place | None, meetings: int) -> CoverageLine:
    where = Place(contrat, TerritoryLevel.CONTRAT_DE_VILLE, str(contrat), f"Contrat {contrat}")
    return CoverageLine(where, departement, meetings, None, None)


@pytest.mark.parametrize(
    ("last", "at", "months", "white"),
    [
        ("2025-11-23", "2026-11-22", 12, False),
        ("2025-11-22", "2026-11-22", 12, True),
        ("2023-01-01", "2023-12-31", 12, False),
        ("2022-12-31", "2023-12-31", 12, True),
        ("2024-02-29", "2024-08-31", 6, True),
        ("2024-03-01", "2024-08-31", 6, False),
        ("2022-11-23", "2024-11-22", 24, False),
        ("2022-11-22", "2024-11-22", 24, True),
        ("2026-11-22", "2026-11-22", 6, False),
    ],
)
def test_a_zone_is_white_after_so_many_months(last: str, at: str, months: int, white: bool) -> None:
    assert is_white(visit(last), date.fromisoformat(at), months) is white


def test_a_place_never_visited_is_white() -> None:
    assert is_white(None, date(2026, 11, 22), 24)


@given(days, days)
def test_white_for_twelve_months_is_the_dashboard_s_not_visited(last: date, at: date) -> None:
    seen = LastVisit(min(last, at), DatePrecision.DAY)

    assert is_white(seen, at, 12) is (seen.on not in Period.twelve_months_to(at))


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        ("2026-11-22", 6, "2026-05-22"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2023-08-31", 6, "2023-02-28"),
        ("2026-01-31", 24, "2024-01-31"),
        ("2026-03-31", 0, "2026-03-31"),
    ],
)
def test_the_same_day_months_before(day: str, count: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), count) == date.fromisoformat(before)


@pytest.mark.parametrize(
    ("year", "vintage"), [(2014, 2015), (2015, 2015), (2023, 2015), (2024, 2024), (2030, 2024)]
)
def test_the_quartiers_of_a_year_are_those_of_its_geography(year: int, vintage: int) -> None:
    assert vintage_of(year) == vintage


def test_departements_share_their_contrats_visited_or_not() -> None:
    jura, yonne = place(39, "Jura"), place(89, "Yonne")
    lines = (line(1, yonne, 3), line(2, jura, 0), line(3, jura, 1), line(4, None, 2))
    coverage = Coverage(date(2023, 12, 31), lines, (), 0)

    assert coverage.visited == 3
    assert [(s.place.name, s.visited, s.contrats, s.share) for s in coverage.by_departement] == [
        ("Jura", 1, 2, 0.5),
        ("Yonne", 1, 1, 1.0),
    ]


def test_none_known_of_a_part_of_the_meetings_is_not_zero() -> None:
    jura, nievre = place(1, "Jura"), place(2, "Nièvre")
    lines = (line(10, jura, 2), line(11, jura, 0), line(12, nievre, 0))

    def told(total: int) -> list[str]:
        coverage = Coverage(date(2026, 12, 31), lines, (), 0, detailed=2, total=total)
        return [wording.reached(share) for share in coverage.by_departement]

    assert told(total=2) == [f"50{NNBSP}% (1 sur 2)", f"0{NNBSP}% (0 sur 1)"]
    assert told(total=3) == [f"50{NNBSP}% (1 sur 2)", "–"]
