"""A time zone as iCalendar defines it: when the clocks change, by a rule.

icalendar can write one too, but a list of dates where programs expect a rule, and an hour late in
March (7.3.0: an onset is told in the time before it, RFC 5545 §3.6.5).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Enough of them to tell « the last Sunday » from « the fourth ».
YEARS = 12
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


class Change(NamedTuple):
    """Clocks that change at ``at``, in the time before: from an offset to another."""

    at: datetime
    before: timedelta
    after: timedelta
    is_summer: bool
    name: str


def time_zone(name: str, first_year: int) -> Timezone:
    """The definition of a zone for meetings of this year and of those that follow.

    Where no rule holds, which is nowhere in France, the dates of icalendar.
    """
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    changes = sorted(_changes(ZoneInfo(name), start), key=_kind)
    kinds = [list(alike) for _, alike in groupby(changes, key=_kind)]
    if any(_rule(alike) is None for alike in kinds):
        return Timezone.from_tzid(name)
    zone = Timezone()
    zone.add("TZID", name)
    for alike in kinds or [[_state(ZoneInfo(name), start)]]:
        zone.add_component(_part(alike))
    return zone


def _kind(change: Change) -> tuple[bool, timedelta, int]:
    return change.is_summer, change.after, change.at.month


def _changes(zone: ZoneInfo, start: datetime) -> Iterator[Change]:
    """Hour by hour on the days when the offset is no longer that of the day before."""
    day = start
    while day.year < start.year + YEARS:
        tomorrow = day + DAY
        if day.astimezone(zone).utcoffset() != tomorrow.astimezone(zone).utcoffset():
            yield next(
                change
                for hour in range(24)
                if (change := _state(zone, day + (hour + 1) * HOUR, HOUR)).before != change.after
            )
        day = tomorrow


def _state(zone: ZoneInfo, at: datetime, since: timedelta = timedelta()) -> Change:
    """What holds at this moment, and what held ``since`` before."""
    now, then = at.astimezone(zone), (at - since).astimezone(zone)
    before, after = then.utcoffset() or timedelta(), now.utcoffset() or timedelta()
    return Change(
        (at + before).replace(tzinfo=None), before, after, bool(now.dst()), now.tzname() or ""
    )


def _part(alike: list[Change]) -> TimezoneStandard | TimezoneDaylight:
    """Changes of one kind: the first one, and the rule of the others."""
    first = alike[0]
    part = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    part.add("DTSTART", first.at)
    part.add("TZOFFSETFROM", first.before)
    part.add("TZOFFSETTO", first.after)
    part.add("TZNAME", first.name)
    if rule := _rule(alike):
        part.add("RRULE", rule)
    return part


def _rule(alike: list[Change]) -> vRecur | None:
    """« The last Sunday of March, each year »; None when these days follow no such rule."""
    days = [change.at for change in alike]
    weekdays, ranks = {day.weekday() for day in days}, {(day.day + 6) // 7 for day in days}
    always_last = all((day + WEEK).month != day.month for day in days)
    if len(days) < YEARS or len(weekdays) > 1 or not (always_last or len(ranks) == 1):
        return None
    rank = -1 if always_last else ranks.pop()
    code = f"{rank}{WEEKDAYS[weekdays.pop()]}"
    return vRecur({"FREQ": "YEARLY", "BYMONTH": days[0].month, "BYDAY": code})
