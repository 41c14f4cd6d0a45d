"""Laws that hold whatever the meetings."""

from hypothesis import given

from domain.facts import Facts
from domain.indicators import (
    ALL,
    HALF_DAYS,
    MEETINGS,
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
from domain.vocabulary import DatePrecision
from tests.domain.facts import any_facts

YEAR = Period.of_year(2024)
MONTHS = [Period.of_month(2024, month) for month in range(1, 13)]


def months(indicator: Indicator, facts: Facts) -> list[float]:
    return [value for m in MONTHS if (value := indicator.value(facts.within(m))) is not None]


@given(facts=any_facts)
def test_an_additive_figure_is_the_sum_of_its_months(facts: Facts) -> None:
    for indicator in (MEETINGS, PARTICIPATIONS, HALF_DAYS):
        assert (indicator.value(facts.within(YEAR)) or 0) == sum(months(indicator, facts))


@given(facts=any_facts)
def test_no_month_is_known_when_a_publication_is_by_its_year_only(facts: Facts) -> None:
    undated = sum(p.precision is DatePrecision.YEAR for p in facts.publications)

    assert PUBLICATIONS.value(facts.within(YEAR)) == len(facts.publications)
    assert {facts.within(month).undated for month in MONTHS} == {undated}
    in_months = [len(PUBLICATIONS.rows(facts.within(month))) for month in MONTHS]
    assert sum(in_months) == len(facts.publications) - undated
    assert months(PUBLICATIONS, facts) == ([] if undated else in_months)


@given(facts=any_facts)
def test_a_distinct_count_is_between_its_best_month_and_their_sum(facts: Facts) -> None:
    for indicator in (TERRITORIES, PEOPLE, QPV):
        known, year = months(indicator, facts), indicator.value(facts.within(YEAR))
        assert max(known, default=0) <= (year or 0) <= sum(known)


@given(facts=any_facts)
def test_the_rows_make_the_figure(facts: Facts) -> None:
    for indicator in ALL:
        rows, value = indicator.rows(facts), indicator.value(facts)
        amounts = [row.amount for row in rows if row.amount is not None]

        assert len({row.id for row in rows}) == len(rows)
        if value is not None:
            assert value == (sum(amounts) / len(amounts) if indicator.is_share else sum(amounts))


@given(facts=any_facts)
def test_a_share_is_between_none_and_all(facts: Facts) -> None:
    assert 0 <= (TRACE_RATE.value(facts) or 0) <= 1
    assert 0 <= (named_share(facts) or 0) <= 1


@given(facts=any_facts)
def test_people_never_outnumber_the_names(facts: Facts) -> None:
    assert (PEOPLE.value(facts) or 0) <= sum(len(m.people) for m in facts.counted)


@given(facts=any_facts)
def test_what_is_not_counted_changes_nothing(facts: Facts) -> None:
    for indicator in ALL:
        assert indicator.value(facts) == indicator.value(Facts(facts.counted, facts.publications))
