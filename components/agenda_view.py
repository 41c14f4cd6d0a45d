"""What an agenda shows: a month as a table, meetings as a list. For the team and for the public."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from domain import agenda_words
from domain.agenda import (
    AgendaMeeting,
    by_day,
    by_month,
    coming,
    first_month_to_show,
    of_month,
    weeks,
)
from domain.formats import DAYS, clock, count, day_in_year, month
from domain.periods import Period, add_months

# How many meetings a day of the table shows; the others are counted.
MOST_IN_A_DAY = 3


@dataclass(frozen=True)
class Addresses:
    """How an agenda addresses its parts. ``sheet``: the page of a meeting, where there is one."""

    month: Callable[[date | None], str]  # None: all that is to come
    sheet: Callable[[AgendaMeeting], str | None]
    file: Callable[[AgendaMeeting], str]


def agenda_values(
    meetings: Sequence[AgendaMeeting],
    asked: date | None,
    today: date,
    to: Addresses,
    within: Period,
) -> dict[str, Any]:
    """For the template: the month asked for, or all that is to come beside the month of the next.

    Months outside ``within`` are not led to.
    """
    first = asked or first_month_to_show(meetings, today)
    listed = by_month(of_month(meetings, first) if asked else coming(meetings, today))
    return {
        "table": _table(of_month(meetings, first), {m.id for m in listed}, first, today, to),
        "turns": _turns(first, to, within),
        "all": to.month(None) if asked else None,
        "title": month(first.year, first.month).capitalize() if asked else "À venir",
        "told": _told(listed),
        "months": [
            (month(*key).capitalize() if not asked else None, [_item(m, to) for m in group])
            for key, group in groupby(listed, key=lambda m: (m.held_on.year, m.held_on.month))
        ],
    }


def _told(listed: Sequence[AgendaMeeting]) -> str:
    cancelled = sum(meeting.is_cancelled for meeting in listed)
    if not listed:
        return "Aucune rencontre."
    told = count(len(listed), "rencontre")
    return f"{told}, dont {count(cancelled, 'annulée')}." if cancelled else f"{told}."


def _turns(first: date, to: Addresses, within: Period) -> list[tuple[str, str, str]]:
    """The months before and after: which one, its name, its address."""
    around = (("prev", add_months(first, -1)), ("next", add_months(first, 1)))
    return [
        (rel, month(other.year, other.month), to.month(other))
        for rel, other in around
        if other in within
    ]


def _table(
    meetings: Sequence[AgendaMeeting], listed: set[int], first: date, today: date, to: Addresses
) -> dict[str, Any]:
    days = by_day(meetings)
    anchored = _Anchors(to.month(first), listed)
    return {
        "caption": month(first.year, first.month).capitalize(),
        "days": [(name[:3], name) for name in DAYS],
        "weeks": [
            [
                _cell(day, days.get(day, []), today, to, anchored)
                if day.month == first.month
                else None
                for day in week
            ]
            for week in weeks(first)
        ],
    }


@dataclass(frozen=True)
class _Anchors:
    """Where a meeting is on the page, or on the page of its month when this one lists others."""

    page: str
    listed: set[int]

    def of(self, meeting: AgendaMeeting) -> str:
        page = "" if meeting.id in self.listed else self.page
        return f"{page}#rencontre-{meeting.id}"


def _cell(
    day: date, meetings: list[AgendaMeeting], today: date, to: Addresses, anchors: _Anchors
) -> dict[str, Any]:
    shown = meetings[:MOST_IN_A_DAY]
    return {
        "number": day.day,
        "iso": day.isoformat(),
        "told": f"{count(len(meetings), 'rencontre')} le {day_in_year(day)}",
        "today": day == today,
        "count": len(meetings),
        "first": anchors.of(meetings[0]) if meetings else None,
        "meetings": [
            {
                "hour": clock(m.start_time) if m.start_time else None,
                "title": m.title,
                "href": to.sheet(m) or anchors.of(m),
                "cancelled": m.is_cancelled,
            }
            for m in shown
        ],
        "more": len(meetings) - len(shown),
        "rest": anchors.of(meetings[MOST_IN_A_DAY]) if meetings[MOST_IN_A_DAY:] else None,
    }


def _item(meeting: AgendaMeeting, to: Addresses) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "iso": meeting.held_on.isoformat() if meeting.has_day else None,
        "when": agenda_words.day_and_hours(meeting),
        "title": meeting.title,
        "href": to.sheet(meeting),
        "cancelled": meeting.is_cancelled,
        "announced": meeting.announced,
        "format": meeting.format.label,
        "themes": meeting.themes,
        "where": agenda_words.where(meeting),
        "organised": agenda_words.organised(meeting),
        "speakers": agenda_words.speakers(meeting),
        "registration": None if meeting.is_cancelled else meeting.registration_url,
        "file": to.file(meeting) if meeting.has_day else None,
    }
