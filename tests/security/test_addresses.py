"""Hostile addresses: each parameter of each page, each part of each route, and what is too large.

What a wrong value is told, page by page: tests/pages/test_addresses.py. Uploads past the form:
tests/browser/test_entering.py.
"""

import http.client
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from streamlit.runtime.state import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from components import document_preview, server
from components.site_map import PAGES
from scripts.live import Server, serving_maillage
from tests.components.serving import client
from tests.components.without_account import forget_callers
from tests.databases import Databases, copied, in_use
from tests.security import hostile_centre
from tests.security.hostile_centre import ADMIN, SLUG, YEAR, Hostile
from tests.security.markup import in_html, in_markdown
from tests.security.payloads import IN_AN_ADDRESS, LIMITS, TEXTS, TRAVERSALS
from tests.security.reading_pages import Address, bodies, marked_up, opened
from tests.signing_in import open_session

# What a page must be told for it to read the rest of its address.
BEYOND = (
    Address("projection", (("annee", str(YEAR)), ("scenario", "annee"), ("scene", "1"))),
    Address("lignes", (("annee", str(YEAR)), ("indicateur", "meetings"))),
    Address("lignes", (("annee", str(YEAR)), ("indicateur", "part-nommee"))),
    Address("rencontre", (("id", "2"),)),
    Address("participants", (("id", "2"),)),
    Address("annuaire", (("personne", "1"),)),
    Address("journal", (("nature", "rencontre"),)),
)


@pytest.fixture(scope="module")
def hostile(databases: Databases, empty_template: str) -> Iterator[Hostile]:
    with copied(databases, empty_template) as url, in_use(url):
        yield hostile_centre.fill()


def names_asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Filled with each name that a page looks for in its address."""
    asked: set[str] = set()
    look = QueryParamsProxy.__getitem__

    def noted(self: QueryParamsProxy, name: str) -> str:
        asked.add(name)
        return look(self, name)

    monkeypatch.setattr(QueryParamsProxy, "__getitem__", noted)
    return asked


@pytest.mark.only_sqlite(reason="an address is checked before the database is asked")
def test_each_parameter_of_each_page(
    hostile: Hostile,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The parameters are those the pages look for: one added tomorrow is tried."""
    monkeypatch.setattr(document_preview, "prepare", lambda *_: b"")
    asked, session_id = names_asked(monkeypatch), open_session(ADMIN)[0]
    tried: set[tuple[str, str]] = set()
    faults = {}
    for start in (*(Address(screen.address) for screen in PAGES), *BEYOND):
        asked.clear()
        opened(start, session_id)
        while names := {(start.page, name) for name in asked} - tried:
            tried |= names
            for (_, name), value in product(sorted(names), (IN_AN_ADDRESS, *LIMITS)):
                query = tuple({**dict(start.query), name: value}.items())
                if found := made_of_it(opened(Address(start.page, query), session_id)):
                    faults[start.page, name, value[:10]] = found

    assert faults == {}
    assert {("journal", "au"), ("lignes", "jusquau"), ("rencontres", "recherche")} <= tried
    assert len(tried) > 100


def made_of_it(at: AppTest) -> list[Any]:
    """What the page made of its address, besides saying that it is wrong."""
    marks = (made for text in marked_up(at) for made in in_markdown(text))
    return [*at.exception, *in_html(bodies(at)), *marks]


def routes() -> list[str]:
    """Each route that reads, with a hole where it takes something."""
    return [route.path for route in server.ROUTES if "GET" in (route.methods or {"GET"})]


@pytest.mark.only_sqlite(reason="an address is checked before the database is asked")
@pytest.mark.parametrize("path", dict.fromkeys(routes()))
def test_each_part_of_each_route(
    path: str,
    hostile: Hostile,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = client()
    for text in (*TEXTS.values(), *LIMITS, *TRAVERSALS):
        forget_callers(monkeypatch)
        part = quote(text, safe="%", errors="replace")
        place = path.replace("{slug}", SLUG if "{id" in path else part)
        for hole in ("{id:int}", "{rest:path}", "{token:path}"):
            place = place.replace(hole, part)
        query = urlencode(dict.fromkeys(("mois", "theme", "v"), text), errors="replace")
        answer = browser.get(f"{place}?{query}", headers=headers(text))

        assert answer.status_code < 500, (place, answer.text)
        assert in_html(answer.text) == [], place
        assert "Traceback" not in answer.text


def headers(text: str) -> list[tuple[bytes, bytes]]:
    told = "".join(letter for letter in text[:5000] if letter.isprintable())
    names = (b"if-none-match", b"cookie", b"x-forwarded-proto", b"user-agent")
    value = told.encode("utf-8", "replace")
    return [*((name, value) for name in names), (b"authorization", b"Bearer " + value)]


@pytest.fixture(scope="module")
def running(databases: Databases, empty_template: str) -> Iterator[Server]:
    with copied(databases, empty_template) as url, serving_maillage(url) as server:
        yield server


def answered(
    server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, str]:
    """Status and text, the path sent as it is."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


FOLDERS = (
    *("/", "/agenda/", "/agenda/hostile/", "/partage/", "/api/", "/api/indicateurs/"),
    *("/app/static/", "/static/", "/media/", "/component/", "/_stcore/", "/_stcore/upload_file/"),
)
# Signs of a file that is not for browsers: of the system, of the settings, of the program.
OF_THE_SERVER = ("root:x:", "[server]", "import streamlit", "SQLite format")


@pytest.mark.only_sqlite(reason="files are asked for, not rows")
def test_no_path_leads_out_of_what_is_served(running: Server) -> None:
    paths = [f"{folder}{path}" for folder, path in product(FOLDERS, TRAVERSALS)]
    seen = {path: answered(running, path) for path in paths}

    assert [path for path, (status, _) in seen.items() if status >= 500] == []
    assert [path for path, (_, told) in seen.items() if any(s in told for s in OF_THE_SERVER)] == []
    ours = [path for path in paths if path.startswith(("/agenda/", "/partage/", "/api/"))]
    assert [path for path in ours if seen[path][0] < 400] == []
    assert "Traceback" not in running.said()


@pytest.mark.only_sqlite(reason="nothing of it reaches a database")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/api/session", 403),
        ("POST", "/api/projection/1", 403),
        ("POST", "/api/indicateurs/un/2023.json", 405),
        ("PUT", "/api/x", 404),
        ("POST", "/agenda/un", 405),
        ("POST", "/partage/x", 405),
        ("POST", "/sante", 405),
        ("POST", "/", 405),
    ],
)
def test_a_body_too_large_is_not_waited_for(
    running: Server, method: str, path: str, status: int
) -> None:
    """Refused on its first bytes: what is announced never comes."""
    told, _ = answered(running, path, method, b"x" * 1000, **{"content-length": str(10**9)})

    assert told == status


@pytest.mark.only_sqlite(reason="nothing of it reaches a database")
@pytest.mark.parametrize(
    ("path", "status"),
    [(f"/{'a' * 300}", 404), (f"/agenda/{'a' * 300}", 404), ("/" * 100_000, 400)],
)
def test_an_address_too_long_is_refused(running: Server, path: str, status: int) -> None:
    assert answered(running, path)[0] == status
