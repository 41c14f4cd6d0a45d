"""How many half-days the hours of a meeting make."""

from datetime import time

import pytest

from domain import half_days
from domain.indicators import HALF_DAYS


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(9), time(12), 1.0),
        (time(9), time(13), 1.0),
        (time(9), time(13, 1), 2.0),
        (time(9), time(17), 2.0),
        (time(8), time(20), 2.0),
        (time(14), time(14), None),
        (time(14), time(13), None),
        (None, time(13), None),
    ],
)
def test_half_days_of_the_hours(
    start: time | None, end: time | None, expected: float | None
) -> None:
    assert half_days.half_days(start, end) == expected


def test_the_rule_is_told_in_the_words_of_the_figure() -> None:
    assert half_days.OF_THE_HOURS in half_days.RULE
    assert half_days.DURATION in HALF_DAYS.formula
    assert half_days.RULE.count(".") == 1
