"""Whatever changes something refuses a page of another site, the routes to come as well.

So does whatever does not say which page it comes from: a browser does.
"""

from typing import Any

import pytest
from starlette.routing import Route

from components import server
from components.who import COOKIE
from tests.components.serving import client

HOSTILE = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
READS = {"GET", "HEAD", "OPTIONS"}


def changes() -> list[Any]:
    """Method and address of each route that does more than answer.

    A class of Starlette answers the methods it has: each verb that is one of its functions.
    """
    found = []
    for route in server.ROUTES:
        methods = route.methods or _verbs(route)
        path = route.path.replace("{id:int}", "1").replace("{rest:path}", "x")
        found += [pytest.param(m, path, id=f"{m} {path}") for m in sorted(methods - READS)]
    return found


def _verbs(route: Route) -> set[str]:
    verbs = ("POST", "PUT", "PATCH", "DELETE")
    return {verb for verb in verbs if hasattr(route.endpoint, verb.lower())}


def test_the_routes_are_found() -> None:
    assert {"POST /api/session", "DELETE /api/session", "POST /api/projection/1"} <= {
        param.id for param in changes()
    }


@pytest.mark.parametrize(("method", "path"), changes())
@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_of_another_site_changes_nothing(
    method: str, path: str, name: str, statements: list[str]
) -> None:
    """Refused before anything is read: the same request from our page asks the database."""
    browser = client()
    browser.cookies.set(COOKIE, "invented")
    body = '{"scene": 1}'

    answer = browser.request(method, path, headers={name: HOSTILE[name]}, content=body)

    assert (answer.status_code, statements) == (403, [])
    assert "set-cookie" not in answer.headers
    browser.request(method, path, content=body)
    assert statements


@pytest.mark.parametrize(("method", "path"), changes())
def test_what_comes_from_no_page_changes_nothing(
    method: str, path: str, statements: list[str]
) -> None:
    program = client()
    program.cookies.set(COOKIE, "invented")
    del program.headers["origin"]

    answer = program.request(method, path, content='{"scene": 1}')

    assert (answer.status_code, statements) == (403, [])
