"""Board mode through its page: chosen, frozen, resumed; scenarios and notes of one’s own."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from components import data
from db.commands import presenting as commands
from db.engine import get_engine
from db.models import Centre, Presentation, SpeakerNote
from db.models import Testimonial as Quote
from db.queries import accounts, presenting
from db.unit_of_work import Author, reading, writing
from domain.scenario_entry import NoteEntry, ScenarioEntry
from domain.scenes import SceneKind
from domain.vocabulary import MeetingFormat
from tests import factories
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

READER, EDITOR, DIRECTOR = "conseil", "saisie", "direction"
TODAY = date.today()
FIGURES = (SceneKind.COVER, SceneKind.FIGURES)


def opened(username: str = DIRECTOR, slug: str = FICTIONAL, **query: Any) -> AppTest:
    page = open_page("projection", username, centre=slug, **query)
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def scenes(page: AppTest) -> dict[int, str]:
    """The scenes of the deck, tags and all, by number."""
    parts = re.split(r'<section class="scene [^"]*"', markup(page))[1:]
    return dict(enumerate(parts, 1))


def on_the_wall(page: AppTest) -> tuple[int, int]:
    (found,) = re.findall(r'data-scene="(\d+)" data-scenes="(\d+)"', markup(page))
    return int(found[0]), int(found[1])


def presentation_of(page: AppTest) -> int:
    (found,) = re.findall(r'data-presentation="(\d+)"', markup(page))
    return int(found)


def centre_id(slug: str = FICTIONAL) -> int:
    with reading() as session:
        return session.exec(select(Centre.id).where(Centre.slug == slug)).one() or 0


def author(username: str, slug: str = FICTIONAL) -> Author:
    with reading() as session:
        found = accounts.credentials(session, username=username)
        assert found
        return Author(found.account_id, centre_id(slug))


def hold_a_meeting(**columns: Any) -> None:
    """One more meeting that counts, today."""
    given = {"title": "Atelier d’essai", "headcount": 12, **columns}
    with writing() as session:
        factories.make_meeting(session, centre_id(), TODAY, **given)
    data.forget()


def save(name: str, slug: str, kinds: tuple[SceneKind, ...] = FIGURES, of: str = FICTIONAL) -> int:
    with writing(author("admin", of)) as session:
        key = commands.save_scenario(session, ScenarioEntry(name, slug, kinds))
    data.forget()
    return key


def keep_note(key: str, words: str) -> None:
    with writing(author(EDITOR)) as session:
        commands.keep_note(session, NoteEntry(key, words))


def scenarios() -> tuple[ScenarioEntry, ...]:
    with reading() as session:
        return presenting.scenarios(session, centre_id=centre_id())


def kept_notes() -> list[str]:
    with Session(get_engine()) as session:
        alive = select(SpeakerNote.text).where(col(SpeakerNote.deleted_at).is_(None))
        return list(session.exec(alive))


# --- Frozen ----------------------------------------------------------------------


def test_what_is_written_meanwhile_changes_nothing_until_it_is_asked_for() -> None:
    before = opened(scene=2)
    hold_a_meeting()

    assert scenes(opened(scene=2)) == scenes(before)

    opened(scene=5)  # where the presentation is left
    page = press(opened(), "Actualiser les chiffres")
    assert on_the_wall(page) == (5, on_the_wall(before)[1])
    assert scenes(page)[2] != scenes(before)[2]
    assert presentation_of(page) != presentation_of(before)


def test_the_wall_reads_its_figures_again_without_leaving_its_scene() -> None:
    before = opened(scene=3)
    hold_a_meeting()

    after = press(opened(scene=3), "Actualiser")

    assert on_the_wall(after) == on_the_wall(before)
    assert scenes(after)[2] != scenes(before)[2]
    assert presentation_of(after) != presentation_of(before)


def test_the_same_figures_come_back_after_a_restart() -> None:
    before = opened(scene=4)
    hold_a_meeting()
    get_engine().dispose()
    get_engine.cache_clear()
    data.forget()

    after = opened(scene=4)

    assert scenes(after) == scenes(before)
    assert presentation_of(after) == presentation_of(before)


def test_starting_reads_everything_again_from_the_first_scene() -> None:
    before = opened(scene=3)
    hold_a_meeting()

    page = press(opened(), "Démarrer la projection")

    assert on_the_wall(page)[0] == 1
    assert scenes(page)[2] != scenes(before)[2]


def test_the_next_day_the_link_starts_another() -> None:
    before = opened(scene=2)
    with writing() as session:
        row = session.get_one(Presentation, presentation_of(before))
        row.started_at -= timedelta(hours=13)

    assert presentation_of(opened(scene=2)) != presentation_of(before)
    assert "Reprendre" in text(opened())


def test_each_account_has_its_own() -> None:
    mine = opened(scene=2)
    hold_a_meeting()

    theirs = opened(READER, scene=2)

    assert presentation_of(theirs) != presentation_of(mine)
    assert scenes(theirs)[2] != scenes(mine)[2]
    assert "Reprendre" not in text(opened(EDITOR))


def test_filters_in_another_order_are_the_same_presentation() -> None:
    first = opened(scenario="annee", annee=TODAY.year, periode="annee", scene=1)

    assert presentation_of(opened(scene=1)) == presentation_of(first)
    assert presentation_of(opened(scenario="territoires", scene=1)) != presentation_of(first)


def test_withdrawn_words_leave_a_frozen_presentation() -> None:
    body = "Ces mots-là seront retirés."
    with writing() as session:
        quote = factories.make_testimonial(
            session, centre_id(), TODAY.year, TODAY.month, body=body, author="Nadia Untel"
        )
    data.forget()
    before = opened(scenario="mois", scene=1)
    assert "Nadia Untel" in markup(before)

    with writing() as session:
        session.get_one(Quote, quote).withdrawn_on = TODAY
    after = opened(scenario="mois", scene=1)

    assert presentation_of(after) == presentation_of(before)
    assert "Nadia Untel" not in markup(after)
    assert "seront retirés" not in text(after)


# --- The address -------------------------------------------------------------------


def test_the_link_of_the_real_year_opens_its_third_scene() -> None:
    page = opened(slug=REAL, annee=2023, scenario="annee", scene=3)

    number, total = on_the_wall(page)
    assert number == 3
    assert total >= 20
    assert 'data-scene="3"' in scenes(page)[3]


@pytest.mark.looks
def test_a_scene_beyond_the_last_is_the_last() -> None:
    number, total = on_the_wall(opened(slug=REAL, annee=2023, scene=999))

    assert number == total


@pytest.mark.looks
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"scene": "trois"}, "La scène «\u00a0trois\u00a0» n’existe pas"),
        ({"scene": 0}, "La scène «\u00a00\u00a0» n’existe pas"),
        ({"scenario": "bilan"}, "Le scénario «\u00a0bilan\u00a0» n’existe pas dans ce centre."),
        ({"scenario": "bilan", "scene": 1}, "Le scénario «\u00a0bilan\u00a0» n’existe pas"),
        ({"scene": 1, "secondes": 3}, "Une scène peut durer de 5 à 120 secondes"),
        ({"secondes": "vite"}, "Une scène peut durer de 5 à 120 secondes"),
        ({"mois": 13}, "Le mois «\u00a013\u00a0» n’existe pas"),
        ({"vue": "salle"}, "n’est pas un choix connu"),
        ({"vue": "notes", "scenario": "annee", "note": "rien"}, "n’est pas de cette présentation"),
        ({"composer": "999"}, "Ce scénario n’existe pas dans ce centre."),
    ],
)
def test_an_address_that_says_nothing_of_ours_is_refused(
    query: dict[str, Any], sentence: str
) -> None:
    assert sentence in refusal(opened(**query))


@pytest.mark.looks
def test_the_month_is_the_one_of_the_address_or_the_last_begun() -> None:
    june = text(opened(slug=REAL, annee=2023, mois=6, scenario="mois", scene=1))
    last = text(opened(slug=REAL, annee=2023, scenario="mois", scene=1))

    assert "Juin 2023" in june
    assert "Décembre 2023" not in june
    assert "Décembre 2023" in last


@pytest.mark.looks
def test_filters_narrow_the_figures_and_are_named_on_each_scene() -> None:
    hold_a_meeting(format=MeetingFormat.WEBINAR)
    whole, narrowed = opened(scene=2), opened(scene=2, format=MeetingFormat.WEBINAR.value)

    assert scenes(narrowed)[2] != scenes(whole)[2]
    assert all(MeetingFormat.WEBINAR.label in part for part in scenes(narrowed).values())
    assert "Filtres" not in scenes(whole)[2]


@pytest.mark.looks
def test_seconds_between_scenes_reach_the_wall() -> None:
    assert 'data-seconds="20"' in markup(opened(scene=1, secondes=20))
    assert "data-seconds" not in markup(opened(scene=1))


@pytest.mark.looks
def test_the_link_of_a_choice_opens_it_again() -> None:
    page = opened(slug=REAL, annee=2023, scenario="mois", secondes=20)

    (address,) = re.findall(r"<code>([^<]*)</code>", markup(page))
    assert address == (
        "/projection?centre=trajectoire-ressources&amp;scenario=mois&amp;annee=2023"
        "&amp;mois=12&amp;secondes=20&amp;scene=1"
    )


# --- The choice ---------------------------------------------------------------------


@pytest.mark.looks
def test_what_will_not_be_shown_is_told_before_the_start() -> None:
    page = opened(slug=REAL, annee=2023)

    assert "Ne sera pas montré\u00a0:" in text(page)
    assert "Ce qui vient" in text(page)
    assert "aucune rencontre prévue" in text(page)
    assert "Reprendre" not in text(page)


def test_a_presentation_that_runs_is_offered_where_it_was() -> None:
    opened(slug=REAL, annee=2023, scene=7)

    page = opened(slug=REAL, annee=2023)

    assert "Reprendre à la scène 7" in text(page)
    assert "données arrêtées le" in text(page)
    assert "/projection?centre=trajectoire-ressources&amp;annee=2023&amp;scene=7" in markup(page)


@pytest.mark.looks
def test_a_scenario_without_data_cannot_start() -> None:
    save("Rien", "rien", (SceneKind.NEXT,), of=REAL)

    page = opened(slug=REAL, annee=2023, scenario="rien")
    assert "Aucune scène de ce scénario n’a de données" in text(page)
    assert [button.label for button in page.button] == []
    assert "Rien à montrer" in text(opened(slug=REAL, annee=2023, scenario="rien", scene=1))
    desk = opened(slug=REAL, annee=2023, scenario="rien", vue="notes")
    assert "Rien à montrer" in text(desk)


@pytest.mark.looks
def test_a_month_without_anything_is_not_projected_and_says_what_it_leaves_out() -> None:
    for where in ({"scene": 1}, {"vue": "notes"}):
        page = text(opened(slug=REAL, annee=2023, mois=8, scenario="mois", **where))

        assert "Rien à montrer" in page
        assert "août (rien d’enregistré)" in page


# --- Scenarios of one's own ---------------------------------------------------------


def test_a_scenario_is_composed_shown_changed_and_deleted() -> None:
    page = opened(EDITOR, composer="nouveau", scenario="territoires")
    page.text_input(key="scenario.name").set_value("Réunion d’équipe").run()
    page = press(page, "Enregistrer")
    (made,) = scenarios()
    assert (made.name, made.slug) == ("Réunion d’équipe", "reunion-d-equipe")
    assert made.scenes[0] is SceneKind.COVER
    assert "Modifier ce scénario" in text(page)
    assert on_the_wall(opened(READER, scenario=made.slug, scene=1))[0] == 1

    name = f"scenario-{made.id}"
    page = opened(EDITOR, composer=made.id)
    page.button(key=f"{name}.Descendre-1").click().run()
    page.button(key=f"{name}.remove-3").click().run()
    page.selectbox(key=f"{name}.add").set_value("a-venir").run()
    page = press(press(page, "Ajouter"), "Enregistrer")
    (changed,) = scenarios()
    assert changed.scenes == (
        made.scenes[1],
        made.scenes[0],
        *made.scenes[3:],
        SceneKind.NEXT,
    )

    page = press(opened(EDITOR, composer=made.id), "Oui, supprimer")
    assert scenarios() == ()
    assert "Réunion d’équipe" not in text(page)


@pytest.mark.looks
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Indiquez le nom du scénario."),
        ("x" * 81, "la limite est de 80."),
        ("Le  MOIS", None),
        ("Mois", "Ce nom est déjà celui d’un scénario fourni"),
        ("!!!", "Un nom a au moins une lettre ou un chiffre."),
        ("equipe", "Un scénario de ce centre porte déjà ce nom."),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: str, sentence: str | None) -> None:
    save("Équipe", "equipe")
    page = opened(EDITOR, composer="nouveau")
    page.text_input(key="scenario.name").set_value(name).run()
    page = press(page, "Enregistrer")

    assert len(scenarios()) == (1 if sentence else 2)
    assert (sentence or "") in "\n".join(element.proto.body for element in page.get("html"))


def test_two_on_one_scenario_see_both() -> None:
    key = save("Équipe", "equipe")
    page = opened(EDITOR, composer=key)
    with writing(author(DIRECTOR)) as session:
        commands.save_scenario(session, ScenarioEntry("La leur", "la-leur", FIGURES, key, 1))
    page.text_input(key=f"scenario-{key}.name").set_value("La mienne").run()

    page = press(page, "Enregistrer")

    told = "\n".join(element.proto.body for element in page.get("html"))
    assert "La leur" in told
    assert [entry.name for entry in scenarios()] == ["La leur"]


def test_a_deletion_of_what_has_changed_is_refused() -> None:
    key = save("Équipe", "equipe")
    page = opened(EDITOR, composer=key)
    with writing(author(DIRECTOR)) as session:
        commands.save_scenario(session, ScenarioEntry("La leur", "la-leur", FIGURES, key, 1))

    page = press(page, "Oui, supprimer")

    assert page.error[0].value.startswith("Quelqu’un a enregistré")
    assert [entry.name for entry in scenarios()] == ["La leur"]


def test_a_reader_presents_but_writes_nothing() -> None:
    key = save("Équipe", "equipe")
    chooser = opened(READER, scenario="equipe")
    assert "scénario du centre" in text(chooser)
    assert "Composer" not in text(chooser)
    assert "Modifier" not in text(chooser)
    assert on_the_wall(press(chooser, "Démarrer la projection")) == (1, 2)
    assert "Modifier" not in text(opened(READER, vue="notes", scenario="equipe"))

    queries: list[dict[str, Any]] = [{"composer": "nouveau"}, {"composer": key}]
    for query in [*queries, {"vue": "notes", "note": 1}]:
        page = opened(READER, **{"scenario": "equipe", **query})
        assert page.error[0].value.startswith("Votre compte ne donne pas accès")
        assert not page.button


def test_the_scenario_of_another_centre_is_unknown() -> None:
    key = save("Le leur", "le-leur", of=REAL)

    assert "Le leur" not in text(opened())
    assert "n’existe pas dans ce centre" in refusal(opened(scenario="le-leur"))
    assert "n’existe pas dans ce centre" in refusal(opened(composer=key))


@pytest.mark.looks
def test_markup_in_names_and_notes_is_text() -> None:
    save("<b>Gras</b>", "b-gras-b")
    key = re.findall(r'data-key="([^"]*)"', markup(opened(scene=1)))[0]
    keep_note(key, "<i>Bonjour</i>")

    assert "&lt;b&gt;Gras&lt;/b&gt;" in markup(opened(scenario="b-gras-b"))
    for page in (opened(scene=1), opened(vue="notes", scenario="annee")):
        assert "&lt;i&gt;Bonjour&lt;/i&gt;" in markup(page)
        assert "<i>Bonjour" not in markup(page)


# --- The desk ------------------------------------------------------------------------


def test_the_desk_follows_the_last_presentation_started() -> None:
    wall = opened(slug=REAL, annee=2023, scenario="territoires", scene=2)

    desk = opened(slug=REAL, vue="notes")

    assert presentation_of(desk) == presentation_of(wall)
    assert on_the_wall(desk) == on_the_wall(wall)


@pytest.mark.looks
def test_without_a_presentation_the_desk_leads_to_the_choice() -> None:
    opened(READER, scene=1)

    page = opened(vue="notes")

    assert "Aucune présentation en cours" in text(page)
    assert 'href="/projection?centre=centre-fictif"' in markup(page)


def test_a_note_is_kept_then_forgotten() -> None:
    wall = opened(EDITOR, scenario="annee", scene=2)
    page = opened(EDITOR, vue="notes", scenario="annee", note=2)
    (area,) = page.text_area
    proposed = area.value
    assert "Texte proposé" in text(page)

    area.set_value("Mes mots à moi.").run()
    desk = press(page, "Enregistrer")
    assert "Mes mots à moi." in text(desk)
    assert "Texte proposé" in text(desk)
    assert kept_notes() == ["Mes mots à moi."]
    assert "Mes mots à moi." in text(opened(READER, scene=1))
    assert presentation_of(desk) == presentation_of(wall)

    page = opened(EDITOR, vue="notes", scenario="annee", note=2)
    assert page.text_area[0].value == "Mes mots à moi."
    desk = press(page, "Revenir au texte proposé")
    assert "Mes mots à moi." not in text(desk)
    assert kept_notes() == []
    assert opened(EDITOR, vue="notes", scenario="annee", note=2).text_area[0].value == proposed


def test_two_on_one_note_see_both() -> None:
    page = opened(EDITOR, vue="notes", scenario="annee", note=1)
    key = re.findall(r'data-key="([^"]*)"', markup(opened(scene=1)))[0]
    with writing(author(DIRECTOR)) as session:
        commands.keep_note(session, NoteEntry(key, "Les leurs."))
    page.text_area[0].set_value("Les miens.").run()

    page = press(page, "Enregistrer")

    told = "\n".join(element.proto.body for element in page.get("html"))
    assert "Les leurs." in told
    assert kept_notes() == ["Les leurs."]


@pytest.mark.looks
def test_a_note_too_long_is_refused_beside_it() -> None:
    page = opened(EDITOR, vue="notes", scenario="annee", note=1)
    page.text_area[0].set_value("x" * 2001).run()

    page = press(page, "Enregistrer")

    told = "\n".join(element.proto.body for element in page.get("html"))
    assert "la limite est de 2\u202f000" in told
    assert kept_notes() == []


@pytest.mark.looks
@pytest.mark.parametrize("username", [READER, DIRECTOR])
def test_what_a_scene_opens_says_that_its_figures_were_read_before(username: str) -> None:
    wall = opened(username, REAL, annee=2023, scenario="annee", scene=1)
    told = "Vous venez d’une projection dont les chiffres ont été lus le "
    pages = {"lignes": links(wall, "lignes"), "carte": links(wall, "carte")}

    assert len({query.get("projete") for found in pages.values() for query in found}) == 1
    for address, found in pages.items():
        query = {name: unquote(value) for name, value in found[0].items()}
        page = open_page(address, username, **query)
        assert told in text(page)
        query.pop("projete")
        assert told not in text(open_page(address, username, **query))
    rows = {**pages["lignes"][0], "projete": unquote(pages["lignes"][0]["projete"])}
    back = re.search('class="back"><a href="([^"]*)"', markup(open_page("lignes", **rows)))
    assert back
    assert "projete" not in back.group(1)


@pytest.mark.looks
@pytest.mark.parametrize("moment", ["hier", "2026-11-22T10:02", "9999-12-31T23:59+00:00"])
def test_the_moment_of_a_projection_that_never_was_is_refused(moment: str) -> None:
    query: dict[str, Any] = {"annee": 2023, "indicateur": "meetings", "projete": moment}

    assert "n’est pas le moment d’une projection." in refusal(
        open_page("lignes", centre=REAL, **query)
    )
