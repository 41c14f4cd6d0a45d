"""A year: published and computed are two facts, and neither corrects the other."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Facts, MeetingFact
from domain.indicators import (
    ALL,
    HALF_DAYS,
    MEETINGS,
    PARTICIPATIONS,
    TERRITORIES,
    Indicator,
)
from domain.periods import Period
from domain.year import CentreYear, PublishedMonth, months_to_close
from tests.domain.facts import any_facts, facts, meeting

YEAR = Period.of_year(2024)
JANUARY = Period.of_month(2024, 1)


def closed(month: int, meetings: int | None, **figures: int | None) -> dict[int, PublishedMonth]:
    closed_at = datetime(2025, 1, 15, tzinfo=UTC)
    return {month: PublishedMonth(month, {"meetings": meetings, **figures}, closed_at)}


def in_month(month: int, **columns: object) -> MeetingFact:
    return meeting(date(2024, month, 10), **columns)


def test_a_closed_month_keeps_what_was_published() -> None:
    year = CentreYear(2024, facts(in_month(1)), closed(1, 10))

    assert year.retained_month(MEETINGS, 1, YEAR) == 10
    assert year.computed(MEETINGS, JANUARY) == 1


def test_an_open_month_is_computed_even_at_zero() -> None:
    year = CentreYear(2024, facts(in_month(2)), closed(1, 10))

    assert [year.retained_month(MEETINGS, month, YEAR) for month in (1, 2, 3)] == [10, 1, 0]


def test_a_figure_that_the_report_leaves_out_is_computed() -> None:
    month = replace(closed(1, 10, participations=None)[1], source="Rapport d’activité")
    year = CentreYear(2024, facts(in_month(1, headcount=40)), {1: month})

    assert year.retained_month(PARTICIPATIONS, 1, YEAR) == 40


def test_a_figure_that_was_unknown_when_the_month_was_closed_stays_so() -> None:
    year = CentreYear(2024, facts(in_month(1, headcount=40)), closed(1, 10, participations=None))

    assert year.retained_month(PARTICIPATIONS, 1, YEAR) is None
    assert year.retained(PARTICIPATIONS, YEAR) is None
    assert year.retained(MEETINGS, YEAR) == 10


def test_a_part_of_a_closed_month_is_computed() -> None:
    year = CentreYear(2024, facts(in_month(1)), closed(1, 10))

    assert year.retained_month(MEETINGS, 1, Period(date(2024, 1, 1), date(2024, 1, 30))) == 1
    assert year.retained_month(MEETINGS, 1, Period(date(2024, 1, 11), date(2024, 2, 29))) == 0


def test_a_month_outside_the_period_has_no_figure() -> None:
    assert CentreYear(2024).retained_month(MEETINGS, 6, JANUARY) is None


def test_a_year_adds_published_months_and_computed_ones() -> None:
    year = CentreYear(
        2024,
        facts(in_month(1, headcount=3), in_month(2, headcount=40), in_month(2)),
        closed(1, 10, participations=144) | closed(3, 5, participations=60),
    )

    assert year.retained(MEETINGS, YEAR) == 10 + 2 + 5
    assert year.retained(PARTICIPATIONS, YEAR) == 144 + 40 + 60
    assert year.retained(MEETINGS, Period(date(2024, 2, 1), date(2024, 3, 30))) == 2


def test_territories_of_a_year_are_counted_anew_never_added() -> None:
    both = frozenset({1, 2})
    year = CentreYear(
        2024,
        facts(in_month(1, contrats=both), in_month(2, contrats=both)),
        closed(1, 1, territories=6) | closed(2, 1, territories=5),
    )

    assert year.retained_month(TERRITORIES, 1, YEAR) == 6
    assert year.retained(TERRITORIES, YEAR) == 2
    assert year.sum_of_published(TERRITORIES) is None


def test_territories_of_one_closed_month_are_those_published() -> None:
    year = CentreYear(
        2024, facts(in_month(1, contrats=frozenset({1}))), closed(1, 1, territories=6)
    )

    assert year.retained(TERRITORIES, JANUARY) == 6


def test_published_months_add_up_apart_from_the_rows() -> None:
    year = CentreYear(2024, facts(in_month(4)), closed(1, 10) | closed(2, 14))

    assert year.sum_of_published(MEETINGS) == 24
    assert year.sum_of_published(PARTICIPATIONS) is None
    assert CentreYear(2024).sum_of_published(MEETINGS) is None


def test_a_year_whose_only_meeting_was_not_counted_is_unknown() -> None:
    """Eleven empty months are zero; the twelfth is unknown, and so is the year."""
    year = CentreYear(2024, facts(in_month(1)))

    assert year.computed(PARTICIPATIONS, YEAR) is None
    assert year.retained(PARTICIPATIONS, YEAR) is None


def test_a_month_closed_without_a_meeting_makes_no_zero_of_an_unknown_year() -> None:
    empty = closed(3, 0, participations=0)
    year = CentreYear(2024, facts(in_month(1, headcount=None)), empty)

    assert year.retained(PARTICIPATIONS, YEAR) is None
    assert year.retained(MEETINGS, YEAR) == 1
    assert CentreYear(2024, facts(), empty).retained(PARTICIPATIONS, YEAR) == 0


def test_half_days_of_a_closed_month_are_those_of_its_closing() -> None:
    month = replace(closed(1, 1)[1], besides={"half_days": 1.5})
    year = CentreYear(2024, facts(in_month(1, half_days=2), in_month(2, half_days=1)), {1: month})

    assert year.retained(HALF_DAYS, YEAR) == 2.5
    assert year.computed(HALF_DAYS, YEAR) == 3
    assert year.retained(HALF_DAYS, Period(date(2024, 1, 5), date(2024, 2, 29))) == 3


def test_a_year_has_figures_once_anything_is_known() -> None:
    assert not CentreYear(2024).has_figures
    assert CentreYear(2024, facts(meeting())).has_figures
    assert CentreYear(2024, closings=closed(1, 0)).has_figures
    assert CentreYear(2024, published={"meetings": 127}).has_figures


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2024, 1, 31), ()),
        (date(2024, 2, 1), (1,)),
        (date(2024, 4, 1), (1, 3)),
        (date(2023, 12, 31), ()),
        (date(2025, 6, 1), (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
    ],
)
def test_a_month_is_to_close_once_it_has_ended(today: date, months: tuple[int, ...]) -> None:
    known = CentreYear(2024, closings=closed(2, 3), known_since=date(2023, 5, 1))

    assert months_to_close(known, today) == months


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2023, 12, 31), (1, 2, 3, 4)),
        (date(2024, 1, 31), (1, 2, 3, 4)),
        # Of a month that began without records, the rest is to be closed.
        (date(2024, 3, 31), (3, 4)),
        (date(2024, 4, 1), (4,)),
        (date(2024, 5, 1), ()),
        (date(2025, 1, 1), ()),
        (None, ()),
    ],
)
def test_months_before_the_first_record_are_not_to_close(
    since: date | None, months: tuple[int, ...]
) -> None:
    assert months_to_close(CentreYear(2024, known_since=since), date(2024, 5, 22)) == months


@pytest.mark.parametrize(
    ("since", "covered"),
    [
        (date(2022, 12, 31), True),
        (date(2023, 3, 1), True),
        # Records are kept by the month: who began on the 31st has that month.
        (date(2023, 3, 31), True),
        (date(2023, 4, 1), False),
        (date(2024, 1, 1), False),
        (None, False),
    ],
)
@pytest.mark.parametrize("end", [date(2023, 3, 22), date(2023, 12, 31)])
def test_a_period_is_covered_when_records_were_kept_as_it_began(
    since: date | None, covered: bool, end: date
) -> None:
    known = CentreYear(2023, known_since=since)

    assert known.covers(Period(date(2023, 3, 1), end)) is covered


@given(known=any_facts)
def test_without_closings_what_is_retained_is_what_is_computed(known: Facts) -> None:
    year = CentreYear(2024, known)

    for indicator in ALL:
        assert year.retained(indicator, YEAR) == year.computed(indicator, YEAR)
        assert year.retained(indicator, JANUARY) == year.computed(indicator, JANUARY)


@pytest.mark.parametrize("indicator", [MEETINGS, PARTICIPATIONS], ids=lambda i: i.key)
@given(known=any_facts, published=st.dictionaries(st.integers(1, 12), st.integers(0, 900)))
def test_an_additive_year_is_the_sum_of_its_retained_months(
    indicator: Indicator, known: Facts, published: dict[int, int]
) -> None:
    moment = datetime(2025, 1, 15, tzinfo=UTC)
    closings = {m: PublishedMonth(m, {indicator.key: v}, moment) for m, v in published.items()}
    year = CentreYear(2024, known, closings)

    months = [year.retained_month(indicator, month, YEAR) or 0 for month in range(1, 13)]
    assert (year.retained(indicator, YEAR) or 0) == sum(months)
    assert (year.sum_of_published(indicator) or 0) == sum(published.values())


def test_meetings_of_which_nobody_knows_how_many_came_are_counted_where_figures_rest_on_them() -> (
    None
):
    known = facts(
        in_month(1), in_month(2, headcount=4), in_month(2), in_month(3), in_month(4), in_month(4)
    )
    here = closed(2, 5, participations=40)[2]
    closings = {
        1: replace(closed(1, 9, participations=90)[1], source="Rapport d’activité"),
        2: replace(here, unknown_attendance=3),
        3: closed(3, 1, participations=None)[3],  # closed before what it rests on was kept
    }
    year = CentreYear(2024, known, closings)

    found = [year.unknown_attendance(Period.of_month(2024, month)) for month in range(1, 6)]
    assert found == [0, 3, 1, 2, 0]
    assert year.unknown_attendance(YEAR) == 6
    # Of a part of a month, rows alone tell.
    assert year.unknown_attendance(Period(date(2024, 1, 2), date(2024, 2, 20))) == 2


def test_a_report_that_leaves_participations_out_rests_on_the_rows() -> None:
    month = replace(closed(1, 10, participations=None)[1], source="Rapport d’activité")
    year = CentreYear(2024, facts(in_month(1, headcount=40), in_month(1)), {1: month})

    assert year.unknown_attendance(JANUARY) == 1
