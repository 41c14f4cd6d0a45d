"""Rights, versions and forms sent twice, whatever is written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import Session, col, func, select

from db.commands import drafts
from db.commands.entering import (
    ForbiddenError,
    StaleError,
    own_row,
    require_role,
    save_once,
)
from db.models import Draft, Journal, Meeting, Submission
from db.queries.drafts import draft
from db.unit_of_work import SYSTEM, Author, reading, writing
from domain.entry import EntryError
from domain.roles import Role
from tests import factories

DAY = date(2024, 3, 12)


@pytest.fixture
def editor(database: str) -> Author:  # noqa: ARG001
    with writing() as session:
        centre = factories.make_centre(session)
        account = factories.make_account(session)
        factories.make_member(session, account, centre)
    return Author(account, centre)


def make(session: Session) -> int:
    _, centre = require_role(session, Role.EDITOR)
    return factories.make_meeting(session, centre, DAY)


def send(author: Author, token: str = "un") -> int:  # noqa: S107 -- not a password
    with writing(author) as session:
        return save_once(session, token=token, form="rencontre", save=lambda: make(session))


def meetings() -> int:
    with reading() as session:
        return session.exec(select(func.count(col(Meeting.id)))).one()


def test_the_role_is_asked_to_the_database(editor: Author) -> None:
    with writing(editor) as session:
        assert require_role(session, Role.EDITOR) == (editor.account_id, editor.centre_id)
        for author, role in ((editor, Role.DIRECTOR), (SYSTEM, Role.READER)):
            session.info["author"] = author
            with pytest.raises(ForbiddenError, match="ne permet pas"):
                require_role(session, role)


def test_a_row_of_another_centre_does_not_exist(editor: Author) -> None:
    with writing() as session:
        theirs = factories.make_meeting(session, factories.make_centre(session, "autre"), DAY)
    with writing(editor) as session:
        for row_id in (theirs, 10**6):
            with pytest.raises(EntryError, match="n’existe pas dans ce centre"):
                own_row(session, Meeting, row_id)


def test_a_stale_version_is_refused(editor: Author) -> None:
    meeting = send(editor)
    with writing(editor) as session:
        own_row(session, Meeting, meeting, version=1).title = "Corrigé"

    with writing(editor) as session, pytest.raises(StaleError) as refused:
        own_row(session, Meeting, meeting, version=1)

    assert refused.value.version == 2


def test_a_form_sent_twice_makes_one_row(editor: Author) -> None:
    first, second, other = send(editor), send(editor), send(editor, "deux")

    assert first == second != other
    assert meetings() == 2


def test_a_form_sent_twice_at_once_makes_one_row(editor: Author) -> None:
    with ThreadPoolExecutor(8) as pool:
        rows = set(pool.map(lambda _: send(editor), range(8)))

    assert len(rows) == 1
    assert meetings() == 1


def test_a_form_that_fails_may_be_sent_again(editor: Author) -> None:
    def fail() -> int:
        raise EntryError({"title": "Indiquez le titre."})

    with pytest.raises(EntryError), writing(editor) as session:
        save_once(session, token="un", form="rencontre", save=fail)

    assert send(editor) > 0
    assert meetings() == 1


def test_a_draft_goes_with_its_form_and_no_other(editor: Author) -> None:
    mine = {"account_id": editor.account_id or 0, "centre_id": editor.centre_id or 0}
    with writing() as session:
        drafts.keep(session, **mine, form="rencontre", body={"title": "A"})
        drafts.keep(session, **mine, form="rencontre", body={"title": "Au"})
        drafts.keep(session, **mine, form="parole", body={"body": "B"})

    with reading() as session:
        kept = draft(session, **mine, form="rencontre")
    send(editor)

    assert kept
    assert kept.body == {"title": "Au"}
    with reading() as session:
        assert [row.form for row in session.exec(select(Draft))] == ["parole"]
        assert len(session.exec(select(Submission)).all()) == 1
        # Typing is nobody else’s business, and would drown the rest.
        tables = set(session.exec(select(Journal.row_table)))
    assert not tables & {"draft", "submission"}
