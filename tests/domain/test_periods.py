"""Periods of days, and the same days a year before."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period, a_year_before, add_months

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
periods = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Period(date(2023, 1, 2), date(2023, 1, 1))


def test_a_period_may_be_one_day() -> None:
    assert date(2023, 1, 1) in Period(date(2023, 1, 1), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2023, 2, 28), (2024, 2, 29), (2023, 4, 30), (2023, 12, 31)]
)
def test_a_month_ends_on_its_last_day(year: int, month: int, last: int) -> None:
    assert Period.of_month(year, month) == Period(date(year, month, 1), date(year, month, last))


def test_both_ends_belong_to_the_period() -> None:
    spring = period("2026-03-01", "2026-05-31")

    told = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [day in spring for day in told] == [False, True, True, False]


@pytest.mark.parametrize(
    ("end", "start"),
    [("2023-12-31", "2023-01-01"), ("2026-11-22", "2025-11-23"), ("2024-02-29", "2023-03-01")],
)
def test_twelve_months_end_on_the_day_given(end: str, start: str) -> None:
    assert Period.twelve_months_to(date.fromisoformat(end)) == period(start, end)


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (("2026-01-01", "2026-11-22"), ("2025-01-01", "2025-11-22")),
        # A whole month answers to a whole month, whatever its length.
        (("2024-02-01", "2024-02-29"), ("2023-02-01", "2023-02-28")),
        (("2025-02-01", "2025-02-28"), ("2024-02-01", "2024-02-29")),
        # A part of February does not become the whole of it.
        (("2024-02-01", "2024-02-28"), ("2023-02-01", "2023-02-28")),
        (("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-12-31")),
        (("2024-02-29", "2024-03-10"), ("2023-02-28", "2023-03-10")),
    ],
)
def test_the_same_days_a_year_before(asked: tuple[str, str], before: tuple[str, str]) -> None:
    assert period(*asked).a_year_before() == period(*before)


def test_29_february_answers_to_28_february() -> None:
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_a_month_is_covered_when_each_of_its_days_is() -> None:
    assert period("2024-02-01", "2024-02-29").covers_month(2)
    assert not period("2024-02-01", "2024-02-28").covers_month(2)
    assert not period("2024-02-02", "2024-03-31").covers_month(2)


def test_the_months_of_a_period_are_those_it_touches() -> None:
    assert period("2026-01-31", "2026-04-01").months == (1, 2, 3, 4)


def test_until_today_keeps_what_has_passed() -> None:
    year = Period.of_year(2026)

    assert year.until(date(2026, 11, 22)) == period("2026-01-01", "2026-11-22")
    assert year.until(date(2027, 1, 1)) == year
    assert year.until(date(2025, 6, 1)) == period("2026-01-01", "2026-01-01")


def test_clip_keeps_the_days_both_hold() -> None:
    assert period("2026-01-01", "2026-01-20").clip(period("2026-01-15", "2026-02-15")) == period(
        "2026-01-15", "2026-01-20"
    )
    assert period("2026-01-01", "2026-01-20").clip(period("2026-01-21", "2026-02-15")) is None


@pytest.mark.parametrize(
    ("day", "count", "first"),
    [
        ("2026-11-22", 0, "2026-11-01"),
        ("2026-11-22", 2, "2027-01-01"),
        ("2026-11-22", -11, "2025-12-01"),
        ("2026-01-31", 1, "2026-02-01"),
        ("2026-01-01", -24, "2024-01-01"),
    ],
)
def test_months_away(day: str, count: int, first: str) -> None:
    assert add_months(date.fromisoformat(day), count) == date.fromisoformat(first)


@given(days)
def test_a_year_before_is_the_same_month_and_never_later_in_it(day: date) -> None:
    before = a_year_before(day)

    assert (before.year, before.month) == (day.year - 1, day.month)
    assert before.day in (day.day, day.day - 1)


@given(periods)
def test_a_year_before_lasts_as_long_give_or_take_the_leap_day(asked: Period) -> None:
    before = asked.a_year_before()

    assert abs((asked.end - asked.start) - (before.end - before.start)) <= timedelta(days=1)


@given(days)
def test_twelve_months_are_a_year_of_days(end: date) -> None:
    year = Period.twelve_months_to(end)

    assert (year.end - year.start).days + 1 in (365, 366)
    assert end in year
    assert a_year_before(end) not in year


@given(st.integers(1990, 2090))
def test_the_months_of_a_year_are_its_days(year: int) -> None:
    months = [Period.of_month(year, month) for month in Period.of_year(year).months]

    lengths = [(month.end - month.start).days + 1 for month in months]
    assert sum(lengths) == (366 if calendar.isleap(year) else 365)


@given(periods, periods)
def test_clip_holds_a_day_if_and_only_if_both_do(one: Period, other: Period) -> None:
    both = one.clip(other)

    assert both == other.clip(one)
    for day in (one.start, one.end, other.start, other.end):
        assert (both is not None and day in both) == (day in one and day in other)


@given(days, st.integers(-600, 600))
def test_adding_months_can_be_undone(day: date, count: int) -> None:
    assert add_months(add_months(day, count), -count) == day.replace(day=1)


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
        (("2023-02-01", "2023-02-28"), ("2023-01-01", "2023-01-31")),
        (("2024-01-01", "2024-01-15"), ("2023-12-01", "2023-12-15")),
        (("2023-03-01", "2023-03-30"), ("2023-02-01", "2023-02-28")),
        (("2024-05-01", "2024-05-30"), ("2024-04-01", "2024-04-30")),
    ],
)
def test_the_same_days_a_month_before(asked: tuple[str, str], before: tuple[str, str]) -> None:
    assert period(*asked).a_month_before() == period(*before)
