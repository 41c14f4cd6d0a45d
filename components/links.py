"""Addresses of pages. A view is its address: it can be kept, sent, and opened again."""

from urllib.parse import urlencode

import streamlit as st

CENTRE = "centre"


def link(page: str, /, **query: object) -> str:
    """« /mois?annee=2023&mois=2 », in the centre being looked at. Empty values are left out."""
    centre = st.query_params.get(CENTRE)
    given = {CENTRE: centre, **query}
    kept = {key: value for key, value in given.items() if value not in (None, "")}
    return f"/{page}?{urlencode(kept)}" if kept else f"/{page}"


def here(page: str, /, **changes: object) -> str:
    """The same page with some of its query changed, everything else kept."""
    return link(page, **{**st.query_params.to_dict(), **changes})
