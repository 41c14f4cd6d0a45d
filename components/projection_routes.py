"""Where a presentation is: told by the window on the wall, asked by the speaker’s.

A script of Streamlit would run again at each key: this answers in a few milliseconds.
"""

import json
from contextlib import suppress

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.data import read_afresh, write_apart
from components.session_routes import is_foreign
from components.who import identity_of
from db.commands import presenting as commands
from db.faults import UnsavedError
from db.queries import presenting
from db.queries.accounts import Identity
from db.queries.presenting import Where
from db.unit_of_work import Author
from domain.entry import EntryError

LONGEST_BODY = 200  # bytes
LARGEST_SCENE = 9999
LARGEST_ID = 2**31 - 1  # what the database takes for a key


async def where_presentation_is(request: Request) -> Response:
    """200 with the scene on the wall; 403 signed out, 404 for the presentation of another."""
    if is_foreign(request):
        return _answer(403)
    return await to_thread.run_sync(_look, request, request.path_params["id"])


async def move_presentation(request: Request) -> Response:
    """204 once the scene of the body, {"scene": 3}, is remembered; 403 for any other body."""
    scene = None if is_foreign(request) else await _scene(request)
    if scene is None:
        return _answer(403)
    return await to_thread.run_sync(_move, request, request.path_params["id"], scene)


def _look(request: Request, presentation_id: int) -> Response:
    who = identity_of(request)
    if who is None:
        return _answer(403)
    found = _find(who, presentation_id)
    return _answer(200, {"scene": found.scene}) if found else _answer(404)


def _move(request: Request, presentation_id: int, scene: int) -> Response:
    who = identity_of(request)
    if who is None:
        return _answer(403)
    found = _find(who, presentation_id)
    if found is None:
        return _answer(404)
    author = Author(who.account_id, found.centre_id)
    try:
        write_apart(commands.move, author, presentation_id=presentation_id, scene=scene)
    except UnsavedError:
        return _answer(503)
    except EntryError:
        return _answer(404)  # it has just gone, or the right to it
    return _answer(204)


def _find(who: Identity, presentation_id: int) -> Where | None:
    """The account’s presentation, of a centre it still belongs to."""
    if presentation_id > LARGEST_ID:
        return None
    found = read_afresh(
        presenting.where_is, presentation_id=presentation_id, account_id=who.account_id
    )
    centres = {centre.centre_id for centre in who.centres}
    return found if found and found.centre_id in centres else None


async def _scene(request: Request) -> int | None:
    """The number of the body; None when it is not one, or is too long to be."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    with suppress(ValueError, RecursionError, KeyError, TypeError):
        scene = json.loads(body)["scene"]
        if type(scene) is int and 1 <= scene <= LARGEST_SCENE:
            return scene
    return None


def _answer(status: int, body: dict[str, int] | None = None) -> Response:
    headers = {"cache-control": "no-store"}
    if body is None:
        return Response(status_code=status, headers=headers)
    return JSONResponse(body, status, headers=headers)
