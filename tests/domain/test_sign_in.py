from datetime import UTC, datetime, timedelta

import pytest

from domain.sign_in import Failures, after_failure, wait_message

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def fail(times: int, now: datetime = NOON, before: Failures | None = None) -> Failures:
    for _ in range(times):
        before = after_failure(before, now)
    assert before
    return before


def test_four_failures_cost_nothing() -> None:
    assert fail(4).remaining(NOON) == timedelta()


def test_the_fifth_failure_in_a_quarter_of_an_hour_waits_one_minute() -> None:
    assert fail(5).remaining(NOON) == MINUTE
    assert fail(5).remaining(NOON + MINUTE) == timedelta()


def test_failures_spread_over_more_than_a_quarter_of_an_hour_cost_nothing() -> None:
    later = NOON + timedelta(minutes=16)
    assert fail(1, later, fail(4)) == Failures(1, later)


@pytest.mark.parametrize(
    ("further", "minutes"), [(1, 2), (2, 4), (3, 8), (5, 32), (6, 60), (7, 60), (400, 60)]
)
def test_each_further_failure_doubles_the_wait_up_to_one_hour(further: int, minutes: int) -> None:
    assert fail(5 + further).remaining(NOON) == minutes * MINUTE


def test_a_day_without_failure_forgets() -> None:
    after_a_day = NOON + timedelta(hours=24, minutes=2)
    assert fail(1, after_a_day, fail(5)) == Failures(1, after_a_day)


def test_a_patient_attacker_is_not_forgotten_between_two_tries() -> None:
    two_hours_later = NOON + timedelta(hours=2)
    assert fail(1, two_hours_later, fail(5)).remaining(two_hours_later) == 2 * MINUTE


@pytest.mark.parametrize(
    ("seconds", "message"),
    [
        (1, "Trop d’essais. Réessayez dans 1\u00a0minute."),
        (60, "Trop d’essais. Réessayez dans 1\u00a0minute."),
        (61, "Trop d’essais. Réessayez dans 2\u00a0minutes."),
        (3600, "Trop d’essais. Réessayez dans 60\u00a0minutes."),
    ],
)
def test_the_wait_is_said_in_minutes_rounded_up(seconds: int, message: str) -> None:
    assert wait_message(timedelta(seconds=seconds)) == message
