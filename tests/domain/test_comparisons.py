"""What a figure is compared with, counted again day by day on any years."""

from calendar import isleap, monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.comparisons import NO_MEAN, Comparisons, Mean, compare
from domain.facts import Facts, MeetingFact
from domain.indicators import BY_KEY, MEETINGS, PARTICIPATIONS, PEOPLE, TERRITORIES, TRACE_RATE
from domain.periods import Period
from domain.vocabulary import MeetingScope, MeetingStatus
from domain.year import CentreYear, PublishedMonth
from tests.domain.facts import any_meeting, meeting, people

FIRST, LAST = date(2020, 1, 1), date(2024, 12, 31)  # 2020 and 2024 have a 29 February
YEARS = range(FIRST.year, LAST.year + 1)
COMPARED = ("meetings", "participations", "territories", "people", "trace_rate")


def centre_years(
    *meetings: MeetingFact,
    since: date | None = FIRST,
    closed: Mapping[tuple[int, int], Mapping[str, int]] | None = None,
) -> tuple[CentreYear, ...]:
    """The five years, whichever way round they come."""
    return tuple(
        CentreYear(
            year,
            Facts(meetings).within(Period.of_year(year)),
            {
                month: PublishedMonth(month, figures, datetime(year + 1, 1, 15))
                for (of_year, month), figures in (closed or {}).items()
                if of_year == year
            },
            known_since=since,
        )
        for year in YEARS
    )


def test_last_year_has_the_traces_it_had_on_this_day_of_it() -> None:
    """A trace comes out after its meeting: those of before have had a year more to come."""
    held = [
        meeting(date(2023, 3, 1), has_trace=True, traced_on=date(2023, 4, 1)),
        meeting(date(2023, 3, 2), has_trace=True, traced_on=date(2023, 12, 1)),
        meeting(date(2023, 3, 3)),
        meeting(date(2023, 3, 4), has_trace=True),  # nobody knows when
    ]
    last = CentreYear(2023, Facts(tuple(held)), known_since=date(2020, 1, 1))
    own = CentreYear(2024, known_since=date(2020, 1, 1))
    days = Period(date(2024, 1, 1), date(2024, 6, 30))

    assert compare(TRACE_RATE, days, (own, last), date(2024, 6, 30)).last_year == 0.5
    assert compare(TRACE_RATE, days, (own, last), date(2024, 12, 31)).last_year == 0.75
    assert compare(TRACE_RATE, days, (own, last), date(2024, 6, 30)).mean.value == 0.5
    assert compare(MEETINGS, days, (own, last), date(2024, 6, 30)).last_year == 4


def test_the_mean_is_that_of_the_same_days_of_three_years() -> None:
    days = [
        date(year, 3, 12)
        for year, found in ((2021, 3), (2022, 4), (2023, 1), (2024, 2))
        for _ in range(found)
    ]
    late = [date(year, 11, 30) for year in YEARS]
    years = centre_years(*(meeting(day) for day in (*days, *late)))
    period = Period(date(2024, 1, 1), date(2024, 11, 22))

    found = compare(MEETINGS, period, years)

    assert found == Comparisons(period, 1, Mean(8 / 3, (2021, 2022, 2023)), None)


@pytest.mark.parametrize(
    ("since", "mean", "last"),
    [
        (date(2021, 1, 20), Mean(2, (2021, 2022, 2023)), 1),
        (date(2021, 2, 1), Mean(1.5, (2022, 2023), (2021,)), 1),  # 2021 was begun half-way
        (date(2022, 2, 1), Mean(1, (2023,), (2021, 2022)), 1),
        (date(2023, 2, 1), NO_MEAN, None),
        (None, NO_MEAN, None),
    ],
)
def test_only_years_whose_records_cover_the_days_are_compared(
    since: date | None, mean: Mean, last: int | None
) -> None:
    days = [date(2021, 3, 1)] * 3 + [date(2022, 3, 1)] * 2 + [date(2023, 3, 1)]
    years = centre_years(*(meeting(day) for day in days), since=since)

    found = compare(MEETINGS, Period.of_year(2024), years)

    assert (found.mean, found.last_year) == (mean, last)


def test_a_year_left_out_is_unknown_and_an_empty_one_is_zero() -> None:
    *_, last, own = centre_years(meeting(date(2024, 5, 1)))

    assert compare(MEETINGS, Period.of_year(2024), (own,)).last_year is None
    assert compare(MEETINGS, Period.of_year(2024), (own, last)).last_year == 0


def test_a_figure_unknown_in_a_year_is_out_of_the_mean() -> None:
    """Meetings without a name in 2023: people are unknown, not zero."""
    years = centre_years(
        meeting(date(2022, 5, 1), people=people(4)), meeting(date(2023, 5, 1), headcount=9)
    )

    found = compare(PEOPLE, Period.of_year(2024), years)

    assert (found.last_year, found.mean) == (
        None,
        Mean(2, (2021, 2022), (2023,)),
    )  # 2021 had nobody: zero


def test_what_does_not_add_up_is_read_over_the_days_and_never_summed() -> None:
    contrats = [meeting(date(2023, month, 3), contrats=frozenset({1, 2})) for month in (1, 2)]
    traced = [meeting(date(2022, month, 3), has_trace=month == 1) for month in (1, 2, 3, 4)]
    closed = {(2023, month): {"territories": 2} for month in (1, 2)}
    years = centre_years(*contrats, *traced, closed=closed)

    assert compare(TERRITORIES, Period.of_year(2024), years).last_year == 2
    assert compare(TRACE_RATE, Period.of_year(2024), years).mean == Mean(
        0.125, (2022, 2023), (2021,)
    )
    assert compare(TRACE_RATE, Period.of_year(2023), years).last_year == 0.25


def test_a_part_of_a_published_month_is_computed() -> None:
    closed = {(2023, month): {"participations": 100} for month in (2, 3)}
    years = centre_years(meeting(date(2023, 3, 5), headcount=7), closed=closed)

    whole = compare(PARTICIPATIONS, Period.of_month(2024, 3), years)
    part = compare(PARTICIPATIONS, Period(date(2024, 3, 1), date(2024, 3, 10)), years)
    year = compare(PARTICIPATIONS, Period(date(2024, 1, 1), date(2024, 3, 10)), years)

    assert (whole.last_year, part.last_year, year.last_year) == (100, 7, 107)


def reported(*days: date, meetings: int) -> tuple[CentreYear, ...]:
    """July and September 2023 were published by a report; ``days`` have a row."""
    figures = {"meetings": meetings, "participations": 10 * meetings, "territories": 4}
    years = {year.year: year for year in centre_years(*(meeting(day, headcount=9) for day in days))}
    closings = {
        month: PublishedMonth(month, figures, datetime(2024, 1, 15), source="Rapport 2023")
        for month in (7, 9)
    }
    years[2023] = replace(years[2023], closings=closings)
    return tuple(years.values())


def test_rows_that_tell_a_part_of_a_report_are_set_beside_nothing() -> None:
    days = (date(2022, 8, 5), date(2023, 7, 5), date(2023, 8, 6), date(2024, 8, 7))
    years = reported(*days, meetings=6)
    august, september = Period.of_month(2023, 8), Period.of_month(2023, 9)
    a_year_after = compare(MEETINGS, Period.of_month(2024, 8), years)

    assert years[3].retained(MEETINGS, august) == 1  # drawn, all the same
    assert compare(MEETINGS, august, years) == Comparisons(august, None, NO_MEAN, None)
    assert compare(MEETINGS, september, years).month_before is None
    assert a_year_after.last_year is None
    assert a_year_after.mean == Mean(0.5, (2021, 2022), (2023,))
    # A published month is set beside the same one of other years, whose rows are whole.
    assert compare(MEETINGS, september, years).last_year == 0
    assert compare(MEETINGS, Period.of_month(2024, 9), years).last_year == 6


@pytest.mark.parametrize(
    ("key", "end", "last_year"),
    [
        ("meetings", date(2024, 12, 31), 13),
        ("meetings", date(2024, 9, 30), 13),
        ("meetings", date(2024, 9, 20), None),  # of a part of September, rows alone tell
        ("meetings", date(2024, 6, 30), None),
        ("territories", date(2024, 12, 31), None),
        ("trace_rate", date(2024, 12, 31), None),
        ("publications", date(2024, 12, 31), 0),
    ],
)
def test_a_year_in_part_is_compared_by_its_published_months(
    key: str, end: date, last_year: int | None
) -> None:
    years = reported(date(2023, 7, 5), date(2023, 8, 6), meetings=6)

    found = compare(BY_KEY[key], Period(date(2024, 1, 1), end), years)

    assert found.last_year == last_year


def test_a_report_that_its_rows_make_is_compared_as_any_year() -> None:
    years = reported(date(2023, 7, 5), date(2023, 8, 6), date(2023, 9, 7), meetings=1)

    assert compare(MEETINGS, Period.of_month(2023, 9), years).month_before == 1
    assert compare(TERRITORIES, Period.of_year(2024), years).last_year == 0


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.of_month(2024, 3), 1),
        (Period(date(2024, 3, 1), date(2024, 3, 29)), 1),
        (Period(date(2024, 3, 1), date(2024, 3, 28)), 0),
        (Period.of_month(2024, 1), 2),
        (Period(date(2024, 2, 1), date(2024, 3, 31)), None),
    ],
)
def test_a_month_is_set_beside_the_one_before(period: Period, before: int | None) -> None:
    days = (date(2024, 2, 29), date(2023, 12, 2), date(2023, 12, 31))
    years = centre_years(*(meeting(day) for day in days))

    assert compare(MEETINGS, period, years).month_before == before


some_days = st.dates(FIRST, LAST)
# Many of them at both ends of a February.
edges = st.sampled_from([date(y, m, d) for y in YEARS for m, d in ((2, 28), (3, 1), (12, 31))]
                        + [date(2020, 2, 29), date(2024, 2, 29)])  # fmt: skip
recorded = st.lists(
    st.builds(lambda fact, day: (fact, day), any_meeting, some_days | edges), max_size=25
)
begun = st.none() | st.dates(FIRST, LAST)
ends = st.integers(2021, 2024).flatmap(
    lambda year: st.tuples(st.dates(date(year, 1, 1), date(year, 12, 31)), st.booleans())
)


@given(recorded=recorded, since=begun, end=ends | edges.map(lambda day: (day, False)))
def test_any_comparison_is_what_counting_each_day_again_gives(
    recorded: list[tuple[MeetingFact, date]], since: date | None, end: tuple[date, bool]
) -> None:
    last, of_month = end
    start = last.replace(day=1) if of_month else last.replace(month=1, day=1)
    facts = [_at(fact, day, number) for number, (fact, day) in enumerate(recorded)]
    years = centre_years(*facts, since=since)

    for key in COMPARED:
        found = compare(BY_KEY[key], Period(start, last), years)
        by_year = [_again(key, facts, _same_days(start, last, ago), since) for ago in (1, 2, 3)]
        known = [value for value in by_year if value is not None]
        assert found.last_year == by_year[0]
        assert found.mean.years == len(known)
        assert found.mean.value == (pytest.approx(sum(known) / len(known)) if known else None)


def _at(fact: MeetingFact, day: date, number: int) -> MeetingFact:
    columns = {name: getattr(fact, name) for name in fact.__slots__}
    return MeetingFact(**{**columns, "id": number, "held_on": day})


def _same_days(start: date, last: date, ago: int) -> list[date]:
    """Each of the days, by its day and month; the end of a month answers to the end of one."""
    year = last.year - ago
    ends_month = last.day == monthrange(last.year, last.month)[1]
    day = monthrange(year, last.month)[1] if ends_month else last.day
    stop = date(year, last.month, day)
    first = date(year, start.month, start.day)
    assert isleap(year) or (stop.month, stop.day) != (2, 29)
    return [first + timedelta(days=n) for n in range((stop - first).days + 1)]


def _again(
    key: str, facts: list[MeetingFact], days: list[date], since: date | None
) -> float | None:
    """None before the centre kept records, or for a year this test does not have."""
    if since is None or since.replace(day=1) > days[0] or days[0].year < FIRST.year:
        return None
    held: list[Any] = [
        fact
        for day in days
        for fact in facts
        if fact.held_on == day
        and fact.status is MeetingStatus.HELD
        and fact.scope in (MeetingScope.REGIONAL, MeetingScope.INTERNAL)
    ]
    named = {person for fact in held for person in fact.people}
    came = [fact.headcount if fact.headcount is not None else len(fact.people) or None
            for fact in held]  # fmt: skip
    told = [amount for amount in came if amount is not None]
    figures: dict[str, float | None] = {
        "meetings": len(held),
        "participations": sum(told) if told or not held else None,
        "territories": len({contrat for fact in held for contrat in fact.contrats}),
        "people": len(named) if named or not held else None,
        "trace_rate": sum(fact.has_trace for fact in held) / len(held) if held else None,
    }
    return figures[key]
