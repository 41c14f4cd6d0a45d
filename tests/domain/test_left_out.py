"""Why a row is not counted: one reason each, and none for what is."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Facts, PublicationFact
from domain.formats import NBSP, NNBSP
from domain.indicators import (
    ALL,
    BY_KEY,
    MEETINGS,
    PARTICIPATIONS,
    PUBLICATIONS,
    Indicator,
    RowKind,
)
from domain.left_out import Reason, left_out, told, two_bases
from domain.periods import Period
from domain.vocabulary import DatePrecision, MeetingScope, MeetingStatus
from tests.domain.facts import any_facts, facts, meeting, people

YEAR = Period.of_year(2024)
TODAY = date(2024, 11, 22)
PLANNED, CANCELLED = MeetingStatus.PLANNED, MeetingStatus.CANCELLED


def why(indicator: Indicator, known: Facts, period: Period = YEAR, today: date = TODAY) -> Any:
    return list(left_out(indicator, known, period, today).values())


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({}, None),
        ({"scope": MeetingScope.INTERNAL}, None),
        ({"held_on": TODAY}, None),
        ({"status": CANCELLED}, Reason.CANCELLED),
        ({"status": PLANNED}, Reason.PLANNED),
        ({"status": PLANNED, "held_on": date(2024, 12, 1)}, Reason.PLANNED),
        ({"status": CANCELLED, "scope": MeetingScope.NATIONAL}, Reason.CANCELLED),
        ({"scope": MeetingScope.NATIONAL}, Reason.NATIONAL),
        ({"scope": MeetingScope.OUTSIDE, "held_on": date(2024, 12, 1)}, Reason.OUTSIDE),
        ({"held_on": date(2024, 11, 23)}, Reason.AHEAD),
        ({"held_on": date(2023, 5, 1), "status": PLANNED}, None),  # not of the period
    ],
)
def test_the_first_reason_is_told(columns: dict[str, Any], reason: Reason | None) -> None:
    assert why(MEETINGS, facts(meeting(**columns))) == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("key", "columns", "words"),
    [
        ("participations", {"headcount": 3}, "1\u00a0rencontre sans effectif connu"),
        ("half_days", {"half_days": 1.0}, "1\u00a0rencontre sans durée connue"),
        ("territories", {"contrats": people(1)}, "1\u00a0rencontre sans contrat de ville"),
        ("people", {"people": people(1)}, "1\u00a0rencontre sans présent nommé"),
        ("qpv", {"qpv": people(1)}, "1\u00a0rencontre sans quartier prioritaire nommé"),
    ],
)
def test_a_meeting_that_adds_nothing_is_said_in_the_words_of_the_figure(
    key: str, columns: dict[str, Any], words: str
) -> None:
    indicator = BY_KEY[key]

    assert why(indicator, facts(meeting())) == [Reason.ADDS_NOTHING]
    assert why(indicator, facts(meeting(**columns))) == []
    assert told(indicator, Reason.ADDS_NOTHING, 1) == words


def test_nobody_came_is_known() -> None:
    assert why(PARTICIPATIONS, facts(meeting(headcount=0))) == []


@pytest.mark.parametrize(
    ("precision", "on", "period", "reason"),
    [
        (DatePrecision.DAY, date(2024, 3, 1), YEAR, None),
        (DatePrecision.DAY, date(2024, 12, 1), YEAR, Reason.AHEAD),
        (DatePrecision.DAY, date(2023, 3, 1), YEAR, None),
        (DatePrecision.YEAR, date(2024, 1, 1), YEAR, Reason.YEAR_ONLY),  # the year runs
        (DatePrecision.YEAR, date(2023, 1, 1), Period.of_year(2023), None),
        (DatePrecision.YEAR, date(2023, 1, 1), Period.of_month(2023, 7), Reason.YEAR_ONLY),
    ],
)
def test_a_publication_ahead_or_known_by_its_year(
    precision: DatePrecision, on: date, period: Period, reason: Reason | None
) -> None:
    known = Facts(publications=(PublicationFact(1, on, precision),))

    assert why(PUBLICATIONS, known, period) == ([reason] if reason else [])


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.key)
@given(
    known=any_facts, today=st.dates(date(2023, 12, 1), date(2025, 2, 1)), month=st.integers(0, 12)
)
def test_counted_and_left_out_are_all_the_rows_of_the_period(
    indicator: Indicator, known: Facts, today: date, month: int
) -> None:
    period = Period.of_month(2024, month) if month else YEAR
    passed = known.within(period.until(today)) if period.start <= today else Facts()
    apart = left_out(indicator, known, period, today)

    if indicator.row_kind is RowKind.PUBLICATION:
        rows = {row.id for row in indicator.rows(passed)}
        every = {p.id for p in known.publications
                 if p.published_on in period or p.may_belong_to(period)}  # fmt: skip
        assert rows.isdisjoint(apart)
        assert rows | apart.keys() == every
        return
    of_period = {m.id: m for m in known.meetings if m.held_on in period}
    bringing = [of_period[key] for key in of_period.keys() - apart.keys()]
    assert apart.keys() <= of_period.keys()
    # What is left makes the same figure, each of its meetings bringing a part of it.
    assert indicator.rows(Facts(tuple(m for m in passed.meetings if m in bringing))) == tuple(
        row for row in indicator.rows(passed) if row.amount is not None
    )
    assert all(indicator.rows(Facts((m,))) for m in bringing)


@pytest.mark.parametrize(
    ("key", "reason", "found", "words"),
    [
        ("meetings", Reason.CANCELLED, 1, "1\u00a0rencontre annulée"),
        ("meetings", Reason.PLANNED, 3, "3\u00a0rencontres prévues"),
        ("people", Reason.OUTSIDE, 2, "2\u00a0rencontres hors région"),
        ("publications", Reason.AHEAD, 2, "2\u00a0publications datées d’après aujourd’hui"),
        ("publications", Reason.YEAR_ONLY, 1, "1\u00a0publication dont on ne connaît que l’année"),
    ],
)
def test_reasons_agree_with_what_they_count(
    key: str, reason: Reason, found: int, words: str
) -> None:
    assert told(BY_KEY[key], reason, found) == words


def test_rows_that_are_not_the_meetings_shown_say_so() -> None:
    assert two_bases(111, 110) == (
        f"Lu sur les 111{NBSP}rencontres de la base{NNBSP}; le nombre de rencontres affiché, 110, "
        "compte les mois arrêtés tels que publiés."
    )
    for detailed, retained in ((110, 110), (0, 12), (None, 12), (12, None)):
        assert two_bases(detailed, retained) is None
