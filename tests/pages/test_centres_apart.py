"""Members of a centre, whatever their role, ask for all that is another’s: pages, routes, files.

Both centres hold the same, but for a word. What is asked is taken from the lists of the product: a
page or a route added tomorrow is tried as soon as it is written. Queries: test_isolation.py and,
behind the wall of PostgreSQL, test_walls.py; commands: test_commands_apart.py; files:
test_files_apart.py.
"""

from typing import Any

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components import document_preview, server
from components.who import COOKIE
from db.commands.accounts import exchange_ticket
from db.models import Meeting, Organisation, Person, Presentation, Publication, Theme
from db.models import Testimonial as Quote
from db.unit_of_work import writing
from tests.components.serving import client
from tests.db.test_isolation import Ground
from tests.pages.neighbours import KEY, MARK, THEIRS, each_member, each_page, of_theirs
from tests.pages.opening import open_page, refusal
from tests.signing_in import open_session

NOT_HIS = "Ce centre n’existe pas, ou vous n’en êtes pas membre."
# What addresses tell by its number.
NUMBERED = (Meeting, Person, Organisation, Publication, Quote)


def shown(page: AppTest) -> str:
    """All that the server sends of a page: its HTML, its fields and their choices."""
    return "\n".join(str(getattr(node, "proto", "")) for node in page.main)


@each_page
@each_member
@pytest.mark.usefixtures("ground")
def test_no_page_opens_on_the_centre_of_others(username: str, address: str) -> None:
    page = open_page(address, username, centre=THEIRS)

    assert refusal(page).startswith(NOT_HIS)
    assert MARK not in shown(page)


@each_page
@each_member
def test_no_page_shows_a_row_of_others(
    username: str, address: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the page takes a number for: a meeting, a person, a text."""
    # A picture, and a second: what documents hold is looked at in test_files_apart.py.
    monkeypatch.setattr(document_preview, "prepare", lambda *_: b"")
    meeting, theme = of_theirs(ground, Meeting), of_theirs(ground, Theme)
    possible: list[dict[str, Any]] = [
        *({"id": of_theirs(ground, table)} for table in NUMBERED),
        {"rencontre": meeting},
        {"theme": theme, "indicateur": "meetings"},
    ]
    for asked in possible:
        page = open_page(address, username, annee=2024, mois=3, **asked)
        assert not page.exception
        assert MARK not in shown(page)


def browser_of(username: str) -> TestClient:
    _, ticket = open_session(username)
    with writing() as session:
        token = exchange_ticket(session, ticket=ticket)
    browser = client()
    browser.cookies.set(COOKIE, token or "")
    return browser


# What a member of my centre asks each route of the other, and the status of the answer. None for
# the routes that are of no centre.
ASKED = {
    ("GET", "/sante"): None,
    ("GET", "/metrics"): None,
    ("POST", "/api/session"): None,
    ("DELETE", "/api/session"): None,
    ("GET", "/api/projection/{id:int}"): ("/api/projection/{presentation}", 404),
    ("POST", "/api/projection/{id:int}"): ("/api/projection/{presentation}", 404),
    ("GET", "/api/rencontres/{id:int}.ics"): ("/api/rencontres/{meeting}.ics", 404),
    ("GET", "/agenda/{slug}.ics"): ("/agenda/voisin.ics", 404),
    ("GET", "/agenda/{slug}"): ("/agenda/voisin", 404),
    ("GET", "/agenda/{slug}/{id:int}.ics"): ("/agenda/voisin/{meeting}.ics", 404),
    ("GET", "/agenda/{slug}/"): ("/agenda/voisin/", 404),
    ("GET", "/agenda/{slug}/{rest:path}"): ("/agenda/voisin/2024", 404),
    ("GET", "/api/openapi.json"): None,
    ("*", "/api/indicateurs"): None,
    ("*", "/api/indicateurs/{rest:path}"): ("/api/indicateurs/voisin/2024.json", 403),
    ("*", "/api"): None,
    ("*", "/api/{rest:path}"): None,
    ("GET", "/partage/{token:path}"): ("/partage/voisin", 404),
}


def test_each_route_is_tried() -> None:
    told = {
        (method, route.path)
        for route in server.ROUTES
        for method in (route.methods or {"*"}) - {"HEAD"}
    }
    assert told == set(ASKED)


@pytest.mark.parametrize("route", [route for route, asked in ASKED.items() if asked])
@each_member
def test_no_route_answers_of_the_centre_of_others(
    username: str, route: tuple[str, str], ground: Ground
) -> None:
    path, status = ASKED[route] or ("", 0)
    numbers = {
        "presentation": of_theirs(ground, Presentation),
        "meeting": of_theirs(ground, Meeting),
    }
    method = "GET" if route[0] == "*" else route[0]
    body = {"scene": 2} if method == "POST" else None
    headers = {"authorization": f"Bearer {KEY}"} if "indicateurs" in path else {}

    answer = browser_of(username).request(
        method, path.format(**numbers), json=body, headers=headers
    )

    assert answer.status_code == status
    assert MARK not in answer.text


@pytest.mark.usefixtures("ground")
def test_a_link_and_a_key_open_their_own_centre_only() -> None:
    """What opens mine, asked of theirs, opens nothing of it."""
    page = client().get("/partage/jeton")

    assert page.status_code == 200
    assert "Centre mien" in page.text
    assert MARK not in page.text
    bearer = {"authorization": f"Bearer {KEY}"}
    assert client().get("/api/indicateurs/mien/2024.json", headers=bearer).status_code == 200
    assert client().get("/api/indicateurs/voisin/2024.json", headers=bearer).status_code == 403


def test_a_member_of_theirs_is_shown_their_rows(ground: Ground) -> None:
    """So that what is not found above is what would be there."""
    meeting = of_theirs(ground, Meeting)
    assert MARK in shown(open_page("rencontre", THEIRS, id=meeting))
    assert MARK in shown(open_page("temoignages", THEIRS, annee=2024))
    assert browser_of(THEIRS).get(f"/api/rencontres/{meeting}.ics").status_code == 200
