"""What every page of rows says: of which days they are, who changed them last."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from components.filters import Selection
from components.links import link
from domain.counted import LastChange
from domain.formats import day, moment


def told_days(selection: Selection) -> str:
    """« du 1er janvier 2026 au 22 novembre 2026 »: those that have passed, else all of them."""
    asked, today = selection.scope.period, selection.today
    days = asked.until(today) if asked.start <= today else asked
    return f"du {day(days.start)} au {day(days.end)}"


def told_change(last: LastChange | None, timezone: str) -> dict[str, Any] | None:
    if last is None:
        return None
    return {
        "what": last.what,
        "name": last.name,
        "href": link("rencontre", id=last.meeting_id) if last.meeting_id else None,
        # Of rows that came many at once, the day says enough.
        "when": (_day if last.is_arrival else moment)(last.at, timezone),
        "author": last.author,
        "is_arrival": last.is_arrival,
    }


def _day(at: datetime, timezone: str) -> str:
    return day(at.astimezone(ZoneInfo(timezone)).date())
