"""CSV that French spreadsheets open, and compute nothing of."""

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sheets import KnownDate, Share
from domain.spreadsheet import as_csv, harmless
from domain.vocabulary import DatePrecision


def test_it_begins_with_its_mark_and_parts_cells_with_semicolons() -> None:
    assert as_csv([("Été", "a;b"), ('dit "oui"', "2\nlignes")]) == (
        '\ufeffÉté;"a;b"\r\n"dit ""oui""";"2\nlignes"\r\n'.encode()
    )


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert as_csv([(cell,)]).decode("utf-8-sig").strip('\r\n"').startswith("'")


def test_other_texts_are_as_they_are() -> None:
    assert as_csv([("1=2", "a-b", "")]).decode("utf-8-sig") == "1=2;a-b;\r\n"


def test_cells_are_written_as_french_spreadsheets_read_them() -> None:
    may = date(2023, 5, 1)
    cells = (
        *(None, "", 3, -2, 3492.0, 0.5, Share(0.615), time(9, 5), may),
        *(KnownDate(may, precision) for precision in DatePrecision),
    )

    assert as_csv([cells]).decode("utf-8-sig") == (
        "n. d.;;3;-2;3492;0,5;62%;09:05;01/05/2023;01/05/2023;mai 2023;2023\r\n"
    )


@given(st.lists(st.lists(st.text(), min_size=2, max_size=3), min_size=1))
def test_whatever_is_typed_is_read_back_and_computes_nothing(rows: list[list[str]]) -> None:
    text = as_csv(rows).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    assert back == [[harmless(cell) for cell in row] for row in rows]
    assert not [c for row in back for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text())
def test_a_text_made_harmless_is_still_the_same_text(text: str) -> None:
    kept = harmless(text)

    assert len(kept) - len(text) in (0, 1)
    assert harmless(kept) == kept
