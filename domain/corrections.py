"""What made a difference go, as far as the journal tells."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.difference_entry import Correction
from domain.differences import TESTIMONIALS
from domain.history import CHANGED, CREATED, Line
from domain.indicators import PUBLICATIONS
from domain.vocabulary import MeetingStatus

OF_YEAR = "annee-"
PARTS = ("attendance", "meeting_territory")
# Of a meeting, what figures are made of: a title corrected moves none.
COUNTED = frozenset(
    {
        *("held_on", "status", "scope", "headcount", "headcount_precision", "half_days"),
        "deleted_at",
    }
)
# What a line may move: by table, the columns that say where its row stands.
PLACED = {
    "meeting": ("held_on",),
    "month_closing": ("year", "month"),
    "publication": ("published_on",),
    "testimonial": ("year", "month"),
    "year_figure": ("year", "key"),
}
TABLES = (*PLACED, *PARTS)

# What a row says today of where it stands, by table and key.
Placed = Mapping[tuple[str, str], Mapping[str, Any]]


def correction(key: str, year: int, lines: Sequence[Line], placed: Placed) -> Correction | None:
    """Among the lines written since, in the order of writing; None where the journal says nothing.

    ``key`` is that of the difference, in that year.
    """
    moving = [line for line in lines if _moves(key, year, line, placed)]
    if not moving:
        return None
    saves = {(line.at, line.author) for line in moving}
    return Correction(moving[-1].at, moving[-1].author, is_only=len(saves) == 1)


def root(line: Line) -> tuple[str, str]:
    """The row that says when: for a part, its meeting."""
    return ("meeting", line.key.split("/")[0]) if line.table in PARTS else (line.table, line.key)


def _moves(key: str, year: int, line: Line, placed: Placed) -> bool:
    if root(line)[0] not in _tables(key):
        return False
    if line.table == "meeting" and not _counts(line):
        return False
    now = placed.get(root(line), {})
    sides = [now] if line.table in PARTS else [now, {**now, **line.before}, {**now, **line.after}]
    return any(_is_there(key, year, side) for side in sides)


def _counts(line: Line) -> bool:
    """Whether figures may be moved by a meeting so changed, or so made."""
    if line.action == CREATED:
        return line.after.get("status") == MeetingStatus.HELD
    return line.action != CHANGED or not COUNTED.isdisjoint({*line.before, *line.after})


def _tables(key: str) -> tuple[str, ...]:
    if key == TESTIMONIALS:
        return "testimonial", "month_closing"
    if key == OF_YEAR + PUBLICATIONS.key:
        return "publication", "year_figure"
    of_year = ("year_figure",) if key.startswith(OF_YEAR) else ()
    return "meeting", "month_closing", *of_year


def _is_there(key: str, year: int, side: Mapping[str, Any]) -> bool:
    """Whether a row that stands there enters the difference of that key."""
    on = side.get("held_on") or side.get("published_on")
    day = date.fromisoformat(on) if isinstance(on, str) else on
    if (day.year if day else side.get("year")) != year:
        return False
    if "key" in side:
        return key == f"{OF_YEAR}{side['key']}"
    months = {int(number) for number in re.findall(r"\d+", key)}
    return not months or (day.month if day else side.get("month")) in months
