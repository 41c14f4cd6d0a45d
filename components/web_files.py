"""Files and pages, served compressed, in French, and with the right to be remembered.

Streamlit compresses neither its bundles nor ours: a first visit weighs 5 MB without this.
"""

from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.index_page import NOT_FOUND, index_page
from components.site_map import ADDRESSES
from components.static_files import OURS, STREAMLIT, StaticFile, load
from components.who import identity_of

BUNDLES = "/static/"
FILES = "/app/static/"
# Below these, our routes answer whoever asks.
FOR_ANYONE = ("/agenda/", "/partage/")
# What Streamlit and our routes answer themselves.
OTHERS = (
    *("_stcore", "media", "component", "api", "sante", "metrics", "favicon.png", "manifest.json"),
    # The way to a provider of identities, and back.
    *("auth", "oauth2callback"),
)

# Files that Streamlit hands out were made for someone: their address alone opens nothing.
MADE = "/media/"
# Streamlit tells anyone how much it holds, and measures it: ours, /metrics, has a switch.
CLOSED = "/_stcore/metrics"

LONGEST_PATH = 255  # what a file system takes for a name; ours are far shorter

FOREVER = "public, immutable, max-age=31536000"
A_WEEK = "public, max-age=604800"
ASK_AGAIN = "no-cache"


class WebFiles:
    """Answers for files and page addresses; lets everything else through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = None
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            answer = await _answer(Request(scope))
        await (answer or self.app)(scope, receive, send)


async def _answer(request: Request) -> Response | None:
    path = request.scope["path"]
    if not path.isprintable() or len(path) > LONGEST_PATH or path == CLOSED:
        return _not_found()
    if path.startswith(FILES):
        return await _file(request, OURS, path.removeprefix(FILES))
    if path.startswith(BUNDLES):
        return await _file(request, STREAMLIT, path.removeprefix("/"))
    if path.startswith(MADE) and await to_thread.run_sync(identity_of, request) is None:
        return _not_found()
    if path.removeprefix("/").partition("/")[0] in OTHERS:
        return None
    if "//" in path:  # no page of ours: Streamlit would answer its first one, in English
        return _not_found()
    if path.startswith(FOR_ANYONE) and path not in FOR_ANYONE:
        return None
    if path.strip("/") in ADDRESSES and (path == "/" or not path.endswith("/")):
        return HTMLResponse(index_page(), headers={"cache-control": ASK_AGAIN})
    if path.endswith("/"):
        return None  # Streamlit redirects to the address without its last slash.
    return _not_found()


def _not_found() -> Response:
    return HTMLResponse(NOT_FOUND, status_code=404, headers={"cache-control": ASK_AGAIN})


async def _file(request: Request, root: Path, name: str) -> Response | None:
    """None when the file is not of those we serve, or the browser reads no gzip."""
    # A bundle takes a few milliseconds to compress, the first time: not on the event loop.
    file = await to_thread.run_sync(load, root, name)
    if file is None or (file.gzipped and not _reads_gzip(request.headers)):
        return None
    headers = {
        "cache-control": _memory(request, root, file),
        "etag": f'"{file.version}"',
        "vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if file.gzipped:
        headers["content-encoding"] = "gzip"
    return Response(file.body, media_type=file.media_type, headers=headers)


def _reads_gzip(headers: Headers) -> bool:
    return "gzip" in headers.get("accept-encoding", "")


def _memory(request: Request, root: Path, file: StaticFile) -> str:
    # Streamlit’s bundles bear a hash in their names, our files in ?v=.
    if root == STREAMLIT or request.query_params.get("v") == file.version:
        return FOREVER
    # The theme names the fonts: it cannot give them a version.
    return A_WEEK if file.media_type == "font/woff2" else ASK_AGAIN
