"""The agenda inside the application: what its address asks, its list, and its public side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from components.agenda_view import Addresses, agenda_values
from components.data import read
from components.entry_rows import act
from components.filters import (
    FORMAT,
    FORMATS,
    MONTH,
    THEME,
    asked,
    choose_optional,
    quoted,
    refuse,
    themes,
    today,
)
from components.links import here, link
from components.list_export import offer_list
from components.templates import show
from components.titles import heading
from db.commands.agenda import announce, set_public_agenda
from db.queries import agenda
from domain import list_sheets
from domain.agenda import (
    AgendaMeeting,
    by_month,
    coming,
    horizon,
    month_code,
    of_month,
    read_month,
)
from domain.formats import NBSP, count, short_date
from domain.periods import Period
from domain.roles import Role, User
from domain.scenario_entry import slug_of
from domain.scope import Scope
from domain.searching import plain
from domain.vocabulary import MeetingFormat, MeetingScope

ADDRESS = "agenda"
TOLD = "rencontres annoncées"
# The meetings chosen to be announced.
SILENT = "a-annoncer"
# Where the months on either side lead: far enough to look back on years.
EVER = Period(date(2000, 1, 1), date(2199, 12, 31))


@dataclass(frozen=True)
class Asked:
    """A month, or None for all that is to come; the scope that holds it."""

    month: date | None
    scope: Scope
    today: date


def heading_with_choices(user: User) -> Asked:
    wanted = _asked(user)
    with st.container(horizontal=True, vertical_alignment="bottom", key="agenda-entete"):
        heading("Agenda", user)
        choose_optional(FORMAT, "Format", FORMATS)
        choose_optional(THEME, "Thème", themes(user))
    return wanted


def show_agenda(meetings: Sequence[AgendaMeeting], wanted: Asked, user: User) -> None:
    centre = read(agenda.centre, centre_id=wanted.scope.centre_id)
    to = Addresses(
        month=lambda first: here(ADDRESS, mois=month_code(first) if first else None),
        sheet=lambda meeting: link("rencontre", id=meeting.id),
        file=lambda meeting: f"/api/rencontres/{meeting.id}.ics",
    )
    values = agenda_values(meetings, wanted.month, wanted.today, to, EVER)
    show("agenda.html", agenda=values, public=bool(centre and centre.public))
    listed = of_month(meetings, wanted.month) if wanted.month else coming(meetings, wanted.today)
    year = wanted.month.year if wanted.month else None
    offer_list(user, ADDRESS, *list_sheets.agenda(by_month(listed)), year)


def show_public_side(user: User) -> None:
    """Where the public reads it; for the team what could be announced, for a director the key."""
    centre = read(agenda.centre, centre_id=user.centre.centre_id)
    if centre is None or not (centre.public or user.can_act_as(Role.EDITOR)):
        return
    told = [meeting for meeting in _to_tell(user) if meeting.announced]
    state = "ouvert" if centre.public else "fermé"
    label = f"L’agenda public{NBSP}: {state}, {count(len(told), 'rencontre annoncée', TOLD)}"
    with st.expander(label, key="agenda-public-side"):
        show(
            "agenda_public_side.html",
            public=centre.public,
            page=f"{_host()}/agenda/{centre.slug}",
            empty=not told,
            feeds=[
                (name, f"/agenda/{centre.slug}.ics?theme={slug_of(name)}")
                for name in sorted({n for meeting in told for n in meeting.themes}, key=plain)
            ],
        )
        _offer_announcing(user)
        if user.can_act_as(Role.DIRECTOR):
            word = "Fermer l’agenda public" if centre.public else "Ouvrir l’agenda au public"
            change = partial(act, user, set_public_agenda, public=not centre.public)
            st.button(word, key="agenda-public", on_click=change)


def _offer_announcing(user: User) -> None:
    """Several at once, for a centre that begins: one by one, their form has the tick."""
    silent = {
        meeting.id: f"{short_date(meeting.held_on, meeting.date_precision)} · {meeting.title}"
        for meeting in _to_tell(user)
        if not (meeting.announced or meeting.is_cancelled)
    }
    if not (silent and user.can_act_as(Role.EDITOR)):
        return
    st.multiselect(
        "Rencontres à venir que le public ne voit pas",
        list(silent),
        format_func=silent.__getitem__,
        key=SILENT,
        placeholder="Choisir celles à annoncer",
        select_all=False,  # said in English
        filter_mode="contains",
    )
    st.button("Annoncer au public", key="annoncer", on_click=_announce, args=(user,))


def _announce(user: User) -> None:
    act(user, announce, meeting_ids=tuple(st.session_state[SILENT]))
    st.session_state[SILENT] = []


def _asked(user: User) -> Asked:
    now = today(user)
    raw = st.query_params.get(MONTH)
    first = read_month(raw) if raw else None
    if raw and first is None:
        refuse(f"Le mois {quoted(raw)} n’existe pas{NBSP}: une adresse l’écrit 2026-12.")
    format_, theme = asked(FORMAT, FORMATS), asked(THEME, themes(user))
    period = (
        Period.of_month(first.year, first.month)
        if first
        else Period(now.replace(day=1), horizon(now).end)
    )
    scope = Scope(
        user.centre.centre_id,
        period,
        format=MeetingFormat(format_) if format_ else None,
        theme_id=int(theme) if theme else None,
    )
    return Asked(first, scope, now)


def _to_tell(user: User) -> list[AgendaMeeting]:
    """What is to come and could be told to the public, whatever is looked at here."""
    now = today(user)
    scope = Scope(user.centre.centre_id, Period(now.replace(day=1), horizon(now).end))
    found = read(agenda.agenda, scope=scope, role=user.role)
    return [m for m in coming(found, now) if m.scope is not MeetingScope.INTERNAL]


def _host() -> str:
    """« https://maillage.exemple.fr »: an address to be sent. Nothing where it is unknown."""
    here_now = urlsplit(str(st.context.url))
    return f"{here_now.scheme}://{here_now.netloc}" if here_now.netloc else ""
