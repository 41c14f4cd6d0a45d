"""CSV that French spreadsheets open, and compute nothing of."""

import pytest

from domain.spreadsheet import as_csv


def test_it_begins_with_its_mark_and_parts_cells_with_semicolons() -> None:
    assert as_csv([("Été", "a;b"), ('dit "oui"', "2\nlignes")]) == (
        '\ufeffÉté;"a;b"\r\n"dit ""oui""";"2\nlignes"\r\n'.encode()
    )


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert as_csv([(cell,)]).decode("utf-8-sig").strip('\r\n"').startswith("'")


def test_other_texts_are_as_they_are() -> None:
    assert as_csv([("1=2", "a-b", "")]).decode("utf-8-sig") == "1=2;a-b;\r\n"
