"""The cookie: who gets it, how it is set, who may clear it."""

from http.cookies import Morsel, SimpleCookie

import httpx2
import pytest

from components.who import COOKIE
from db.queries import accounts
from db.unit_of_work import reading
from domain import passwords
from domain.roles import Role
from tests.components.serving import client
from tests.people import make_account, open_centre
from tests.signing_in import open_session


@pytest.fixture(autouse=True)
def lea(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    return make_account("lea", ("un", Role.READER))


def cookie(answer: httpx2.Response) -> "Morsel[str]":
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


def open_sessions(account_id: int) -> int:
    with reading() as session:
        return len(accounts.open_sessions(session, account_id=account_id))


def test_a_ticket_gives_a_cookie_no_script_can_read() -> None:
    _, ticket = open_session("lea")

    answer = client().post("/api/session", content=ticket)

    assert answer.status_code == 204
    given = cookie(answer)
    assert (given["httponly"], given["samesite"], given["path"]) == (True, "lax", "/")
    assert given["max-age"] == str(12 * 3600)
    assert not given["secure"]
    assert given.value != ticket


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("https://maillage.example", {}),
        ("http://testserver", {"x-forwarded-proto": "https"}),
        ("http://testserver", {"x-forwarded-proto": "https, http"}),
    ],
)
def test_the_cookie_is_secure_under_https(url: str, headers: dict[str, str]) -> None:
    _, ticket = open_session("lea")

    answer = client(url).post("/api/session", content=ticket, headers=headers)

    assert cookie(answer)["secure"]


@pytest.mark.parametrize("ticket", ["", "invented", "x" * 10_000, "é"])
def test_anything_else_is_refused(ticket: str) -> None:
    answer = client().post("/api/session", content=ticket.encode())

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_ticket_serves_once() -> None:
    _, ticket = open_session("lea")
    client().post("/api/session", content=ticket)

    assert client().post("/api/session", content=ticket).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_another_site_can_neither_open_nor_close(lea: int, headers: dict[str, str]) -> None:
    _, ticket = open_session("lea")
    browser = client()
    assert browser.post("/api/session", content=ticket, headers=headers).status_code == 403
    browser.post("/api/session", content=ticket)

    assert browser.delete("/api/session", headers=headers).status_code == 403
    assert open_sessions(lea) == 1


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}]
)
def test_closing_clears_the_cookie_and_the_session(lea: int, headers: dict[str, str]) -> None:
    _, ticket = open_session("lea")
    browser = client()
    browser.post("/api/session", content=ticket)

    answer = browser.delete("/api/session", headers=headers)

    assert answer.status_code == 204
    assert cookie(answer)["max-age"] == "0"
    assert open_sessions(lea) == 0
