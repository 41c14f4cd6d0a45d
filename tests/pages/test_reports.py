"""Rapports, through its page: what is offered, to whom, and the file one gets."""

from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from components import documents_view
from db.models import Journal
from db.unit_of_work import reading
from documents.workshop import DocumentError
from domain.document_kinds import FILE_TYPES, DocumentKind, Order, file_name, lowest_role
from domain.formats import NBSP
from domain.periods import Period
from domain.roles import Role
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")


def opened(username: str = "direction", **query: Any) -> AppTest:
    return open_page("rapports", username, **{"centre": REAL, "annee": 2023, **query})


def lines_of_the_journal() -> list[Journal]:
    with reading() as session:
        return list(session.exec(select(Journal).order_by(col(Journal.id))))


def prepare(page: AppTest) -> AppTest:
    (button,) = [button for button in page.button if button.label == "Préparer le fichier"]
    page = button.click().run(timeout=60)
    assert not page.exception
    return page


def test_shows_the_titles_of_the_slides_before_they_are_made() -> None:
    page = opened(document="diaporama")

    assert "trajectoire-ressources-2023-diaporama.pptx" in text(page)
    assert f"32{NBSP}diapositives" in text(page)
    assert "<li>L’année 2023</li>" in markup(page)
    assert "<li>Contrats touchés, par département</li>" in markup(page)
    assert "Chiffres lus le" in text(page)


def test_hands_out_the_file_with_its_name_and_its_size() -> None:
    page = prepare(opened(document="agenda"))

    (download,) = page.get("download_button")
    assert download.proto.label.startswith("Télécharger (")
    assert download.proto.label.endswith("Ko)")


def test_shows_the_first_lines_of_a_workbook() -> None:
    page = opened(document="classeur")

    assert "Indicateurs par mois" in text(page)
    assert "<td>janv. 2023</td>" in markup(page) or "<td>janvier 2023</td>" in markup(page)
    assert f"Rencontres 26{NBSP}lignes" in text(page)


def test_names_are_not_shown_before_they_are_asked_for_and_asking_is_told() -> None:
    page = opened(document="participants", centre=FICTIONAL, annee=2025)
    assert "Pas d’aperçu" in text(page)
    before = lines_of_the_journal()

    prepare(page)

    told = lines_of_the_journal()[len(before) :]
    assert [line.action for line in told] == [
        "exporter les participants du 01/01/2025 au 31/12/2025"
    ]


def test_says_in_french_that_a_document_could_not_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_order: Order, _tell: Any) -> bytes:
        raise DocumentError("Le document n’a pas pu être préparé.")

    monkeypatch.setattr(documents_view, "prepare", fail)

    page = prepare(opened(document="agenda"))

    assert [box.value for box in page.error] == ["Le document n’a pas pu être préparé."]
    assert not page.get("download_button")


def test_a_part_of_a_year_names_its_file_after_it() -> None:
    assert "-2023-06-diaporama.pptx" in text(opened(document="diaporama", mois=6))
    assert "-2023-01-06-diaporama.pptx" in text(opened(document="diaporama", periode="s1"))
    # A calendar is made of a whole year.
    whole = text(opened(document="agenda", mois=6))
    assert "-2023-agenda.ics" in whole
    assert "Ce document se fait sur une année entière." in whole


def test_names_are_offered_to_directors_only() -> None:
    assert lowest_role(DocumentKind.PEOPLE) is Role.DIRECTOR
    assert "connu de" in refusal(opened("conseil", document="participants"))


def test_refuses_what_the_address_gets_wrong() -> None:
    assert "papyrus" in refusal(opened(document="papyrus"))
    assert "Aucun chiffre pour l’année" in refusal(opened(annee=1789))
    assert "n’existe pas" in refusal(opened(mois=13))


def test_opens_for_a_year_that_goes_on() -> None:
    assert "Préparer" in str(open_page("rapports", "conseil", centre=FICTIONAL).button[0].label)


@pytest.mark.parametrize("kind", DocumentKind)
def test_each_kind_has_a_file_type_and_words(kind: DocumentKind) -> None:
    name = file_name(kind, "dijon", Period.of_year(2023))
    assert name.startswith("dijon-2023-")
    assert name.endswith(f".{FILE_TYPES[kind].suffix}")
    assert documents_view.HOLDS[kind]


def test_says_what_is_not_settled_before_a_report_leaves() -> None:
    director = text(opened(document="diaporama"))
    assert f"5{NBSP}écarts à expliquer" in director
    assert "à expliquer" not in text(opened(document="classeur"))
