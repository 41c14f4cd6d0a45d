"""Remontée nationale on screen: every number opens its rows, which make it."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.formats import NBSP, NNBSP
from domain.half_days import RULE
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, table_rows, text

pytestmark = pytest.mark.usefixtures("demonstration")

READER = "conseil"


def opened(slug: str = REAL, **query: Any) -> AppTest:
    return open_page("remontee", READER, centre=slug, **query)


def cells(page: AppTest) -> dict[str, str]:
    """What each cell of the first table of its line says, by its address."""
    found = re.findall(r'data-cell="([\w.-]+)">(.*?)</td>', markup(page), re.S)
    shown = {
        key: re.sub(r'<span class="visually-hidden">.*?</span>', "", cell) for key, cell in found
    }
    return {key: " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for key, cell in shown.items()}


def totals(page: AppTest) -> dict[str, str]:
    return dict(re.findall(r'data-total="(\w+)">([^<]*)<', markup(page)))


def counted_rows(page: AppTest) -> list[list[str]]:
    """The rows that make a cell, and their total, without those it leaves out."""
    return table_rows(markup(page).partition("Ce qui n’est pas compté ici")[0])


def test_the_real_year_says_what_is_known_and_what_is_not() -> None:
    page = opened(annee=2023)

    assert RULE in text(page)
    assert totals(page) == {
        "half_days": "15",
        "meetings": "23",
        "participations": "au moins 520",
        "territories": "11",
        "publications": "20",
    }
    assert f"Sur 23{NBSP}rencontres, 14 n’ont pas de durée connue" in text(page)
    assert f"Rencontres{NBSP}: 23 sur les lignes du jour, 128 en retenant" in text(page)
    assert "127 dans le chiffre publié pour l’année." in text(page)
    shown = cells(page)
    assert shown["ensemble.total"] == "15 23 renc."
    assert shown["ensemble.distanciel"] == "non disponible 1 renc."
    assert shown["theme-1.total"] == "10 15 renc."
    assert shown["theme-1.presentiel"] == "0"


def test_the_form_says_the_same_rule() -> None:
    assert RULE in text(open_page("saisir", "saisie", centre=FICTIONAL))


def test_the_fictional_year() -> None:
    page = opened(FICTIONAL, annee=2025)

    assert totals(page)["half_days"] == "162"
    assert totals(page)["participations"] == f"3{NNBSP}705"
    assert cells(page)["ensemble.presentiel"] == "130 100 renc."
    assert f"Sur 124{NBSP}rencontres, toutes ont une durée connue." in text(page)
    assert "Sans durée" not in text(page)
    assert "ne se confondent pas" not in text(page)
    assert {one["annee"] for one in links(page, "remontee") if "cellule" not in one} == {
        *("2023", "2024", "2025", "2026")
    }
    (file,) = links(page, "rapports")
    assert file == {"centre": FICTIONAL, "document": "remontee", "annee": "2025"}


def test_each_cell_opens_the_rows_that_make_it() -> None:
    page = opened(FICTIONAL, annee=2025)
    ways = {one["cellule"] for one in links(page, "remontee") if "cellule" in one}

    shown = cells(page)
    assert ways == {*shown, *(one for one in ways if one.startswith("publications-"))}
    for address in (
        "ensemble.hybride",
        "theme-19.total",
        "public-sante.distanciel",
        "format-gap.total",
    ):
        made, many = shown[address].removesuffix(" renc.").split(" ")
        rows = counted_rows(opened(FICTIONAL, annee=2025, cellule=address))
        assert rows[-1] == [made]
        assert len(rows[:-1]) == int(many)
        assert sum(int(row[3]) for row in rows[:-1]) == int(made)


def test_rows_of_unknown_duration_are_listed() -> None:
    page = opened(annee=2023, cellule="sans-duree.total")

    rows = counted_rows(page)
    assert {row[3] for row in rows[:-1]} == {"non disponible"}
    assert len(rows) == 15
    assert f"Durée non disponible{NBSP}: non disponible" in text(page)
    assert "n’ajoute aucune demi-journée" in text(page)
    assert len(page.get("download_button")) == 1


def test_those_of_a_line_too() -> None:
    assert "theme-1.sans-duree" in {one.get("cellule") for one in links(opened(), "remontee")}

    page = opened(annee=2023, cellule="theme-1.sans-duree")

    rows = counted_rows(page)
    assert {row[3] for row in rows[:-1]} == {"non disponible"}
    assert len(rows[:-1]) == 9
    assert "Contrats de ville, sans durée connue" in text(page)


def test_publications_of_a_kind() -> None:
    page = opened(annee=2023, cellule="publications-podcast")

    assert len(table_rows(markup(page))) == 6
    assert f"Podcast{NBSP}: 6" in text(page)


def test_a_cell_of_nothing_says_why() -> None:
    page = opened(annee=2023, cellule="theme-1.presentiel")

    assert f"Aucune de ses 15{NBSP}rencontres comptées n’est en présentiel." in text(page)


def test_what_a_cell_leaves_out_is_shown_with_its_reason() -> None:
    page = opened(annee=2023, cellule="ensemble.total")

    body = markup(page).partition("Ce qui n’est pas compté ici")[2]
    assert [row[4] for row in table_rows(body)] == [
        "Une rencontre nationale est comptée à part."
    ] * 3


def test_every_number_of_the_tables_is_a_link() -> None:
    found = re.findall(r'<td class="num[^>]*>(.*?)</td>', markup(opened(annee=2023)), re.S)

    assert len(found) > 50
    assert [cell for cell in found if not cell.startswith("<a href=")] == []


@pytest.mark.parametrize("address", ["theme-1", "theme-999.total", "x" * 300, "<b>"])
def test_a_cell_that_does_not_exist_is_refused(address: str) -> None:
    assert "n’est pas un choix connu" in refusal(opened(annee=2023, cellule=address))


def test_a_year_that_does_not_exist_is_refused() -> None:
    assert "Aucun chiffre pour l’année" in refusal(opened(annee=1900))
