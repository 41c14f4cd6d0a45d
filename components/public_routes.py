"""Public data: the figures of closed months for other programs, as JSON or CSV.

A centre that is not there, that gives nothing, and a wrong key have one answer. Errors are problems
of RFC 9457, in French. The contract is static/openapi.json, and tests hold both to it.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from anyio import to_thread
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response

from components import readiness
from components.data import read
from components.sharing_limit import ask_for_data, ask_with_key
from components.static_files import OURS
from components.who import find, let_in
from db.commands.accounts import digest
from db.queries import public_data as queries
from db.queries.public_data import Access
from domain.formats import NBSP
from domain.public_data import FIRST_YEAR, LAST_YEAR, ClosedYear, as_document, as_sheet
from domain.rate_limit import Allowance
from domain.spreadsheet import as_csv

CONTRACT = OURS / "openapi.json"
ADDRESS = re.compile(r"([a-z0-9-]{1,64})/([0-9]{4})\.(json|csv)")
TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}

# Closed months seldom change. With a key, each answer is asked again: a key may have been revoked.
OPEN_CACHE, KEYED_CACHE, NO_CACHE = "public, max-age=600", "private, no-cache", "no-store"
ANYONE = {"access-control-allow-origin": "*"}

UNAUTHORIZED = (
    f"Ces données demandent une clé{NBSP}: envoyez-la dans l’en-tête Authorization, après Bearer."
)
FORBIDDEN = "Cette clé n’ouvre pas les données de ce centre."
UNKNOWN = (
    f"Adresse inconnue. Exemple{NBSP}: /api/indicateurs/mon-centre/2023.json (ou .csv), avec une "
    f"année de {FIRST_YEAR} à {LAST_YEAR}."
)
NOTHING = "Rien n’est à cette adresse. Les données publiques sont décrites dans /api/openapi.json."
METHOD = f"Ces données se lisent seulement{NBSP}: méthode GET."
TOO_OFTEN = "Trop de demandes. Attendez avant la suivante."
OUT_OF_ORDER = "Maillage est momentanément indisponible."

TITLES = {
    401: "Clé attendue",
    403: "Accès refusé",
    404: "Introuvable",
    405: "Méthode refusée",
    429: "Trop de demandes",
    503: "Indisponible",
}


class Asked(NamedTuple):
    slug: str
    year: int
    format: str


class Indicators(HTTPEndpoint):
    """GET /api/indicateurs/<centre>/<year>.json and .csv."""

    async def get(self, request: Request) -> Response:
        allowed = ask_for_data(request)
        if allowed.granted and (key := _key(request)):
            allowed = _scarcer(allowed, ask_with_key(digest(key)))
        if not allowed.granted:
            answer = _problem(429, TOO_OFTEN, {"retry-after": str(allowed.wait)})
        else:
            answer = await to_thread.run_sync(partial(_answer, request))
        answer.headers.update(_told(allowed))
        return answer

    async def method_not_allowed(self, request: Request) -> Response:  # noqa: ARG002
        return _problem(405, METHOD, {"allow": "GET, HEAD"})


class Nothing(HTTPEndpoint):
    """Any other address below /api, whatever the method: no page of the application is there."""

    async def dispatch(self) -> None:
        answer = _problem(404, NOTHING)
        await answer(self.scope, self.receive, self.send)


async def contract(request: Request) -> Response:
    """The OpenAPI file, for anyone."""
    body = await to_thread.run_sync(CONTRACT.read_bytes)
    headers = {"cache-control": OPEN_CACHE, **ANYONE}
    return _conditional(request, body, TYPES["json"], headers)


def _answer(request: Request) -> Response:
    if readiness.fault():
        return _problem(503, OUT_OF_ORDER)
    asked = _asked(request.path_params.get("rest", ""))
    if asked is None:
        return _problem(404, UNKNOWN)
    access = find(queries.access, slug=asked.slug)
    if access is None or not (access.is_open or _opens(access, _key(request))):
        return _refused(request)
    let_in(access.centre_id)
    known = read(queries.closed_year, centre_id=access.centre_id, year=asked.year)
    headers = {"cache-control": OPEN_CACHE, **ANYONE}
    if not access.is_open:
        headers = {"cache-control": KEYED_CACHE}
    headers["vary"] = "Authorization"
    if known.is_empty:
        return _problem(404, f"Aucun mois de {asked.year} n’est arrêté dans ce centre.", headers)
    if asked.format == "csv":
        name = f"indicateurs-{asked.slug}-{asked.year}.csv"
        headers["content-disposition"] = f'attachment; filename="{name}"'
    return _conditional(request, _body(known, asked.format), TYPES[asked.format], headers)


def _asked(path: str) -> Asked | None:
    found = ADDRESS.fullmatch(path)
    if found is None or not FIRST_YEAR <= int(found[2]) <= LAST_YEAR:
        return None
    return Asked(found[1], int(found[2]), found[3])


def _key(request: Request) -> str | None:
    """What follows « Bearer » in the request."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() or None if scheme.lower() == "bearer" else None


def _opens(access: Access, key: str | None) -> bool:
    if key is None or access.key_digest is None:
        return False
    return hmac.compare_digest(access.key_digest, digest(key))


def _refused(request: Request) -> Response:
    """The same for a centre that is not there as for one that gives nothing to this caller."""
    if _key(request):
        return _problem(403, FORBIDDEN)
    return _problem(401, UNAUTHORIZED, {"www-authenticate": 'Bearer realm="Maillage"'})


def _body(known: ClosedYear, format_: str) -> bytes:
    if format_ == "csv":
        return as_csv(as_sheet(known))
    return json.dumps(as_document(known), ensure_ascii=False, indent=1).encode()


def _conditional(
    request: Request, body: bytes, media_type: str, headers: Mapping[str, str]
) -> Response:
    """304 when the caller already holds this very body."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = {one.strip().removeprefix("W/") for one in _if_none_match(request).split(",")}
    signed = {**headers, "etag": tag}
    if held & {tag, "*"}:
        return Response(status_code=304, headers=signed)
    return Response(body, media_type=media_type, headers=signed)


def _if_none_match(request: Request) -> str:
    return request.headers.get("if-none-match", "")


def _scarcer(one: Allowance, other: Allowance) -> Allowance:
    return min(one, other, key=lambda allowed: (allowed.granted, allowed.left))


def _told(allowed: Allowance) -> dict[str, str]:
    return {
        "ratelimit-limit": str(allowed.limit),
        "ratelimit-remaining": str(allowed.left),
        "ratelimit-reset": str(allowed.wait),
    }


def _problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    return Response(
        json.dumps(body, ensure_ascii=False).encode(),
        status,
        {"cache-control": NO_CACHE, **(headers or {})},
        "application/problem+json",
    )
