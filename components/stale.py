"""Two people on one row: what each of them wrote, side by side, and which of the two stays."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.forms import REFUSAL, Form
from components.templates import show
from db.commands.entering import StaleError
from domain.formats import enumeration

NOTHING = "(vide)"

Options = Mapping[str, Mapping[str, str]]


def show_stale(
    form: Form,
    labels: Mapping[str, str],
    theirs: Mapping[str, Any],
    options: Options | None = None,
    *,
    seen: str = "version",
) -> None:
    """Once a save was refused because the row had changed, both versions, field by field.

    ``theirs`` is what the row holds now, as the form would type it; ``labels`` names the fields
    compared and ``options`` the choices of those that are lists. ``seen`` is the field of the form
    that says which state of the row it was opened on.
    """
    if not isinstance(form.refusal, StaleError):
        return
    show("stale.html", sentence=str(form.refusal), lines=_lines(form, labels, theirs, options))
    with st.container(horizontal=True):
        st.button(
            "Garder ma saisie",
            key=form.key("keep_mine"),
            on_click=_keep_mine,
            args=(form, seen, theirs[seen]),
        )
        st.button(
            "Reprendre la leur",
            key=form.key("take_theirs"),
            on_click=_take_theirs,
            args=(form, theirs),
        )


def _lines(
    form: Form, labels: Mapping[str, str], theirs: Mapping[str, Any], options: Options | None
) -> list[tuple[str, str, str]]:
    """Label, mine and theirs, of each field that differs."""
    mine = form.typed
    said = [
        (label, _said(mine[field], known), _said(theirs[field], known))
        for field, label in labels.items()
        for known in [(options or {}).get(field, {})]
    ]
    return [line for line in said if line[1] != line[2]]


def _said(value: Any, known: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return enumeration([known.get(item, item) for item in value]) or NOTHING
    return known.get(value, value) or NOTHING


def _keep_mine(form: Form, seen: str, state: Any) -> None:
    """Mine is now written over theirs in full knowledge: the next save passes."""
    st.session_state[form.key(seen)] = state
    st.session_state[form.key(REFUSAL)] = None
    form.keep()


def _take_theirs(form: Form, theirs: Mapping[str, Any]) -> None:
    form.leave()
    form.begin(theirs)
