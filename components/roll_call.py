"""The roll call: those expected, to tick on a phone."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from components.data import once, read
from components.entry_rows import SAVED, show_refusal
from components.forms import REFUSAL, Form
from components.links import link
from components.markdown import literal
from components.participants_preview import people_labels, preview_of
from components.rectified import before_saving
from components.templates import show
from components.titles import show_empty
from components.widget_state import give
from db.commands.attendance import record_roll_call
from db.queries import attendance as queries
from domain.attending import (
    AS_THEY_ARE,
    EXCUSED,
    Attending,
    Expected,
    Gathering,
    RollCallValues,
    read_roll_call,
)
from domain.entry import EntryError, Typed, plain
from domain.formats import NBSP
from domain.matching import Match, Recognition
from domain.roles import Role, User

# Beside the fields: who was found or added last, for the eye to be sure of it.
LAST = "last"
ABSENT = {AS_THEY_ARE: "Les laisser tels quels", EXCUSED: "Les marquer excusés"}


def show_roll_call(user: User, found: Gathering) -> None:
    expected = read(
        queries.expected,
        centre_id=user.centre.centre_id,
        meeting_id=found.id,
        role=user.role,
    )
    # Those present and those expected, each once.
    every = {str(one.person_id): _label(one) for one in (*expected.people, *found.people)}
    present, listed = [str(one.person_id) for one in found.present], list(every)
    blank = {
        "absent": AS_THEY_ARE,
        "ticked": present,
        "before": present,
        "listed": listed,
        "added": [],
    }
    form = Form(user, f"appel-{found.id}", blank)
    if not form.open():
        return
    if "added" not in form.problems:
        show_refusal(form)
    directory = once(_everyone, user.centre.centre_id, user.role)
    added = {key: directory.get(key) or f"{key} (nouvelle)" for key in form.typed["added"]}
    lines = dict(sorted({**every, **added}.items(), key=lambda line: plain(line[1])))
    if lines:
        _show_lines(form, lines, expected)
    else:
        _show_nobody(found)
        form.hold("absent")
    _show_foot(form, lines, directory, found)


def _everyone(centre_id: int, role: Role) -> dict[str, str]:
    """The people of the centre by number, as they are told."""
    known = read(queries.directory, centre_id=centre_id, role=role)
    return {str(key): label for key, label in people_labels(known).items()}


def _show_nobody(found: Gathering) -> None:
    show_empty(
        "Personne n’est attendu",
        "Ni inscrits, ni présents à une rencontre précédente de la même série ou du même format. "
        "Collez d’abord la liste des inscrits, ou ajoutez ci-dessous ceux qui arrivent.",
        href=link("participants", id=found.id),
        action="Coller une liste",
    )


def _show_lines(form: Form, lines: Mapping[str, str], expected: Expected) -> None:
    source = (
        f"Présents la dernière fois{NBSP}: {expected.last_time}."
        if expected.last_time
        else "Inscrits et présents de cette rencontre."
    )
    show("entry_note.html", text=source)
    st.button("Tout cocher", on_click=_tick_all, args=(form, list(lines)))
    ticked = form.typed["ticked"]
    with st.container(key="appel"):
        for person, label in lines.items():
            key = form.key(f"tick.{person}")
            give(key, person in ticked)
            st.checkbox(literal(label), key=key, on_change=_tick, args=(form, person, key))
    form.side_by_side("absent", "Les inscrits non cochés", ABSENT)


def _label(one: Attending) -> str:
    """The name, then the organisation."""
    return f"{one.name}, {one.organisation}" if one.organisation else one.name


def _show_foot(
    form: Form, lines: Mapping[str, str], directory: Mapping[str, str], found: Gathering
) -> None:
    """Always in sight: someone to find or to add, how many are ticked, and the save."""
    with st.container(horizontal=True, vertical_alignment="center", key="appel-pied"):
        form.show_problem("added")
        st.selectbox(
            "Chercher, ou ajouter quelqu’un",
            list(directory),
            index=None,
            format_func=lambda key: directory.get(key, key),
            key=form.key("newcomer"),
            on_change=_add,
            args=(form,),
            placeholder="Chercher, ou ajouter Prénom NOM",
            accept_new_options=True,
            filter_mode="contains",
            label_visibility="collapsed",
        )
        last = lines.get(st.session_state.get(form.key(LAST), ""))
        show("roll_call.html", ticked=len(form.typed["ticked"]), listed=len(lines), last=last)
        st.button(
            "Enregistrer l’appel",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save,
            args=(form, found),
            disabled=not lines,
        )


def _add(form: Form) -> None:
    """Tick the one chosen, on the list from now on; a name that was typed is someone new."""
    chosen = st.session_state[form.key("newcomer")]
    st.session_state[form.key("newcomer")] = None
    if not chosen:
        return
    try:
        person = chosen if chosen.isdecimal() else _named(form.user, chosen)
    except ValueError as error:
        st.session_state[form.key(REFUSAL)] = EntryError({"added": str(error)})
        return
    st.session_state[form.key(REFUSAL)] = None
    for field in ("ticked", "added"):
        others = [one for one in form.typed[field] if one != person]
        st.session_state[form.key(field)] = [*others, person]
    st.session_state[form.key(LAST)] = person
    form.keep()


def _named(user: User, typed: str) -> str:
    """The number of the one who is surely meant, else the name. Raise ValueError for no name."""
    found = _read_names(user, [typed])
    line = found[0].line
    more = line.function or line.organisation or line.email
    if len(found) != 1 or more or not line.first_name:
        raise ValueError(f"Pour ajouter quelqu’un, écrivez son prénom et son NOM{NBSP}: {typed}")
    return found[0].proposed if found[0].state is Recognition.RECOGNISED else line.name


def _read_names(user: User, names: Sequence[str]) -> tuple[Match, ...]:
    return preview_of(user, {"text": "\n".join(names), "corrections": {}}).matches


def _tick(form: Form, person: str, key: str) -> None:
    others = [one for one in form.typed["ticked"] if one != person]
    ticked = [*others, person] if st.session_state[key] else others
    st.session_state[form.key("ticked")] = ticked
    st.session_state[form.key(LAST)] = None
    form.keep()


def _tick_all(form: Form, listed: list[str]) -> None:
    st.session_state[form.key("ticked")] = listed
    form.keep()


def _save(form: Form, found: Gathering) -> None:
    before_saving(form.user, [found.held_on])
    if form.save(record_roll_call, partial(_read, form.user, found.id)):
        st.query_params[SAVED] = "appel"


def _read(user: User, meeting_id: int, typed: Typed) -> RollCallValues:
    names = [one for one in typed["ticked"] if not one.isdecimal()]
    return read_roll_call(typed, meeting_id, _read_names(user, names) if names else ())
