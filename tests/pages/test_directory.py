"""The directory as an editor uses it."""

import html
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from components import data
from db.engine import get_engine
from db.models import Centre, Journal, Organisation, Person
from db.unit_of_work import writing
from domain.vocabulary import Family
from tests import factories
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, table_rows, text

pytestmark = pytest.mark.usefixtures("demonstration")

EDITOR = "saisie"


@pytest.fixture
def twins() -> tuple[int, int]:
    """Someone of the fictional centre, entered twice."""
    with writing() as session:
        centre = fictional_centre(session)
        first, second = (
            factories.make_person(session, centre, name, first_name="Zoé", email=email)
            for name, email in (("Aubépine", None), ("AUBEPINE", "zoe@centre-fictif.example"))
        )
    data.forget()
    return first, second


def opened(username: str = EDITOR, **query: object) -> AppTest:
    return open_page("annuaire", username, centre=FICTIONAL, **query)


def press(at: AppTest, label: str, nth: int = 0) -> AppTest:
    return [button for button in at.button if button.label == label][nth].click().run()


def person(key: int) -> Person:
    with Session(get_engine()) as session:
        return session.get_one(Person, key)


def fictional_centre(session: Session) -> int:
    return session.exec(select(Centre.id).where(Centre.slug == FICTIONAL)).one() or 0


def of_centre(table: type[Person] | type[Organisation], slug: str) -> Iterator[int]:
    with Session(get_engine()) as session:
        found = session.exec(select(table.id).join(Centre).where(Centre.slug == slug))
        yield from (key for key in found if key)


def test_a_reader_does_not_open_it() -> None:
    page = opened("conseil")

    assert page.error
    assert "<table" not in "".join(element.proto.body for element in page.get("html"))


def test_people_are_searched_and_sorted(twins: tuple[int, int]) -> None:
    found = table_rows(markup(opened(recherche="zoe aubepine")))
    most = table_rows(markup(opened(tri="-rencontres")))

    assert [row[0].split()[0] for row in found] == ["Zoé", "Zoé"]
    assert len(most) == 50
    assert len({int(row[2]) for row in most}) > 1
    assert [int(row[2]) for row in most] == sorted((int(row[2]) for row in most), reverse=True)
    assert twins


def test_an_address_that_says_nothing_is_refused() -> None:
    for name, value in (("liste", "objets"), ("vue", "famille"), ("tri", "age"), ("page", "99")):
        refusal(open_page("annuaire", EDITOR, centre=FICTIONAL, **{name: value}))


@pytest.mark.parametrize(("name", "table"), [("personne", Person), ("structure", Organisation)])
def test_a_row_of_another_centre_does_not_exist(
    name: str, table: type[Person] | type[Organisation]
) -> None:
    with writing() as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == REAL)).one()
        assert centre
        factories.make_person(session, centre)
    theirs, mine = next(of_centre(table, REAL)), next(of_centre(table, FICTIONAL))

    asked: list[dict[str, object]] = [
        {name: theirs},
        {name: mine, "avec": theirs},
        {name: mine, "avec": mine},
    ]
    for query in asked:
        refusal(open_page("annuaire", EDITOR, **{"centre": FICTIONAL, **query}))


def test_doubles_are_compared_merged_and_parted_again(twins: tuple[int, int]) -> None:
    pairs = links(opened(vue="doublons"), "annuaire")
    assert {"centre": FICTIONAL, "personne": str(twins[0]), "avec": str(twins[1])} in pairs

    merged = press(opened(personne=twins[0], avec=twins[1]), "Garder celle-ci")
    assert "Les deux fiches n’en font plus qu’une." in text(merged)
    assert person(twins[0]).email == "zoe@centre-fictif.example"
    refusal(opened(personne=twins[1]))

    undone = press(opened(vue="historique"), "Annuler la fusion")
    assert "La fusion est annulée" in text(undone)
    assert "AUBEPINE" in text(opened(personne=twins[1]))


def test_two_people_judged_different_are_not_proposed_again(twins: tuple[int, int]) -> None:
    judged = press(opened(personne=twins[0], avec=twins[1]), "Ce ne sont pas les mêmes")

    assert "C’est noté" in text(judged)
    assert str(twins[1]) not in {pair.get("avec") for pair in links(judged, "annuaire")}


def test_what_makes_undoing_impossible_is_said(twins: tuple[int, int]) -> None:
    press(opened(personne=twins[0], avec=twins[1]), "Garder celle-ci")
    with writing() as session:
        session.get_one(Person, twins[0]).email = "autre@centre-fictif.example"

    refused = press(opened(vue="historique"), "Annuler la fusion")

    (box,) = refused.error
    assert "a été corrigée depuis" in box.value


def test_a_person_is_corrected_and_a_wrong_email_keeps_what_is_typed(
    twins: tuple[int, int],
) -> None:
    page = opened(personne=twins[0])
    page.text_input(key=f"personne-{twins[0]}.function").input("Directrice").run()
    page.text_input(key=f"personne-{twins[0]}.email").input("zoe chez nous").run()
    press(page, "Enregistrer")

    assert "Une adresse s’écrit comme" in "".join(e.proto.body for e in page.get("html"))
    assert page.text_input(key=f"personne-{twins[0]}.function").value == "Directrice"

    page.text_input(key=f"personne-{twins[0]}.email").input("zoe@nous.fr").run()
    press(page, "Enregistrer")
    assert "La fiche est enregistrée." in text(page)
    row = person(twins[0])
    assert (row.function, row.email) == ("Directrice", "zoe@nous.fr")


def test_a_row_saved_by_someone_else_is_shown_beside(twins: tuple[int, int]) -> None:
    page = opened(personne=twins[0])
    page.text_input(key=f"personne-{twins[0]}.function").input("Directrice").run()
    with writing() as session:
        session.get_one(Person, twins[0]).function = "Médiatrice"
    data.forget()
    press(page, "Enregistrer")

    told = text(page)
    assert "Directrice" in told
    assert "Médiatrice" in told
    press(page, "Garder ma saisie")
    press(page, "Enregistrer")
    row = person(twins[0])
    assert row.function == "Directrice"


def test_missing_families_are_guessed_and_saved_at_once() -> None:
    with writing() as session:
        centre = fictional_centre(session)
        key = factories.make_organisation(session, centre, "Préfecture de Nulle-Part", Family.OTHER)
    data.forget()

    page = opened(liste="structures", vue="famille")
    assert page.selectbox(key=f"familles.{key}").value == Family.STATE.value
    press(page, "Enregistrer les familles choisies")

    assert "Les familles choisies sont enregistrées." in text(page)
    with Session(get_engine()) as session:
        assert session.get_one(Organisation, key).family is Family.STATE


def test_a_person_whom_no_meeting_names_is_removed_and_brought_back(
    twins: tuple[int, int],
) -> None:
    gone = press(opened(personne=twins[0]), "Oui, supprimer")
    assert "La fiche est supprimée." in text(gone)
    refusal(opened(personne=twins[0]))

    press(opened(vue="historique"), "Rétablir")
    assert "Zoé" in text(opened(personne=twins[0]))


def test_who_came_is_not_removed() -> None:
    busiest = table_rows(markup(opened(tri="-rencontres")))[0][0].split(" ")[0]
    (first, *_) = [
        link["personne"]
        for link in links(opened(tri="-rencontres"), "annuaire")
        if "personne" in link
    ]

    page = opened(personne=first)
    assert busiest in text(page)
    assert "Oui, supprimer" not in [button.label for button in page.button]
    assert any("non supprimée" in caption.value for caption in page.caption)


def test_names_are_written_as_text() -> None:
    with writing() as session:
        centre = fictional_centre(session)
        key = factories.make_person(session, centre, "<script>alert(1)</script>'; DROP TABLE x")
    data.forget()

    body = markup(opened(personne=key))
    assert "<script>" not in body
    assert "<script>alert(1)</script>" in html.unescape(body)


def test_a_director_anonymises_a_person_once_it_is_said_to_be_meant(
    twins: tuple[int, int],
) -> None:
    page = opened("direction", personne=twins[1])
    (forget,) = [button for button in page.button if button.label == "Anonymiser définitivement"]
    assert forget.disabled

    page.checkbox(key=f"meant-{twins[1]}").check().run()
    done = press(page, "Anonymiser définitivement")

    assert "La personne est anonymisée" in text(done)
    row = person(twins[1])
    assert (row.first_name, row.email, row.last_name) == (
        "",
        None,
        f"Personne anonymisée n°\u00a0{twins[1]}",
    )
    refusal(opened(personne=twins[1]))


def test_an_editor_is_not_offered_to_anonymise(twins: tuple[int, int]) -> None:
    page = opened(personne=twins[0])

    assert "Anonymiser définitivement" not in [button.label for button in page.button]


def test_a_director_sees_all_that_is_held_and_takes_it_away(
    twins: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(
        "streamlit.delta_generator.DeltaGenerator.download_button",
        lambda _self, label, data, **_: offered.setdefault(label, data),
    )
    monkeypatch.setattr(
        "streamlit.download_button", lambda label, data, **_: offered.setdefault(label, data)
    )

    page = opened("direction", personne=twins[1], vue="donnees")

    assert "zoe@centre-fictif.example" in text(page)
    book = openpyxl.load_workbook(BytesIO(offered["Exporter ses données"]()))
    assert book["Identité"]["B2"].value == "AUBEPINE"
    with Session(get_engine()) as session:
        told = session.exec(
            select(Journal.row_id).where(Journal.action == "exporter les données de la personne")
        ).all()
    assert told == [str(twins[1])]


def test_an_editor_opens_neither_what_is_held_nor_how_long(twins: tuple[int, int]) -> None:
    refusal(opened(personne=twins[0], vue="donnees"))
    refusal(opened(vue="conservation"))
    assert "Conservation des noms" not in text(opened())


def test_a_consent_is_noted_with_its_proof_and_taken_back(twins: tuple[int, int]) -> None:
    page = opened("direction", personne=twins[0], vue="donnees")
    typed = {field.label: field for field in page.text_input}
    typed["Accord pour"].set_value("Recevoir la lettre")
    typed["Preuve"].set_value("Courriel du 12 mars")
    next(box for box in page.selectbox if box.label == "Donné par").set_value("courriel")
    noted = press(page, "Noter cet accord")
    assert "preuve\u00a0: Courriel du 12 mars" in text(noted)

    back = press(noted, "Retirer cet accord")

    assert "retiré le" in text(back)


def test_a_director_chooses_how_long_and_forgets_those_past_it(twins: tuple[int, int]) -> None:
    with writing() as session:
        for key in twins:
            session.get_one(Person, key).created_at = datetime(2019, 1, 1, tzinfo=UTC)
    data.forget()
    page = opened("direction", vue="conservation")
    assert "personne n’est proposé" in text(page)
    next(box for box in page.selectbox if box.label.startswith("Proposer")).set_value(5)
    chosen = press(page, "Enregistrer la durée")
    assert "5\u00a0ans sans rencontre" in text(chosen)
    assert [row[2] for row in table_rows(markup(chosen))] == ["jamais", "jamais"]

    told = "Noms gardés au-delà de la durée choisie 2 Vous décidez de chacun."
    assert told in text(open_page("", "direction", centre=FICTIONAL))
    assert person(twins[0]).anonymised_at is None, "nothing by itself"
    assert "Noms gardés" not in text(open_page("", EDITOR, centre=FICTIONAL))
    assert "Noms gardés" not in text(open_page("", "direction", centre=FICTIONAL, annee=2024))

    chosen.multiselect[0].set_value([twins[0]]).run()
    chosen.checkbox(key="meant-unseen").check().run()
    done = press(chosen, "Anonymiser définitivement")

    assert "Ces personnes sont anonymisées" in text(done)
    assert person(twins[0]).last_name == "Aubépine"
    assert person(twins[1]).last_name == f"Personne anonymisée n°\u00a0{twins[1]}"
