"""Meetings as an iCalendar file (RFC 5545), without a name of anyone.

Only what is known is written: no end for a meeting whose end nobody gave, a whole day when its
hours are to come, nothing when its day is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from documents.time_zones import time_zone
from domain import agenda_words
from domain.agenda import AgendaMeeting
from domain.formats import NBSP

PRODUCT = "-//Maillage//Agenda//FR"
# How often a program that follows the feed asks again.
REFRESHED = timedelta(hours=6)
# Clocks follow the same rules since then, where our centres are; no meeting is older.
FIRST_YEAR = 2010


def calendar_file(
    meetings: Sequence[AgendaMeeting], *, name: str, slug: str, timezone: str
) -> bytes:
    """The meetings whose day is known, in the order given. ``slug`` is the centre’s."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    # Programs read the first name, or the second.
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", timezone)
    calendar.add("REFRESH-INTERVAL", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    calendar.add_component(_zone(timezone))
    for meeting in meetings:
        if meeting.has_day:
            calendar.add_component(_event(meeting, slug, ZoneInfo(timezone)))
    body: bytes = calendar.to_ical()
    return body


@cache
def _zone(name: str) -> Timezone:
    return time_zone(name, FIRST_YEAR)


def _event(meeting: AgendaMeeting, slug: str, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("UID", f"rencontre-{meeting.id}.{slug}@maillage")
    # When it was last saved, not when it is asked for: the same meeting makes the same file.
    event.add("DTSTAMP", meeting.updated_at)
    event.add("LAST-MODIFIED", meeting.updated_at)
    event.add("SEQUENCE", meeting.version - 1)
    event.add("STATUS", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    _add_hours(event, meeting, zone)
    # Not all programs show the status of a meeting.
    prefix = f"Annulée{NBSP}: " if meeting.is_cancelled else ""
    event.add("SUMMARY", f"{prefix}{meeting.title}")
    event.add("DESCRIPTION", _description(meeting))
    if place := agenda_words.where(meeting):
        event.add("LOCATION", place)
    if meeting.registration_url:
        event.add("URL", meeting.registration_url)
    if meeting.themes:
        event.add("CATEGORIES", list(meeting.themes))
    return event


def _add_hours(event: Event, meeting: AgendaMeeting, zone: ZoneInfo) -> None:
    if meeting.start_time is None:
        event.add("DTSTART", meeting.held_on)
        event.add("TRANSP", "TRANSPARENT")  # known to be that day, not to fill it
        return
    start = datetime.combine(meeting.held_on, meeting.start_time, zone)
    event.add("DTSTART", start)
    if meeting.end_time and meeting.end_time != meeting.start_time:
        event.add("DTEND", datetime.combine(meeting.ends_on, meeting.end_time, zone))


def _description(meeting: AgendaMeeting) -> str:
    modality = [meeting.modality.label] if meeting.modality else []
    lines = [
        " · ".join([meeting.format.label, *modality]),
        *agenda_words.organised(meeting),
        *(f"Intervention{NBSP}: {told}" for told in agenda_words.speakers(meeting)),
    ]
    if meeting.registration_url:
        lines.append(f"Inscription{NBSP}: {meeting.registration_url}")
    return "\n".join(lines)
