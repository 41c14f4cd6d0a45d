"""Tables as a spreadsheet opens them: French CSV, and nothing in it that it would compute."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, time

from domain.formats import half_up, short_date, short_day
from domain.searching import plain
from domain.sheets import UNKNOWN, Cell, KnownDate, Leading, Share

# What makes a spreadsheet take a text for a formula, or for what begins another cell; the last
# four signs in East Asian ones.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001
_BREAKS = ("\t", "\r", "\n")
# What no file of text can tell.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767  # that a spreadsheet takes, in UTF-16 units


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, semicolons; a text that looks like a formula begins with « ' »."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";")
    writer.writerows([told(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text as any spreadsheet may hold it: not a formula, nor more than it takes."""
    plain = _CONTROLS.sub(" ", text)
    is_formula = plain.startswith(_BREAKS) or plain.lstrip().startswith(_FORMULA)
    safe = f"'{plain}" if is_formula else plain
    units = safe.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return safe
    return f"{units[: 2 * LONGEST_CELL - 2].decode('utf-16-le', errors='ignore')}…"


def file_word(text: str) -> str:
    """« Taux de trace » as a part of the name of a file: « taux-de-trace »."""
    return "-".join(re.findall(r"[a-z0-9]+", plain(text)))


def told(cell: Cell) -> str:
    """As a French spreadsheet reads it back: « 0,5 », « 62% », « 02/02/2023 »."""
    match cell:
        case None:
            return UNKNOWN
        case str():
            return harmless(cell)
        case Leading():
            return told(cell.value)
        case Share():
            return f"{half_up(100 * cell)}%"
        case KnownDate():
            return short_date(cell.on, cell.precision)
        case date():
            return short_day(cell)
        case time():
            return f"{cell:%H:%M}"
        case _:
            return str(round(cell, 4)).removesuffix(".0").replace(".", ",")
