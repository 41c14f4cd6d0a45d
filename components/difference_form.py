"""The form of a difference: what the director says of it."""

import streamlit as st

from components.auth import refuse as refuse_role
from components.data import read_afresh
from components.differences_view import (
    ADDRESS,
    DIFFERENCE,
    STATES,
    standings_read,
    year_read,
)
from components.entry_rows import SAVED, show_refusal, show_saved
from components.filters import quoted, refuse
from components.forms import Form
from components.links import here
from components.stale import show_stale
from components.templates import show
from db.commands.differences import keep_difference
from db.queries import differences
from domain.difference_entry import (
    ASKED,
    BLANK,
    LABELS,
    DifferenceState,
    Standing,
    as_typed,
    read_difference,
    standings,
)
from domain.formats import NBSP
from domain.roles import Role, User


def show_difference(user: User, year: int) -> None:
    """The form of the difference of the address."""
    if not user.can_act_as(Role.DIRECTOR):
        refuse_role()
    standing = _asked_standing(user, year)
    show(
        "difference.html",
        sentence=standing.sentence,
        year=year,
        agrees=standing.difference is None,
        is_information=standing.is_information,
        back=here(ADDRESS, **{DIFFERENCE: None}),
    )
    values = as_typed(standing, year)
    form = Form(user, f"ecart-{year}-{standing.key}", BLANK)
    if not form.open(values):
        return
    if standing.is_information:
        form.set("state", standing.state.value)
    else:
        form.side_by_side("state", "État", _offered(standing))
    form.area(
        "note", "Note", height=160, help="Pourquoi les chiffres diffèrent, et ce qui est décidé."
    )
    show_refusal(form)
    show_stale(form, LABELS, values, {"state": STATES})
    st.button("Enregistrer", type="primary", shortcut="Ctrl+Enter", on_click=_save, args=(form,))
    form.show_kept()


def show_done(user: User, year: int) -> None:
    """What was just said of a difference, whatever state the list is kept to."""
    for standing in standings_read(user, year):
        if standing.kept and standing.key == st.query_params.get(SAVED):
            told = f"Note enregistrée{NBSP}: {standing.state.label.lower()}."
            show_saved(f"{told} {standing.sentence}", [])


def _asked_standing(user: User, year: int) -> Standing:
    raw = st.query_params[DIFFERENCE]
    kept = read_afresh(differences.kept_notes, centre_id=user.centre.centre_id, year=year)
    found = standings(year_read(user, year).found, kept)
    for standing in found:
        if standing.key == raw:
            return standing
    refuse(f"{quoted(raw)} n’est pas un écart de {year}{NBSP}: les chiffres concordent peut-être.")


def _offered(standing: Standing) -> dict[str, str]:
    """« Corrigé » is for figures that agree again, and then nothing else is."""
    agrees = standing.difference is None
    return {
        state.value: state.label
        for state in ASKED
        if (state is DifferenceState.CORRECTED) == agrees
    }


def _save(form: Form) -> None:
    if form.save(keep_difference, read_difference) is not None:
        st.query_params[SAVED] = st.query_params.pop(DIFFERENCE)
