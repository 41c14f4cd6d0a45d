"""Each write leaves one line: who, when, what, before, after; and never a secret."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import Executable, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from db import models
from db.bulk import insert_rows, tell
from db.models import Account, Edited, Journal, Meeting, MeetingTheme, SignInSession, Theme, utc_now
from db.unit_of_work import SYSTEM, Author, reading, writing
from domain.vocabulary import MeetingFormat, MeetingStatus
from tests import factories

SECRET = "$2b$04$condensat"


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def author(centre: int) -> Author:
    with writing() as session:
        account = Account(username="lea", name="Léa", password_hash=SECRET)
        session.add(account)
        session.flush()
        return Author(account.id, centre)


@pytest.fixture
def meeting(author: Author, centre: int) -> int:
    with writing(author) as session:
        return factories.make_meeting(session, centre, date(2024, 3, 12), title="Atelier")


def journal(since: int = 0) -> list[Journal]:
    with reading() as session:
        lines = select(Journal).where(col(Journal.id) > since).order_by(col(Journal.id))
        return list(session.exec(lines))


def last() -> int:
    return journal()[-1].id or 0


def _told(side: dict[str, Any] | None) -> dict[str, Any]:
    """What a line says, without the signature that every edited row bears."""
    return {key: value for key, value in (side or {}).items() if key not in Edited.model_fields}


def row(table: type[SQLModel], key: object) -> SQLModel:
    with reading() as session:
        return session.get_one(table, key)


def test_a_row_made_is_one_line_with_what_it_holds(author: Author, centre: int) -> None:
    start = last()
    with writing(author) as session:
        key = factories.make_theme(session, centre, "Culture")

    (line,) = journal(start)
    assert (line.account_id, line.centre_id) == (author.account_id, centre)
    assert (line.action, line.row_table, line.row_id) == ("créer", "theme", str(key))
    assert line.before is None
    assert _told(line.after) == {"id": key, "centre_id": centre, "name": "Culture"}


def test_a_row_changed_is_one_line_with_before_and_after(author: Author, meeting: int) -> None:
    start = last()
    with writing(author) as session:
        changed = session.get_one(Meeting, meeting)
        changed.status, changed.headcount = MeetingStatus.CANCELLED, 40
        changed.start_time, changed.held_on = time(13, 30), date(2024, 3, 13)

    (line,) = journal(start)
    before, after = _told(line.before), _told(line.after)
    assert (line.action, line.row_table, line.row_id) == ("modifier", "meeting", str(meeting))
    assert before == {
        "status": "tenue",
        "headcount": None,
        "start_time": None,
        "held_on": "2024-03-12",
    }
    assert after == {
        "status": "annulee",
        "headcount": 40,
        "start_time": "13:30:00",
        "held_on": "2024-03-13",
    }


def test_a_row_deleted_is_one_line_with_what_it_held(author: Author, centre: int) -> None:
    with writing(author) as session:
        key = factories.make_theme(session, centre, "Culture")
    start = last()
    with writing(author) as session:
        session.delete(session.get_one(Theme, key))

    (line,) = journal(start)
    assert (line.action, line.row_table, line.row_id) == ("supprimer", "theme", str(key))
    assert _told(line.before) == {"id": key, "centre_id": centre, "name": "Culture"}
    assert line.after is None


def test_a_link_is_known_by_both_its_keys(author: Author, centre: int, meeting: int) -> None:
    with writing(author) as session:
        theme = factories.make_theme(session, centre)
        session.add(MeetingTheme(meeting_id=meeting, theme_id=theme))

    line = journal()[-1]
    assert (line.row_table, line.row_id) == ("meeting_theme", f"{meeting}/{theme}")
    # The link has no centre of its own: it is signed in that of its author.
    assert line.centre_id == author.centre_id


def test_a_value_forgotten_by_the_session_is_still_told(author: Author, meeting: int) -> None:
    start = last()
    with writing(author) as session:
        changed = session.get_one(Meeting, meeting)
        session.expire(changed)
        changed.title = "Séminaire"

    (line,) = journal(start)
    assert (line.before or {})["title"] == "Atelier"
    assert (line.after or {})["title"] == "Séminaire"


def test_changing_nothing_leaves_no_line(author: Author, meeting: int) -> None:
    start = last()
    with writing(author) as session:
        same = session.get_one(Meeting, meeting)
        same.title, same.format = "Atelier", MeetingFormat.WORKSHOP

    assert journal(start) == []


def test_a_failed_transaction_leaves_no_line_and_no_row(author: Author, centre: int) -> None:
    start = last()
    with pytest.raises(IntegrityError), writing(author) as session:
        factories.make_themes(session, centre, "Culture", "Culture")

    assert journal(start) == []
    with reading() as session:
        assert session.exec(select(Theme)).all() == []


def test_a_password_is_named_never_copied(author: Author) -> None:
    with writing(author) as session:
        session.get_one(Account, author.account_id).password_hash = "$2b$04$autre"

    made, *_, changed = [line for line in journal() if line.row_table == "account"]
    assert (made.after or {})["password_hash"] == "(secret)"
    assert _told(changed.before) == _told(changed.after) == {"password_hash": "(secret)"}


def test_signing_in_is_not_a_change_to_the_data(author: Author) -> None:
    start = last()
    with writing(author) as session:
        session.add(SignInSession(account_id=author.account_id or 0, expires_at=utc_now()))

    assert journal(start) == []


def test_who_made_and_who_changed_a_row_are_kept_on_it(author: Author, meeting: int) -> None:
    made = row(Meeting, meeting)
    assert isinstance(made, Meeting)
    assert (made.created_by, made.updated_by) == (author.account_id, author.account_id)

    with writing(SYSTEM) as session:
        session.get_one(Meeting, meeting).title = "Séminaire"

    changed = row(Meeting, meeting)
    assert isinstance(changed, Meeting)
    assert (changed.created_by, changed.updated_by) == (author.account_id, None)
    assert changed.created_at == made.created_at
    assert changed.updated_at > made.updated_at


def test_each_change_is_a_version(author: Author, meeting: int) -> None:
    for title in ("Séminaire", "Séminaire", "Colloque"):
        with writing(author) as session:
            session.get_one(Meeting, meeting).title = title

    changed = row(Meeting, meeting)
    assert isinstance(changed, Meeting)
    assert changed.version == 3


@pytest.mark.parametrize(
    "statement", [insert(Theme), update(Theme).values(name="x"), delete(models.Attendance)]
)
@pytest.mark.usefixtures("database")
def test_a_statement_that_would_leave_no_line_is_refused(statement: Executable) -> None:
    with pytest.raises(RuntimeError, match=r"use db\.bulk"), writing() as session:
        session.execute(statement)


def test_many_rows_at_once_are_told_in_one_line(author: Author, centre: int) -> None:
    start = last()
    with writing(author) as session:
        insert_rows(session, Theme, [{"centre_id": centre, "name": name} for name in "abc"])
        tell(session, "importer", table="theme")

    (line,) = journal(start)
    assert (line.action, line.row_table) == ("importer", "theme")
    assert (line.account_id, line.centre_id) == (author.account_id, centre)


def test_a_line_bears_the_moment_of_the_write(meeting: int) -> None:
    before = utc_now().replace(tzinfo=None)
    with writing() as session:
        session.get_one(Meeting, meeting).title = "Séminaire"

    at: datetime = journal()[-1].at
    assert before <= at.replace(tzinfo=None) <= utc_now().replace(tzinfo=None)


def test_the_lines_of_a_transaction_bear_its_moment_and_no_other_does(
    author: Author, centre: int
) -> None:
    start = last()
    for names in ("abc", "def"):
        with writing(author) as session:
            for name in names:
                factories.make_theme(session, centre, name)
            tell(session, "importer", table="theme")

    moments = [line.at for line in journal(start)]
    assert moments == [moments[0]] * 4 + [moments[-1]] * 4
    assert moments[0] < moments[-1]


def test_every_table_a_team_edits_is_journaled(author: Author, centre: int, meeting: int) -> None:
    """One row of each: one line of each, in the order of writing."""
    start = last()
    with writing(author) as session:
        made = _one_of_each(session, centre, meeting)

    assert [(line.row_table, line.action) for line in journal(start)] == [
        (table, "créer") for table in made
    ]


def _one_of_each(session: Session, centre: int, meeting: int) -> list[str]:
    person = factories.make_person(session, centre)
    factories.make_attendance(session, meeting, person)
    factories.make_organisation(session, centre)
    factories.make_publication(session, centre, date(2024, 3, 12))
    factories.make_testimonial(session, centre, 2024, 3)
    factories.make_closing(session, centre, 2024, 3)
    factories.make_year_figure(session, centre, 2024, "meetings", 127)
    session.add(models.Target(centre_id=centre, year=2024, key="meetings", value=130))
    session.flush()
    return [
        "person",
        "attendance",
        "organisation",
        "publication",
        "testimonial",
        "month_closing",
        "year_figure",
        "target",
    ]
