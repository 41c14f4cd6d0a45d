"""What is to be tidied in the directory: doubles, missing families; and what was done."""

from typing import Any

import streamlit as st

from components.data import read
from components.directory_retention import show_retention
from components.directory_view import (
    DOUBLES,
    KEEPING,
    LIST,
    NO_FAMILY,
    PAST,
    VIEW,
    Asked,
    all_lines,
    details,
    do,
    go,
    sheet_link,
    show_lines,
    without_family,
)
from components.entry_rows import show_refusal
from components.forms import Form
from components.markdown import literal
from components.templates import show
from db.commands import directory as commands
from db.commands import unmerging
from db.queries import doubles
from domain.directory import MergeLine, RemovedLine, read_families
from domain.formats import moment
from domain.likeness import guessed_family
from domain.roles import User
from domain.vocabulary import EntryKind, Family

FAMILIES = {family.value: family.label for family in Family}
MOST_PAIRS, MOST_FAMILIES, MOST_REMOVED = 50, 24, 30


def show_part(user: User, wanted: Asked) -> None:
    """The part of the list that the address asks for."""
    shown = {
        DOUBLES: show_doubles,
        NO_FAMILY: show_families,
        PAST: show_past,
        KEEPING: show_retention,
    }
    shown.get(wanted.view, show_lines)(user, wanted)


def show_doubles(user: User, wanted: Asked) -> None:
    pairs = read(doubles.doubles, centre_id=user.centre.centre_id, kind=wanted.kind)
    show(
        "directory_doubles.html",
        pairs=[
            {
                "lines": [(line.name, details(line)) for line in pair],
                "href": sheet_link(*pair),
            }
            for pair in pairs[:MOST_PAIRS]
        ],
        more=max(0, len(pairs) - MOST_PAIRS),
        of_people=wanted.kind is EntryKind.PERSON,
    )


def show_families(user: User, wanted: Asked) -> None:
    """Organisations of no family, with the one their name tells: choose, then save all at once."""
    lines = without_family(all_lines(user, wanted.kind))
    shown = lines[:MOST_FAMILIES]
    show("directory_families.html", total=len(lines), shown=len(shown))
    if not shown:
        return
    guesses = {str(line.id): _guess(line.name) for line in shown}
    form = Form(user, "familles", guesses)
    if not form.open():
        return
    show_refusal(form)
    _draw_families(form, {str(line.id): line.name for line in shown})
    st.button(
        "Enregistrer les familles choisies",
        type="primary",
        shortcut="Ctrl+Enter",
        on_click=_save_families,
        args=(form, wanted),
    )


def show_past(user: User, wanted: Asked) -> None:
    """Merges, which can be undone, and what was deleted, which can be brought back."""
    centre_id = user.centre.centre_id
    merged = read(doubles.merges, centre_id=centre_id, kind=wanted.kind)
    removed = read(doubles.removed, centre_id=centre_id, kind=wanted.kind)
    show(
        "directory_past.html",
        title="Fusions récentes",
        empty="Aucune fusion." if not merged else None,
    )
    for line in merged:
        _show_merge(line, user, wanted)
    show(
        "directory_past.html",
        title="Supprimées depuis moins de 30 jours",
        empty="Aucune suppression." if not removed else None,
    )
    for gone in removed[:MOST_REMOVED]:
        _show_removed(gone, user, wanted)


def _guess(name: str) -> str | None:
    guess = guessed_family(name)
    return None if guess is Family.OTHER else guess.value


def _draw_families(form: Form, names: dict[str, str]) -> None:
    for key, guess in form.blank.items():
        # An organisation that came into the list since the form was opened.
        st.session_state.setdefault(form.key(key), guess)
    columns = st.columns(3)
    for place, (key, name) in enumerate(names.items()):
        with columns[place % len(columns)]:
            form.one_of(key, literal(name), FAMILIES)


def _save_families(form: Form, wanted: Asked) -> None:
    if form.save(commands.save_families, read_families) is not None:
        go({LIST: wanted.list_name, VIEW: NO_FAMILY, "fait": "familles"})


def _show_merge(line: MergeLine, user: User, wanted: Asked) -> None:
    when = moment(line.merged_at, user.centre.timezone)
    undone = moment(line.undone_at, user.centre.timezone) if line.undone_at else None
    with st.container(horizontal=True, vertical_alignment="center", width=720):
        show("directory_merge.html", line=line, when=when, undone=undone)
        if undone is None:
            st.button(
                "Annuler la fusion",
                key=f"undo-{line.id}",
                on_click=do,
                args=(user, unmerging.undo, "annulation", _past(wanted)),
                kwargs={"merge_id": line.id},
            )


def _show_removed(line: RemovedLine, user: User, wanted: Asked) -> None:
    when = moment(line.deleted_at, user.centre.timezone)
    with st.container(horizontal=True, vertical_alignment="center", width=720):
        show("directory_removed.html", line=line, when=when)
        st.button(
            "Rétablir",
            key=f"back-{line.id}",
            on_click=do,
            args=(user, commands.bring_back, "retour", _past(wanted)),
            kwargs={"kind": wanted.kind, "row_id": line.id},
        )


def _past(wanted: Asked) -> dict[str, Any]:
    return {LIST: wanted.list_name, VIEW: PAST}
