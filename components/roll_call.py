"""The roll call: those expected, to tick on a phone."""

from functools import partial

import streamlit as st

from components.data import read
from components.entry_rows import SAVED, show_refusal
from components.forms import Form
from components.links import link
from components.participants_preview import plain_label
from components.templates import show
from components.titles import show_empty
from db.commands.attendance import record_roll_call
from db.queries import attendance as queries
from domain.attending import (
    AS_THEY_ARE,
    EXCUSED,
    Attending,
    Expected,
    Gathering,
    read_roll_call,
)
from domain.formats import NBSP, count
from domain.roles import User

ABSENT = {AS_THEY_ARE: "Les laisser tels quels", EXCUSED: "Les marquer excusés"}


def show_roll_call(user: User, found: Gathering) -> None:
    expected = read(
        queries.expected,
        centre_id=user.centre.centre_id,
        meeting_id=found.id,
        role=user.role,
    )
    people = _people(found, expected)
    if not people:
        _show_nobody(found)
        return
    present = [str(one.person_id) for one in found.present]
    listed = [str(one.person_id) for one in people]
    blank = {"absent": AS_THEY_ARE, "ticked": present, "before": present, "listed": listed}
    form = Form(user, f"appel-{found.id}", blank)
    if not form.open():
        return
    show_refusal(form)
    _show_source(expected, form, len(people))
    _show_ticks(form, people)
    form.side_by_side("absent", "Les inscrits non cochés", ABSENT)
    _show_buttons(form, listed, found.id)


def _people(found: Gathering, expected: Expected) -> list[Attending]:
    """Those present and those expected, each once; the list is in order of surnames in each."""
    every = {one.person_id: one for one in (*expected.people, *found.people)}
    return list(every.values())


def _show_nobody(found: Gathering) -> None:
    show_empty(
        "Personne n’est attendu",
        "Ni inscrits, ni présents à une rencontre précédente de la même série ou du même format. "
        "Collez d’abord la liste des inscrits.",
        href=link("participants", id=found.id),
        action="Coller une liste",
    )


def _show_source(expected: Expected, form: Form, listed: int) -> None:
    source = (
        f"Présents la dernière fois{NBSP}: {expected.last_time}."
        if expected.last_time
        else "Inscrits et présents de cette rencontre."
    )
    ticked = count(len(form.typed["ticked"]), "cochée", "cochées")
    show("entry_note.html", text=f"{source} {count(listed, 'personne')}, {ticked}.")


def _show_ticks(form: Form, people: list[Attending]) -> None:
    with st.container(key="appel"):
        for one in people:
            key, person = form.key(f"tick.{one.person_id}"), str(one.person_id)
            st.session_state[key] = person in form.typed["ticked"]
            st.checkbox(_label(one), key=key, on_change=_tick, args=(form, person, key))


def _label(one: Attending) -> str:
    """The name, then the organisation; as plain text, whatever was typed in them."""
    told = f"{one.name}, {one.organisation}" if one.organisation else one.name
    return plain_label(told)


def _show_buttons(form: Form, listed: list[str], meeting_id: int) -> None:
    with st.container(horizontal=True):
        st.button(
            "Enregistrer l’appel",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save,
            args=(form, meeting_id),
        )
        st.button("Tout cocher", on_click=_tick_all, args=(form, listed))


def _tick(form: Form, person: str, key: str) -> None:
    others = [one for one in form.typed["ticked"] if one != person]
    ticked = [*others, person] if st.session_state[key] else others
    st.session_state[form.key("ticked")] = ticked
    form.keep()


def _tick_all(form: Form, listed: list[str]) -> None:
    st.session_state[form.key("ticked")] = listed
    form.keep()


def _save(form: Form, meeting_id: int) -> None:
    if form.save(record_roll_call, partial(read_roll_call, meeting_id=meeting_id)):
        st.query_params[SAVED] = "appel"
