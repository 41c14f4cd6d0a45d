"""What the documents of a period are made of, as it was read at one moment. Plain values."""

from dataclasses import dataclass
from datetime import date

from domain.board import Board
from domain.difference_entry import KeptNote
from domain.differences import YearDifferences
from domain.vocabulary import DatePrecision, PublicationKind


@dataclass(frozen=True, slots=True)
class Published:
    """A publication the figure counts."""

    kind: PublicationKind
    title: str
    on: date
    precision: DatePrecision
    url: str | None


@dataclass(frozen=True)
class ReportReading:
    """``differences`` and ``notes`` are those of the whole year, for the whole centre."""

    board: Board
    differences: YearDifferences
    notes: tuple[KeptNote, ...]
    publications: tuple[Published, ...]
