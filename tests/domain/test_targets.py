"""Targets: what is expected at a date, how far one is, where the year is heading."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Facts
from domain.indicators import MEETINGS, TERRITORIES, TRACE_RATE
from domain.periods import Period
from domain.targets import (
    EVEN,
    Goal,
    Phase,
    Standing,
    as_last_year,
    expected_share,
    months_of,
    standing,
)
from domain.vocabulary import ProfileKind
from domain.year import CentreYear
from tests.domain.facts import meeting

SEPTEMBER = date(2026, 9, 30)
SINCE = date(2024, 1, 10)

weights = st.lists(
    st.floats(min_value=0, max_value=10_000, allow_subnormal=False), min_size=12, max_size=12
).filter(lambda months: sum(months) > 0.001)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def goal(
    value: int = 120,
    key: str = "meetings",
    months: tuple[float, ...] = EVEN,
    kind: ProfileKind = ProfileKind.EVEN,
) -> Goal:
    return Goal(1, 2026, key, value, kind, months, 1)


def at(day: date, realised: float | None, of: Goal | None = None) -> Standing:
    return Standing(of or goal(), Phase.RUNNING, day, realised, is_whole=True)


# --- What is expected ----------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 1, 31), 1 / 12),
        (date(2026, 6, 30), 0.5),
        (SEPTEMBER, 0.75),
        (date(2026, 11, 15), 10.5 / 12),
        (date(2026, 12, 31), 1),
    ],
)
def test_an_even_year_goes_by_months_and_days_within_one(day: date, share: float) -> None:
    assert expected_share(EVEN, day) == pytest.approx(share)


def test_the_days_of_a_leap_february_are_its_own() -> None:
    assert expected_share(EVEN, date(2024, 2, 29)) == pytest.approx(2 / 12)


def test_months_weigh_on_any_scale() -> None:
    typed = (9, 10, 13, 11, 11, 15, 6, 1, 13, 17, 14, 10)

    assert expected_share(typed, SEPTEMBER) == pytest.approx(89 / 130)
    assert goal(260, months=typed).expected(SEPTEMBER) == pytest.approx(178)


def test_nothing_is_expected_before_the_year_and_all_after_it() -> None:
    assert goal().expected(date(2025, 12, 31)) == 0
    assert goal().expected(date(2027, 1, 1)) == 120


@given(weights)
def test_the_end_of_the_year_expects_the_target(months: list[float]) -> None:
    of = goal(3600, months=tuple(months))

    assert of.expected(date(2026, 12, 31)) == 3600


@given(weights)
def test_the_shares_of_the_months_make_a_whole(months: list[float]) -> None:
    ends = [Period.of_month(2026, month).end for month in range(1, 13)]
    behind = [expected_share(months, end) for end in ends]
    shares = [after - before for before, after in zip([0.0, *behind], behind, strict=False)]

    assert sum(shares) == pytest.approx(1)
    assert shares == pytest.approx([month / sum(months) for month in months], abs=1e-9)


@given(weights, days, days)
def test_what_is_expected_never_goes_down(months: list[float], one: date, other: date) -> None:
    earlier, later = sorted((one, other))

    assert expected_share(months, earlier) <= expected_share(months, later)


# --- Pace and forecast ---------------------------------------------------------


def test_progress_gap_and_forecast() -> None:
    there = at(SEPTEMBER, 81)

    assert there.progress == pytest.approx(0.675)
    assert there.expected == pytest.approx(90)
    assert there.gap == -9
    assert there.forecast == pytest.approx(108)


@given(weights, days, st.integers(1, 10_000))
def test_at_the_pace_expected_the_forecast_is_the_target(
    months: list[float], day: date, value: int
) -> None:
    of = goal(value, months=tuple(months))
    there = at(day, of.expected(day), of)

    if there.forecast is not None:
        assert there.forecast == pytest.approx(value)
        assert there.gap == pytest.approx(0, abs=0.5)


@given(days, st.integers(0, 500))
def test_a_forecast_is_never_below_what_is_reached(day: date, realised: int) -> None:
    forecast = at(day, realised).forecast

    assert forecast is None or forecast >= realised


@pytest.mark.parametrize(("day", "known"), [(date(2026, 3, 30), False), (date(2026, 3, 31), True)])
def test_no_forecast_before_a_quarter_is_expected(day: date, known: bool) -> None:
    assert (at(day, 30).forecast is not None) is known
    assert at(day, 30).expected is not None


@pytest.mark.parametrize(
    "there",
    [
        at(SEPTEMBER, None),
        Standing(goal(), Phase.RUNNING, SEPTEMBER, 81, is_whole=False),
        Standing(goal(), Phase.OVER, date(2026, 12, 31), 81, is_whole=True),
        Standing(goal(), Phase.TO_COME, SEPTEMBER, None, is_whole=True),
        at(SEPTEMBER, 18, goal(20, "territories")),
        at(SEPTEMBER, 0.4, goal(50, "trace_rate")),
    ],
)
def test_no_pace_nor_forecast_where_they_would_mean_nothing(there: Standing) -> None:
    assert (there.expected, there.gap, there.forecast) == (None, None, None)


def test_a_share_is_read_in_percent() -> None:
    there = at(SEPTEMBER, 0.4, goal(50, "trace_rate"))

    assert there.progress == pytest.approx(0.8)
    assert not there.is_reached
    assert at(SEPTEMBER, 0.5, goal(50, "trace_rate")).is_reached


# --- Beside the year of the centre ----------------------------------------------


def year(*months: int, since: date | None = SINCE) -> CentreYear:
    held = tuple(
        meeting(held_on=date(2026, month, 10), contrats=frozenset({month % 2})) for month in months
    )
    return CentreYear(2026, Facts(held), known_since=since)


def test_what_is_retained_goes_up_to_today() -> None:
    there = standing(goal(), year(1, 2, 2, 6, 11), date(2026, 6, 15))

    assert (there.phase, there.at, there.realised) == (Phase.RUNNING, date(2026, 6, 15), 4)
    assert there.is_whole
    assert there.months == (1, 3, 3, 3, 3, 4, *[None] * 6)


def test_the_last_month_read_is_what_is_realised() -> None:
    for today in (date(2026, 2, 28), date(2026, 8, 3), date(2027, 3, 1)):
        there = standing(goal(), year(1, 2, 2, 6, 8), today)
        assert [value for value in there.months if value is not None][-1] == there.realised


def test_each_month_brings_its_own_part() -> None:
    there = standing(goal(), year(1, 2, 2, 6, 11), date(2026, 6, 15))

    assert there.by_month == (1, 2, 0, 0, 0, 1, *[None] * 6)


def test_what_is_reached_stands_beside_the_same_days_last_year() -> None:
    held = tuple(meeting(held_on=date(2025, 6, rank)) for rank in (1, 15, 16))
    last = CentreYear(2025, Facts(held), known_since=date(2025, 1, 1))
    there = standing(goal(), year(1, 6), date(2026, 6, 15), [last])

    assert there.elsewhere
    assert there.elsewhere.last_year == 2
    assert standing(goal(), year(1), date(2025, 12, 31), [last]).elsewhere is None


def test_a_figure_that_does_not_add_up_is_counted_anew_over_the_year() -> None:
    there = standing(goal(20, "territories"), year(1, 2, 3, 4), SEPTEMBER)

    assert (there.realised, there.months) == (2, ())
    assert not TERRITORIES.additive
    assert not TRACE_RATE.additive


def test_a_year_over_has_its_end_and_one_to_come_has_nothing() -> None:
    over = standing(goal(), year(1, 12), date(2027, 5, 4))
    to_come = standing(goal(), year(since=SINCE), date(2025, 12, 31))

    assert (over.phase, over.at, over.realised) == (Phase.OVER, date(2026, 12, 31), 2)
    assert (to_come.phase, to_come.realised) == (Phase.TO_COME, None)
    assert to_come.months == (None,) * 12


def test_before_the_first_record_nothing_is_known() -> None:
    begun_late = standing(goal(), year(6, since=date(2026, 6, 2)), SEPTEMBER)
    unknown = standing(goal(), year(since=None), SEPTEMBER)

    assert (begun_late.realised, begun_late.is_whole) == (1, False)
    assert begun_late.months[4:7] == (None, 1, 1)
    assert begun_late.expected is None
    assert unknown.realised is None


# --- As last year ---------------------------------------------------------------


def test_a_year_known_whole_gives_its_months() -> None:
    months = months_of(year(1, 1, 3), MEETINGS, date(2027, 1, 1))

    assert months == (2, 0, 1, *[0] * 9)
    assert as_last_year(months, MEETINGS, 2026) == (2, 0, 1, *[0] * 9)


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ([None] * 12, "Rien n’est connu de 2025"),
        ([*[1] * 10, None, None], "pas connue en entier (sans novembre et décembre)"),
        ([0] * 12, "2025 n’a compté que 0\u00a0rencontre"),
    ],
)
def test_a_year_that_is_not_is_refused(months: list[float | None], told: str) -> None:
    with pytest.raises(ValueError, match="choisissez une autre répartition") as refused:
        as_last_year(months, MEETINGS, 2025)

    assert told in str(refused.value)


def test_a_month_that_runs_is_not_known() -> None:
    months = months_of(year(1), MEETINGS, date(2026, 12, 31))

    assert months[10:] == (0, None)
