"""A centre’s own scenario: its scenes, chosen and put in order."""

from functools import partial

import streamlit as st

from components.auth import author
from components.auth import refuse as refuse_role
from components.data import read_afresh, write
from components.entry_rows import offer_deletion, show_refusal
from components.filters import refuse
from components.forms import Form
from components.links import here
from components.ordering import draw_moves, reorder
from components.presentation import SCENARIO, asked_scenario
from components.stale import show_stale
from components.templates import show
from components.titles import heading
from db.commands.presenting import delete_scenario, save_scenario
from db.queries import presenting as queries
from domain.deck import BUILT_IN
from domain.entry import EntryError
from domain.roles import Role, User
from domain.scenario_entry import (
    BLANK_SCENARIO,
    SCENARIO_LABELS,
    ScenarioEntry,
    read_scenario,
    scenario_as_typed,
)
from domain.scenes import SceneKind

COMPOSE = "composer"
NEW = "nouveau"
KINDS = {kind.value: kind.label for kind in SceneKind}


def show_composer(user: User) -> None:
    """The form of a new scenario, begun with the scenes of the one chosen, or of the one asked."""
    if not user.can_act_as(Role.EDITOR):
        refuse_role()
    found = _asked(user)
    heading("Modifier un scénario" if found else "Composer un scénario", user)
    show("projection_back.html", href=here("projection", **{COMPOSE: None}))
    begun = [kind.value for kind in asked_scenario(user).scenes]
    values = scenario_as_typed(found) if found else {"scenes": begun}
    form = Form(user, f"scenario-{found.id}" if found else "scenario", _blank())
    if not form.open(values):
        return
    form.text("name", "Nom (obligatoire)", placeholder="Réunion d’équipe")
    _draw_scenes(form)
    show_refusal(form)
    show_stale(form, SCENARIO_LABELS, {**_blank(), **values}, {"scenes": KINDS})
    with st.container(horizontal=True):
        st.button(
            "Enregistrer", type="primary", shortcut="Ctrl+Enter", on_click=_save, args=(form,)
        )
        if found:
            offer_deletion("ce scénario", form.name, partial(_delete, user, form, found))


def _blank() -> dict[str, object]:
    return {**BLANK_SCENARIO, "add": None}


def _asked(user: User) -> ScenarioEntry | None:
    """The centre’s scenario to change; None for a new one."""
    asked = st.query_params[COMPOSE]
    if asked == NEW:
        return None
    for scenario in read_afresh(queries.scenarios, centre_id=user.centre.centre_id):
        if str(scenario.id) == asked:
            return scenario
    refuse("Ce scénario n’existe pas dans ce centre.")


def _draw_scenes(form: Form) -> None:
    order: list[str] = form.typed["scenes"]
    st.subheader("Scènes, dans leur ordre", anchor=False)
    with st.container(key="scenes-choisies"):
        for rank, kind in enumerate(order, 1):
            left, right = st.columns([3, 4], vertical_alignment="center")
            left.markdown(f"{rank}\\. {KINDS[kind]}")
            with right:
                draw_moves(form, "scenes", kind, rank)
    form.show_problem("scenes")
    others = {kind: label for kind, label in KINDS.items() if kind not in order}
    if not others:
        form.hold("add")
        return
    left, right = st.columns([3, 4], vertical_alignment="bottom")
    with left:
        form.one_of("add", "Ajouter une scène", others)
    right.button("Ajouter", key=form.key("append"), on_click=_append, args=(form,))


def _append(form: Form) -> None:
    if kind := form.typed["add"]:
        form.set("add", None)
        reorder(form, "scenes", [*form.typed["scenes"], kind])


def _save(form: Form) -> None:
    row_id = form.save(save_scenario, partial(read_scenario, reserved=BUILT_IN))
    if row_id is not None:
        kept = read_afresh(queries.scenarios, centre_id=form.user.centre.centre_id)
        _leave(next(entry.slug for entry in kept if entry.id == row_id))


def _delete(user: User, form: Form, found: ScenarioEntry) -> None:
    opened_on = form.typed["version"]
    try:
        write(delete_scenario, author(user), scenario_id=found.id or 0, version=opened_on)
    except EntryError as refused:
        st.error(str(refused))
        return
    form.leave()
    _leave(None)


def _leave(slug: str | None) -> None:
    """Back to the choice, on this scenario."""
    st.query_params.pop(COMPOSE, None)
    if slug is None:
        st.query_params.pop(SCENARIO, None)
    else:
        st.query_params[SCENARIO] = slug
