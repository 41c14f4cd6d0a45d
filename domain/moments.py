"""What is given for a time ends, even on a machine whose clock is set right meanwhile."""

from datetime import datetime, timedelta


def latest_end(now: datetime, lifetime: timedelta) -> datetime:
    """After this moment nothing given for ``lifetime`` may end: the clock was ahead then.

    Twice the time, so that a clock set back by less ends nothing either.
    """
    return now + 2 * lifetime


def runs(until: datetime, now: datetime, lifetime: timedelta) -> bool:
    """Whether what was given for ``lifetime``, until then, still runs."""
    return now < until <= latest_end(now, lifetime)
