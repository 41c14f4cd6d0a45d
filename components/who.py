"""Who asks, as his browser proves it; the wall around his centres (db.walls) is raised at once."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlmodel import Session
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.scriptrunner import get_script_run_ctx

from db import walls
from db.commands.accounts import digest
from db.commands.entering import ForbiddenError
from db.queries import accounts
from db.queries.accounts import Identity
from db.unit_of_work import reading
from domain.formats import NBSP

P = ParamSpec("P")
R = TypeVar("R")

# The id of the row of sign_in_session this tab was signed in by.
SESSION_KEY = "sign_in_session"
COOKIE = "maillage_session"
NOT_ANY_MORE = f"Votre session est fermée, ou vos droits ont changé{NBSP}: rechargez la page."


class BehindWall:
    """Middleware: a request reaches no row of a centre until its route says of which."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with walls.seeing(walls.of_centres(())):
            await self.app(scope, receive, send)


def identity() -> Identity | None:
    """Whose tab this is. Asked to the database each time."""
    session_id = st.session_state.get(SESSION_KEY)
    if session_id is not None:
        return _let_in(find(accounts.by_session_id, session_id=session_id))
    token = st.context.cookies.get(COOKIE)
    # Under AppTest the cookies are a mock.
    return _of_token(token if isinstance(token, str) else "")


def identity_of(request: Request) -> Identity | None:
    """Whose browser sent the request."""
    return _of_token(request.cookies.get(COOKIE, ""))


def let_in(*centres: int) -> None:
    """Have the rest of this run, or of this request, reach the rows of these centres only."""
    walls.see(walls.of_centres(centres))


def raise_wall() -> str | None:
    """What can be reached here. A button runs before the page has asked who this is."""
    if walls.seen() is None and get_script_run_ctx(suppress_warning=True):
        identity()
    return walls.seen()


def later(make: Callable[P, R]) -> Callable[P, R]:
    """``make``, for Streamlit to run once a button is pressed, behind the wall of now.

    It runs it outside of any run, in the request of the websocket, which reaches nothing. Raise
    ForbiddenError once the session has ended, or has other rights than when the page was drawn.
    """
    drawn_for = identity()
    if drawn_for is None:
        raise ForbiddenError({"": NOT_ANY_MORE})
    session_id, rights = drawn_for.session_id, drawn_for.centres

    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        with walls.seeing(walls.of_centres(())):
            asks = _let_in(find(accounts.by_session_id, session_id=session_id))
            if asks is None or asks.centres != rights:
                raise ForbiddenError({"": NOT_ANY_MORE})
            return make(*args, **kwargs)

    return made


def find(query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What a browser, a link or an address stands for: asked past the wall, before it is known.

    The query answers for what it is given alone.
    """
    with walls.seeing(walls.EVERY), reading() as session:
        return query(session, *args, **kwargs)


def _of_token(token: str) -> Identity | None:
    if not token:
        return _let_in(None)
    return _let_in(find(accounts.by_token_digest, token_digest=digest(token)))


def _let_in(found: Identity | None) -> Identity | None:
    let_in(*(member.centre_id for member in found.centres) if found else ())
    return found
