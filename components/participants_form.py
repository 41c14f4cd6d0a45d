"""A pasted list: what was understood of it, what someone has to decide, one save."""

from functools import partial

import streamlit as st

from components.entry_rows import SAVED, show_refusal
from components.forms import REFUSAL, SENDING, Form
from components.participants_correction import show_correction
from components.participants_preview import Preview, preview_of, show_certain, show_preview
from components.rectified import before_saving
from components.templates import show
from db.commands.attendance import record_attendance
from domain.attending import Gathering, ListValues, choice_of, read_list
from domain.entry import EntryError, Typed
from domain.formats import count, number
from domain.matching import NOBODY
from domain.roles import User
from domain.roster import LARGEST_FILE, MOST_LINES, read_file, read_pasted
from domain.vocabulary import AttendanceRole, AttendanceState, MeetingStatus

SPEAKERS = "intervenants"
STATES = {
    state.value: label
    for state, label in (
        (AttendanceState.PRESENT, "Présents"),
        (AttendanceState.REGISTERED, "Inscrits"),
        (AttendanceState.EXCUSED, "Excusés"),
    )
}
ROLES = {role.value: role.label for role in AttendanceRole}
EXAMPLE = "DUPONT Marie, chargée de mission, CAF du Doubs\nPaul MARTIN <p.martin@ville.fr>"


def show_list(user: User, found: Gathering) -> None:
    planned = found.status is MeetingStatus.PLANNED
    speakers = st.query_params.get(SPEAKERS) == "oui"
    form = Form(
        user,
        f"participants-{found.id}",
        {
            "text": "",
            "state": (AttendanceState.REGISTERED if planned else AttendanceState.PRESENT).value,
            "role": (AttendanceRole.SPEAKER if speakers else AttendanceRole.PARTICIPANT).value,
            "choices": {},
            "corrections": {},
            "families": {},
        },
    )
    if not form.open():
        return
    show_refusal(form)
    _show_fields(form, planned=planned)
    if form.typed["text"].strip():
        _show_preview(form, found)


def _show_fields(form: Form, *, planned: bool) -> None:
    states = dict(STATES)
    if planned:
        del states[AttendanceState.PRESENT.value]
    left, right = st.columns(2)
    with left:
        form.side_by_side("state", "Toute la liste", states)
    with right:
        form.side_by_side("role", "À quel titre", ROLES)
    form.area(
        "text",
        f"La liste, une personne par ligne ({number(MOST_LINES)} lignes au plus)",
        height=220,
        placeholder=EXAMPLE,
        help="Feuille d’émargement, colonnes d’un tableur, fichier de Zoom ou de Teams, adresses.",
    )
    with st.expander("Ou un fichier de Zoom, de Teams ou d’un tableur"):
        st.file_uploader(
            f"Fichier CSV ou texte ({LARGEST_FILE} Mo au plus)",
            type=["csv", "tsv", "txt"],
            max_upload_size=LARGEST_FILE,
            key=_file_key(form),
            on_change=_take_file,
            args=(form,),
        )
    form.show_problem("file")


def _file_key(form: Form) -> str:
    """Its own for each sending: Streamlit would show the file of the list that was saved."""
    return form.key(f"file-{st.session_state[form.key(SENDING)]}")


def _take_file(form: Form) -> None:
    """The text of the file takes the place of the list, where it can be read and corrected."""
    file = st.session_state[_file_key(form)]
    if file is None:
        return
    try:
        if form.typed["text"].strip():
            raise ValueError(
                "Une liste est déjà là. Enregistrez-la, ou videz-la, puis recommencez."
            )
        text = read_file(file.getvalue())
        read_pasted(text)
    except ValueError as error:
        st.session_state[form.key(REFUSAL)] = EntryError({"file": str(error)})
        return
    st.session_state[form.key("text")] = text
    st.session_state[form.key(REFUSAL)] = None
    form.keep()


def _show_preview(form: Form, found: Gathering) -> None:
    try:
        preview = preview_of(form.user, form.typed)
    except ValueError as error:
        if "text" not in form.problems:
            show("field_problem.html", sentence=str(error))
        return
    show_preview(form, preview)
    show_correction(form, preview)
    show_certain(form, preview)
    _show_save(form, found, preview)


def _show_save(form: Form, found: Gathering, preview: Preview) -> None:
    choices = preview.choices(form.typed)
    kept = [one for one in preview.matches if choice_of(one, choices) != NOBODY]
    form.show_problem("choices")
    st.button(
        f"Enregistrer {count(len(kept), 'personne')}",
        type="primary",
        shortcut="Ctrl+Enter",
        on_click=_save,
        args=(form, found),
    )


def _save(form: Form, found: Gathering) -> None:
    before_saving(form.user, [found.held_on])
    if form.save(record_attendance, partial(_read, form.user, found.id)):
        st.query_params[SAVED] = "liste"


def _read(user: User, meeting_id: int, typed: Typed) -> ListValues:
    try:
        preview = preview_of(user, typed)
    except ValueError as error:
        raise EntryError({"text": str(error)}) from error
    typed = {**typed, "choices": preview.choices(typed)}
    return read_list(typed, meeting_id, preview.matches, preview.organisations)
