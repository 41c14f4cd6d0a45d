"""The heading of a screen with its filters; what stands in for a screen with nothing to show."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.filters import (
    EVERY_PERIOD,
    FORMAT,
    FORMATS,
    PAGE,
    PERIOD,
    PERIODS,
    TERRITORY,
    THEME,
    WHOLE_YEAR,
    YEAR,
    Selection,
    asked_scope,
    available_years,
    choose_optional,
    territories_of,
    themes,
)
from components.links import here, link
from components.site_map import PRODUCT
from components.templates import show
from domain.roles import User

# Shows the filters used less often, before one of them is set.
MORE = "filtres"


def heading(title: str, user: User, over: str | None = None) -> None:
    show("heading.html", title=title, over=over or user.centre.name, filters=None)


def heading_with_years(title: str, user: User, page: str, year: int) -> None:
    """The heading of a screen that shows a whole year, with the way to the others."""
    years = [(one, link(page, **{YEAR: one}), one == year) for one in available_years(user)]
    show("heading_years.html", title=title, over=user.centre.name, years=years)


def heading_with_filters(title: str, user: User, page: str, *, territory: bool = True) -> Selection:
    """Draw the heading of the page and its filters, and return what the address says.

    Without ``territory``, the one of the address is left to the screen.
    """
    selection = asked_scope(user, territory=territory)
    rare: dict[str, tuple[str, Mapping[str, str]]] = {
        **({TERRITORY: ("Territoire", territories_of(user))} if territory else {}),
        FORMAT: ("Format", FORMATS),
        THEME: ("Thème", themes(user)),
    }
    filters = _links(user, page, selection.year, tuple(rare))
    show("heading.html", title=title, over=user.centre.name, filters=filters)
    if filters["opened"]:
        with st.container(horizontal=True, key="filtres"):
            for name, (label, options) in rare.items():
                choose_optional(name, label, options)
    return selection


def _links(user: User, page: str, year: int, rare: tuple[str, ...]) -> dict[str, Any]:
    """Links rather than lists to unfold: they are drawn, and followed, in a third of the time."""
    period = st.query_params.get(PERIOD, WHOLE_YEAR)
    opened = any(name in st.query_params for name in (MORE, *rare))
    toggled = dict.fromkeys((MORE, *rare)) if opened else {MORE: "oui"}
    return {
        "years": [
            (y, here(page, **{YEAR: y, PAGE: None}), y == year) for y in available_years(user)
        ],
        "period": EVERY_PERIOD[period][0],
        "periods": [
            (key, label, here(page, **{PERIOD: None if key == WHOLE_YEAR else key, PAGE: None}))
            for key, (label, _, _) in PERIODS.items()
            if key != period
        ],
        "opened": opened,
        "toggle": here(page, **{**toggled, PAGE: None}),
    }


def name_tab(title: str) -> None:
    """What the tab of the browser says, for a page that shows one thing among many."""
    st.set_page_config(page_title=f"{title} – {PRODUCT}")


def show_empty(title: str, text: str, href: str | None = None, action: str | None = None) -> None:
    show("empty.html", title=title, text=text, href=href, action=action)
