"""A page of figures, answered to whoever holds its link: no account, no script, no trace left.

Whatever is wrong with a link, the answer is the same: nobody learns that it once opened something.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from anyio import to_thread
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from components import readiness
from components.data import write_apart
from components.sharing_limit import ask_for_page
from components.sharing_page import closed_page, page_of
from components.who import find, let_in
from db.commands import share_opening
from db.commands.accounts import digest
from db.queries.sharing import FoundLink, find_link
from db.unit_of_work import Author
from domain.sharing import LinkState

# Nothing is kept, told to another site, found by a search engine, or run.
HEADERS = {
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "content-security-policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            # The heights of bars are written beside them.
            "style-src-attr 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    ),
}
NOTHING = (
    "Ce lien n’ouvre rien",
    (
        "Il est peut-être incomplet, arrivé à sa date de fin, ou fermé par le centre qui l’a "
        "donné.",
        "Vérifiez que l’adresse est entière, ou demandez un nouveau lien à la personne qui vous "
        "l’a envoyé.",
    ),
)
TOO_OFTEN = (
    "Trop de demandes à la fois",
    ("Attendez une minute, puis rechargez la page.",),
)
OUT_OF_ORDER = (
    "Cette page est momentanément indisponible",
    ("Rechargez-la dans quelques minutes.",),
)


async def shared_page(request: Request) -> Response:
    """200 with the page; 404 for any link that opens nothing; 429 when asked too often."""
    token = request.path_params["token"]
    if not token:
        return RedirectResponse("/partage")
    allowed = ask_for_page(request)
    if not allowed.granted:
        return _closed(429, TOO_OFTEN, {"retry-after": str(allowed.wait)})
    looked_at = request.method == "GET"
    return await to_thread.run_sync(partial(_answer, token, looked_at=looked_at))


def _answer(token: str, *, looked_at: bool) -> Response:
    if readiness.fault():
        return _closed(503, OUT_OF_ORDER)
    link = find(find_link, token_digest=digest(token))
    if link is None:
        return _closed(404, NOTHING)
    let_in(link.centre_id)
    today = datetime.now(ZoneInfo(link.timezone)).date()
    state = link.state(today)
    if state is LinkState.OPEN:
        opened = partial(_note, share_opening.note_opening, link, today)
        return _html(200, page_of(link, today), then=opened if looked_at else None)
    ended = state is LinkState.ENDED and not link.end_told
    return _closed(
        404, NOTHING, then=partial(_note, share_opening.note_end, link, today) if ended else None
    )


def _note(command: Callable[..., None], link: FoundLink, today: date) -> None:
    """Once the answer has left: all refusals take the same time."""
    let_in(link.centre_id)
    write_apart(command, Author(None, link.centre_id), link_id=link.id, today=today)


def _closed(
    status: int,
    words: tuple[str, tuple[str, ...]],
    headers: dict[str, str] | None = None,
    then: Callable[[], None] | None = None,
) -> Response:
    return _html(status, closed_page(*words), headers, then)


def _html(
    status: int,
    page: str,
    headers: dict[str, str] | None = None,
    then: Callable[[], None] | None = None,
) -> Response:
    after = BackgroundTask(then) if then else None
    return HTMLResponse(page, status, {**HEADERS, **(headers or {})}, background=after)
