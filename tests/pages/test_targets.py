"""Objectifs, through its page: read by all, set by a director."""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.commands.targets import save_target
from db.models import Account, Centre, Target
from db.unit_of_work import Author, reading, writing
from domain.target_entry import MONTH_FIELDS, TargetEntry
from domain.targets import EVEN
from domain.vocabulary import ProfileKind
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

DIRECTOR, READER = "direction", "conseil"
YEAR = date.today().year
FORM = f"objectif-{YEAR}-half_days"
MEETINGS = f"objectif-{YEAR}-meetings"


def opened(username: str = DIRECTOR, centre: str = FICTIONAL, **query: Any) -> AppTest:
    page = open_page("objectifs", username, centre=centre, **query)
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def typed(page: AppTest, form: str = FORM, **fields: str) -> AppTest:
    for field, value in fields.items():
        page.text_input(key=f"{form}.{field}").set_value(value)
    return page.run()


def spread(page: AppTest, kind: ProfileKind, form: str = FORM) -> AppTest:
    return page.button_group(key=f"{form}.kind").set_value(kind.value).run()


def row(key: str, year: int = YEAR, slug: str = FICTIONAL) -> Target | None:
    with reading() as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == slug)).one()
        return session.exec(
            select(Target).where(Target.centre_id == centre, Target.year == year, Target.key == key)
        ).one_or_none()


def bodies(page: AppTest) -> str:
    """The HTML of a page where something was refused."""
    return "\n".join(element.proto.body for element in page.get("html"))


def shown(page: AppTest) -> dict[str, str]:
    return dict(re.findall(r'data-target="(\w+)">([^<]*)<', markup(page)))


def test_a_reader_sees_targets_and_no_way_to_change_them() -> None:
    page = opened(READER)

    assert list(shown(page)) == [
        *("meetings", "participations", "publications"),
        *("territories", "trace_rate"),
    ]
    assert "de l’objectif" in text(page)
    assert "Modifier" not in text(page)
    assert "Fixer un objectif" not in text(page)


@pytest.mark.parametrize("username", [READER, "saisie"])
def test_the_form_is_the_directors(username: str) -> None:
    page = opened(username, indicateur="meetings")

    assert [box.value.split(". ")[0] for box in page.error] == [
        "Votre compte ne donne pas accès à cette page"
    ]
    assert "Adresse à corriger" not in [title.value for title in page.title]
    assert not page.text_input


def test_the_twelve_months_stand_beside_what_adds_up() -> None:
    page = opened(annee=YEAR - 1)
    body = markup(page)

    assert "Année finie" in text(page)
    assert body.count("Cumul depuis janvier") == 3
    assert body.count("ne s’additionne pas") == 2
    assert f"que {YEAR - 2} (" in text(page)
    of_june = {"annee": str(YEAR - 1), "mois": "6", "indicateur": "meetings"}
    assert {"centre": FICTIONAL, **of_june} in links(page, "lignes")
    expected = re.findall(r"Attendu</th>(.*?)</tr>", body, re.S)[0]
    months = (9, 19, 32, 43, 54, 69, 75, 76, 89, 106, 120, 130)
    assert re.findall(r">(\d+)</td>", expected) == [str(month) for month in months]


def test_what_is_reached_opens_its_rows_and_what_is_aimed_at_who_set_it() -> None:
    page = opened(annee=YEAR - 1)
    found, body = links(page, "lignes"), markup(page)
    at = {"centre": FICTIONAL, "annee": str(YEAR - 1)}

    # From its number, from its words, and from its sum in December.
    assert found.count({**at, "indicateur": "meetings"}) == 3
    realised = re.findall(r"Réalisé</th>(.*?)</tr>", body, re.S)[0]
    hrefs = re.findall(r'href="([^"]*)">(\d+)</a>', realised)
    assert len(hrefs) == 12
    for rank, (href, number) in enumerate(hrefs, 1):
        asked = dict(parse_qsl(urlsplit(html.unescape(href)).query))
        assert f"data-value>{number}<" in markup(open_page("lignes", **asked)), rank
    target = row("meetings", YEAR - 1)
    assert target
    told = {"centre": FICTIONAL, "nature": "objectif", "fiche": str(target.id)}
    assert told in links(page, "journal")
    assert links(opened(READER, annee=YEAR - 1), "journal") == []


def test_the_next_year_may_be_prepared() -> None:
    page = opened(annee=YEAR + 1)
    assert f"Aucun objectif pour {YEAR + 1}" in text(page)

    page = opened(annee=YEAR + 1, indicateur="meetings")
    page = press(typed(page, f"objectif-{YEAR + 1}-meetings", value="140"), "Enregistrer")

    assert "n’a pas commencé" in text(page)
    assert "bullet" not in markup(page)


@pytest.mark.parametrize("year", ["1999", "demain", str(YEAR + 2)])
def test_a_year_without_anything_is_refused(year: str) -> None:
    assert "n’a ni chiffres ni objectifs" in refusal(opened(annee=year))


def test_an_unknown_indicator_is_refused() -> None:
    assert "n’est pas un choix connu" in refusal(opened(indicateur="bonheur"))


def test_the_real_centre_has_none() -> None:
    page = opened(READER, REAL, annee=2023)

    assert "Aucun objectif pour 2023" in text(page)
    assert "La direction n’en a pas fixé" in text(page)


def test_a_target_is_set_then_shown() -> None:
    page = opened(indicateur="half_days")
    page = press(typed(page, value="1 200"), "Enregistrer")

    assert "Objectif enregistré" in text(page)
    assert "indicateur" not in page.query_params
    assert "half_days" in shown(page)
    assert not page.text_input
    assert (set_ := row("half_days"))
    assert (set_.value, set_.profile_kind, set_.profile) == (1200, ProfileKind.EVEN, None)


def test_what_is_wrong_is_said_beside_its_field() -> None:
    page = press(typed(opened(indicateur="half_days"), value="zéro"), "Enregistrer")

    assert "Écrivez un nombre entier" in bodies(page)
    assert [box.value for box in page.error] == [
        "Rien n’est enregistré\u00a0: voyez les champs signalés."
    ]
    assert row("half_days") is None


def test_twelve_months_are_typed_and_their_sum_told() -> None:
    page = typed(opened(indicateur="half_days"), value="80")
    page = spread(page, ProfileKind.TYPED)
    page = typed(page, **dict.fromkeys(MONTH_FIELDS, "5"))

    assert "Total saisi 60, ramené à 100\u202f%." in text(page)
    press(page, "Enregistrer")
    assert (set_ := row("half_days"))
    assert set_.profile == [5.0] * 12


def test_a_target_follows_last_year() -> None:
    page = spread(typed(opened(indicateur="half_days"), value="80"), ProfileKind.LAST_YEAR)
    assert f"Demi-journées en {YEAR - 1}\u00a0: janvier" in text(page)

    page = press(page, "Enregistrer")

    assert f"Réparti comme en {YEAR - 1}." in text(page)
    assert (set_ := row("half_days"))
    assert set_.profile
    assert set_.profile_kind is ProfileKind.LAST_YEAR


def test_a_year_that_is_not_known_is_not_offered() -> None:
    page = open_page("objectifs", DIRECTOR, centre=REAL, annee=2023, indicateur="meetings")

    offered = page.button_group(key="objectif-2023-meetings.kind").options
    assert offered == ["Régulière", "Mois par mois"]
    assert text(page).count("Rien n’est connu de 2022") == 1


def test_a_value_refused_alone_is_not_a_draft_to_resume() -> None:
    press(typed(opened(indicateur="half_days"), value="zéro"), "Enregistrer")
    assert opened(indicateur="half_days").text_input(key=f"{FORM}.value").value == ""

    page = spread(typed(opened(indicateur="half_days"), value="zéro"), ProfileKind.TYPED)
    press(page, "Enregistrer")
    assert not opened(indicateur="half_days").text_input


def test_what_does_not_add_up_has_no_months_to_fill() -> None:
    page = opened(indicateur="people")

    assert [field.label for field in page.text_input] == [
        "À atteindre dans l’année, en personnes (obligatoire)"
    ]
    assert not page.button_group
    press(typed(page, f"objectif-{YEAR}-people", value="700"), "Enregistrer")
    assert (set_ := row("people"))
    assert set_.value == 700


def test_someone_else_saved_meanwhile() -> None:
    page = typed(opened(indicateur="meetings"), MEETINGS, value="150")
    _save_as(
        "admin", lambda version: TargetEntry(YEAR, "meetings", 140, ProfileKind.EVEN, EVEN, version)
    )

    page = press(page, "Enregistrer")
    assert "<td>150</td><td>140</td>" in bodies(page)
    assert (kept := row("meetings"))
    assert kept.value == 140

    page = press(press(page, "Garder ma saisie"), "Enregistrer")
    assert (kept := row("meetings"))
    assert kept.value == 150


def test_a_target_is_deleted_and_brought_back() -> None:
    page = press(opened(indicateur="meetings"), "Oui, supprimer")
    assert (gone := row("meetings"))
    assert gone.deleted_at
    assert any("Cet objectif a été supprimé" in box.value for box in page.warning)
    assert "meetings" not in shown(page)

    page = press(page, "Rétablir")

    assert (back := row("meetings"))
    assert back.deleted_at is None
    assert page.text_input(key=f"{MEETINGS}.value").value == "130"


def test_closing_the_form_forgets_it() -> None:
    page = press(typed(opened(indicateur="meetings"), MEETINGS, value="1"), "Fermer")

    assert not page.text_input
    assert opened(indicateur="meetings").text_input(key=f"{MEETINGS}.value").value == "130"


def _save_as(username: str, make: Callable[[int], TargetEntry]) -> None:
    held = row("meetings")
    assert held
    with reading() as session:
        account = session.exec(select(Account.id).where(Account.username == username)).one()
    with writing(Author(account, held.centre_id)) as session:
        save_target(session, make(held.version))
