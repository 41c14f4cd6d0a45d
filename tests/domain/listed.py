"""A meeting as lists show it; a test names only what matters to it."""

from datetime import date
from itertools import count
from typing import Any

from domain.listings import MeetingLine
from domain.vocabulary import (
    DatePrecision,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
)

_numbers = count(1)


def line(title: str = "Petit-déjeuner du réseau", **columns: Any) -> MeetingLine:
    given = {
        "format": MeetingFormat.WORKSHOP,
        "scope": MeetingScope.REGIONAL,
        "status": MeetingStatus.HELD,
        "modality": None,
        "held_on": date(2024, 3, 12),
        "date_precision": DatePrecision.DAY,
        "place": None,
        "headcount": None,
        "headcount_precision": HeadcountPrecision.EXACT,
        "highlight": None,
        **columns,
    }
    return MeetingLine(id=next(_numbers), title=title, **given)
