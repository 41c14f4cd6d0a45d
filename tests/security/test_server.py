"""A real server, as whoever attacks it speaks to it: what it answers, what its log keeps."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import httpx2
import pytest
from sqlalchemy import text
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus

from components.who import COOKIE
from db.commands import accounts, administering
from db.commands.accounts import digest
from db.engine import get_engine
from db.unit_of_work import Author, writing
from domain import passwords
from scripts import live
from tests.databases import Databases, copied, in_use
from tests.people import PASSWORD
from tests.security import ground
from tests.security.speaking import tab
from tests.signing_in import open_session

pytestmark = pytest.mark.only_sqlite(reason="what is attacked is the server, and not its database")

XSRF = "_streamlit_xsrf"
HTTPS = {"x-forwarded-proto": "https"}
UPLOAD = "/_stcore/upload_file/session/file"
FILE = {"file": ("liste.csv", b"Aubrac;Zelie")}


class Attacked(NamedTuple):
    server: live.Server
    url: str  # of its database

    def lines(self) -> list[str]:
        return self.server.log.read_text("utf-8").splitlines()

    def token_of(self, username: str) -> str:
        return live.open_session(self.url, username)


@pytest.fixture(scope="module")
def attacked(databases: Databases, empty_template: str) -> Iterator[Attacked]:
    with (
        pytest.MonkeyPatch.context() as patch,
        copied(databases, empty_template) as url,
        in_use(url),
    ):
        patch.setattr(passwords, "COST", 4)
        ground.people()
        with live.serving_maillage(url) as server:
            yield Attacked(server, url)


@pytest.fixture
def browser(attacked: Attacked) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=attacked.server.url) as browser:
        yield browser


def test_the_cookie_of_streamlit_travels_encrypted_behind_a_proxy(
    attacked: Attacked, browser: httpx2.Client
) -> None:
    given = browser.get("/_stcore/health", headers=HTTPS).headers["set-cookie"]
    plain = httpx2.get(f"{attacked.server.url}/_stcore/health").headers["set-cookie"]

    # Its own script reads it: that is how it proves that a page of ours sends a file.
    assert given.startswith(f"{XSRF}=")
    assert given.endswith("; Path=/; SameSite=Lax; Secure")
    assert plain.endswith("; Path=/; SameSite=Lax"), "no browser would keep it on plain http"


def test_a_page_of_another_site_sends_no_file(attacked: Attacked, browser: httpx2.Client) -> None:
    """It knows neither the cookie, which it would have to copy in a header, nor a session."""
    browser.get("/_stcore/health")
    other = httpx2.get(f"{attacked.server.url}/_stcore/health").cookies[XSRF]

    def send(**headers: str) -> int:
        return browser.put(UPLOAD, files=FILE, headers=headers).status_code

    assert send() == 403
    assert send(**{"x-xsrftoken": other}) == 403
    assert send(**{"x-xsrftoken": browser.cookies[XSRF]}) == 400, "there is no such session"
    assert browser.delete(UPLOAD).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "http://evil.example:8501", "null"])
def test_a_page_of_another_site_opens_no_websocket(attacked: Attacked, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, tab(attacked.server, origin=origin):
        pass

    assert refused.value.response.status_code == 403
    assert not [line for line in attacked.lines() if "external IP" in line], "nobody was asked"


def test_ours_opens_one(attacked: Attacked) -> None:
    with tab(attacked.server, origin=attacked.server.url) as visitor:
        assert "Mot de passe" in visitor.run("")


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/metrics", "/media/invente.csv"]
)
def test_what_is_not_for_visitors_is_not_there(browser: httpx2.Client, path: str) -> None:
    answer = browser.get(path, follow_redirects=True)

    assert answer.status_code == 404
    assert "session" not in answer.text


def test_no_program_drives_the_pages(browser: httpx2.Client) -> None:
    """Streamlit has a way for them, which is not open here."""
    refused = browser.post("/_stcore/agent/interact", json={})

    assert "does not serve the agent API" in refused.text
    assert refused.status_code >= 400


def test_a_visitor_neither_stops_the_server_nor_empties_it(
    attacked: Attacked, browser: httpx2.Client
) -> None:
    with tab(attacked.server) as visitor:
        for order in (BackMsg(debug_shutdown_runtime=True), BackMsg(clear_cache=True)):
            visitor.send(order)
        assert "Mot de passe" in visitor.run("")

    assert browser.get("/sante").status_code == 200


def test_a_file_is_made_for_its_session_and_kept_by_nobody(
    attacked: Attacked, browser: httpx2.Client
) -> None:
    token = attacked.token_of("lea")
    with tab(attacked.server, token) as hers:
        hers.run("compte")
        address = hers.ask_file(hers.file_waiting())
        of_a_visitor = browser.get(address)
        of_hers = browser.get(address, headers={"cookie": f"{COOKIE}={token}"})
        hers.run("compte")
        waiting = hers.file_waiting()
        with writing() as session:
            accounts.revoke_all(session, account_id=account_of("lea"))

        assert hers.ask_file(waiting) == ""
        assert browser.get(address, headers={"cookie": f"{COOKIE}={token}"}).status_code == 404

    assert re.fullmatch(r"/media/[0-9a-f]{32}\.xlsx", address), "a digest, which nobody guesses"
    assert of_a_visitor.status_code == 404
    assert (of_hers.status_code, of_hers.headers["cache-control"]) == (200, "private, no-store")
    assert of_hers.content.startswith(b"PK")


def account_of(username: str) -> int:
    found = text("SELECT id FROM account WHERE username = :username")
    with get_engine().connect() as connection:
        return int(connection.execute(found, {"username": username}).scalar_one())


PERSON, TYPED = "zelie.aubrac", "Jonquille-2026-secrete"
PATHS = (
    *(f"/partage/{TYPED}", f"/agenda/{TYPED}.ics", f"/invitation?lien={TYPED}", f"/{TYPED}"),
    *(f"/rencontres?recherche={TYPED}", f"/media/{TYPED}", f"/api/indicateurs/{TYPED}/2024.json"),
)


def test_the_log_holds_no_secret_and_no_name(attacked: Attacked, browser: httpx2.Client) -> None:
    """Whatever is typed, asked or broken; nor do the pages that say so."""
    token, (_, ticket) = attacked.token_of("lea"), open_session("paul")
    link = "lien-de-lea-" + "x" * 20
    with writing(Author(account_of("chef"), 1)) as session:
        administering.make_link(session, account_id=account_of("lea"), token_digest=digest(link))

    shown = [browser.get(path, headers={"authorization": f"Bearer {TYPED}"}).text for path in PATHS]
    browser.post("/api/session", content=TYPED)
    browser.post("/api/session", content=ticket)
    say_nonsense(attacked, f"GET /partage/{TYPED} HTTP/9.9\r\nCookie: {token}\r\n\r\n".encode())
    with tab(attacked.server, TYPED) as visitor:
        visitor.run("", f"recherche={PERSON}")
        refused = visitor.submit("", PERSON, TYPED)
        visitor.submit("", "lea", PASSWORD)
        visitor.send(BackMsg(load_git_info=True))
        visitor.run("invitation", f"lien={link}")
    with tab(attacked.server, token) as hers, without_meetings():
        broken = hers.run("rencontres", f"recherche={PERSON}")

    assert "Identifiant ou mot de passe incorrect." in refused
    told = "\n".join(attacked.lines())
    assert [line for line in attacked.lines() if not is_one_of_ours(line)] == []
    assert "OperationalError" in told
    assert '"reference"' in told
    secrets = (TYPED, PASSWORD, ticket, token, link, digest(token), "SELECT", str(live.ROOT))
    assert [one for one in (*secrets[:-1], PERSON) if one in told] == []
    assert [one for one in secrets if one in broken + "".join(shown)] == []


def is_one_of_ours(line: str) -> bool:
    return "at" in json.loads(line) if line.startswith("{") else not line


def say_nonsense(attacked: Attacked, words: bytes) -> None:
    with socket.create_connection(("127.0.0.1", attacked.server.port)) as connection:
        connection.sendall(words)
        connection.recv(1000)


@contextmanager
def without_meetings() -> Iterator[None]:
    """A database that fails in the middle of a page."""
    for before, after in (("meeting", "gone"), ("gone", "meeting")):
        with get_engine().begin() as connection:
            connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))
        if after == "gone":
            yield
