"""Partage, through its page: links made and revoked, the public data opened and closed."""

import html
import re
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from db.models import PublicAccess, ShareLink, Territory
from db.unit_of_work import reading
from domain.formats import short_day
from domain.vocabulary import TerritoryLevel
from tests.components.serving import client
from tests.components.without_account import forget_callers
from tests.pages.opening import FICTIONAL, REAL, open_page, text, tiles

TODAY = date.today()
LAST_YEAR = TODAY.year - 1


@pytest.fixture(autouse=True)
def callers(demonstration: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    forget_callers(monkeypatch)


def opened(username: str = "direction", centre: str = FICTIONAL, **query: Any) -> AppTest:
    return open_page("partage", username, centre=centre, **query)


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def shared(page: AppTest, **fields: str) -> AppTest:
    """The form filled and sent."""
    for field, value in fields.items():
        key = f"partage.{field}"
        widgets = page.text_input if field in ("recipient", "until") else page.selectbox
        widgets(key=key).set_value(value)
    return press(page.run(), "Créer le lien")


def secret(page: AppTest) -> str | None:
    bodies = "".join(element.proto.body for element in page.get("html"))
    found = re.search(r'<code id="secret">([^<]*)</code>', bodies)
    return html.unescape(found.group(1)) if found else None


def visit(page: AppTest) -> httpx2.Response:
    return client().get(secret(page) or "")


def rows() -> list[ShareLink]:
    with reading() as session:
        return list(session.exec(select(ShareLink).order_by(col(ShareLink.id))))


def figures(answer: httpx2.Response) -> dict[str, str]:
    found = re.findall(r'data-tile="(\w+)".*?data-value>([^<]*)<', answer.text, re.S)
    return {key: html.unescape(value) for key, value in found}


def test_a_link_is_made_shown_once_and_opens_the_year() -> None:
    page = shared(opened(), recipient="DDETS du Jura", year=str(LAST_YEAR))

    assert (secret(page) or "").startswith("/partage/")
    assert "Copiez-le maintenant" in page.markdown[0].value
    assert f"<h1>Année {LAST_YEAR}</h1>" in visit(page).text
    (row,) = rows()
    assert (row.recipient, row.year, row.month) == ("DDETS du Jura", LAST_YEAR, None)
    assert row.ends_on == TODAY + timedelta(days=30)

    page = press(page, "Ne plus l’afficher")
    assert secret(page) is None
    assert "DDETS du Jura" in text(page)
    assert "1\u00a0ouverture, la dernière le" in text(page)


def test_the_page_shows_what_the_dashboard_shows() -> None:
    page = shared(opened(centre=REAL), recipient="ANCT", year="2023")

    dashboard = tiles(open_page("", centre=REAL, annee=2023))
    assert figures(visit(page)) == dashboard
    assert dashboard["meetings"] == "128"


def test_a_month_of_a_territory() -> None:
    with reading() as session:
        contrat = select(Territory).where(Territory.level == TerritoryLevel.CONTRAT_DE_VILLE)
        place = session.exec(contrat.order_by(Territory.name)).first()
    assert place
    page = shared(opened(), recipient="DDETS", year=str(LAST_YEAR), month="3", territory=place.code)

    assert f"<h1>Mars {LAST_YEAR}, {html.escape(place.name)}</h1>" in visit(page).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"recipient": ""}, "Indiquez à qui ce lien est destiné."),
        ({"recipient": "X", "until": short_day(TODAY - timedelta(1))}, "Ce jour est passé."),
        ({"recipient": "X", "until": short_day(TODAY + timedelta(366))}, "Un an au plus"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields: dict[str, str], sentence: str) -> None:
    page = shared(opened(), **fields)

    bodies = "".join(element.proto.body for element in page.get("html"))
    assert sentence in bodies
    assert secret(page) is None
    assert rows() == []


def test_a_revoked_link_opens_nothing_and_is_listed_apart() -> None:
    page = shared(opened(), recipient="DDETS du Jura")
    link = secret(page) or ""

    page = press(page, "Oui, révoquer")

    assert client().get(link).status_code == 404
    assert "Aucun lien n’est ouvert." in text(page)
    assert page.expander[0].label == "Liens terminés ou révoqués (1)"
    assert "révoqué" in text(page)


def test_the_links_of_another_centre_are_not_listed() -> None:
    shared(opened(), recipient="DDETS du Jura")

    page = opened(centre=REAL)

    assert "DDETS du Jura" not in text(page)
    assert secret(page) is None


def test_the_secret_is_not_shown_in_another_centre_of_the_same_tab() -> None:
    page = shared(opened(), recipient="DDETS du Jura")
    page.query_params["centre"] = REAL

    assert secret(page.run()) is None


def test_a_key_is_made_renewed_and_revoked() -> None:
    address = f"/api/indicateurs/{FICTIONAL}/{LAST_YEAR}.json"
    page = press(opened(), "Créer une clé")
    sentence = "Copiez-la maintenant\u00a0: elle ne sera plus montrée."
    assert any(sentence in one.value for one in page.markdown)
    first = secret(page)
    assert "Sur clé" in text(page)
    assert read_with(address, first) == 200

    page = press(page, "Oui, renouveler")
    second = secret(page)
    assert (read_with(address, first), read_with(address, second)) == (403, 200)

    page = press(page, "Oui, révoquer la clé")
    assert read_with(address, second) == 403
    assert "Fermés" in text(page)
    with reading() as session:
        (row,) = session.exec(select(PublicAccess)).all()
    assert (row.is_open, row.key_digest, row.key_since) == (False, None, None)


def test_data_are_opened_to_all_then_closed() -> None:
    address = f"/api/indicateurs/{FICTIONAL}/{LAST_YEAR}.csv"
    page = press(opened(), "Oui, ouvrir à tous")
    assert "Ouverts à tous" in text(page)
    assert f'href="{address}"' in "".join(e.proto.body for e in page.get("html"))
    assert client().get(address).status_code == 200

    press(page, "Ne plus ouvrir à tous")

    assert client().get(address).status_code == 401


def read_with(address: str, key: str | None) -> int:
    return client().get(address, headers={"authorization": f"Bearer {key}"}).status_code
