"""Where a presentation is: who may say it, who may ask, and in what words."""

from http.cookies import SimpleCookie

import pytest
from sqlmodel import delete
from starlette.testclient import TestClient

from components.who import COOKIE
from db.commands import presenting as commands
from db.models import Membership
from db.queries import presenting
from db.unit_of_work import Author, reading, writing
from domain import passwords
from domain.roles import Role
from tests.components.serving import client
from tests.people import make_account, open_centre
from tests.signing_in import open_session


@pytest.fixture
def lea(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    return make_account("lea", ("un", Role.READER))


@pytest.fixture
def shown(lea: int) -> int:
    """A presentation of Léa’s, at its second scene."""
    with writing(Author(lea, 1)) as session:
        return commands.start(session, address="scenario=annee", board="{}", scene=2)


def browser_of(username: str) -> TestClient:
    browser = client()
    _, ticket = open_session(username)
    answer = browser.post("/api/session", content=ticket)
    browser.cookies.set(COOKIE, SimpleCookie(answer.headers["set-cookie"])[COOKIE].value)
    return browser


def scene_of(account: int, presentation: int) -> int | None:
    with reading() as session:
        found = presenting.where_is(session, presentation_id=presentation, account_id=account)
    return found.scene if found else None


def test_the_window_on_the_wall_is_followed(lea: int, shown: int) -> None:
    browser = browser_of("lea")
    address = f"/api/projection/{shown}"
    before = browser.get(address)

    moved = browser.post(address, json={"scene": 7})

    assert (before.status_code, before.json()) == (200, {"scene": 2})
    assert (moved.status_code, moved.content) == (204, b"")
    assert browser.get(address).json() == {"scene": 7}
    assert scene_of(lea, shown) == 7
    assert before.headers["cache-control"] == moved.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "http://x.fr"}])
def test_another_site_is_refused(lea: int, shown: int, headers: dict[str, str]) -> None:
    browser = browser_of("lea")
    address = f"/api/projection/{shown}"

    assert browser.get(address, headers=headers).status_code == 403
    assert browser.post(address, json={"scene": 7}, headers=headers).status_code == 403
    assert scene_of(lea, shown) == 2


@pytest.mark.parametrize("cookie", [None, "invented"])
@pytest.mark.usefixtures("lea")
def test_a_visitor_is_refused(shown: int, cookie: str | None) -> None:
    browser = client()
    if cookie:
        browser.cookies.set(COOKIE, cookie)

    assert browser.get(f"/api/projection/{shown}").status_code == 403
    assert browser.post(f"/api/projection/{shown}", json={"scene": 1}).status_code == 403


def test_the_presentation_of_another_is_unknown(lea: int, shown: int) -> None:
    make_account("tom", ("un", Role.ADMIN))
    browser = browser_of("tom")

    assert browser.get(f"/api/projection/{shown}").status_code == 404
    assert browser.post(f"/api/projection/{shown}", json={"scene": 7}).status_code == 404
    assert scene_of(lea, shown) == 2


def test_who_has_left_the_centre_no_longer_moves_it(lea: int, shown: int) -> None:
    browser = browser_of("lea")
    with writing() as session:
        session.connection().execute(delete(Membership))

    assert browser.get(f"/api/projection/{shown}").status_code == 404
    assert browser.post(f"/api/projection/{shown}", json={"scene": 7}).status_code == 404
    assert scene_of(lea, shown) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"7",
        b"[]",
        b"\xff",
        b'{"scene": 0}',
        b'{"scene": -1}',
        b'{"scene": 2.5}',
        b'{"scene": true}',
        b'{"scene": "7"}',
        b'{"scene": 10000}',
        b"{" + b" " * 200 + b'"scene": 7}',
        b"[" * 200,
    ],
)
def test_anything_but_a_scene_is_refused(lea: int, shown: int, body: bytes) -> None:
    answer = browser_of("lea").post(f"/api/projection/{shown}", content=body)

    assert (answer.status_code, answer.content) == (403, b"")
    assert scene_of(lea, shown) == 2


@pytest.mark.parametrize("number", ["0", "99", "9" * 40])
@pytest.mark.usefixtures("lea")
def test_no_such_presentation(number: str) -> None:
    assert browser_of("lea").get(f"/api/projection/{number}").status_code == 404
