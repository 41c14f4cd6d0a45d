"""Which backups to keep."""

from collections.abc import Callable, Iterable
from datetime import datetime

# How many, and what they are each the last of.
KEPT: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (7, lambda made: made.date()),
    (4, lambda made: made.isocalendar()[:2]),
    (12, lambda made: (made.year, made.month)),
)


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """The last of each of the 7 days, 4 weeks and 12 months that have one, and are the latest.

    The calendar does not count: when no backup is made any more, none is removed.
    """
    latest_first = sorted(moments, reverse=True)
    return {kept for many, period in KEPT for kept in _last_of_each(latest_first, period)[:many]}


def _last_of_each(
    latest_first: Iterable[datetime], period: Callable[[datetime], object]
) -> list[datetime]:
    found: dict[object, datetime] = {}
    for moment in latest_first:
        found.setdefault(period(moment), moment)
    return list(found.values())
