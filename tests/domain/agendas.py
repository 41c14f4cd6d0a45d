"""A meeting as an agenda tells it: a test names only what matters to it."""

from datetime import UTC, date, datetime, time
from typing import Any

from domain.agenda import AgendaMeeting
from domain.vocabulary import DatePrecision, MeetingFormat, MeetingScope, MeetingStatus


def agenda_meeting(**fields: Any) -> AgendaMeeting:
    """Planned on Thursday 3 December 2026, from 14 h to 16 h 30."""
    return AgendaMeeting(
        **{
            "id": 12,
            "version": 1,
            "updated_at": datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
            "title": "Petit-déjeuner du réseau",
            "format": MeetingFormat.WORKSHOP,
            "scope": MeetingScope.REGIONAL,
            "status": MeetingStatus.PLANNED,
            "modality": None,
            "held_on": date(2026, 12, 3),
            "date_precision": DatePrecision.DAY,
            "start_time": time(14),
            "end_time": time(16, 30),
            "place": None,
            "registration_url": None,
            "announced": True,
            "deleted": False,
            **fields,
        }
    )
