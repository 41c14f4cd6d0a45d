"""Sixty a minute a caller, and a table that does not grow."""

import pytest

from domain import rate_limit
from domain.rate_limit import Allowance, RateLimit, caller_at


def test_a_caller_is_told_what_is_left() -> None:
    limit = RateLimit(2)

    assert limit.ask("a", 10.0) == Allowance(limit=2, left=1, wait=60, granted=True)
    assert limit.ask("a", 30.5) == Allowance(limit=2, left=0, wait=40, granted=True)
    assert limit.ask("a", 69.9) == Allowance(limit=2, left=0, wait=1, granted=False)


def test_a_minute_after_the_first_one_it_begins_anew() -> None:
    limit = RateLimit(1)
    limit.ask("a", 0.0)

    assert not limit.ask("a", 59.9).granted
    assert limit.ask("a", 60.0) == Allowance(limit=1, left=0, wait=60, granted=True)


def test_one_caller_takes_nothing_from_another() -> None:
    limit = RateLimit(1)
    limit.ask("a", 0.0)

    assert limit.ask("b", 0.0).granted


def test_the_caller_heard_of_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MOST_CALLERS", 2)
    limit = RateLimit(1)
    for caller in ("a", "b", "a", "c"):
        limit.ask(caller, 0.0)

    assert not limit.ask("a", 0.0).granted
    assert limit.ask("b", 0.0).granted


@pytest.mark.parametrize(
    ("address", "caller"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_subscriber_is_one_caller(address: str, caller: str) -> None:
    assert caller_at(address) == caller
