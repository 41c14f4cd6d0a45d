"""The routes that set and clear the cookie. A Streamlit script cannot: it has no HTTP answer."""

from anyio import to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response

from components.data import write_aside
from components.who import COOKIE
from db.commands import accounts

# Where Streamlit keeps what a provider of identities said, in as many cookies as it takes.
PROVIDED = "_streamlit_user"
LONGEST_TICKET = 200  # bytes


async def open_session(request: Request) -> Response:
    """Exchange the one-time ticket of the sign-in form for the cookie."""
    if is_foreign(request):
        return _refused()
    ticket = await _short_body(request)
    token = await to_thread.run_sync(_exchange, ticket) if ticket else None
    if token is None:
        return _refused()
    response = Response(status_code=204)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(accounts.SESSION_LIFETIME.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )
    return response


async def close_session(request: Request) -> Response:
    """Close the session of the cookie, and clear the cookies."""
    if is_foreign(request):
        return _refused()
    if token := request.cookies.get(COOKIE):
        await to_thread.run_sync(_revoke, token)
    response = Response(status_code=204)
    provided = (name for name in request.cookies if name.startswith(PROVIDED))
    for name in (COOKIE, *provided):
        response.delete_cookie(
            name, path="/", httponly=True, samesite="lax", secure=is_secure(request)
        )
    return response


def is_foreign(request: Request) -> bool:
    """Whether a page of another site sent the request, or may have."""
    if site := request.headers.get("sec-fetch-site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        # With what changes something, a browser always says where it comes from.
        return request.method not in {"GET", "HEAD"}
    return origin.partition("://")[2] != request.headers.get("host")


def is_secure(request: HTTPConnection) -> bool:
    """Whether the browser speaks https, to us or to the proxy in front of us.

    A forged header can only add Secure to the forger’s own cookie.
    """
    forwarded = request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return "https" in {request.url.scheme, forwarded}


def _refused() -> Response:
    return JSONResponse({"raison": "Demande refusée."}, status_code=403)


async def _short_body(request: Request) -> str:
    """The body as text; empty when it is too long to be a ticket."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_TICKET:
            return ""
    return body.decode("ascii", "replace")


def _exchange(ticket: str) -> str | None:
    return write_aside(accounts.exchange_ticket, ticket=ticket)


def _revoke(token: str) -> None:
    write_aside(accounts.revoke_token, token=token)
