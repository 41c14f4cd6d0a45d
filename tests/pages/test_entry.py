"""The form of a meeting, through its page: what it starts from, refuses, keeps and remembers."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from db.models import Account, Centre, Draft, Meeting, MonthClosing, NotADouble
from db.unit_of_work import reading
from domain.formats import day, short_day
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


def saved(page: AppTest, done: str = "Rencontre enregistrée") -> Meeting:
    assert f"<h2>{done}</h2>" in markup(page)
    told = "enregistree" if done == "Rencontre enregistrée" else "modifiee"
    with reading() as session:
        return session.get_one(Meeting, int(str(page.query_params[told])))


def changed(page: AppTest) -> Meeting:
    assert "<h1>Modifier une rencontre</h1>" in markup(page)
    return saved(page, "Modification enregistrée")


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


@pytest.mark.parametrize("asked", ["modifier", "id", "dupliquer"])
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

    assert changed(send(page, form)).title == "Après"


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


@pytest.mark.parametrize(("typed", "count"), [("1 200", 1200), ("0", 0)])
def test_a_doubtful_headcount_is_confirmed(typed: str, count: int) -> None:
    page = enter("Grande fête", headcount=typed)
    assert "Cochez pour confirmer" in markup_with_errors(page)

    page.checkbox(key="rencontre.large").check().run()

    assert saved(send(page)).headcount == count


def test_the_state_goes_with_the_date_until_someone_chooses_it() -> None:
    page = open_form()
    set_field(page, "held_on", "demain")
    page.run()
    assert state(page) == "prevue"
    set_field(page, "held_on", "hier")
    page.run()
    assert state(page) == "tenue"

    page.button_group(key="rencontre.status").set_value("annulee").run()
    set_field(page, "held_on", "demain")
    page.run()

    assert state(page) == "annulee"


def test_a_day_to_come_makes_a_planned_meeting() -> None:
    page = enter("À venir", held_on=f"01/12/{TODAY.year + 1}")

    assert saved(page).status == "prevue"
    assert "Rencontres\u00a0: à venir" in text(page)


def test_what_a_likeness_says_is_in_words() -> None:
    saved(enter("Conférence du réseau"))

    told = markup_with_errors(enter("Conférence du réseau"))

    assert "Régional<" in told
    assert ">regional<" not in told


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


def read_text(page: AppTest, announcement: str) -> AppTest:
    page.text_area(key="rencontre.announcement").set_value(announcement).run()
    return page.button(key="rencontre.read").click().run()


def shown(page: AppTest, *fields: str) -> list[str | None]:
    return [page.text_input(key=f"rencontre.{field}").value for field in fields]


def state(page: AppTest, form: str = "rencontre") -> Any:
    return page.session_state[f"{form}.status"]


def test_an_announcement_fills_the_form_and_saves_nothing() -> None:
    with reading() as session:
        before = len(session.exec(select(Meeting.id)).all())

    page = read_text(
        open_form(),
        "Webinaire « Vivre ensemble »\nMardi 13 mai 2025 de 14h à 16h30, via Zoom.\n"
        "Inscription : https://exemple.fr/inscription\nLe site : https://exemple.fr",
    )

    assert shown(page, "title", "held_on") == ["Vivre ensemble", "13/05/2025"]
    assert shown(page, "start", "end") == ["14h", "16h30"]
    assert shown(page, "registration_url", "replay_url") == ["https://exemple.fr/inscription", ""]
    assert "Autres liens du texte\u00a0: https://exemple.fr." in text(page)
    assert state(page) == "tenue"
    assert "Lu dans l’annonce" in markup(page)
    assert "organisateurs" in text(page).split("Non trouvé")[1]
    assert "1\u00a0demi-journée (une par tranche de quatre heures entamée" in text(page)
    with reading() as session:
        assert len(session.exec(select(Meeting.id)).all()) == before


def test_another_announcement_keeps_nothing_of_the_first_but_what_was_changed() -> None:
    page = read_text(
        open_form(),
        "Oxygène n° 12 : « Vivre ensemble »\nMardi 13 mai 2025 de 14h à 16h30, via Zoom.\n"
        "Organisé par : Ville de Dole\nIntervenante : Claire MARTIN, sociologue",
    )
    assert page.text_area(key="rencontre.speakers").value
    set_field(page, "start", "13h30")

    page = read_text(page, "Bonjour, rien à lire ici.")

    assert shown(page, "title", "held_on", "start", "end") == ["", "", "13h30", ""]
    assert shown(page, "series_number") == [""]
    assert page.text_area(key="rencontre.speakers").value == ""
    assert page.multiselect(key="rencontre.organisers").value == []
    assert "✓ Lu dans l’annonce" not in markup(page)


def test_an_announcement_without_a_date_is_not_of_today() -> None:
    page = read_text(open_form(), "Atelier « Conseils citoyens »\nDate à préciser")

    assert shown(page, "held_on") == [""]
    assert state(page) == "prevue"


def test_a_day_given_by_hand_outlives_an_announcement_without_a_date() -> None:
    page = open_form()
    set_field(page, "held_on", "demain")

    page = read_text(page, "Atelier « Conseils citoyens »\nDate à préciser")

    assert shown(page, "held_on") == ["demain"]


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


def two_on_one(mine: dict[str, str], theirs: dict[str, str]) -> tuple[AppTest, str]:
    """A form whose save is refused, because the direction saved the same meeting meanwhile."""
    row = saved(enter("Avant", headcount="10", place="Dole"))
    form = f"rencontre-{row.id}"
    page = open_form(modifier=row.id)
    other = open_page("saisir", "direction", centre=FICTIONAL, modifier=row.id)
    for opened, fields in ((other, theirs), (page, mine)):
        for field, value in fields.items():
            set_field(opened, field, value, form)
    changed(send(other, form))
    return send(page, form), form


def stale_lines(page: AppTest) -> list[list[str]]:
    """Field, who changed it, mine and theirs, of each line."""
    table = markup(page).split('class="stale"')[1].split("<tbody>")[1].split("</tbody>")[0]
    lines = [re.split("<[^>]+>", line) for line in table.split("<tr>")[1:]]
    return [[part for part in line if part.strip()] for line in lines]


def test_two_who_changed_other_fields_keep_both() -> None:
    page, form = two_on_one({"headcount": "environ 20"}, {"title": "Leur titre"})
    name = account_name("direction")
    assert f"{name} a enregistré cette fiche le" in text(page)
    assert stale_lines(page) == [
        ["Titre", f"changé par {name}", "Avant", "Leur titre"],
        ["Effectif", "changé par vous", "environ 20", "10"],
    ]

    page.button(key=f"{form}.join").click().run()
    row = changed(send(page, form))

    assert (row.title, row.headcount, row.place) == ("Leur titre", 20, "Dole")


def test_two_who_changed_one_field_choose() -> None:
    page, form = two_on_one({"title": "Mon titre", "place": "Dijon"}, {"title": "Leur titre"})
    assert stale_lines(page) == [
        ["Titre", f"changé par vous et {account_name('direction')}", "Mon titre", "Leur titre"],
        ["Lieu", "changé par vous", "Dijon", "Dole"],
    ]
    assert f"{form}.join" not in [button.key for button in page.button]

    page.button(key=f"{form}.keep_mine").click().run()
    row = changed(send(page, form))

    assert (row.title, row.place) == ("Mon titre", "Dijon")


def test_who_changed_what_outlives_the_page() -> None:
    page, form = two_on_one({"headcount": "20"}, {"title": "Leur titre"})
    page = open_form(modifier=form.rpartition("-")[2])
    page.button(key=f"{form}.resume").click().run()

    page = send(page, form)

    assert [line[1] for line in stale_lines(page)] == [
        f"changé par {account_name('direction')}",
        "changé par vous",
    ]


def account_name(username: str) -> str:
    with reading() as session:
        return session.exec(select(Account.name).where(Account.username == username)).one()


def markup_with_errors(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.proto.body for element in page.get("html"))


def test_a_planned_meeting_is_announced_by_a_tick() -> None:
    page = open_form()
    assert [box.label for box in page.checkbox] == []
    set_field(page, "title", "Webinaire à venir")
    choose(page, "format", "webinaire")
    set_field(page, "held_on", short_day(TODAY + timedelta(days=9)))
    page = page.run()
    (tick,) = [box for box in page.checkbox if box.label == "Annoncer au public"]
    assert tick.value is False

    meeting = saved(send(tick.check().run()))

    assert meeting.announced is True
    assert open_form(modifier=meeting.id).checkbox(key=f"rencontre-{meeting.id}.announced").value


def test_a_tick_is_kept_when_the_meeting_takes_place() -> None:
    with reading() as session:
        planned = session.exec(select(Meeting).where(col(Meeting.announced).is_(True))).first()
    assert planned
    form = f"rencontre-{planned.id}"

    page = open_form(modifier=planned.id)
    set_field(page, "held_on", short_day(TODAY), form)
    page.button_group(key=f"{form}.status").set_value("annulee").run()

    assert changed(send(page, form)).announced is True


def in_a_closed_month() -> tuple[Meeting, date]:
    """A meeting that a month of the fictional centre counts, and when the month was closed."""
    with reading() as session:
        closing = session.exec(
            select(MonthClosing)
            .join(Centre, col(Centre.id) == col(MonthClosing.centre_id))
            .where(
                Centre.slug == FICTIONAL,
                MonthClosing.year == 2026,
                MonthClosing.month == 4,
            )
        ).one()
        counted = session.exec(
            select(Meeting).where(
                col(Meeting.id).in_(closing.frozen["meeting_ids"]),
                col(Meeting.headcount).is_not(None),
            )
        ).first()
        assert counted is not None
        return counted, closing.closed_at.date()


def test_a_meeting_of_a_closed_month_says_so_before_and_after() -> None:
    meeting, closed_on = in_a_closed_month()
    before = open_form(modifier=meeting.id)
    (note,) = before.info
    assert note.value.startswith(f"Avril 2026 est arrêté depuis le {day(closed_on)} à ")
    assert note.value.endswith(
        "\u00a0: ses chiffres publiés ne changent pas\u202f; la correction apparaîtra comme une "
        "rectification."
    )
    form = f"rencontre-{meeting.id}"
    set_field(before, "headcount", str((meeting.headcount or 0) + 25), form)
    page = send(before, form)

    (told,) = re.findall(r'<p class="since">(.*?) <a href="(/[a-z]+)\?', markup(page))
    first = re.fullmatch(
        r"Avril 2026 est rectifié par cet enregistrement\u00a0: "
        r"(\d+) → (\d+)\u00a0participations \(\+25\)\. Ses chiffres publiés ne changent pas\.",
        told[0],
    )
    assert first
    assert told[1] == "/mois"

    # A second save tells what it changes, and nothing of the first.
    again = open_form(modifier=meeting.id)
    set_field(again, "headcount", str((meeting.headcount or 0) + 26), form)
    assert f"{first.group(2)} → {int(first.group(2)) + 1}\u00a0participations (+1)" in text(
        send(again, form)
    )


def test_a_meeting_that_enters_or_leaves_a_closed_month_says_so() -> None:
    page = open_form()
    assert not page.info
    set_field(page, "held_on", "10/04/2026")
    (note,) = page.run().info
    assert note.value.startswith("Avril 2026 est arrêté depuis le ")

    meeting, _ = in_a_closed_month()
    page = open_form(modifier=meeting.id)
    set_field(page, "held_on", short_day(TODAY), f"rencontre-{meeting.id}")
    (note,) = page.run().info
    assert note.value.startswith("Avril 2026 est arrêté depuis le ")


def test_a_month_published_by_a_report_is_not_closed_here() -> None:
    assert not open_page("saisir", EDITOR, centre=REAL, modifier=any_meeting(REAL)).info
