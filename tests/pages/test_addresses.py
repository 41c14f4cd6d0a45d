"""An address that cannot be shown gives a French sentence and the way back."""

from typing import Any

import pytest

from tests.pages.opening import open_page, refusal

pytestmark = pytest.mark.usefixtures("standing_demonstration")

WITH_FILTERS = ("", "carte", "rencontres")
WITH_YEAR = (*WITH_FILTERS, "mois")
MENU = (*WITH_YEAR, "temoignages")
NOT_HIS = "Ce centre n’existe pas, ou vous n’en êtes pas membre."


def asked(address: str) -> dict[str, Any]:
    return {"indicateur": "meetings"} if address == "lignes" else {}


@pytest.mark.parametrize("address", [*WITH_YEAR, "lignes"])
@pytest.mark.parametrize("year", ["1999", "2999", "abc", "", "-2023", "2023.5", "9" * 5000])
def test_an_unknown_year(address: str, year: str) -> None:
    told = refusal(open_page(address, annee=year, **asked(address)))

    assert told.startswith("Aucun chiffre pour l’année")
    assert told.endswith("Ce centre a des chiffres pour\u202f: 2023.")


@pytest.mark.parametrize("address", [*WITH_YEAR, "lignes"])
@pytest.mark.parametrize("month", ["0", "13", "février", "", "-1", "9" * 5000])
def test_an_unknown_month(address: str, month: str) -> None:
    told = refusal(open_page(address, annee=2023, mois=month, **asked(address)))

    assert told.endswith("n’existe pas\u202f: un mois va de 1 à 12.")


@pytest.mark.parametrize("address", [*MENU, "compte", "lignes", "rencontre"])
@pytest.mark.parametrize("slug", ["autre", "", "TRAJECTOIRE-RESSOURCES", "1", "' OR 1=1 --"])
def test_an_unknown_centre(address: str, slug: str) -> None:
    assert refusal(open_page(address, centre=slug)).startswith(NOT_HIS)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        *((address, name) for address in WITH_FILTERS for name in ("territoire", "format")),
        *((address, name) for address in WITH_FILTERS for name in ("theme", "periode")),
        *(("temoignages", name) for name in ("famille", "structure", "territoire", "theme")),
        ("temoignages", "annee"),
        ("temoignages", "mois"),
        ("carte", "mesure"),
        ("carte", "depuis"),
        ("rencontres", "manque"),
        ("rencontres", "tri"),
        ("rencontres", "page"),
        ("lignes", "indicateur"),
        ("lignes", "territoire"),
    ],
)
def test_an_unknown_choice(address: str, name: str) -> None:
    query = {**asked(address), name: "<b>rien</b>"}

    assert "«\u202f<b>rien</b>\u202f»" in refusal(open_page(address, **query))


@pytest.mark.parametrize("number", ["999999", "0", "abc", "", "-1", "9" * 40])
def test_an_unknown_meeting(number: str) -> None:
    refusal(open_page("rencontre", id=number))


def test_a_page_that_needs_a_choice_says_so() -> None:
    assert "quel chiffre" in refusal(open_page("lignes"))
    assert "quelle ligne" in refusal(open_page("rencontre"))
