"""The agenda without the application: a page for anyone, feeds, and meetings one by one.

Plain answers, without Streamlit: read by a telephone in a second, printed, followed by calendars.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from components.agenda_view import Addresses, agenda_values
from components.data import once, read, read_afresh
from components.index_page import NOT_FOUND
from components.session_routes import is_secure
from components.static_files import url
from components.templates import render
from components.who import find, identity_of, let_in
from db.queries import agenda, choices
from documents.calendar_file import calendar_file
from domain.agenda import (
    AgendaCentre,
    AgendaMeeting,
    coming,
    horizon,
    month_code,
    read_month,
)
from domain.formats import NBSP
from domain.meeting_life import RESTORABLE
from domain.scenario_entry import slug_of
from domain.searching import plain

MONTH, THEME = "mois", "theme"
LARGEST_ID = 2**31 - 1  # what the database takes for a key
CALENDAR = "text/calendar; charset=utf-8"
# A page says at once what was withdrawn; a calendar asks again when it pleases.
ASK_AGAIN, FIVE_MINUTES, NOT_KEPT = "no-cache", "public, max-age=300", "no-store"
CLOSED = (
    "Cet agenda n’est pas public, ou son adresse est incomplète. Demandez-la au centre de "
    "ressources qui vous l’a donnée."
)


class MissingError(Exception):
    """Nothing is at this address. The message is for the visitor, in French."""

    def __init__(self, sentence: str, back: str | None = None) -> None:
        super().__init__(sentence)
        self.back = back


def public_page(request: Request) -> Response:
    """What a centre announces, as a month and as a list."""
    try:
        centre = _centre(request)
        page = _page(request, centre, _theme(request, centre))
        return _kept(request, page, "text/html; charset=utf-8", ASK_AGAIN)
    except MissingError as missing:
        sentence, back, style = str(missing), missing.back, url("maillage.css")
        told = render("agenda_missing.html", sentence=sentence, back=back, style=style)
        return HTMLResponse(told, 404, headers={"cache-control": NOT_KEPT})


def feed(request: Request) -> Response:
    """What a centre announces, of one theme if asked, for calendars that follow it."""
    try:
        centre = _centre(request)
        theme = _theme(request, centre)
    except MissingError as missing:
        return _no_file(str(missing))
    body = once(_feed, centre, theme, _today(centre))
    return _kept(request, body, CALENDAR, FIVE_MINUTES, f'inline; filename="{centre.slug}.ics"')


def _feed(centre: AgendaCentre, theme: str | None, today: date) -> bytes:
    about = f" – {theme}" if theme else ""
    return _file(centre, _of_theme(_announced(centre, today), theme), about)


def announced_file(request: Request) -> Response:
    """One announced meeting, to add to a calendar."""
    try:
        centre = _centre(request)
    except MissingError as missing:
        return _no_file(str(missing))
    number = request.path_params["id"]
    found = [meeting for meeting in _announced(centre, _today(centre)) if meeting.id == number]
    return _one_file(request, centre, found, FIVE_MINUTES)


def own_file(request: Request) -> Response:
    """One meeting of a centre of whoever is signed in, announced or not."""
    number, who = request.path_params["id"], identity_of(request)
    for member in who.centres if who and number <= LARGEST_ID else ():
        meeting = read_afresh(agenda.one, centre_id=member.centre_id, meeting_id=number)
        centre = read_afresh(agenda.centre, centre_id=member.centre_id)
        if meeting and centre:
            return _one_file(request, centre, [meeting], NOT_KEPT)
    return _no_file("Cette rencontre n’existe pas, ou il faut se connecter pour la lire.")


def without_slash(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/agenda/{request.path_params['slug']}{query}", 308)


def nothing(_request: Request) -> Response:
    """Whatever else is asked below /agenda/."""
    return HTMLResponse(NOT_FOUND, 404, headers={"cache-control": ASK_AGAIN})


def _one_file(
    request: Request, centre: AgendaCentre, found: Sequence[AgendaMeeting], memory: str
) -> Response:
    if not found or not found[0].has_day:
        return _no_file("Cette rencontre n’est pas à l’agenda, ou son jour n’est pas encore connu.")
    name = f'attachment; filename="rencontre-{found[0].id}.ics"'
    return _kept(request, _file(centre, found), CALENDAR, memory, name)


def _file(centre: AgendaCentre, meetings: Sequence[AgendaMeeting], about: str = "") -> bytes:
    name = f"Agenda{NBSP}: {centre.name}{about}"
    return calendar_file(meetings, name=name, slug=centre.slug, timezone=centre.timezone)


def _centre(request: Request) -> AgendaCentre:
    # Not a remembered reading: anyone may ask for any address.
    found = find(agenda.centre_at, slug=request.path_params["slug"])
    if found is None or not found.public:
        raise MissingError(CLOSED)
    let_in(found.id)
    return found


def _announced(centre: AgendaCentre, today: date) -> tuple[AgendaMeeting, ...]:
    # Of a day, not of an instant: the reading is remembered.
    since = datetime(today.year, today.month, today.day, tzinfo=UTC) - RESTORABLE
    return read(agenda.announced, centre_id=centre.id, period=horizon(today), since=since)


def _today(centre: AgendaCentre) -> date:
    return datetime.now(ZoneInfo(centre.timezone)).date()


def _theme(request: Request, centre: AgendaCentre) -> str | None:
    """The theme that the address names, among those of the centre."""
    asked = request.query_params.get(THEME)
    if asked is None:
        return None
    names = read(choices.themes, centre_id=centre.id).values()
    found = next((name for name in names if slug_of(name) == asked), None)
    if found is None:
        raise MissingError("Ce thème n’est pas de ceux du centre.", f"/agenda/{centre.slug}")
    return found


def _of_theme(meetings: Sequence[AgendaMeeting], theme: str | None) -> tuple[AgendaMeeting, ...]:
    return tuple(meeting for meeting in meetings if theme is None or theme in meeting.themes)


def _page(request: Request, centre: AgendaCentre, theme: str | None) -> bytes:
    today = _today(centre)
    asked = _month(request, centre, today)
    # What was deleted is told to calendars, which hold it already; not to who has not seen it.
    told = [meeting for meeting in _announced(centre, today) if not meeting.deleted]
    meetings = _of_theme(told, theme)
    to = Addresses(
        month=lambda first: _address(centre, theme, first),
        sheet=lambda _: None,
        file=lambda meeting: f"/agenda/{centre.slug}/{meeting.id}.ics",
    )
    host = request.headers.get("host", "")
    followed = f"{host}/agenda/{centre.slug}.ics{_query(theme, None)}"
    return render(
        "agenda_public.html",
        centre=centre,
        theme=theme,
        themes=_themes(centre, coming(told, today), theme),
        agenda=agenda_values(meetings, asked, today, to, horizon(today)),
        feed=f"{'https' if is_secure(request) else 'http'}://{followed}",
        subscribe=f"webcal://{followed}",
        style=url("maillage.css"),
    ).encode()


def _month(request: Request, centre: AgendaCentre, today: date) -> date | None:
    raw = request.query_params.get(MONTH)
    if raw is None:
        return None
    first = read_month(raw)
    if first is None or first not in horizon(today):
        sentence = "Ce mois n’est pas dans l’agenda, ou n’existe pas."
        raise MissingError(sentence, f"/agenda/{centre.slug}")
    return first


def _themes(
    centre: AgendaCentre, meetings: Sequence[AgendaMeeting], chosen: str | None
) -> list[tuple[str, str, bool]]:
    """Those of the meetings to come, and the one that is asked for; nothing for a single one."""
    held = {name for meeting in meetings for name in meeting.themes}
    names = sorted(held | ({chosen} if chosen else set()), key=plain)
    if len(names) < 2 and chosen is None:
        return []
    links = [(name, _address(centre, name, None), name == chosen) for name in names]
    return [("Tous les thèmes", _address(centre, None, None), chosen is None), *links]


def _address(centre: AgendaCentre, theme: str | None, first: date | None) -> str:
    return f"/agenda/{centre.slug}{_query(theme, first)}"


def _query(theme: str | None, first: date | None) -> str:
    given = {
        **({MONTH: month_code(first)} if first else {}),
        **({THEME: slug_of(theme)} if theme else {}),
    }
    return f"?{urlencode(given)}" if given else ""


def _kept(
    request: Request, body: bytes, media_type: str, memory: str, disposition: str | None = None
) -> Response:
    """The answer, or that nothing changed since the browser asked."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"cache-control": memory, "etag": tag}
    # A proxy that compresses makes the tag weak.
    known = request.headers.get("if-none-match", "").replace("W/", "")
    if tag in (part.strip() for part in known.split(",")):
        return Response(status_code=304, headers=headers)
    if disposition:
        headers["content-disposition"] = disposition
    return Response(body, media_type=media_type, headers=headers)


def _no_file(sentence: str) -> Response:
    return PlainTextResponse(sentence, 404, headers={"cache-control": NOT_KEPT})
