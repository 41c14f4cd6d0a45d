"""The form of a meeting, through its page: what it starts from, refuses, keeps and remembers."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from db.models import Centre, Draft, Meeting, NotADouble
from db.unit_of_work import reading
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

TODAY = date.today()
EDITOR = "saisie"


def open_form(**query: Any) -> AppTest:
    return open_page("saisir", EDITOR, centre=FICTIONAL, **query)


def set_field(page: AppTest, field: str, value: str, form: str = "rencontre") -> None:
    page.text_input(key=f"{form}.{field}").set_value(value)


def choose(page: AppTest, field: str, value: str, form: str = "rencontre") -> None:
    page.selectbox(key=f"{form}.{field}").set_value(value)


def send(page: AppTest, form: str = "rencontre") -> AppTest:
    return page.button(key=f"{form}.save").click().run()


def saved(page: AppTest) -> Meeting:
    assert "Rencontre enregistrée" in markup(page)
    with reading() as session:
        return session.get_one(Meeting, int(str(page.query_params["enregistree"])))


def enter(title: str, **fields: str) -> AppTest:
    page = open_form()
    set_field(page, "title", title)
    choose(page, "format", "conference")
    for field, value in fields.items():
        set_field(page, field, value)
    return send(page)


def any_meeting(slug: str) -> int:
    with reading() as session:
        found = session.exec(
            select(Meeting.id).join(Centre).where(Centre.slug == slug).order_by(col(Meeting.id))
        ).first()
    assert found
    return found


def test_a_reader_has_no_form() -> None:
    page = open_page("saisir", "conseil", centre=FICTIONAL)

    assert page.error[0].value.startswith("Votre compte ne donne pas accès")
    assert not page.text_input


def test_the_day_is_today_and_what_is_required_says_so() -> None:
    page = open_form()

    assert page.text_input(key="rencontre.held_on").value == TODAY.strftime("%d/%m/%Y")
    assert [box.label for box in page.text_input if "obligatoire" in box.label] == [
        "Titre (obligatoire)",
        "Date (obligatoire)",
    ]


def test_a_meeting_is_saved_and_the_next_form_starts_from_it() -> None:
    row = saved(enter("Une conférence", headcount="environ 40"))

    assert (row.title, row.held_on, row.headcount) == ("Une conférence", TODAY, 40)
    assert open_form().selectbox(key="rencontre.format").value == "conference"


def test_the_centre_is_kept_in_the_address() -> None:
    page = enter("Une conférence")

    assert page.query_params["centre"] == FICTIONAL


@pytest.mark.parametrize("asked", ["modifier", "dupliquer"])
@pytest.mark.parametrize("number", [None, 10**6, "abc"])
def test_a_meeting_of_another_centre_is_not_opened(asked: str, number: Any) -> None:
    told = refusal(open_form(**{asked: number or any_meeting(REAL)}))

    assert told.startswith(("Cette rencontre n’existe pas", "L’adresse ne dit pas"))


def test_a_change_opens_on_what_is_saved() -> None:
    row = saved(enter("Avant", place="Dole"))
    form = f"rencontre-{row.id}"
    page = open_form(modifier=row.id)
    assert page.text_input(key=f"{form}.place").value == "Dole"

    set_field(page, "title", "Après", form)

    assert saved(send(page, form)).title == "Après"


def test_the_next_one_alike_wants_its_date() -> None:
    row = saved(enter("Conférence n° 3", series_number="3"))
    form = f"rencontre-comme-{row.id}"
    page = open_form(dupliquer=row.id)
    assert page.text_input(key=f"{form}.title").value == "Conférence n° 4"

    page = send(page, form)
    assert "Indiquez la date." in markup_with_errors(page)
    set_field(page, "held_on", "demain", form)

    assert saved(send(page, form)).status == "prevue"


def test_a_likeness_is_shown_then_said_to_be_none_and_remembered() -> None:
    first = saved(enter("Conférence du réseau"))
    page = enter("Conférence du reseau")
    assert "ressemble à une autre" in page.error[0].value
    assert "Déjà enregistrée" in markup_with_errors(page)
    assert page.text_input(key="rencontre.title").value == "Conférence du reseau"

    second = saved(page.button(key="rencontre.another").click().run())

    with reading() as session:
        pair = session.exec(select(NotADouble)).one()
    assert {pair.first_id, pair.second_id} == {first.id, second.id}


def test_a_large_headcount_is_confirmed() -> None:
    page = enter("Grande fête", headcount="1 200")
    assert "Cochez pour confirmer" in markup_with_errors(page)

    page.checkbox(key="rencontre.large").check().run()

    assert saved(send(page)).headcount == 1200


def test_a_draft_is_offered_resumed_and_gone_once_saved() -> None:
    page = open_form()
    set_field(page, "title", "À demi saisie")
    page.run()

    page = open_form()
    assert not page.text_input
    page.button(key="rencontre.resume").click().run()
    assert page.text_input(key="rencontre.title").value == "À demi saisie"
    choose(page, "format", "conference")
    saved(send(page))

    with reading() as session:
        assert session.exec(select(Draft)).all() == []
    assert open_form().text_input(key="rencontre.title").value == ""


def test_a_draft_may_be_left() -> None:
    page = open_form()
    set_field(page, "title", "À demi saisie")
    page.run()

    page = open_form()
    page.button(key="rencontre.restart").click().run()

    assert page.text_input(key="rencontre.title").value == ""


def test_an_announcement_fills_the_form_and_saves_nothing() -> None:
    with reading() as session:
        before = len(session.exec(select(Meeting.id)).all())
    page = open_form()
    page.text_area(key="rencontre.announcement").set_value(
        "Webinaire « Vivre ensemble »\nMardi 13 mai 2025 de 14h à 16h30, via Zoom.\n"
        "Inscription : https://exemple.fr/inscription"
    ).run()

    page.button(key="rencontre.read").click().run()

    read = {f: page.text_input(key=f"rencontre.{f}").value for f in ("held_on", "start", "end")}
    assert read == {"held_on": "13/05/2025", "start": "14h", "end": "16h30"}
    assert page.text_input(key="rencontre.title").value == "Vivre ensemble"
    link = page.text_input(key="rencontre.registration_url").value
    assert link == "https://exemple.fr/inscription"
    assert "Lu dans l’annonce" in markup(page)
    assert "organisateurs" in text(page).split("Non trouvé")[1]
    with reading() as session:
        assert len(session.exec(select(Meeting.id)).all()) == before


def test_speakers_wait_on_the_page_of_participants() -> None:
    page = open_form()
    set_field(page, "title", "Avec des intervenants")
    choose(page, "format", "conference")
    page.text_area(key="rencontre.speakers").set_value("Claire MARTIN, cheffe, Ville de Dole")

    row = saved(send(page))

    with reading() as session:
        (draft,) = session.exec(select(Draft)).all()
    assert draft.form == f"participants-{row.id}"
    assert draft.body == {
        "text": "Claire MARTIN, cheffe, Ville de Dole",
        "role": "intervenant",
    }


def markup_with_errors(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.proto.body for element in page.get("html"))
