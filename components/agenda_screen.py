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
from components.templates import show
from components.titles import heading
from db.commands.agenda import set_public_agenda
from db.queries import agenda
from domain.agenda import AgendaMeeting, coming, horizon, month_code, read_month
from domain.entry import plain
from domain.formats import NBSP, count
from domain.periods import Period
from domain.roles import Role, User
from domain.scenario_entry import slug_of
from domain.scope import Scope
from domain.vocabulary import MeetingFormat, MeetingScope

ADDRESS = "agenda"
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


def show_agenda(meetings: Sequence[AgendaMeeting], wanted: Asked) -> None:
    centre = read(agenda.centre, centre_id=wanted.scope.centre_id)
    to = Addresses(
        month=lambda first: here(ADDRESS, mois=month_code(first) if first else None),
        sheet=lambda meeting: link("rencontre", id=meeting.id),
        file=lambda meeting: f"/api/rencontres/{meeting.id}.ics",
    )
    values = agenda_values(meetings, wanted.month, wanted.today, to, EVER)
    show("agenda.html", agenda=values, public=bool(centre and centre.public))


def show_public_side(user: User) -> None:
    """Where the public reads it; for a director, the way to open and close it."""
    centre = read(agenda.centre, centre_id=user.centre.centre_id)
    directs = user.can_act_as(Role.DIRECTOR)
    if centre is None or not (centre.public or directs):
        return
    announced = _announced(user)
    state = "ouvert" if centre.public else "fermé"
    told = count(len(announced), "rencontre annoncée", "rencontres annoncées")
    with st.expander(f"L’agenda public{NBSP}: {state}, {told}", key="agenda-public-side"):
        show(
            "agenda_public_side.html",
            public=centre.public,
            page=f"{_host()}/agenda/{centre.slug}",
            empty=not announced,
            feeds=[
                (name, f"/agenda/{centre.slug}.ics?theme={slug_of(name)}")
                for name in sorted({n for meeting in announced for n in meeting.themes}, key=plain)
            ],
        )
        if directs:
            label = "Fermer l’agenda public" if centre.public else "Ouvrir l’agenda au public"
            change = partial(act, user, set_public_agenda, public=not centre.public)
            st.button(label, key="agenda-public", on_click=change)


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


def _announced(user: User) -> list[AgendaMeeting]:
    """What the public sees of what is to come, whatever is looked at here."""
    now = today(user)
    scope = Scope(user.centre.centre_id, Period(now.replace(day=1), horizon(now).end))
    found = read(agenda.agenda, scope=scope, role=user.role)
    return [
        meeting
        for meeting in coming(found, now)
        if meeting.announced and meeting.scope is not MeetingScope.INTERNAL
    ]


def _host() -> str:
    """« https://maillage.exemple.fr »: an address to be sent. Nothing where it is unknown."""
    here_now = urlsplit(str(st.context.url))
    return f"{here_now.scheme}://{here_now.netloc}" if here_now.netloc else ""
