"""The activity report out of what was read: its chapters, in their order."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast
from unicodedata import category

from domain.report import Report
from domain.report_figures import differences, key_figures
from domain.report_figures import months as side_by_side
from domain.report_method import annex, method
from domain.report_months import months
from domain.report_places import places
from domain.report_public import families, reach, shares
from domain.report_reading import ReportReading
from domain.scene_words import over_period, read_at

T = TypeVar("T")


def report(reading: ReportReading) -> Report:
    board = reading.board
    return _readable(
        Report(
            title="Rapport d’activité",
            centre=board.centre,
            region=board.region,
            period=over_period(board).removeprefix("Année "),
            moment=read_at(board),
            sections=(
                *key_figures(board),
                *side_by_side(board),
                *places(board),
                *months(board),
                *shares(board),
                *families(board),
                *reach(board, reading.publications),
                *differences(board, reading.differences, reading.notes),
                *method(board),
                *annex(board),
            ),
            filters=board.filters,
        )
    )


def _readable(value: T) -> T:
    """The same, each control character of its texts being a space: files cannot hold them."""
    made: Any = value
    if isinstance(value, str):
        made = "".join(" " if category(letter) in ("Cc", "Cs") else letter for letter in value)
    elif isinstance(value, tuple):
        made = tuple(_readable(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _readable(getattr(value, field.name)) for field in fields(value)}
        made = replace(value, **changed)
    return cast(T, made)
