"""Remontée nationale on screen: every number opens its rows, which make it."""

import html
import re
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from domain.formats import MISSING, NBSP, NNBSP
from domain.half_days import RULE
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, table_rows, text
from tests.signing_in import sign_in

pytestmark = pytest.mark.usefixtures("demonstration")

READER = "conseil"


def opened(slug: str = REAL, **query: Any) -> AppTest:
    return open_page("remontee", READER, centre=slug, **query)


def cells(page: AppTest) -> dict[str, str]:
    """What each cell of the first table of its line says, by its address."""
    return cells_of(markup(page))


def cells_of(body: str) -> dict[str, str]:
    found = re.findall(r'data-cell="([\w.-]+)">(.*?)</td>', body, re.S)
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


def test_a_number_that_differs_leads_to_what_it_counts() -> None:
    apart = markup(opened(annee=2023)).partition("return-apart")[2].partition("</ul>")[0]
    ways = re.findall(r'<a href="([^"]*)">([^<]*)</a> (?:sur les|en retenant|dans le)', apart)

    assert len(ways) == 8
    for href, shown in ways:
        address, _, query = html.unescape(href).removeprefix("/").partition("?")
        page = text(open_page(address, READER, **dict(parse_qsl(query))))
        assert html.unescape(shown).split(" ")[-1] in page.partition("Comment il est fait")[0]


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


def _every_page(address_of_year: int) -> None:
    """The return, then the page of each of its cells, one under the other. Run by AppTest."""
    import streamlit as st

    from components.auth import require
    from components.national_return_view import CELL, _read, show_cell, show_return
    from domain.roles import Role

    user = require(Role.READER)
    show_return(user, address_of_year)
    found = _read(user, address_of_year)
    kinds = [f"publications-{kind.value}" for kind in found.publications]
    for address in (*found.addresses, *found.untimed_addresses, *kinds):
        st.query_params[CELL] = address
        st.html(f"<hr title='{address}'>")
        show_cell(user, address_of_year)


def every_page(slug: str, year: int) -> dict[str, str]:
    """What stands on each page, by the address of its cell; under no address, the return."""
    at = AppTest.from_function(_every_page, args=(year,), default_timeout=60)
    sign_in(at, READER)
    at.query_params["centre"] = slug
    body = markup(at.run())
    first, *rest = re.split(r"<hr title='([\w.-]+)'>", body)
    return {"": first, **dict(zip(rest[::2], rest[1::2], strict=True))}


def quantity(words: str) -> float:
    """« 12,5 » as a number; nothing where nobody knows."""
    bare = words.replace(NNBSP, "").replace(",", ".")
    return 0 if bare == MISSING else float(bare)


def title_of(head: str) -> str:
    """The number that a page of rows is about."""
    return html.unescape(head.partition("data-value>")[2].partition("<")[0])


def numbers(body: str) -> set[tuple[str, str]]:
    """The numbers of the tables, each with the cell it leads to."""
    cells = re.findall(r'href="/remontee\?[^"]*cellule=([\w.-]+)"[^>]*>([^<]*)<', body)
    return {(address, html.unescape(shown)) for address, shown in cells}


@pytest.mark.parametrize(("slug", "year"), [(REAL, 2023), (FICTIONAL, 2025)])
def test_the_rows_of_every_cell_make_its_number(
    slug: str, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.download_button", lambda *_, **__: None)
    pages = every_page(slug, year)
    overview = pages.pop("").partition("return-tables")[2]
    told = dict(numbers(overview))

    # A cell says the same wherever it stands, and every number has a page.
    assert len(told) == len(numbers(overview)) > 100
    assert set(told) <= set(pages)
    shown = cells_of(overview)
    for address, made in told.items():
        body = pages[address].partition("Ce qui n’est pas compté ici")[0]
        head, _, rows = body.partition("<tbody>")
        lines = table_rows(rows.partition("</tbody>")[0])
        assert head.partition("data-rows=")[2].startswith(f'"{len(lines)}"')
        if address not in shown:
            assert int(made) == len(lines), address
            continue
        many = f"{made} {len(lines)} renc." if lines else "0"
        assert shown[address] == many, address
        assert title_of(head).partition(" ")[0].startswith(made.partition(" ")[0]), address
        known = {line[3] for line in lines} - {MISSING}
        assert (made == MISSING) == (bool(lines) and not known), address
        assert quantity(made) == sum(quantity(line[3]) for line in lines), address


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
