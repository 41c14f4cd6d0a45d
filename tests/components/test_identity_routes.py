"""A provider of identities that does not answer is told in French."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.identity_routes import ProviderFaults


def client(status: int) -> TestClient:
    """Streamlit’s own route, and another, answering with this status."""
    answers = [
        Route(path, lambda _: PlainTextResponse("Streamlit", status))
        for path in ("/auth/login", "/auth/logout")
    ]
    return TestClient(Starlette(routes=answers, middleware=[Middleware(ProviderFaults)]))


@pytest.mark.parametrize("status", [400, 500])
def test_a_failure_is_a_page_in_french_with_the_way_back(status: int) -> None:
    answer = client(status).get("/auth/login")

    assert answer.status_code == 503
    assert "Votre fournisseur d’identité ne répond pas" in answer.text
    assert 'href="/"' in answer.text
    assert "Streamlit" not in answer.text


def test_anything_else_goes_through() -> None:
    assert client(200).get("/auth/login").text == "Streamlit"
    assert client(400).get("/auth/logout").text == "Streamlit"
