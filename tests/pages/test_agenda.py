"""Agenda, through its page: read by all, named to the team, made public by a director."""

import html
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from components.data import forget
from db.models import Attendance, Centre, Meeting, Person
from db.unit_of_work import reading, writing
from domain.agenda import month_code
from domain.periods import add_months
from domain.vocabulary import AttendanceRole, MeetingScope, MeetingStatus
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

TODAY = date.today()
OPEN, CLOSE = "Ouvrir l’agenda au public", "Fermer l’agenda public"


def opened(username: str = "direction", centre: str = FICTIONAL, **query: Any) -> AppTest:
    return open_page("agenda", username, centre=centre, **query)


def coming() -> list[Meeting]:
    with reading() as session:
        return list(
            session.exec(
                select(Meeting)
                .join(Centre)
                .where(Centre.slug == FICTIONAL, Meeting.held_on >= TODAY)
                .where(Meeting.status == MeetingStatus.PLANNED)
                .order_by(col(Meeting.held_on), col(Meeting.start_time), col(Meeting.id))
            )
        )


def listed(page: AppTest) -> list[str]:
    return [part.partition('"')[0] for part in markup(page).split('<li id="rencontre-')[1:]]


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def test_all_that_is_to_come_in_order_each_leading_to_its_page() -> None:
    expected = [str(meeting.id) for meeting in coming()]

    page = opened("conseil")

    assert listed(page) == expected
    assert len(expected) >= 5
    assert {link["id"] for link in links(page, "rencontre")} >= set(expected)
    assert f"/api/rencontres/{expected[0]}.ics" in markup(page)
    assert markup(page).count('aria-current="date"') <= 1


def test_a_month_of_the_address_and_those_around() -> None:
    first = add_months(TODAY, -5)

    page = opened(mois=month_code(first))

    with reading() as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == FICTIONAL)).one()
        held = session.exec(
            select(Meeting.id).where(
                Meeting.centre_id == centre,
                col(Meeting.deleted_at).is_(None),
                Meeting.held_on >= first,
                Meeting.held_on < add_months(first, 1),
            )
        ).all()
    assert sorted(listed(page)) == sorted(map(str, held))
    turned = [link.get("mois") for link in links(page, "agenda")]
    assert month_code(add_months(first, -1)) in turned
    assert month_code(add_months(first, 1)) in turned
    assert None in turned  # back to all that is to come


@pytest.mark.parametrize("month", ["2026-13", "12", "juin", "1899-01", "9999-12"])
def test_a_month_that_is_not_is_refused(month: str) -> None:
    assert "n’existe pas" in refusal(opened(mois=month))


def test_names_of_speakers_are_for_the_team() -> None:
    with reading() as session:
        speakers = session.exec(
            select(Person)
            .join(Attendance, col(Attendance.person_id) == col(Person.id))
            .where(col(Attendance.meeting_id).in_([m.id for m in coming()]))
            .where(Attendance.role == AttendanceRole.SPEAKER)
        ).all()
    names = [f"{one.first_name} {one.last_name}" for one in speakers]
    assert names

    team, readers = text(opened("saisie")), text(opened("conseil"))

    assert [name for name in names if name not in team] == []
    assert [name for name in names if name in readers] == []


def test_a_theme_and_a_format_narrow_it() -> None:
    webinars = [str(m.id) for m in coming() if m.format.value == "gap"]
    assert listed(opened(format="gap")) == webinars


def test_a_centre_with_nothing_planned_says_so() -> None:
    assert "Aucune rencontre." in text(opened(centre=REAL))


def test_a_director_closes_and_opens_the_public_agenda() -> None:
    page = opened()
    assert f"/agenda/{FICTIONAL}.ics" in markup(page)
    assert "Annoncée au public" in text(page)
    assert f"L’agenda public\u00a0: ouvert, {len(coming())}\u00a0rencontres annoncées" in [
        box.label for box in page.expander
    ]

    closed = press(page, CLOSE)

    assert "ne répondent à personne" in text(closed)
    assert "Annoncée au public" not in text(closed)
    assert f"/agenda/{FICTIONAL}.ics" not in markup(closed)
    with reading() as session:
        assert not session.exec(select(Centre.public_agenda).where(Centre.slug == FICTIONAL)).one()
    assert f"/agenda/{FICTIONAL}.ics" in markup(press(closed, OPEN))


def test_an_open_agenda_where_nothing_is_announced_says_how_to_announce() -> None:
    page = press(opened(centre=REAL), OPEN)
    assert "Rien n’y est encore annoncé." in text(page)


@pytest.mark.parametrize("username", ["saisie", "conseil"])
def test_others_see_the_address_and_no_button(username: str) -> None:
    assert [b.label for b in opened(username).button] == []
    assert f"/agenda/{FICTIONAL}" in markup(opened(username))
    assert bool(opened(username, centre=REAL).expander) is (username == "saisie")


def test_the_team_announces_several_at_once() -> None:
    first, second, third = coming()[:3]
    with writing() as session:
        for row in (first, second, third):
            session.get_one(Meeting, row.id).announced = False
        session.get_one(Meeting, third.id).scope = MeetingScope.INTERNAL
    forget()
    page = opened("saisie")
    (box,) = page.multiselect
    assert [option.partition(" · ")[2] for option in box.options] == [first.title, second.title]

    page = press(box.set_value([first.id, second.id]).run(), "Annoncer au public")

    with reading() as session:
        rows = [session.get_one(Meeting, row.id) for row in (first, second, third)]
        assert [row.announced for row in rows] == [True, True, False]
    assert not page.multiselect
    assert not opened("conseil").multiselect


def test_who_withdraws_a_meeting_is_told_that_nobody_will_be() -> None:
    meeting = coming()[0].id
    with writing() as session:
        session.get_one(Meeting, meeting).announced = True
    forget()
    page = open_page("saisir", "saisie", centre=FICTIONAL, modifier=meeting)
    assert "la verront annulée" not in text(page)

    (tick,) = [box for box in page.checkbox if box.label == "Annoncer au public"]
    page = tick.uncheck().run()

    assert "les agendas abonnés la verront annulée, sans son titre" in text(page)
    (tick,) = [box for box in page.checkbox if box.label == "Annoncer au public"]
    assert "la verront annulée" not in text(tick.check().run())


def test_what_is_typed_is_not_markup() -> None:
    with writing() as session:
        meeting = session.get_one(Meeting, coming()[0].id)
        meeting.title = "<b>gras</b> & co"
    forget()
    assert html.escape("<b>gras</b> & co", quote=False) in markup(opened())


def test_a_meeting_leads_to_its_calendar_file() -> None:
    meeting = coming()[0].id
    page = open_page("rencontre", "conseil", centre=FICTIONAL, id=meeting)
    assert f'href="/api/rencontres/{meeting}.ics" download' in markup(page)
    assert "Ajouter à mon agenda" in text(page)
    assert "Annonce au public oui" in text(page)
