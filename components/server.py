"""The server around the script: start, routes, middleware."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components import agenda_routes, logs, metrics, readiness
from components.first_start import announce_first_start
from components.foreign_pages import OwnPages
from components.identity_routes import ProviderFaults
from components.projection_routes import move_presentation, where_presentation_is
from components.public_routes import Indicators, Nothing, contract
from components.security_headers import SecurityHeaders
from components.session_routes import close_session, open_session
from components.sharing_routes import shared_page
from components.troubles import show_error
from components.watching import Watched
from components.web_files import WebFiles
from components.who import BehindWall

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan", "show_error"]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Upgrade the schema, and load now what the first visitor would wait for.

    A database that cannot be used does not stop the server: each page says what is wrong.
    """
    logs.start()
    await to_thread.run_sync(readiness.prepare)
    await to_thread.run_sync(announce_first_start)
    await to_thread.run_sync(warm_up)
    yield


def warm_up() -> None:
    """Import what draws, draw once, then leave all that out of the collector’s rounds.

    Streamlit collects garbage after each run: frozen, the imported modules cost it nothing.
    """
    import altair
    import pandas

    table = pandas.DataFrame({"x": [1]})
    altair.Chart(table).mark_bar().encode(x="x:Q").to_dict()
    for view in sorted(Path(__file__).parent.glob("*_view.py")):
        import_module(f"components.{view.stem}")
    gc.collect()
    gc.freeze()


def health(_request: Request) -> Response:
    """For whoever watches the server: 200 with the schema, or 503 with a French reason."""
    if reason := readiness.examine():
        return _uncached({"etat": "panne", "raison": reason}, status_code=503)
    found = {"etat": "ok", "schema": readiness.expected_revision()}
    if standing := readiness.replica_standing():
        found["replique"] = standing
    return _uncached(found)


def _uncached(body: dict[str, str], status_code: int = 200) -> Response:
    return JSONResponse(body, status_code, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/sante", health, methods=["GET"]),
    Route("/metrics", metrics.exposition, methods=["GET"]),
    Route("/api/session", open_session, methods=["POST"]),
    Route("/api/session", close_session, methods=["DELETE"]),
    Route("/api/projection/{id:int}", where_presentation_is, methods=["GET"]),
    Route("/api/projection/{id:int}", move_presentation, methods=["POST"]),
    Route("/api/rencontres/{id:int}.ics", agenda_routes.own_file, methods=["GET"]),
    Route("/agenda/{slug}.ics", agenda_routes.feed, methods=["GET"]),
    Route("/agenda/{slug}", agenda_routes.public_page, methods=["GET"]),
    Route("/agenda/{slug}/{id:int}.ics", agenda_routes.announced_file, methods=["GET"]),
    Route("/agenda/{slug}/", agenda_routes.without_slash, methods=["GET"]),
    Route("/agenda/{slug}/{rest:path}", agenda_routes.nothing, methods=["GET"]),
    Route("/api/openapi.json", contract, methods=["GET"]),
    Route("/api/indicateurs", Indicators),
    Route("/api/indicateurs/{rest:path}", Indicators),
    # After all those below /api: Streamlit would answer its page to anything else.
    Route("/api", Nothing),
    Route("/api/{rest:path}", Nothing),
    Route("/partage/{token:path}", shared_page, methods=["GET"]),
]

# The first one is the outermost: it signs the answers of all the others.
MIDDLEWARE = [
    *(Middleware(SecurityHeaders), Middleware(Watched), Middleware(OwnPages)),
    *(Middleware(WebFiles), Middleware(ProviderFaults), Middleware(BehindWall)),
]
