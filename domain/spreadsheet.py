"""Tables as a spreadsheet opens them: French CSV, and nothing in it that it would compute."""

import csv
import io
from collections.abc import Iterable, Sequence

# What makes a spreadsheet take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark, semicolons; a text that looks like a formula begins with « ' »."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
