"""What each figure counts, and what it leaves out."""

from datetime import date
from typing import Any

import pytest

from domain.facts import Facts, PublicationFact
from domain.indicators import (
    ALL,
    BY_KEY,
    HALF_DAYS,
    PARTICIPATIONS,
    PEOPLE,
    PUBLICATIONS,
    QPV,
    TERRITORIES,
    TRACE_RATE,
    Indicator,
    named_share,
)
from domain.periods import Period
from domain.vocabulary import DatePrecision, HeadcountPrecision, MeetingScope, MeetingStatus
from tests.domain.facts import facts, meeting, people

NOT_COUNTED: list[dict[str, Any]] = [
    {"status": MeetingStatus.PLANNED},
    {"status": MeetingStatus.CANCELLED},
    {"scope": MeetingScope.NATIONAL},
    {"scope": MeetingScope.OUTSIDE},
]


def full(**columns: object) -> Facts:
    given: dict[str, Any] = {
        "headcount": 9,
        "people": people(3),
        "contrats": frozenset({1}),
        "qpv": frozenset({2}),
        "half_days": 1.0,
        "has_trace": True,
        **columns,
    }
    return facts(meeting(**given))


@pytest.mark.parametrize("columns", [{}, {"scope": MeetingScope.INTERNAL}])
def test_regional_and_internal_meetings_count(columns: dict[str, object]) -> None:
    assert {i.key: i.value(full(**columns)) for i in ALL} == {
        "meetings": 1,
        "participations": 9,
        "territories": 1,
        "publications": 0,
        "people": 3,
        "trace_rate": 1,
        "half_days": 1,
        "qpv": 1,
    }


@pytest.mark.parametrize("columns", NOT_COUNTED)
def test_planned_cancelled_national_and_outside_meetings_count_nowhere(
    columns: dict[str, object],
) -> None:
    assert {i.key: i.value(full(**columns)) for i in ALL} == {
        "meetings": 0,
        "participations": 0,
        "territories": 0,
        "publications": 0,
        "people": 0,
        "trace_rate": None,
        "half_days": 0,
        "qpv": 0,
    }


@pytest.mark.parametrize(
    ("headcount", "named", "counted"),
    [
        (40, 0, 40),
        (None, 12, 12),
        (40, 12, 40),
        # Below the names: a finding shown to the team, never a silent maximum.
        (8, 12, 8),
        (0, 0, 0),
        (0, 5, 0),
        (None, 0, None),
    ],
)
def test_a_headcount_stands_for_the_names_never_beside_them(
    headcount: int | None, named: int, counted: int | None
) -> None:
    one = meeting(headcount=headcount, people=people(named))

    assert one.participations == counted
    assert PARTICIPATIONS.value(facts(one)) == counted


@pytest.mark.parametrize(
    ("headcount", "named", "finding"), [(8, 12, True), (12, 12, False), (None, 12, False)]
)
def test_a_headcount_below_the_names_is_a_finding(
    headcount: int | None, named: int, finding: bool
) -> None:
    assert meeting(headcount=headcount, people=people(named)).is_undercounted is finding


def test_unknown_participations_are_left_out_and_are_not_zero() -> None:
    assert PARTICIPATIONS.value(facts(meeting())) is None
    assert PARTICIPATIONS.value(facts(meeting(), meeting(headcount=30))) == 30
    assert PARTICIPATIONS.value(facts()) == 0


def test_a_person_who_comes_twice_participates_twice_and_is_one_person() -> None:
    twice = facts(meeting(people=people(2)), meeting(people=people(3)))

    assert PARTICIPATIONS.value(twice) == 5
    assert PEOPLE.value(twice) == 3


def test_people_nobody_named_are_unknown_in_number() -> None:
    assert PEOPLE.value(facts(meeting(headcount=40))) is None
    assert PEOPLE.value(facts(meeting(headcount=40), meeting(people=people(2)))) == 2
    assert PEOPLE.value(facts()) == 0


def test_a_contrat_visited_twice_is_one_territory() -> None:
    year = facts(meeting(contrats=frozenset({1, 2})), meeting(contrats=frozenset({2})), meeting())

    assert TERRITORIES.value(year) == 2
    assert [row.id for row in TERRITORIES.rows(year)] == [1, 2]


def test_quartiers_are_counted_apart_from_their_contrat() -> None:
    assert QPV.value(facts(meeting(contrats=frozenset({1}), qpv=frozenset({7, 8})))) == 2


def test_half_days_add_up_and_an_unknown_length_is_left_out() -> None:
    assert HALF_DAYS.value(facts(meeting(half_days=0.5), meeting(half_days=2), meeting())) == 2.5
    assert HALF_DAYS.value(facts(meeting())) is None


def test_trace_rate_is_the_share_of_held_meetings_that_left_one() -> None:
    cancelled = meeting(has_trace=True, status=MeetingStatus.CANCELLED)
    year = facts(meeting(has_trace=True), meeting(), meeting(), meeting(), cancelled)

    assert TRACE_RATE.value(year) == 0.25
    assert len(TRACE_RATE.rows(year)) == 4


@pytest.mark.parametrize(
    ("precision", "in_year", "in_january", "in_half"),
    [
        (DatePrecision.DAY, 1, 1, 1),
        (DatePrecision.MONTH, 1, 1, 1),
        # Known by its year only, it may belong to any part of it or not: unknown, not zero.
        (DatePrecision.YEAR, 1, None, None),
    ],
)
def test_a_publication_belongs_to_what_its_date_tells(
    precision: DatePrecision, in_year: int, in_january: int | None, in_half: int | None
) -> None:
    known = Facts(publications=(PublicationFact(1, date(2023, 1, 1), precision),))
    half = Period(date(2023, 1, 1), date(2023, 6, 30))

    assert PUBLICATIONS.value(known.within(Period.of_year(2023))) == in_year
    assert PUBLICATIONS.value(known.within(Period.of_month(2023, 1))) == in_january
    assert PUBLICATIONS.value(known.within(half)) == in_half


def test_a_publication_of_the_year_makes_its_parts_unknown_and_no_other_year() -> None:
    dated = PublicationFact(1, date(2023, 3, 1))
    undated = PublicationFact(2, date(2023, 1, 1), DatePrecision.YEAR)
    known = Facts(publications=(dated, undated))

    march = known.within(Period.of_month(2023, 3))
    assert (PUBLICATIONS.value(march), march.undated) == (None, 1)
    assert [row.id for row in PUBLICATIONS.rows(march)] == [1]
    whole = known.within(Period(date(2022, 7, 1), date(2023, 12, 31)))
    assert (PUBLICATIONS.value(whole), whole.undated) == (2, 0)
    next_year = known.within(Period.of_month(2024, 1))
    assert (PUBLICATIONS.value(next_year), next_year.undated) == (0, 0)


@pytest.mark.parametrize(
    ("columns", "approximate"),
    [
        ({"headcount_precision": HeadcountPrecision.EXACT}, False),
        ({"headcount_precision": HeadcountPrecision.ABOUT}, True),
        ({"headcount_precision": HeadcountPrecision.ABOUT, "status": MeetingStatus.PLANNED}, False),
        ({"headcount_precision": HeadcountPrecision.ABOUT, "scope": MeetingScope.NATIONAL}, False),
    ],
)
def test_a_sum_is_approximate_once_a_counted_headcount_is(
    columns: dict[str, Any], approximate: bool
) -> None:
    assert facts(meeting(headcount=30), meeting(headcount=9, **columns)).is_approximate is (
        approximate
    )


def test_the_share_of_names_never_passes_the_participations() -> None:
    year = facts(
        meeting(headcount=40, people=people(10)),
        meeting(people=people(5)),
        meeting(headcount=5, people=people(8)),
        meeting(),
    )

    assert named_share(year) == (10 + 5 + 5) / (40 + 5 + 5)
    assert named_share(facts(meeting())) is None


@pytest.mark.parametrize("indicator", ALL, ids=lambda i: i.key)
def test_each_indicator_says_what_it_is_in_french(indicator: Indicator) -> None:
    assert BY_KEY[indicator.key] is indicator
    assert indicator.label[0].isupper()
    assert indicator.unit == "" or indicator.unit[0].islower()
    for sentence in (indicator.definition, indicator.reading):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert indicator.definition.count(".") == 1


def test_what_adds_up_over_months() -> None:
    assert {i.key for i in ALL if i.additive} == {
        "meetings",
        "participations",
        "publications",
        "half_days",
    }
