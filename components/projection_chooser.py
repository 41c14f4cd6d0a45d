"""Choosing a presentation: its scenes, its period, and all there is to know before it starts."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from components.filters import (
    FORMAT,
    FORMATS,
    TERRITORY,
    THEME,
    choose_optional,
    territories_of,
    themes,
)
from components.links import here, link
from components.period_links import month_links, part_links, year_links
from components.presentation import (
    OF_A_MONTH,
    SCENARIO,
    SCENE,
    SECONDS,
    Asked,
    Frozen,
    asked_presentation,
    asked_scenario,
    asked_seconds,
    offered,
    preview,
    restart,
    resume,
    start,
)
from components.projection_scenario import COMPOSE, NEW
from components.templates import show
from components.titles import MORE, heading
from domain.deck import BUILT_IN
from domain.formats import NBSP, count, month
from domain.roles import Role, User
from domain.scenario_entry import ScenarioEntry
from domain.scenes import Deck

PAGE = "projection"
NARROWING = (TERRITORY, FORMAT, THEME)
PACES = (10, 15, 20, 30, 45, 60)  # seconds offered between two scenes


def show_chooser(user: User) -> None:
    asked = asked_presentation(user, asked_scenario(user))
    seconds = asked_seconds()
    heading("Projection", user)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show("projection_scenarios.html", **_scenarios(user, asked.scenario))
        show("projection_period.html", **_period(user, asked, seconds))
        _show_filters(user)
    with right, st.container(key="projection-prete"):
        _show_ready(user, asked, preview(asked))
    show("projection_help.html", address=_whole_address(asked, seconds))


def _scenarios(user: User, chosen: ScenarioEntry) -> dict[str, Any]:
    editor = user.can_act_as(Role.EDITOR)
    every = [asked_presentation(user, scenario) for scenario in offered(user)]
    return {
        "scenarios": [
            {
                "entry": asked.scenario,
                "name": _name(asked),
                "href": here(PAGE, **{SCENARIO: asked.scenario.slug}),
                "chosen": asked.scenario.slug == chosen.slug,
                "scenes": len(preview(asked).scenes),
                "own": asked.scenario.slug not in BUILT_IN,
            }
            for asked in every
        ],
        "compose": here(PAGE, **{COMPOSE: NEW}) if editor else None,
        "change": here(PAGE, **{COMPOSE: chosen.id}) if editor and chosen.id else None,
    }


def _name(asked: Asked) -> str:
    """« Le mois : décembre 2023 »: the address may not say which."""
    if asked.scenario.slug != OF_A_MONTH:
        return asked.scenario.name
    start = asked.scope.period.start
    return f"{asked.scenario.name}{NBSP}: {month(start.year, start.month)}"


def _period(user: User, asked: Asked, seconds: int | None) -> dict[str, Any]:
    """Links to the other years, parts of the year and months; and to the other paces."""
    period = asked.scope.period
    only_months = asked.scenario.slug == OF_A_MONTH
    opened = any(name in st.query_params for name in (MORE, *NARROWING))
    toggled = dict.fromkeys((MORE, *NARROWING)) if opened else {MORE: "oui"}
    return {
        "years": year_links(user, PAGE, period.year),
        "parts": [] if only_months else part_links(PAGE, period),
        "months": month_links(PAGE, period, asked.today),
        "paces": [
            ("À la main", here(PAGE, **{SECONDS: None}), seconds is None),
            *(
                (f"{pace}\u00a0s", here(PAGE, **{SECONDS: pace}), pace == seconds)
                for pace in sorted({*PACES, seconds or PACES[0]})
            ),
        ],
        "filters": asked.filters,
        "toggle": here(PAGE, **toggled),
        "opened": opened,
    }


def _show_filters(user: User) -> None:
    if not any(name in st.query_params for name in (MORE, *NARROWING)):
        return
    options = {
        TERRITORY: ("Territoire", territories_of(user)),
        FORMAT: ("Format", FORMATS),
        THEME: ("Thème", themes(user)),
    }
    with st.container(horizontal=True, key="filtres"):
        for name, (label, choices) in options.items():
            choose_optional(name, label, choices)


def _show_ready(user: User, asked: Asked, deck: Deck) -> None:
    """What will be shown and what will not, told before the start; then the ways to begin."""
    running = resume(user, asked.address)
    show(
        "projection_ready.html",
        name=_name(asked),
        about=deck.footer,
        scenes=count(len(deck.scenes), "scène"),
        left_out=deck.left_out,
        is_empty=deck.is_empty,
        resume=_resume(running),
    )
    if not deck.is_empty:
        _show_start(user, asked, running)
    show("projection_desk.html", href=here(PAGE, vue="notes"))


def _resume(running: Frozen | None) -> dict[str, Any] | None:
    if running is None:
        return None
    return {
        "href": here(PAGE, **{SCENE: running.scene}),
        "scene": running.scene,
        "moment": running.deck.moment[0].lower() + running.deck.moment[1:],
    }


def _show_start(user: User, asked: Asked, running: Frozen | None) -> None:
    """Read in the run of the page, after its guard: a callback would come before."""
    with st.container(horizontal=True):
        begun = st.button("Démarrer la projection", type="secondary" if running else "primary")
        again = bool(running) and st.button("Actualiser les chiffres")
    if not (begun or again):
        return
    frozen = restart(user, asked, running) if running and again else start(user, asked)
    st.query_params[SCENE] = str(frozen.scene)
    st.rerun()


def _whole_address(asked: Asked, seconds: int | None) -> str:
    """The link that opens this presentation again, at its first scene."""
    path = link(PAGE, **dict(parse_qsl(asked.address)), **{SECONDS: seconds, SCENE: 1})
    url = st.context.url
    # Under AppTest the address is unknown.
    origin = urlsplit(url) if isinstance(url, str) else None
    return f"{origin.scheme}://{origin.netloc}{path}" if origin else path
