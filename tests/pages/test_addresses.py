"""An address that cannot be shown gives a French sentence and the way back."""

from collections.abc import Iterable
from typing import Any

import pytest

from tests.pages.opening import open_page, refusal, text

pytestmark = pytest.mark.usefixtures("standing_demonstration")

WITH_FILTERS = ("", "carte", "rencontres")
WITH_YEAR = (*WITH_FILTERS, "mois")
MENU = (*WITH_YEAR, "temoignages")
PAGES_OF_THE_LIST = "La page «\u00a0zzz\u00a0» n’existe pas\u00a0: la liste en a 1."
NOT_HIS = "Ce centre n’existe pas, ou vous n’en êtes pas membre."


def asked(address: str) -> dict[str, Any]:
    return {"indicateur": "meetings"} if address == "lignes" else {}


def everywhere(addresses: Iterable[str], usual: str, *others: str) -> list[tuple[str, str]]:
    """A wrong value on every page; the stranger ones, which the same code reads, on the first."""
    first, *rest = addresses
    return [(address, usual) for address in (first, *rest)] + [(first, raw) for raw in others]


@pytest.mark.parametrize(
    ("address", "year"),
    everywhere(
        [*WITH_YEAR, "lignes"], "1999", "2999", "abc", "", "-2023", "2023.5", "²", "9" * 5000
    ),
)
def test_an_unknown_year(address: str, year: str) -> None:
    told = refusal(open_page(address, annee=year, **asked(address)))

    assert told.startswith("Aucun chiffre pour l’année")
    assert told.endswith("Ce centre a des chiffres pour\u00a0: 2023.")


@pytest.mark.parametrize(
    ("address", "month"),
    [
        *everywhere([*WITH_YEAR, "lignes"], "13", "0", "février", "", "-1", "9" * 5000),
        ("mois", "0"),
        ("mois", ""),
    ],
)
def test_an_unknown_month(address: str, month: str) -> None:
    told = refusal(open_page(address, annee=2023, mois=month, **asked(address)))

    assert told.endswith("n’existe pas\u00a0: un mois va de 1 à 12.")


@pytest.mark.parametrize(
    ("address", "slug"),
    everywhere(
        [*MENU, "compte", "lignes", "rencontre"],
        "autre",
        *("", "TRAJECTOIRE-RESSOURCES", "1", "' OR 1=1 --"),
    ),
)
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
    told = refusal(open_page(address, **{**asked(address), name: "zzz"}))

    other = {"tri": "La liste ne se trie pas par «\u00a0zzz\u00a0».", "page": PAGES_OF_THE_LIST}
    known = f"«\u00a0zzz\u00a0» n’est pas un choix connu de «\u00a0{name}\u00a0»."
    assert told == other.get(name, known)


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("[ici](/x)", r"\[ici\]\(/x\)"),
        ("**gras** _et_ `code`", r"\*\*gras\*\* \_et\_ \`code\`"),
        ("<b>rien</b>", r"\<b\>rien\</b\>"),
        (":red[rouge] $x$", r"\:red\[rouge\] \$x\$"),
        ("# ![a] ~b~ | \\", r"\# \!\[a\] \~b\~ \| \\"),
        ("a" * 61, "a" * 60),
        ("*" * 61, r"\*" * 60),
    ],
)
@pytest.mark.parametrize(("address", "name"), [("", "format"), ("", "annee"), ("mois", "mois")])
def test_a_refusal_quotes_the_address_without_power_and_cut_short(
    address: str, name: str, raw: str, written: str
) -> None:
    told = refusal(open_page(address, **{"annee": "2023", name: raw}))

    assert f"«\u00a0{written}\u00a0»" in told


@pytest.mark.parametrize("address", WITH_FILTERS)
def test_a_month_in_the_address_does_not_narrow_a_year(address: str) -> None:
    alone, with_month = open_page(address, annee=2023), open_page(address, annee=2023, mois=7)

    assert text(with_month) == text(alone)


def test_a_month_in_the_address_narrows_the_rows() -> None:
    assert "du 1er\u00a0juillet 2023 au 31\u00a0juillet 2023" in text(
        open_page("lignes", annee=2023, mois=7, **asked("lignes"))
    )


@pytest.mark.parametrize("number", ["999999", "0", "abc", "", "-1", "9" * 40])
def test_an_unknown_meeting(number: str) -> None:
    refusal(open_page("rencontre", id=number))


def test_a_page_that_needs_a_choice_says_so() -> None:
    assert "quel chiffre" in refusal(open_page("lignes"))
    assert "quelle ligne" in refusal(open_page("rencontre"))
