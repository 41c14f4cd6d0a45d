"""The public page, the feeds and the files of meetings: who may read what, and for how long."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from http.cookies import SimpleCookie
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from components import data
from components.who import COOKIE
from db.commands import meeting_life
from db.commands.agenda import announce, set_public_agenda
from db.commands.meetings import save_meeting
from db.models import Centre, Meeting
from db.queries.meeting_form import as_typed
from db.unit_of_work import Author, writing
from domain import passwords
from domain.agenda import month_code
from domain.meeting_entry import BLANK, read_meeting
from domain.periods import add_months
from domain.roles import Role
from domain.vocabulary import AttendanceRole, DatePrecision, MeetingScope, MeetingStatus
from tests import factories
from tests.components.serving import client
from tests.people import make_account
from tests.signing_in import open_session

TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()
DAY = TODAY + timedelta(days=10)
PAGE, FEED = "/agenda/un", "/agenda/un.ics"


class Ground:
    """A centre whose agenda is public, with a theme, and the meetings a test plans there."""

    def __init__(self) -> None:
        with writing() as session:
            self.centre = factories.make_centre(session, public_agenda=True)
            self.theme = factories.make_theme(session, self.centre)
            factories.make_theme(session, self.centre, "Emploi, insertion")

    def plan(self, title: str = "Petit-déjeuner", **columns: Any) -> int:
        with writing() as session:
            meeting = factories.make_meeting(
                session,
                self.centre,
                columns.pop("held_on", DAY),
                title=title,
                **{"announced": True, "status": MeetingStatus.PLANNED, **columns},
            )
        data.forget()
        return meeting


@pytest.fixture
def ground(database: str, monkeypatch: pytest.MonkeyPatch) -> Ground:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    return Ground()


def events(path: str = FEED) -> Sequence[Any]:
    answer = client().get(path)
    assert answer.status_code == 200, answer.text
    return Calendar.from_ical(answer.content).walk("VEVENT")


def told(path: str = FEED) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(path)]


def browser_of(username: str) -> TestClient:
    browser = client()
    _, ticket = open_session(username)
    answer = browser.post("/api/session", content=ticket)
    browser.cookies.set(COOKIE, SimpleCookie(answer.headers["set-cookie"])[COOKIE].value)
    return browser


def test_anyone_reads_what_is_announced_and_nothing_else(ground: Ground) -> None:
    ground.plan("Annoncée", place="Salle B", registration_url="https://exemple.fr/i")
    ground.plan("Tue", announced=False)
    ground.plan("Interne", scope=MeetingScope.INTERNAL)

    page = client().get(PAGE)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Annoncée" in page.text
    assert "Salle B" in page.text
    assert 'href="https://exemple.fr/i"' in page.text
    assert 'name="robots"' not in page.text
    assert not [word for word in ("Tue", "Interne") if word in page.text]
    assert told() == ["Annoncée"]


def test_the_page_needs_no_script(ground: Ground) -> None:
    ground.plan()
    assert "<script" not in client().get(PAGE).text


def test_what_is_typed_has_no_power(ground: Ground) -> None:
    ground.plan("<script>alert(1)</script>", place='"><img src=x>')

    page = client().get(PAGE).text

    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_no_name_leaves_and_no_note(ground: Ground) -> None:
    with writing() as session:
        caf = factories.make_organisation(session, ground.centre, "CAF du Jura")
        people = [
            factories.make_person(
                session, ground.centre, name, first_name="Camille", function="directrice"
            )
            for name in ("Durand", "Venue")
        ]
    meeting = ground.plan(notes="À ne pas dire", headcount=None)
    with writing() as session:
        roles = (AttendanceRole.SPEAKER, AttendanceRole.PARTICIPANT)
        for person, role in zip(people, roles, strict=True):
            factories.make_attendance(session, meeting, person, role=role, organisation_id=caf)

    answers = [client().get(path).text for path in (PAGE, FEED, f"{PAGE}/{meeting}.ics")]

    for answer in answers:
        assert "directrice" in answer
        assert "CAF du Jura" in answer
        assert not [w for w in ("Durand", "Venue", "Camille", "pas dire") if w in answer]


@pytest.mark.parametrize("path", ["/agenda/nul", "/agenda/clos"])
def test_an_agenda_that_is_not_public_says_so_as_one_that_does_not_exist(
    ground: Ground, path: str
) -> None:
    with writing() as session:
        factories.make_centre(session, "clos")
    ground.plan()

    for address in (path, f"{path}.ics", f"{path}/1.ics"):
        answer = client().get(address)
        assert answer.status_code == 404
        assert "Cet agenda n’est pas public, ou son adresse est incomplète." in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in client().get(path).text


def test_closed_it_answers_no_more_at_once(ground: Ground) -> None:
    ground.plan()
    director = make_account("dir", ("un", Role.DIRECTOR))
    assert client().get(PAGE).status_code == 200

    data.write(set_public_agenda, Author(director, ground.centre), public=False)

    assert [client().get(path).status_code for path in (PAGE, FEED)] == [404, 404]


def test_a_theme_has_its_page_and_its_feed(ground: Ground) -> None:
    ground.plan("De santé", themes=[ground.theme])
    ground.plan("D’autre chose")

    page = client().get(f"{PAGE}?theme=sante")

    assert told(f"{FEED}?theme=sante") == ["De santé"]
    assert told(f"{FEED}?theme=emploi-insertion") == []
    assert "De santé" in page.text
    assert "D’autre chose" not in page.text
    assert "http://testserver/agenda/un.ics?theme=sante" in page.text
    assert "webcal://testserver/agenda/un.ics?theme=sante" in page.text


@pytest.mark.parametrize("path", [f"{PAGE}?theme=nul", f"{FEED}?theme=nul", f"{FEED}?theme="])
@pytest.mark.usefixtures("ground")
def test_a_theme_that_is_not(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 404
    assert "Ce thème n’est pas de ceux du centre." in answer.text


def test_a_month_of_the_page(ground: Ground) -> None:
    first = add_months(TODAY, 2)
    ground.plan("Ce mois-là", held_on=first)
    ground.plan("Un autre", held_on=add_months(TODAY, 4))

    page = client().get(f"{PAGE}?mois={month_code(first)}").text

    assert "Ce mois-là" in page
    assert "Un autre" not in page
    assert f'href="/agenda/un?mois={month_code(add_months(first, 1))}"' in page
    assert f'href="/agenda/un?mois={month_code(add_months(first, -1))}"' in page
    assert f'datetime="{first.isoformat()}"' in page


@pytest.mark.parametrize("month", ["2026-13", "juin", "", "1999-01", "2150-01", "%00", "' OR 1"])
@pytest.mark.usefixtures("ground")
def test_a_month_that_is_not(month: str) -> None:
    answer = client().get(f"{PAGE}?mois={month}")
    assert answer.status_code == 404
    assert "Ce mois n’est pas dans l’agenda, ou n’existe pas." in answer.text
    assert 'href="/agenda/un"' in answer.text


def test_today_is_marked_and_a_crowded_day_counts_the_rest(ground: Ground) -> None:
    for number in range(5):
        ground.plan(f"Réunion {number}", held_on=TODAY, start_time=time(9 + number))

    page = client().get(f"{PAGE}?mois={month_code(TODAY)}").text

    assert page.count('aria-current="date"') == 1
    assert "et 2\u00a0autres" in page
    assert [f"Réunion {n}</a>" in page for n in range(5)] == [True] * 3 + [False] * 2
    assert all(f"<strong>Réunion {n}</strong>" in page for n in range(5))


def test_four_hundred_meetings_and_titles_of_three_hundred_characters(ground: Ground) -> None:
    with writing() as session:
        for number in range(400):
            factories.make_meeting(
                session, ground.centre, DAY, title=f"{number} {'x' * 296}", announced=True
            )

    page = client().get(PAGE)

    assert page.status_code == 200
    assert page.text.count('<li id="rencontre-') == 400
    assert "et 397\u00a0autres" in page.text
    assert len(events()) == 400


def test_a_meeting_whose_day_is_unknown_is_on_the_page_not_in_the_feed(ground: Ground) -> None:
    first = add_months(TODAY, 1)
    meeting = ground.plan("Un jour", held_on=first, date_precision=DatePrecision.MONTH)

    assert "jour à préciser" in client().get(PAGE).text
    assert told() == []
    assert client().get(f"{PAGE}/{meeting}.ics").status_code == 404


def test_what_changes_is_the_same_event_of_a_later_sequence(ground: Ground) -> None:
    editor = Author(make_account("lea", ("un", Role.EDITOR)), ground.centre)
    meeting = ground.plan(start_time=time(14))
    seen = [events()[0]]

    def change(**columns: Any) -> None:
        with writing(editor) as session:
            row = session.get_one(Meeting, meeting)
            for name, value in columns.items():
                setattr(row, name, value)
        data.forget()
        seen.append(events()[0])

    change(held_on=DAY + timedelta(days=7))
    change(start_time=time(15))
    change(title="Un autre titre")
    data.write(meeting_life.cancel, editor, meeting_id=meeting, version=4)
    seen.append(events()[0])
    data.write(meeting_life.reinstate, editor, meeting_id=meeting, version=5, today=TODAY)
    seen.append(events()[0])
    data.write(meeting_life.delete, editor, meeting_id=meeting, version=6)
    seen.append(events()[0])

    assert {str(event["UID"]) for event in seen} == {f"rencontre-{meeting}.un@maillage"}
    assert [event["SEQUENCE"] for event in seen] == [0, 1, 2, 3, 4, 5, 6]
    statuses = [str(event["STATUS"]) for event in seen]
    assert statuses == [*["CONFIRMED"] * 4, "CANCELLED", "CONFIRMED", "CANCELLED"]
    assert "Un autre titre" not in client().get(PAGE).text  # deleted: only calendars are told


def test_a_meeting_announced_no_more_vanishes_from_the_calendars_that_hold_it(
    ground: Ground,
) -> None:
    editor = Author(make_account("lea", ("un", Role.EDITOR)), ground.centre)
    meeting = ground.plan(title="Club santé")
    (before,) = events()
    with writing(editor) as session:
        typed = as_typed(session, centre_id=ground.centre, meeting_id=meeting) or {}
        silent = {**BLANK, **typed, "announced": False, "place": "Secret"}
        save_meeting(session, read_meeting(silent, TODAY))
    data.forget()

    (after,) = events()
    assert (after["UID"], str(after["STATUS"])) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert "Club santé" not in after["SUMMARY"]
    assert "LOCATION" not in after
    assert "retirée" not in client().get(PAGE).text
    assert "Club santé" not in client().get(PAGE).text

    data.write(announce, editor, meeting_ids=[meeting])
    (again,) = events()
    assert (str(again["SUMMARY"]), str(again["STATUS"])) == ("Club santé", "CONFIRMED")
    assert again["SEQUENCE"] == before["SEQUENCE"] + 2


def test_a_cancelled_meeting_is_still_on_the_page_and_no_longer_opens_its_registration(
    ground: Ground,
) -> None:
    ground.plan(status=MeetingStatus.CANCELLED, registration_url="https://exemple.fr/i")

    page = client().get(PAGE).text

    assert "Annulée" in page
    assert "https://exemple.fr/i" not in page
    assert "1\u00a0rencontre, dont 1\u00a0annulée." in page


@pytest.mark.parametrize(("path", "kept"), [(PAGE, "no-cache"), (FEED, "public, max-age=300")])
def test_what_has_not_changed_is_not_sent_again(ground: Ground, path: str, kept: str) -> None:
    ground.plan()
    first = client().get(path)

    def again(tag: str) -> int:
        return client().get(path, headers={"if-none-match": tag}).status_code

    assert first.headers["cache-control"] == kept
    tag = first.headers["etag"]
    assert [again(tag), again(f"W/{tag}"), again(f'"autre", {tag}'), again('"autre"')] == [
        *[304] * 3,
        200,
    ]
    ground.plan("Une de plus")
    assert again(tag) == 200


def test_the_feed_is_a_file_for_calendars(ground: Ground) -> None:
    ground.plan()
    answer = client().get(FEED)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="un.ics"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client().head(FEED).status_code == 200


def test_one_announced_meeting_to_add(ground: Ground) -> None:
    meeting, other = ground.plan("Celle-ci"), ground.plan("Tue", announced=False)

    answer = client().get(f"{PAGE}/{meeting}.ics")

    assert [e["SUMMARY"] for e in Calendar.from_ical(answer.content).walk("VEVENT")] == ["Celle-ci"]
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="rencontre-{meeting}.ics"'
    )
    assert client().get(f"{PAGE}/{other}.ics").status_code == 404
    assert client().get(f"{PAGE}/{'9' * 30}.ics").status_code == 404


def test_who_is_signed_in_adds_any_meeting_of_his_centre(ground: Ground) -> None:
    make_account("lea", ("un", Role.READER))
    meeting = ground.plan("Interne", scope=MeetingScope.INTERNAL, announced=False)

    answer = browser_of("lea").get(f"/api/rencontres/{meeting}.ics")

    assert answer.headers["cache-control"] == "no-store"
    assert [e["SUMMARY"] for e in Calendar.from_ical(answer.content).walk("VEVENT")] == ["Interne"]


def test_nobody_else_does(ground: Ground) -> None:
    with writing() as session:
        factories.make_centre(session, "autre")
    make_account("tom", ("autre", Role.ADMIN))
    address = f"/api/rencontres/{ground.plan()}.ics"

    for browser in (client(), browser_of("tom")):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert answer.text == "Cette rencontre n’existe pas, ou il faut se connecter pour la lire."
    assert browser_of("tom").get(f"/api/rencontres/{'9' * 30}.ics").status_code == 404


@pytest.mark.parametrize("path", ["/agenda/un/deux/trois", "/agenda/un/x.ics", "/agenda/un/2/"])
@pytest.mark.usefixtures("ground")
def test_nothing_else_is_below(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text


@pytest.mark.usefixtures("ground")
def test_a_slash_too_many_leads_to_the_page() -> None:
    answer = client().get("/agenda/un/?theme=sante", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/agenda/un?theme=sante")


def test_fictional_data_say_so_in_public_too(ground: Ground) -> None:
    with writing() as session:
        session.get_one(Centre, ground.centre).fictional = True

    assert "Données fictives" in client().get(PAGE).text


def test_the_past_leaves_the_feed_after_a_season(ground: Ground) -> None:
    ground.plan("Récente", held_on=add_months(TODAY, -3))
    ground.plan("Ancienne", held_on=add_months(TODAY, -4), status=MeetingStatus.HELD)
    assert told() == ["Récente"]
