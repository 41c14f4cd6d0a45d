"""Files made once their button is pressed: in no run, where the wall of the run must still hold.

On PostgreSQL above all: a file made in front of the wall would be refused, or empty.
"""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

BOM = "\ufeff"


def taken(page: Page, address: str, button: str) -> Path:
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    file = download.value.path()
    assert file is not None
    return Path(file)


@pytest.mark.parametrize(
    ("address", "headings"),
    [
        ("/journal", "Date;Heure;Auteur;"),
        ("/annuaire?centre=centre-fictif", "Nom;"),
        ("/rencontres?annee=2023", "Date;Rencontre;Format;"),
    ],
)
def test_a_list_is_taken_away(signed_in: Page, address: str, headings: str) -> None:
    lines = taken(signed_in, address, "Exporter").read_text("utf-8").splitlines()

    assert lines[0].startswith(BOM + headings)
    assert len(lines) > 10


def test_what_is_held_about_oneself_is_taken_away(signed_in: Page) -> None:
    book = load_workbook(BytesIO(taken(signed_in, "/compte", "Exporter mes données").read_bytes()))

    assert book.sheetnames
