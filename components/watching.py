"""Each answer counted and told in the log; an error that no route foresaw answered in French.

The log says a route by its pattern: addresses hold tokens, and what people searched.
"""

import logging
import secrets
from time import perf_counter

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.index_page import plain_page
from components.metrics import OPEN_SESSIONS, REQUESTS
from components.site_map import ADDRESSES
from components.web_files import BUNDLES, FILES
from domain.formats import NBSP, NNBSP

# Asked by machines every few seconds, or ten times a page: counted, and told only when they fail.
OFTEN = (
    *("/sante", "/metrics", "/_stcore/health", "/_stcore/host-config"),
    *(f"{BUNDLES}…", f"{FILES}…"),
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

log = logging.getLogger(__name__)


class Watched:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            with OPEN_SESSIONS.track_inprogress():
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, status = perf_counter(), 0

        async def send_told(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, send_told)
        except Exception:
            reference = new_reference()
            log.exception("request failed", extra={"reference": reference})
            if status:  # half an answer is gone already
                raise
            await HTMLResponse(_failed(reference), 500)(scope, receive, send_told)
        finally:
            _tell(scope, status, perf_counter() - begun)


def new_reference() -> str:
    """What ties a message on screen to its line in the log."""
    return secrets.token_hex(4).upper()


def _tell(scope: Scope, status: int, seconds: float) -> None:
    method = scope["method"] if scope["method"] in METHODS else "?"
    route = _route(scope)
    REQUESTS.labels(method, route, str(status)).inc()
    if route not in OFTEN or status >= 400:
        facts = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
        log.info("request", extra=facts)


def _route(scope: Scope) -> str:
    """The pattern of the route that answered; « autre » where nothing of ours is asked for."""
    if route := scope.get("route"):
        return route.path or "streamlit"
    path = scope["path"]
    folder = next((one for one in (BUNDLES, FILES) if path.startswith(one)), None)
    if folder:
        return f"{folder}…"
    return f"/{path.strip('/')}" if path.strip("/") in ADDRESSES else "autre"


def _failed(reference: str) -> str:
    return plain_page(
        "Erreur",
        "Une erreur est survenue",
        f"Réessayez{NNBSP}; si elle revient, donnez cette référence à votre administrateur. "
        f"Référence{NBSP}: {reference}",
        "Revenir au tableau de bord",
    )
