"""Tables before they are written: typed cells under columns that say what they hold."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum, auto
from typing import TypeAlias

from domain.vocabulary import DatePrecision

# A cell where there is nothing to say. What is not known is None: it is never zero.
BLANK = ""
UNKNOWN = "n. d."


class Kind(Enum):
    """How a column is set."""

    TEXT = auto()
    LONG = auto()  # several lines
    LINK = auto()
    DATE = auto()
    TIME = auto()
    NUMBER = auto()


class Share(float):
    """Between 0 and 1, shown in percent."""


@dataclass(frozen=True, slots=True)
class KnownDate:
    """The first of its month, or of its year, when the day is unknown: it is not shown then."""

    on: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Leading:
    """A number that opens the rows it is made of, in a sheet of the same file."""

    value: int | float | None
    sheet: str
    first: int  # the headings apart
    last: int


Cell: TypeAlias = str | int | float | Share | date | KnownDate | time | Leading | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: Kind
    width: int  # in letters
    definition: str


@dataclass(frozen=True)
class Sheet:
    """``total`` stands under the rows, apart from them, then ``note``: what they rest on.

    ``held`` columns never scroll away.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str  # what is said where there is no row
    total: Row | None = None
    held: int = 1
    note: str | None = None


def month_cell(year: int, month: int) -> KnownDate:
    return KnownDate(date(year, month, 1), DatePrecision.MONTH)


def yes_or_no(value: bool) -> str:
    return "oui" if value else "non"
