"""Whoever chooses or steals what signs people in.

What an honest browser gets: tests/components/test_session_routes.py. Who guesses: test_guessing.py.
"""

import re
from collections.abc import Callable
from datetime import date

import httpx2
import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, update
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.who import COOKIE
from db.commands import accounts, administering, sharing
from db.commands.accounts import digest
from db.commands.entering import ForbiddenError
from db.models import Account, SignInSession, utc_now
from db.queries.accounts import by_token_digest
from db.queries.administering import find_link
from db.unit_of_work import Author, reading, writing
from domain import passwords
from domain.roles import Role
from tests import factories
from tests.components.serving import client
from tests.components.without_account import forget_callers
from tests.people import PASSWORD
from tests.security.ground import (
    KNOWN,
    NEW,
    NOBODY,
    asked,
    browser_of,
    browser_with,
    reset,
    token_of,
)
from tests.signing_in import open_session, sign_in

pytestmark = pytest.mark.usefixtures("chief")


# Choosing


def whose(token: str) -> str | None:
    with reading() as session:
        found = by_token_digest(session, token_digest=digest(token))
    return found.username if found else None


def given(answer: httpx2.Response) -> str:
    found = re.match(rf"{COOKIE}=([^;]+);", answer.headers["set-cookie"])
    assert found
    return found[1]


@pytest.mark.parametrize("planted", ["choisi-par-un-autre", "of a colleague"])
def test_a_cookie_put_in_a_browser_beforehand_is_never_adopted(planted: str) -> None:
    theirs = token_of(browser_of("paul")) if planted == "of a colleague" else planted
    before = whose(theirs)
    _, ticket = open_session("lea")

    answer = browser_with(theirs).post("/api/session", content=ticket)

    assert whose(given(answer)) == "lea"
    assert given(answer) != theirs
    assert whose(theirs) == before, "who planted it is no nearer to léa’s session"


def test_each_sign_in_gives_another_cookie_and_closing_one_leaves_the_other() -> None:
    one, two = browser_of("lea"), browser_of("lea")
    assert token_of(one) != token_of(two)

    one.delete("/api/session")

    assert (asked(one), asked(two)) == (NOBODY, KNOWN)


def test_a_ticket_is_no_cookie_and_a_cookie_no_ticket() -> None:
    _, ticket = open_session("lea")
    token = token_of(browser_of("lea"))

    assert asked(browser_with(ticket)) == NOBODY
    assert client().post("/api/session", content=token).status_code == NOBODY


# Stealing


def sign_out(_chief: Author, _lea: int, honest: TestClient) -> None:
    honest.delete("/api/session")


def sign_out_everywhere(_chief: Author, lea: int, _: TestClient) -> None:
    with writing() as session:
        accounts.revoke_all(session, account_id=lea)


def change_password(_chief: Author, lea: int, _: TestClient) -> None:
    with writing() as session:
        accounts.change_password(session, account_id=lea, password=NEW)


def suspend(chief: Author, lea: int, _: TestClient) -> None:
    with writing(chief) as session:
        administering.suspend(session, account_id=lea)


def end_sessions(chief: Author, lea: int, _: TestClient) -> None:
    with writing(chief) as session:
        administering.end_sessions(session, account_id=lea)


def stop_password(chief: Author, lea: int, _: TestClient) -> None:
    with writing(chief) as session:
        administering.make_link(
            session, account_id=lea, token_digest=digest("lien"), stop_password=True
        )


def reset_by_link(chief: Author, lea: int, _: TestClient) -> None:
    reset(chief, lea)


def twelve_hours_pass(_chief: Author, _lea: int, _: TestClient) -> None:
    with writing() as session:
        session.execute(update(SignInSession).values(expires_at=utc_now()))


End = Callable[[Author, int, TestClient], None]
each_end = pytest.mark.parametrize(
    "end",
    [
        *(sign_out, sign_out_everywhere, change_password, suspend, end_sessions),
        *(stop_password, reset_by_link, twelve_hours_pass),
    ],
)


@each_end
def test_a_stolen_cookie_dies_with_the_session(end: End, chief: Author, lea: int) -> None:
    honest = browser_of("lea")
    thief = browser_with(token_of(honest))
    assert asked(thief) == KNOWN

    end(chief, lea, honest)

    assert asked(thief) == NOBODY
    assert asked(browser_of("paul")) == KNOWN


def page_with_a_file() -> None:
    import streamlit as st

    from components.auth import require
    from components.who import later
    from domain.roles import Role

    require(Role.READER)
    st.session_state["file"] = later("names".encode)


@pytest.fixture
def tab(lea: int) -> AppTest:  # noqa: ARG001
    """A tab of léa, where a file waits for its button."""
    page = AppTest.from_function(page_with_a_file)
    sign_in(page, "lea")
    assert page.run().session_state["file"]() == b"names"
    return page


@pytest.mark.parametrize("end", [sign_out_everywhere, change_password, suspend, reset_by_link])
def test_a_tab_left_open_gives_no_more_files(
    end: End, tab: AppTest, chief: Author, lea: int
) -> None:
    """Streamlit makes them without running the page, which would ask for the session."""
    end(chief, lea, client())

    with pytest.raises(ForbiddenError):
        tab.session_state["file"]()


@pytest.mark.parametrize("role", [Role.EDITOR, None])
def test_a_file_offered_with_other_rights_is_not_made(
    role: Role | None, tab: AppTest, chief: Author, lea: int
) -> None:
    with writing(chief) as session:
        administering.set_role(session, account_id=lea, role=role)

    with pytest.raises(ForbiddenError):
        tab.session_state["file"]()


def words_of_the_database() -> set[str]:
    """Whatever it holds that is long enough to be a secret, journal included."""
    with reading() as session:
        rows = [
            str(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            for row in session.execute(select(table))
        ]
    return {word for row in rows for word in re.findall(r"[\w$./-]{20,}", row)}


def test_nothing_the_database_holds_signs_in_or_opens(
    chief: Author, lea: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_callers(monkeypatch, limit=10_000)
    secrets = {name: f"{name}-{'x' * 20}" for name in ("lien", "partage", "cle")}
    _, secrets["ticket"] = open_session("paul")
    secrets["cookie"] = token_of(browser_of("lea"))
    with writing(chief) as session:
        administering.make_link(session, account_id=lea, token_digest=digest(secrets["lien"]))
        ends = {"ends_on": date(2999, 12, 31)}
        factories.make_share_link(session, chief.centre_id or 0, secrets["partage"], **ends)
        sharing.renew_key(session, key_digest=digest(secrets["cle"]))

    words = words_of_the_database()

    assert {digest(secret) for secret in secrets.values()} <= words
    assert words.isdisjoint(secrets.values())
    assert not any(PASSWORD in word for word in words)
    assert {word: opened for word in words if (opened := opens(word, lea))} == {}
    # The very same questions, asked with what was handed out.
    assert {name: opens(secret, lea) for name, secret in secrets.items()} == {
        name: [name] for name in secrets
    }


def opens(word: str, account: int) -> list[str]:
    """What this word opens, shown wherever a secret is asked for."""
    bearer = {"authorization": f"Bearer {word}"}
    with reading() as session:
        kept = session.get_one(Account, account).password_hash
        ways = {
            "cookie": asked(browser_with(word)) != NOBODY,
            "ticket": client().post("/api/session", content=word).status_code != NOBODY,
            "partage": client().get(f"/partage/{word}").status_code == 200,
            "cle": client().get("/api/indicateurs/un/2024.json", headers=bearer).status_code != 403,
            "lien": find_link(session, token_digest=digest(word)) is not None,
            "password": passwords.password_matches(word, kept),
        }
    return [way for way, opened in ways.items() if opened]
