"""Readings of a report as short as a test needs them."""

from collections.abc import Sequence

from domain.board import Board
from domain.difference_entry import KeptNote
from domain.differences import YearDifferences
from domain.report_reading import Published, ReportReading


def reading(
    board: Board,
    published: Sequence[Published] = (),
    differences: YearDifferences | None = None,
    notes: tuple[KeptNote, ...] = (),
) -> ReportReading:
    """Of a board alone, unless told: nothing published that differs, nothing said of it."""
    nothing = YearDifferences(board.scope.period.year, (), (), ())
    return ReportReading(board, differences or nothing, notes, tuple(published))
