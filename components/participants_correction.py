"""Any line of a pasted list, put right by hand: who it is, and how its name is read."""

import streamlit as st

from components.forms import Form
from components.participants_preview import Preview, choice_labels, choose
from components.templates import show
from components.widget_state import give
from domain.attending import CORRECTED, LONGEST_CORRECTION, choice_of, corrected
from domain.formats import NBSP
from domain.matching import Match, writing
from domain.roster import RosterLine

LABELS = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "function": "Fonction",
    "organisation": "Structure",
}


def show_correction(form: Form, preview: Preview) -> None:
    """A list to unfold of all the lines; the one chosen can be put right below it."""
    lines = {writing(line): line for line in preview.lines}
    key = form.key("line")
    held = st.session_state.get(key)
    give(key, held if held in lines else None)
    st.selectbox(
        "Corriger une ligne",
        list(lines),
        format_func=lambda line: _told(lines[line]),
        key=key,
        on_change=_forget_fields,
        args=(form,),
        placeholder="Mal lue, mal reconnue, en trop\u00a0: la chercher ici",
        filter_mode="contains",
        width=640,
    )
    if (line := st.session_state[key]) is not None:
        with st.container(key="correction", border=True):
            found = {
                writing(read): one for read, one in zip(preview.lines, preview.matches, strict=True)
            }
            _show_line(form, preview, line, found[line])


def _told(line: RosterLine) -> str:
    """The line as it was read: Streamlit forgets a choice whose words change."""
    return ", ".join(filter(None, (line.name, line.organisation, line.email))) or line.line


def _show_line(form: Form, preview: Preview, line: str, found: Match) -> None:
    show("entry_note.html", text=f"Ligne lue{NBSP}: {found.line.line or found.line.name}")
    chosen = choice_of(found, preview.choices(form.typed))
    everyone = {str(key): label for key, label in preview.people.items()}
    labels = {**choice_labels(found, preview, chosen), **everyone}
    choose(form, "choices", "who", "Cette ligne est", labels, chosen, writing(found.line))
    _show_fields(form, line, found.line)
    with st.container(horizontal=True):
        for label, act, args in (
            ("Échanger prénom et nom", _swap, (form, line, found.line)),
            ("Revenir à ce qui était lu", _give_up, (form, line, found.line)),
        ):
            st.button(label, on_click=act, args=args)


def _show_fields(form: Form, line: str, read: RosterLine) -> None:
    columns = st.columns(len(CORRECTED))
    for column, name in zip(columns, CORRECTED, strict=True):
        st.session_state.setdefault(_field(form, name), getattr(read, name))
        column.text_input(
            LABELS[name],
            key=_field(form, name),
            max_chars=LONGEST_CORRECTION,
            on_change=_correct,
            args=(form, line, read),
        )


def _field(form: Form, name: str) -> str:
    return form.key(f"put.{name}")


def _correct(form: Form, line: str, read: RosterLine) -> None:
    told = {name: st.session_state[_field(form, name)] for name in CORRECTED}
    _keep(form, line, read, told)


def _swap(form: Form, line: str, read: RosterLine) -> None:
    told = {name: getattr(read, name) for name in CORRECTED}
    told |= {"first_name": read.last_name, "last_name": read.first_name}
    _keep(form, line, read, told)
    _forget_fields(form)


def _give_up(form: Form, line: str, read: RosterLine) -> None:
    for field, key in (("corrections", line), ("choices", writing(read))):
        left = {other: told for other, told in form.typed[field].items() if other != key}
        st.session_state[form.key(field)] = left
    form.keep()
    _forget_fields(form)


def _keep(form: Form, line: str, read: RosterLine, told: dict[str, str]) -> None:
    """What was decided of the line is still decided of the line put right."""
    choices = form.typed["choices"]
    if writing(read) in choices:
        moved = {writing(corrected(read, told)): choices[writing(read)]}
        st.session_state[form.key("choices")] = {**choices, **moved}
    st.session_state[form.key("corrections")] = {**form.typed["corrections"], line: told}
    form.keep()


def _forget_fields(form: Form) -> None:
    """They are filled again, from the line as it is now."""
    for name in CORRECTED:
        st.session_state.pop(_field(form, name), None)
