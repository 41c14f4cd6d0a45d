"""Names and words, by role."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from components.who import SESSION_KEY
from db.engine import get_engine
from db.models import Attendance, Centre, Meeting, Person
from db.models import Testimonial as Quote
from domain.vocabulary import AttendanceState, Consent
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, text

pytestmark = pytest.mark.usefixtures("standing_demonstration")

READER, EDITOR, DIRECTOR, ADMIN = "conseil", "saisie", "direction", "admin"
LAST_YEAR = date.today().year - 1


@pytest.fixture
def names() -> tuple[int, list[str]]:
    """A meeting of the fictional centre, and the surnames of those who were there."""
    with Session(get_engine()) as session:
        busiest = session.exec(
            select(Attendance.meeting_id)
            .join(Meeting)
            .where(Attendance.state == AttendanceState.PRESENT)
            .group_by(col(Attendance.meeting_id))
            .order_by(func.count().desc())
        ).first()
        assert busiest
        people = session.exec(
            select(Person)
            .join(Attendance)
            .where(Attendance.meeting_id == busiest, Attendance.state == AttendanceState.PRESENT)
        )
        return busiest, [f"{p.first_name} {p.last_name}" for p in people]


def quotes(consent: Consent) -> set[str]:
    """What the fictional centre holds under this consent, neither withdrawn nor expired."""
    with Session(get_engine()) as session:
        found = session.exec(
            select(Quote)
            .join(Centre)
            .where(
                Centre.slug == FICTIONAL,
                Quote.consent == consent,
                col(Quote.withdrawn_on).is_(None),
                col(Quote.consent_until).is_(None),
            )
        )
        return {quote.body for quote in found}


def test_a_reader_sees_no_name_of_a_participant(names: tuple[int, list[str]]) -> None:
    meeting, people = names
    told = text(open_page("rencontre", READER, centre=FICTIONAL, id=meeting))

    assert len(people) > 5
    assert [name for name in people if name in told] == []
    assert "Les noms ne sont montrés qu’à l’équipe." in told


@pytest.mark.parametrize("username", [EDITOR, DIRECTOR, ADMIN])
def test_the_team_sees_the_names(username: str, names: tuple[int, list[str]]) -> None:
    meeting, people = names
    told = text(open_page("rencontre", username, centre=FICTIONAL, id=meeting))

    assert [name for name in people if name not in told] == []


def test_the_rows_of_people_have_names_for_the_team_only() -> None:
    query: Any = {"indicateur": "people", "centre": FICTIONAL, "annee": LAST_YEAR}
    reader = markup(open_page("lignes", READER, **query))
    editor = markup(open_page("lignes", EDITOR, **query))

    value = re.findall(r"data-value>([^<]*)<", reader)
    assert value == re.findall(r"data-value>([^<]*)<", editor)
    assert int(value[0]) > 100
    assert "lignes-comptees" not in reader
    counted = editor.partition('id="lignes-comptees"')[2].partition("</tbody>")[0]
    assert counted.partition("<tbody>")[2].count("<tr>") == int(value[0])


@pytest.mark.parametrize(
    ("username", "read"),
    [
        (READER, {Consent.PUBLIC, Consent.BOARD}),
        (EDITOR, {Consent.PUBLIC, Consent.BOARD, Consent.TEAM}),
        (DIRECTOR, set(Consent)),
        (ADMIN, set(Consent)),
    ],
)
def test_words_are_shown_as_their_authors_allow(username: str, read: set[Consent]) -> None:
    told = text(open_page("temoignages", username, centre=FICTIONAL))

    for consent in Consent:
        assert quotes(consent)
        shown = {body for body in quotes(consent) if body in told}
        assert shown == (quotes(consent) if consent in read else set())


def test_withdrawn_words_are_shown_to_nobody() -> None:
    with Session(get_engine()) as session:
        withdrawn = session.exec(select(Quote.body).where(col(Quote.withdrawn_on).is_not(None)))
        (body,) = withdrawn.all()

    for username in (READER, EDITOR, DIRECTOR, ADMIN):
        assert body not in text(open_page("temoignages", username, centre=FICTIONAL))


def test_the_words_of_the_real_year_are_summaries_without_a_name() -> None:
    page = open_page("temoignages", READER, centre=REAL)

    assert markup(page).count('class="tag">Résumé<') == 10
    assert "«" not in markup(page)


def test_what_is_not_meant_for_all_says_what_its_author_allows() -> None:
    reader, editor, director = (
        set(
            re.findall(
                r">(Accord\u00a0: [^<]*)<", markup(open_page("temoignages", u, centre=FICTIONAL))
            )
        )
        for u in (READER, EDITOR, DIRECTOR)
    )

    assert reader == {"Accord\u00a0: interne et rapport d’activité"}
    assert editor == reader | {"Accord\u00a0: interne, l’équipe seulement"}
    assert director == editor | {"Accord\u00a0: à recueillir"}
    assert "<h1>Témoignages</h1>" in markup(open_page("temoignages", READER))


def test_words_are_chosen_by_month_family_and_structure() -> None:
    month = markup(open_page("temoignages", READER, centre=REAL, mois=2))

    assert month.count("<blockquote>") == 1


@pytest.mark.parametrize("username", [READER, EDITOR, DIRECTOR, ADMIN])
@pytest.mark.parametrize("address", ["", "mois", "carte", "rencontres", "temoignages", "compte"])
def test_every_role_opens_every_page_of_the_menu(address: str, username: str) -> None:
    page = open_page(address, username)

    assert markup(page)
    assert SESSION_KEY in page.session_state
