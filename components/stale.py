"""Two people on one row: what each of them changed, side by side, and what becomes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.forms import OPENED, REFUSAL, Form
from components.templates import show
from db.commands.entering import StaleError
from domain.formats import enumeration, moment
from domain.roles import User

NOTHING = "(vide)"

Options = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A field that differs, in words. ``by``: who changed it since it was opened."""

    label: str
    mine: str
    theirs: str
    by: str
    both: bool


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
    refusal = form.refusal
    if not isinstance(refusal, StaleError):
        return
    lines = _lines(form, labels, theirs, options or {}, refusal.author or "l’autre")
    can_join = bool(lines) and not any(line.both for line in lines)
    show("stale.html", sentence=_sentence(refusal, form.user), lines=lines, can_join=can_join)
    state = {seen: theirs[seen]}
    with st.container(horizontal=True):
        if can_join:
            joined = {**_joined(form, theirs), **state}
            _offer(form, "Réunir les deux", "join", _settle, theirs, joined)
        _offer(form, "Garder ma saisie", "keep_mine", _settle, theirs, state)
        _offer(form, "Reprendre la leur", "take_theirs", _take_theirs, theirs)


def _offer(form: Form, label: str, name: str, settle: Callable[..., None], *args: Any) -> None:
    st.button(label, key=form.key(name), on_click=settle, args=(form, *args))


def _sentence(refusal: StaleError, user: User) -> str:
    if refusal.author is None or refusal.at is None:
        return str(refusal)
    when = moment(refusal.at, user.centre.timezone)
    if refusal.author == user.name:
        return f"Vous avez enregistré cette fiche ailleurs, le {when}."
    return f"{refusal.author} a enregistré cette fiche le {when}, pendant votre saisie."


def _lines(
    form: Form,
    labels: Mapping[str, str],
    theirs: Mapping[str, Any],
    options: Options,
    other: str,
) -> list[_Line]:
    lines = []
    for field, label in labels.items():
        mine, saved = form.typed[field], theirs[field]
        if _is_same(mine, saved):
            continue
        is_mine, is_theirs = (_is_changed(form, field, value) for value in (mine, saved))
        ours, kept = (_said(value, options.get(field, {})) for value in (mine, saved))
        by = " et ".join(name for name, did in (("vous", is_mine), (other, is_theirs)) if did)
        lines.append(_Line(label, ours, kept, by, both=is_mine and is_theirs))
    return lines


def _joined(form: Form, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What I changed, and theirs for the rest."""
    return {
        field: mine if _is_changed(form, field, mine) else theirs.get(field, mine)
        for field, mine in form.typed.items()
    }


def _is_changed(form: Form, field: str, value: Any) -> bool:
    """Since the form was opened; yes when nobody knows what it held."""
    return field not in form.opened or not _is_same(value, form.opened[field])


def _is_same(one: Any, other: Any) -> bool:
    """Nothing is nothing, whether a text, a choice or a list."""
    return (one or None) == (other or None)


def _said(value: Any, known: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return enumeration([known.get(item, item) for item in value]) or NOTHING
    return known.get(value, value) or NOTHING


def _settle(form: Form, theirs: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """These stand in the form, in full knowledge of theirs: the next save passes."""
    for field, value in values.items():
        form.set(field, value)
    form.set(OPENED, {**form.blank, **theirs})
    form.set(REFUSAL, None)
    form.keep()


def _take_theirs(form: Form, theirs: Mapping[str, Any]) -> None:
    form.leave()
    form.begin(theirs)
