"""Testimonials, publications, audience and highlights, through their pages."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, col, select
from streamlit.testing.v1 import AppTest

from db.models import AudienceFigure, Centre, Draft, Meeting, MonthClosing, Publication
from db.models import Testimonial as Quote
from db.unit_of_work import reading, writing
from domain.vocabulary import AudienceKey, Consent, ConsentChannel, Family
from tests import factories
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

EDITOR, READER = "saisie", "conseil"
TODAY = date.today()
WORDS = "Des mots que personne d’autre n’a dits."
ROLES = (READER, EDITOR, "direction", "admin")


def centre_id(session: Session, slug: str = FICTIONAL) -> int:
    return session.exec(select(Centre.id).where(Centre.slug == slug)).one() or 0


def make(factory: Callable[..., int], *args: Any, slug: str = FICTIONAL, **columns: Any) -> int:
    with writing() as session:
        return factory(session, centre_id(session, slug), *args, **columns)


def make_meeting(slug: str = FICTIONAL, **columns: Any) -> int:
    given = {"title": "Atelier d’essai", **columns}
    return make(factories.make_meeting, TODAY.replace(day=1), slug=slug, **given)


def make_testimonial(**columns: Any) -> int:
    given: dict[str, Any] = {
        "consent_on": TODAY.replace(day=1),
        "consent_channel": ConsentChannel.ORAL,
    }
    return make(factories.make_testimonial, TODAY.year, TODAY.month, body=WORDS, **given, **columns)


def row(table: type[SQLModel], key: int) -> Any:
    with reading() as session:
        return session.get_one(table, key)


def opened(address: str, username: str = EDITOR, **query: Any) -> AppTest:
    page = open_page(address, username, centre=FICTIONAL, **query)
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def fill_testimonial(page: AppTest, form: str = "temoignage") -> AppTest:
    page.text_input(key=f"{form}.organisation").set_value("Préfecture du Jura")
    page.text_area(key=f"{form}.body").set_value(WORDS)
    return page.run()


def saved(page: AppTest) -> int:
    assert "enregistré" in markup(page)
    return int(str(page.query_params["enregistre"]))


# --- Who may -------------------------------------------------------------------


@pytest.mark.parametrize("address", ["parole", "trace", "saisie-du-mois"])
def test_a_reader_reaches_none_of_it(address: str) -> None:
    page = opened(address, READER)

    assert page.error[0].value.startswith("Votre compte ne donne pas accès")
    assert not page.text_input
    assert not page.button


@pytest.mark.parametrize("query", ["id", "rencontre", "enregistre"])
@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("parole", lambda: make(factories.make_testimonial, 2024, 3, slug=REAL)),
        ("trace", lambda: make(factories.make_publication, TODAY, slug=REAL)),
    ],
)
def test_rows_of_another_centre_are_refused(
    address: str, factory: Callable[[], int], query: str
) -> None:
    key = make_meeting(REAL) if query == "rencontre" else factory()

    asked: dict[str, Any] = {query: key}
    assert "n’existe pas dans ce centre" in refusal(opened(address, **asked))


# --- Testimonials --------------------------------------------------------------


def test_a_testimonial_needs_an_organisation_and_words() -> None:
    page = press(fill_testimonial(opened("parole")), "Enregistrer")

    quote = row(Quote, saved(page))
    assert (quote.body, quote.organisation, quote.family) == (
        WORDS,
        "Préfecture du Jura",
        Family.STATE,
    )
    assert (quote.year, quote.month, quote.consent) == (TODAY.year, TODAY.month, Consent.PENDING)
    assert "Son accord reste à recueillir" in text(page)


def test_the_family_is_that_of_the_known_organisation() -> None:
    make(factories.make_organisation, "Les Toits du Val", Family.HEALTH)
    page = opened("parole")
    page.text_input(key="temoignage.organisation").set_value("les toits du val").run()
    assert page.selectbox(key="temoignage.family").value == "sante"

    page.selectbox(key="temoignage.family").set_value("culture").run()
    assert page.selectbox(key="temoignage.family").value == "culture"


def test_the_meeting_of_the_address_gives_month_territory_and_theme() -> None:
    with writing() as session:
        (theme,) = factories.make_themes(session, centre_id(session), "Essais")
    meeting = make_meeting(themes=[theme])
    page = opened("parole", rencontre=meeting)

    assert page.selectbox(key="temoignage.meeting").value == str(meeting)
    assert page.selectbox(key="temoignage.theme").value == str(theme)
    assert [field.label for field in page.text_input if "Mois" in field.label] == []
    key = saved(press(fill_testimonial(page), "Enregistrer"))
    assert (row(Quote, key).meeting_id, row(Quote, key).month) == (meeting, TODAY.month)
    assert WORDS not in told(opened("rencontre", READER, id=meeting))
    assert WORDS in told(opened("rencontre", "direction", id=meeting))


def test_bad_input_gets_sentences_and_stays_as_typed() -> None:
    page = fill_testimonial(opened("parole"))
    page.text_area(key="temoignage.body").set_value("a" * 10_000)
    page.text_input(key="temoignage.month").set_value("32 mai")
    page.selectbox(key="temoignage.consent").set_value("public").run()

    page = press(page, "Enregistrer")

    for sentence in ("10\u202f000 caractères", "Date non comprise", "l’accord a-t-il été donné"):
        assert sentence in told(page)
    assert len(page.text_area(key="temoignage.body").value or "") == 10_000
    assert page.text_input(key="temoignage.month").value == "32 mai"
    with reading() as session:
        assert session.exec(select(Draft)).all()


def test_withdrawn_words_leave_every_page_of_every_role_and_stay_counted() -> None:
    meeting = make_meeting()
    key = make_testimonial(meeting_id=meeting)
    places: list[tuple[str, dict[str, Any]]] = [
        ("temoignages", {}),
        ("mois", {"annee": TODAY.year, "mois": TODAY.month}),
        ("rencontre", {"id": meeting}),
        ("", {}),
    ]
    assert all(WORDS in told(opened(a, READER, **q)) for a, q in places[:3])
    page = opened("parole", id=key)
    assert page.text_area(key=f"temoignage-{key}.body").value == WORDS

    page = press(page, "Retirer ce texte")

    assert row(Quote, key).withdrawn_on == TODAY
    assert not page.text_area
    shown = [told(opened(a, role, **q)) for a, q in places for role in ROLES]
    shown += [told(opened("parole", id=key)), told(opened("parole"))]
    assert [body for body in shown if WORDS in body] == []
    assert "ne sont pas montrés" in told(opened("temoignages", READER))

    page.selectbox(key=f"accord-{key}.consent").set_value("public").run()
    page.button_group(key=f"accord-{key}.consent_channel").set_value("oral").run()
    saved(press(page, "Enregistrer ce nouvel accord"))
    assert WORDS in told(opened("temoignages", READER))


def test_a_draft_that_waits_does_not_bar_the_withdrawal() -> None:
    key = make_testimonial()
    opened("parole", id=key).text_area(key=f"temoignage-{key}.body").set_value("Autre").run()
    page = opened("parole", id=key)
    assert not page.text_area

    press(page, "Retirer ce texte")

    assert row(Quote, key).withdrawn_on == TODAY
    with reading() as session:
        assert session.exec(select(Draft).where(Draft.form == f"temoignage-{key}")).all() == []


def test_a_deleted_testimonial_is_listed_and_brought_back() -> None:
    key = make_testimonial()
    page = press(opened("parole", id=key), "Oui, supprimer")

    assert WORDS not in told(opened("temoignages", "admin"))
    assert f"id={key}" in told(opened("parole"))
    press(page, "Rétablir")
    assert WORDS in told(opened("temoignages", READER))


def test_editors_only_have_the_way_to_change_a_testimonial() -> None:
    assert "/parole?" in told(opened("temoignages", EDITOR))
    assert "/parole" not in told(opened("temoignages", READER))


@pytest.mark.parametrize(
    ("address", "factory", "what"),
    [
        ("parole", make_testimonial, "un témoignage"),
        ("trace", lambda: make(factories.make_publication, TODAY), "une publication"),
    ],
)
def test_the_heading_says_whether_a_row_is_changed(
    address: str, factory: Callable[[], int], what: str
) -> None:
    assert f"<h1>Saisir {what}</h1>" in told(opened(address))
    assert f"<h1>Modifier {what}</h1>" in told(opened(address, id=factory()))


# --- Two people on one row -----------------------------------------------------


def changed_by_two() -> tuple[int, AppTest]:
    """A testimonial that someone saved while it was open elsewhere, and the refusal."""
    key = make_testimonial(author="Camille")
    page = opened("parole", id=key)
    with writing() as session:
        session.get_one(Quote, key).body = "Leur version."
    page.text_area(key=f"temoignage-{key}.body").set_value("Ma version.").run()
    return key, press(page, "Enregistrer")


def test_the_second_save_is_refused_with_both_versions_field_by_field() -> None:
    key, page = changed_by_two()

    body = told(page)
    assert "Deux versions" in body
    assert "<td>Ma version.</td><td>Leur version.</td>" in body
    assert "<td>Camille</td>" not in body, "a field that is the same is not compared"
    assert row(Quote, key).body == "Leur version."


def test_mine_is_kept() -> None:
    key, page = changed_by_two()

    saved(press(press(page, "Garder ma saisie"), "Enregistrer"))

    assert row(Quote, key).body == "Ma version."


def test_theirs_is_taken() -> None:
    key, page = changed_by_two()

    page = press(page, "Reprendre la leur")

    assert page.text_area(key=f"temoignage-{key}.body").value == "Leur version."
    assert "Deux versions" not in told(page)
    page.text_area(key=f"temoignage-{key}.body").set_value("Et la suite.").run()
    saved(press(page, "Enregistrer"))


# --- Publications --------------------------------------------------------------


def test_a_trace_is_saved_and_listed_by_its_meeting() -> None:
    meeting = make_meeting()
    page = opened("trace", rencontre=meeting)
    page.text_input(key="trace.title").set_value("Un <b>compte</b> rendu")
    page.text_input(key="trace.url").set_value("exemple.fr")
    page.selectbox(key="trace.kind").set_value("compte-rendu").run()
    page = press(page, "Enregistrer")
    assert "commence par https://" in told(page)
    page.text_input(key="trace.url").set_value("https://exemple.fr").run()

    key = saved(press(page, "Enregistrer"))

    assert row(Publication, key).meeting_id == meeting
    assert "Un &lt;b&gt;compte&lt;/b&gt; rendu" in told(opened("rencontre", READER, id=meeting))
    page = press(opened("trace", id=key), "Oui, supprimer")
    assert "Aucune trace" in told(opened("rencontre", READER, id=meeting))
    press(page, "Rétablir")
    assert "Aucune trace" not in told(opened("rencontre", READER, id=meeting))


def test_editors_only_have_the_way_to_change_a_trace_from_its_meeting() -> None:
    meeting = make_meeting()
    key = make(factories.make_publication, TODAY, meeting_id=meeting)

    assert f"/trace?centre={FICTIONAL}&amp;id={key}" in told(opened("rencontre", id=meeting))
    assert "/trace" not in told(opened("rencontre", READER, id=meeting))


def test_a_publication_known_by_its_year_is_changed_without_a_day_invented() -> None:
    with reading() as session:
        publication = session.exec(select(Publication).where(Publication.date_precision == "annee"))
        found = publication.first()
        assert found
        slug = session.get_one(Centre, found.centre_id).slug
    page = open_page("trace", EDITOR, centre=slug, id=found.id)
    press(page, "Enregistrer")

    after = row(Publication, found.id or 0)
    assert (after.published_on, after.date_precision) == (found.published_on, "annee")


# --- The month -----------------------------------------------------------------


def test_figures_of_the_month_are_read_as_they_are_typed() -> None:
    page = opened("saisie-du-mois")
    form = f"audience-{TODAY:%Y-%m}"
    page.text_input(key=f"{form}.website_views").set_value("13 432")
    page.text_input(key=f"{form}.newsletter_issues").set_value("deux").run()
    page = press(page, "Enregistrer l’audience")
    assert "Écrivez un nombre entier" in told(page)
    assert page.text_input(key=f"{form}.website_views").value == "13 432"
    page.text_input(key=f"{form}.newsletter_issues").set_value("0").run()

    page = press(page, "Enregistrer l’audience")

    assert "C’est enregistré." in told(page)
    assert page.text_input(key=f"{form}.website_views").value == "13\u202f432"
    with reading() as session:
        found = session.exec(
            select(AudienceFigure.key, AudienceFigure.value).where(
                AudienceFigure.centre_id == centre_id(session),
                AudienceFigure.year == TODAY.year,
                AudienceFigure.month == TODAY.month,
                col(AudienceFigure.key).in_(
                    [AudienceKey.WEBSITE_VIEWS, AudienceKey.NEWSLETTER_ISSUES]
                ),
            )
        ).all()
    assert dict(found) == {AudienceKey.WEBSITE_VIEWS: 13432, AudienceKey.NEWSLETTER_ISSUES: 0}
    page.text_input(key=f"{form}.website_views").set_value("1").run()
    assert "C’est enregistré." not in told(page)


def test_highlights_are_added_moved_and_removed() -> None:
    with writing() as session:
        for known in session.exec(select(Meeting)):
            known.highlight = None
    first, second = (make_meeting(title=title) for title in ("Un", "Deux"))
    form = f"temps-forts-{TODAY:%Y-%m}"
    page = opened("saisie-du-mois")
    for meeting in (first, second):
        page.selectbox(key=f"{form}.add").set_value(str(meeting)).run()
        page = press(page, "Ajouter")
    page = page.button(key=f"{form}.Monter-2").click().run()
    page.text_area(key=f"{form}.text-{first}").set_value("Le second").run()

    page = press(page, "Enregistrer les temps forts")

    with reading() as session:
        assert session.get_one(Meeting, second).highlight_rank == 1
        assert session.get_one(Meeting, first).highlight == "Le second"
    month = text(opened("mois", READER, annee=TODAY.year, mois=TODAY.month))
    assert 0 < month.index(" Deux ") < month.index(" Le second ")
    page = page.button(key=f"{form}.remove-1").click().run()
    press(page, "Enregistrer les temps forts")
    assert row(Meeting, second).highlight is None


def test_a_closed_month_says_what_a_correction_will_be() -> None:
    with reading() as session:
        closing = session.exec(
            select(MonthClosing).where(MonthClosing.centre_id == centre_id(session))
        ).first()
    assert closing
    page = opened("saisie-du-mois", annee=closing.year, mois=closing.month)

    assert (
        "Mois arrêté\u00a0: ses temps forts publiés ne changent plus\u202f; ceux d’ici se lisent à "
        "côté, à la clôture. L’audience n’est pas figée" in told(page)
    )
    assert "Mois publié\u00a0: ses temps forts publiés ne changent plus. L’audience" in told(
        open_page("saisie-du-mois", EDITOR, centre="trajectoire-ressources", annee=2023, mois=7)
    )
    assert "ne changent plus" not in told(opened("saisie-du-mois"))


@pytest.mark.parametrize(
    "query",
    [
        {"annee": TODAY.year + 1, "mois": 1},
        {"annee": 2024, "mois": 13},
        {"annee": "<b>", "mois": 2},
        {"annee": 1789, "mois": 7},
    ],
)
def test_a_month_to_come_or_unheard_of_is_refused(query: dict[str, Any]) -> None:
    assert refusal(opened("saisie-du-mois", **query))


@pytest.mark.parametrize("address", ["parole", "trace", "saisie-du-mois"])
def test_every_page_ends_with_the_figures_of_the_month(address: str) -> None:
    assert "month-figures" in told(opened(address))


def test_a_publication_moves_the_figures_of_its_month() -> None:
    page = opened("trace")
    before = re.search(r"Publications\u00a0: (\d+)", text(page))
    assert before
    page.text_input(key="trace.title").set_value("Un compte rendu")
    page.selectbox(key="trace.kind").set_value("compte-rendu").run()

    page = press(page, "Enregistrer")

    assert f"Publications\u00a0: {int(before[1]) + 1} +1" in text(page)


def test_what_is_being_typed_is_offered_again() -> None:
    fill_testimonial(opened("parole"))
    page = opened("parole")
    assert not page.text_area

    (resume,) = [b for b in page.button if b.label.startswith("Reprendre le brouillon")]
    page = resume.click().run()

    assert page.text_area(key="temoignage.body").value == WORDS
