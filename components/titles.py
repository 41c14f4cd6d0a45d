"""The heading of a screen, and what stands in for a screen that has nothing to show."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.filters import Selection
from components.links import link
from components.site_map import PRODUCT
from components.templates import show
from domain.roles import User


def heading(title: str, user: User, over: str | None = None) -> DeltaGenerator:
    """The heading’s row, which also receives the filters of the screen."""
    name_tab(title)
    row = st.container(horizontal=True, vertical_alignment="bottom", key="tete")
    with row:
        show("title.html", title=title, over=over or user.centre.name)
    return row


def name_tab(title: str) -> None:
    """What the tab of the browser says, for a page that shows one thing among many."""
    st.set_page_config(page_title=f"{title} – {PRODUCT}")


def show_empty_year(selection: Selection) -> None:
    """Nothing recorded, or nothing that the filters keep."""
    if selection.labels:
        text = f"Aucune rencontre pour {', '.join(selection.labels)} en {selection.year}."
        show_empty(
            "Rien sur ce périmètre", text, link("", annee=selection.year), "Ôter les filtres"
        )
    else:
        show_empty("Rien encore", f"Aucune rencontre n’est enregistrée en {selection.year}.")


def show_empty(title: str, text: str, href: str | None = None, action: str | None = None) -> None:
    show("empty.html", title=title, text=text, href=href, action=action)
