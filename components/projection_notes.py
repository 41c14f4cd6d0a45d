"""What will be said on a scene: the text proposed, and the one the team keeps instead."""

from functools import partial

import streamlit as st

from components.auth import refuse as refuse_role
from components.data import read_afresh
from components.entry_rows import show_refusal
from components.filters import quoted, refuse, whole_number
from components.forms import Form
from components.links import here
from components.stale import show_stale
from components.templates import show
from db.commands.presenting import keep_note
from db.queries import presenting as queries
from domain.roles import Role, User
from domain.scenario_entry import BLANK_NOTE, NOTE_LABELS, read_note
from domain.scenes import Deck, Scene

NOTE = "note"


def show_note(user: User, deck: Deck) -> None:
    """The form of the note of the address."""
    if not user.can_act_as(Role.EDITOR):
        refuse_role()
    scene = _asked_scene(deck)
    notes = read_afresh(queries.notes, centre_id=user.centre.centre_id)
    kept = next((note for note in notes if note.key == scene.key), None)
    show(
        "projection_note.html",
        scene=scene,
        number=deck.scenes.index(scene) + 1,
        back=here("projection", **{NOTE: None}),
    )
    values = {
        "text": kept.text if kept else scene.note,
        "key": scene.key,
        "version": kept.version if kept else None,
    }
    form = Form(user, f"note-{scene.key}", BLANK_NOTE)
    if not form.open(values):
        return
    form.area("text", "Ce que vous direz", height=220)
    show_refusal(form)
    show_stale(form, NOTE_LABELS, values)
    with st.container(horizontal=True):
        st.button(
            "Enregistrer",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save,
            args=(form,),
        )
        if kept:
            st.button("Revenir au texte proposé", on_click=partial(_forget, form))


def _save(form: Form) -> None:
    if form.save(keep_note, read_note) is not None:
        st.query_params.pop(NOTE, None)


def _forget(form: Form) -> None:
    st.session_state[form.key("text")] = ""
    _save(form)


def _asked_scene(deck: Deck) -> Scene:
    """The scene the address names by its key, or by its number."""
    raw = st.query_params[NOTE]
    number = whole_number(raw) or 0
    for place, scene in enumerate(deck.scenes, 1):
        if scene.key == raw or place == number:
            return scene
    refuse(f"La scène {quoted(raw)} n’est pas de cette présentation.")
