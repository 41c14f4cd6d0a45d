"""Écarts as a reader reads them and as a director explains them."""

import re
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from components import data
from db.engine import get_engine
from db.models import Centre, YearFigure, utc_now
from db.unit_of_work import writing
from domain.formats import NBSP, NNBSP, moment
from tests import factories
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, table_rows, text

pytestmark = pytest.mark.usefixtures("demonstration")

READER, EDITOR, DIRECTOR = "conseil", "saisie", "direction"


def opened(username: str = DIRECTOR, slug: str = REAL, **query: Any) -> AppTest:
    return open_page("ecarts", username, centre=slug, **query)


def states(page: AppTest) -> dict[str, str]:
    return dict(re.findall(r'<li id="([\w-]+)"[^>]*data-state="([^"]+)"', markup(page)))


def explain(key: str, state: str, note: str) -> AppTest:
    page = opened(ecart=key)
    page.button_group[0].set_value(state)
    page.text_area[0].set_value(note)
    (save,) = [button for button in page.button if button.label == "Enregistrer"]
    return save.click().run()


def publish(key: str, value: int) -> None:
    with writing() as session:
        for row in session.exec(select(YearFigure).where(YearFigure.key == key)):
            row.value = value
    data.forget()


def test_the_real_year_three_ways_and_month_by_month() -> None:
    page = opened(READER)

    rows = table_rows(markup(page))
    assert rows[0] == ["Rencontres", "128", "127", "23"]
    assert rows[1] == ["Participations", f"3{NNBSP}492", f"3{NNBSP}481", "au moins 520"]
    assert rows[2] == ["Territoires impliqués", "–", "–", "11"]
    assert ["10", "3", "390", f"≥{NNBSP}100", "7", "2", "1"] in rows
    assert ["12", "1", "390", f"≈{NNBSP}80", "8", "1", "1"] in rows
    assert f"5{NBSP}écarts à expliquer." in text(page)
    assert f"La base détaille 23{NBSP}rencontres sur 128" in text(page)
    assert "donnerait 68 et compterait plusieurs fois les mêmes." in text(page)


def test_rows_that_detail_a_part_are_told_apart_and_ask_for_nothing() -> None:
    page = opened()
    body = markup(page)

    found = states(page)
    assert [key for key, state in found.items() if state == "Pour information"] == [
        "annee-publications",
        "annee-qpv",
    ]
    assert set(found.values()) == {"Pour information", "À expliquer"}
    assert body.index('id="absent-8"') < body.index('id="pour-information"')
    assert "Ajouter une note" in text(page)
    assert re.findall(r'data-indicator="(\w+)" class="apart"', body) == [
        "meetings",
        "participations",
    ]
    assert f"Tous 5 À{NBSP}".replace(NBSP, " ") in text(page)
    assert "annee-qpv" not in states(opened(etat="a-expliquer"))
    assert refusal(opened(etat="information"))


def test_a_note_may_be_added_to_what_asks_for_nothing() -> None:
    page = opened(ecart="annee-publications")
    assert "ce n’est pas une faute, et rien n’est à expliquer." in text(page)
    assert not page.button_group
    page.text_area[0].set_value("Les autres sont au rapport.")
    (save,) = [button for button in page.button if button.label == "Enregistrer"]
    page = save.click().run()

    assert "Les autres sont au rapport." in text(page)
    assert f"Note enregistrée{NBSP}: pour information. La base recense 20" in text(page)
    assert not [query for query in links(page, "ecarts") if "enregistre" in query]
    assert states(page)["annee-publications"] == "Pour information"
    assert f"5{NBSP}écarts à expliquer." in text(page)
    publish("publications", 60)
    assert f"Les chiffres ont changé depuis cette note{NBSP}: on lisait" in text(opened())


def test_the_sum_that_is_no_figure_opens_its_months_and_why() -> None:
    (query,) = [query for query in links(opened(READER), "ecarts") if "somme" in query]
    assert query == {"centre": REAL, "annee": "2023", "somme": "territories"}

    page = opened(READER, annee=2023, somme="territories")
    told, rows = text(page), table_rows(markup(page))
    assert f"68 , la somme de 11{NBSP}mois publiés, n’est pas un nombre de territoires" in told
    assert "Sur les lignes de l’année, 11 distincts." in told
    months = [[int(cell) for cell in row] for row in rows[:11]]
    assert sum(published for published, _ in months) == 68
    counted = sum(known for _, known in months)
    assert rows[11] == ["68", str(counted)]
    contrats = rows[12:]
    assert len(contrats) == 11
    assert sum(int(row[2]) for row in contrats) == counted
    assert all(len(row[1].split(", ")) == int(row[2]) for row in contrats)
    assert f"11{NBSP}contrats de ville, comptés {counted} fois" in told
    assert len(links(page, "lignes")) == 2 * 11 + 1


def test_a_year_without_published_months_adds_none() -> None:
    assert refusal(opened(annee=2023, somme="people"))
    with Session(get_engine()) as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == REAL)).one() or 0
    with writing() as session:
        factories.make_meeting(session, centre, date(2024, 2, 3))
    data.forget()
    assert "ne publie de territoires" in refusal(opened(annee=2024, somme="territories"))


def test_numbers_lead_to_their_rows_and_to_their_month() -> None:
    page = opened(READER)

    assert {"centre": REAL, "annee": "2023", "mois": "11"} in links(page, "mois")
    rows = {"centre": REAL, "indicateur": "meetings", "annee": "2023"}
    assert rows in links(page, "lignes")
    assert {**rows, "mois": "2"} in links(page, "lignes")


def test_a_sum_of_months_opens_its_months() -> None:
    body = markup(opened(READER, etat="a-expliquer"))

    href = f"/lignes?centre={REAL}&amp;indicateur=meetings&amp;annee=2023"
    assert f'Voir <a href="{href}">la somme des mois</a>' in body


@pytest.mark.parametrize("username", [READER, EDITOR])
def test_only_a_director_explains(username: str) -> None:
    assert "Expliquer" not in text(opened(username))
    page = opened(username, ecart="annee-meetings")
    assert not page.text_area
    assert [box.value for box in page.error] == [
        "Votre compte ne donne pas accès à cette page. [Revenir au tableau de bord](/)"
    ]


def test_a_director_explains_then_the_list_says_who_and_why() -> None:
    page = explain("annee-meetings", "explique", "Comptée <b>deux fois</b>.")

    assert "ecart" not in page.query_params
    assert states(page)["annee-meetings"] == "Expliqué"
    assert "Comptée &lt;b&gt;deux fois&lt;/b&gt;." in markup(page)
    assert "Direction (démonstration), le" in text(page)
    assert f"4{NBSP}écarts à expliquer, sur 5." in text(page)
    assert list(states(opened(etat="explique"))) == ["annee-meetings"]
    assert len(states(opened(READER, etat="a-expliquer"))) == 4


def test_figures_that_move_ask_for_another_explanation_and_say_so() -> None:
    explain("annee-meetings", "accepte", "Nous gardons le rapport.")
    publish("meetings", 126)

    page = opened()
    assert states(page)["annee-meetings"] == "À expliquer"
    assert f"Les chiffres ont changé depuis{NBSP}: l’écart était dit «{NBSP}accepté" in text(page)
    assert "Nous gardons le rapport." in text(page)


def test_figures_that_agree_again_are_corrected_and_may_be_said_so() -> None:
    explain("annee-meetings", "accepte", "À reprendre au rapport.")
    publish("meetings", 128)

    assert states(opened())["annee-meetings"] == "Corrigé"
    assert "Corrigé Les chiffres concordent" in text(opened())
    assert f"Corrigé le {moment(utc_now(), 'Europe/Paris')[:-3]}" in text(opened())
    assert "Note de Direction (démonstration), le" in text(opened())
    page = opened(ecart="annee-meetings")
    assert "Les chiffres concordent maintenant." in text(page)
    assert page.button_group[0].options == ["Corrigé"]
    page = explain("annee-meetings", "corrige", "Rapport corrigé.")
    assert "Rapport corrigé." in text(page)


def test_an_explanation_without_words_is_refused() -> None:
    page = explain("annee-meetings", "explique", "")

    assert page.query_params["ecart"] == "annee-meetings"
    assert [box.value for box in page.error] == [
        f"Rien n’est enregistré{NBSP}: voyez les champs signalés."
    ]


@pytest.mark.parametrize("query", [{"ecart": "annee-rien"}, {"etat": "rien"}, {"annee": 1789}])
def test_an_address_that_says_nothing_is_refused(query: dict[str, Any]) -> None:
    assert refusal(opened(**query))


def test_a_year_that_agrees_says_so() -> None:
    page = opened(slug=FICTIONAL, annee=2024)

    assert "Ce qui est publié et ce que la base calcule concordent." in text(page)
    assert states(page) == {}


def test_a_year_without_anything_published_has_nothing_to_compare() -> None:
    with Session(get_engine()) as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == REAL)).one() or 0
    with writing() as session:
        factories.make_meeting(session, centre, date(2024, 2, 3))
    data.forget()

    page = opened(annee=2024)

    assert "Rien à comparer" in text(page)
    assert "2023" in text(page)


def test_the_dashboard_leads_to_the_differences() -> None:
    page = open_page("", READER, centre=REAL, annee=2023)

    assert links(page, "ecarts")[-1] == {"centre": REAL, "annee": "2023"}


def test_a_difference_nobody_noted_leaves_no_line_and_the_page_says_so() -> None:
    publish("meetings", 128)

    page = opened()
    assert "annee-meetings" not in states(page)
    assert "Un écart que personne n’a noté ne laisse pas de ligne ici" in text(page)
    assert {"centre": REAL} in links(page, "journal")
    assert links(opened(READER), "journal") == []


def test_the_running_month_is_under_way() -> None:
    body = markup(opened(slug=FICTIONAL, annee=date.today().year))
    running = re.findall(
        r'data-month="(\d+)" class="uncounted">\n<th[^\n]*<small>en cours</small>', body
    )

    assert running == [str(date.today().month)]


def test_a_month_without_a_testimonial_opens_their_list() -> None:
    of_may = {"centre": REAL, "annee": "2023", "mois": "5"}

    assert of_may in links(opened(READER), "temoignages")
    page = open_page("temoignages", READER, **of_may)
    assert f"0{NBSP}témoignage." in text(page)
    assert refusal(open_page("temoignages", READER, centre=REAL, mois=13))


def test_the_form_says_how_a_difference_becomes_corrected() -> None:
    shown = text(opened(ecart="annee-meetings"))

    assert "« Corrigé » ne se choisit pas" in shown.replace("\u00a0", " ")
