"""The form of a yearly target: what to reach, and how it is spread over the months."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from sqlmodel import Session

from components.data import read, read_afresh
from components.entry_rows import SAVED, act, offer_deletion, show_deleted, show_refusal
from components.filters import today
from components.forms import Form
from components.stale import show_stale
from components.targets_view import INDICATOR
from components.templates import show
from db.commands import targets as commands
from db.queries import targets as queries
from db.queries.targets import Held
from domain import target_words
from domain.formats import MONTHS, NBSP
from domain.indicators import BY_KEY, Indicator
from domain.roles import User
from domain.target_entry import (
    BLANK,
    LABELS,
    MONTH_FIELDS,
    as_typed,
    form_name,
    read_target,
    weights_typed,
)
from domain.targets import as_last_year
from domain.vocabulary import ProfileKind

KINDS = {kind.value: kind.label for kind in ProfileKind}
FOLLOWED = ProfileKind.LAST_YEAR.value
SPREAD = ("kind", *MONTH_FIELDS)


def show_target_form(user: User, year: int, key: str) -> None:
    """The form of the target of an indicator for a year, set already or not."""
    held = read_afresh(
        queries.held_target, centre_id=user.centre.centre_id, year=year, key=key, role=user.role
    )
    form = Form(user, form_name(year, key), BLANK)
    values = {**BLANK, **as_typed(year, key, held.goal)}
    with st.container(border=True, key="objectif"):
        st.subheader(f"Objectif {year}{NBSP}: {BY_KEY[key].label}", anchor=False)
        _show_deleted(form, held)
        if form.open(values):
            _draw(form, BY_KEY[key])
            show_refusal(form)
            show_stale(form, LABELS, values, {"kind": KINDS})
            _draw_buttons(form, held)


def _show_deleted(form: Form, held: Held) -> None:
    if held.deleted_id and held.deleted_at:
        restore = partial(_act_and_leave, form, commands.restore_target, held.deleted_id)
        show_deleted(form.user, "Cet objectif a été supprimé", held.deleted_at, restore)


def _draw(form: Form, indicator: Indicator) -> None:
    unit = "en pour cent" if indicator.is_share else f"en {indicator.unit}s"
    form.text("value", f"À atteindre dans l’année, {unit} (obligatoire)")
    show("entry_note.html", text=f"{indicator.definition} {indicator.reading}")
    if not indicator.additive:
        form.hold(*SPREAD)
        return
    cannot = _not_to_be_followed(form, indicator)
    kinds = {kind: label for kind, label in KINDS.items() if not (cannot and kind == FOLLOWED)}
    form.side_by_side("kind", "Répartition sur les douze mois", kinds)
    if cannot:
        show("entry_note.html", text=f"«\u00a0{KINDS[FOLLOWED]}\u00a0» n’est pas proposé. {cannot}")
    if form.typed["kind"] == ProfileKind.TYPED:
        _draw_months(form)
        return
    form.hold(*MONTH_FIELDS)
    if form.typed["kind"] == FOLLOWED:
        year = form.typed["year"] - 1
        weights = as_last_year(_last_year(form), indicator, year)
        show("entry_note.html", text=target_words.months_listed(indicator, year, weights))


def _draw_months(form: Form) -> None:
    """Twelve numbers on any scale: only what each weighs beside the others counts."""
    with st.container(key="mois-objectif"):
        for field, name in zip(MONTH_FIELDS, MONTHS, strict=True):
            with st.container():
                form.text(field, name.capitalize())
    weights = weights_typed(form.typed)
    told = (
        f"{target_words.typed_sum(weights)}." if weights else "Un nombre par mois, à votre échelle."
    )
    show("entry_note.html", text=told[0].upper() + told[1:])


def _not_to_be_followed(form: Form, indicator: Indicator) -> str | None:
    """Why the months of the year before cannot be those of the target."""
    try:
        as_last_year(_last_year(form), indicator, form.typed["year"] - 1)
    except ValueError as refused:
        return str(refused)
    return None


def _draw_buttons(form: Form, held: Held) -> None:
    with st.container(horizontal=True):
        st.button(
            "Enregistrer", type="primary", shortcut="Ctrl+Enter", on_click=_save, args=(form,)
        )
        st.button("Fermer", key=form.key("close"), on_click=_close, args=(form,))
        if held.goal:
            delete = partial(_act_and_leave, form, commands.delete_target, held.goal.id)
            offer_deletion("cet objectif", form.name, delete)


def _last_year(form: Form) -> tuple[float | None, ...]:
    return read(
        queries.months_of_year,
        centre_id=form.user.centre.centre_id,
        year=form.typed["year"] - 1,
        key=form.typed["key"],
        today=today(form.user),
    )


def _save(form: Form) -> None:
    if not form.is_begun:
        return  # the second click of a double one
    key = form.typed["key"]
    if form.save(commands.save_target, partial(read_target, last_year=_last_year(form))):
        st.query_params.pop(INDICATOR, None)
        st.query_params[SAVED] = key
    elif _only_value_is_wrong(form):
        form.drop_draft()


def _only_value_is_wrong(form: Form) -> bool:
    """Whether nothing was typed but a target that cannot be read: there is nothing to resume."""
    others = {field: held for field, held in form.typed.items() if field != "value"}
    return set(form.problems) == {"value"} and others.items() <= form.opened.items()


def _close(form: Form) -> None:
    form.leave()
    st.query_params.pop(INDICATOR, None)


def _act_and_leave(form: Form, command: Callable[[Session, int], None], target_id: int) -> None:
    """What the form held belongs to the state before."""
    act(form.user, command, target_id)
    form.leave()
