"""How long a name must wait after wrong passwords. It says nothing of whether the name exists.

Five failures in a quarter of an hour: one minute. Each further failure doubles the wait, up to
one hour. The wait ends by itself, a success forgets everything, and so does a day without
a failure.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.formats import count

SESSION_LIFETIME = timedelta(hours=12)
FREE_FAILURES = 5
WINDOW = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class Failures:
    """What is remembered of a name: failures in the window, waits so far. Moments are in UTC."""

    count: int
    window_started_at: datetime
    waits: int = 0
    waits_until: datetime | None = None

    def remaining(self, now: datetime) -> timedelta:
        """How long the name must still wait; zero when it may try.

        A wait longer than any is that of a clock which was ahead: it is over.
        """
        if self.waits_until is None or self.waits_until - now > LONGEST_WAIT:
            return timedelta()
        return max(self.waits_until - now, timedelta())

    def is_forgotten(self, now: datetime) -> bool:
        return now - (self.waits_until or self.window_started_at) > FORGOTTEN_AFTER


def after_failure(before: Failures | None, now: datetime) -> Failures:
    """What to remember once one more password was wrong."""
    if before is None or before.is_forgotten(now):
        return Failures(1, now)
    if before.waits:
        return _waiting(before, before.waits + 1, now)
    if now - before.window_started_at > WINDOW:
        return Failures(1, now)
    if before.count + 1 < FREE_FAILURES:
        return Failures(before.count + 1, before.window_started_at)
    return _waiting(before, 1, now)


def wait_message(remaining: timedelta) -> str:
    """« Trop d’essais. Réessayez dans 2 minutes. », rounded up."""
    minutes = -(-remaining // timedelta(minutes=1))
    return f"Trop d’essais. Réessayez dans {count(max(minutes, 1), 'minute')}."


def _waiting(before: Failures, waits: int, now: datetime) -> Failures:
    # The exponent is bounded first: the wait is, and a date has limits.
    wait = min(FIRST_WAIT * 2 ** min(waits - 1, 10), LONGEST_WAIT)
    return Failures(before.count + 1, before.window_started_at, waits, now + wait)
