"""Our routes and middleware without Streamlit behind them."""

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components import server


def client(url: str = "http://testserver") -> TestClient:
    """A page of ours that asks; whatever our middleware lets through answers « Streamlit »."""
    behind = Route("/{path:path}", lambda _: PlainTextResponse("Streamlit"))
    app = Starlette(routes=[*server.ROUTES, behind], middleware=server.MIDDLEWARE)
    return TestClient(app, base_url=url, headers={"origin": url})
