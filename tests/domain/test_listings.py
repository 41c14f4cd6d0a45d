"""Who may read a testimonial, and how a meeting of a list is counted."""

from datetime import date

import pytest

from domain.listings import may_show
from domain.periods import Period
from domain.roles import Role
from domain.vocabulary import Consent, MeetingScope, MeetingStatus
from tests.domain.facts import facts, meeting, people
from tests.domain.listed import line

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("consent", "readers"),
    [
        (Consent.PUBLIC, set(Role)),
        (Consent.BOARD, set(Role)),
        (Consent.TEAM, {Role.EDITOR, Role.DIRECTOR, Role.ADMIN}),
        (Consent.PENDING, {Role.DIRECTOR, Role.ADMIN}),
    ],
)
def test_each_consent_opens_to_its_roles(consent: Consent, readers: set[Role]) -> None:
    assert {r for r in Role if may_show(consent, None, None, r, TODAY)} == readers


def test_every_consent_is_known() -> None:
    for consent in Consent:
        assert may_show(consent, None, None, Role.ADMIN, TODAY)


@pytest.mark.parametrize(
    ("until", "shown"),
    [(date(2026, 11, 21), False), (date(2026, 11, 22), True), (date(2026, 11, 23), True)],
)
def test_a_consent_holds_until_its_last_day_included(until: date, shown: bool) -> None:
    for role in Role:
        assert may_show(Consent.PUBLIC, until, None, role, TODAY) is shown


@pytest.mark.parametrize("consent", Consent)
@pytest.mark.parametrize("withdrawn_on", [date(2020, 1, 1), TODAY, date(2026, 11, 23)])
def test_words_withdrawn_are_shown_to_nobody(consent: Consent, withdrawn_on: date) -> None:
    shown = [may_show(consent, date(2030, 1, 1), withdrawn_on, role, TODAY) for role in Role]

    assert not any(shown)


@pytest.mark.parametrize("status", MeetingStatus)
@pytest.mark.parametrize("scope", MeetingScope)
def test_a_listed_meeting_counts_as_the_indicators_count_it(
    status: MeetingStatus, scope: MeetingScope
) -> None:
    listed, fact = line(status=status, scope=scope), meeting(status=status, scope=scope)

    assert listed.is_counted is fact.is_counted


@pytest.mark.parametrize("held_on", [date(2026, 11, 21), TODAY, date(2026, 11, 23)])
@pytest.mark.parametrize("status", MeetingStatus)
def test_a_listed_meeting_counts_from_the_day_figures_count_it(
    held_on: date, status: MeetingStatus
) -> None:
    listed = line(held_on=held_on, status=status)
    year = facts(meeting(held_on=held_on, status=status))

    counted = year.within(Period.of_year(2026).until(TODAY)).counted
    assert listed.is_counted_by(TODAY) is bool(counted)


@pytest.mark.parametrize("headcount", [None, 0, 40])
@pytest.mark.parametrize("named", [0, 12])
def test_a_listed_meeting_brings_what_the_indicator_counts(
    headcount: int | None, named: int
) -> None:
    fact = meeting(headcount=headcount, people=people(named))

    assert line(headcount=headcount, named=named).participations == fact.participations
