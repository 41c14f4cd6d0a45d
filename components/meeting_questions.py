"""What is asked before a meeting is changed from its page. Each answer writes once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.auth import author
from components.data import forget, write
from components.filters import today
from components.forms import Form
from components.rectified import before_saving, say_closed
from components.templates import show
from db.commands import meeting_life
from domain.entry import EntryError, doubt, read_headcount
from domain.formats import NNBSP, count
from domain.listings import MeetingDetail, MeetingLine
from domain.meeting_life import DeletedMeeting, read_held, too_early
from domain.roles import User

# In the address: what is being asked, and what was just done.
ACTION, DONE = "action", "fait"
HOLD, CANCEL, REINSTATE, DELETE = "tenue", "annuler", "retablir", "supprimer"
# Why the last answer was refused, until it is read.
REFUSED = "refused_action"

Command = Callable[..., None]


def ask(name: str, detail: MeetingDetail, user: User) -> None:
    with st.container(border=True, key="question"):
        say_closed(user, [detail.line.held_on])
        _QUESTIONS[name](detail, user)


def write_button(
    label: str,
    user: User,
    command: Command,
    meeting: MeetingLine | DeletedMeeting,
    version: int,
    done: str,
) -> None:
    """The button that runs the command on the version that is shown."""
    args = (user, command, meeting, version, done)
    st.button(label, type="primary", on_click=_write, args=args)


def last_refusal() -> str | None:
    """Why the last answer was refused. Told once."""
    refused: str | None = st.session_state.pop(REFUSED, None)
    return refused


def _ask_held(detail: MeetingDetail, user: User) -> None:
    """How many came, at once; nothing when it is to come."""
    line = detail.line
    if refusal := too_early(line.held_on, today(user)):
        show("question.html", sentence=refusal)
        st.button("Fermer", on_click=_leave)
        return
    form = Form(user, f"tenue-{line.id}", {"headcount": ""})
    if not form.open({"headcount": "" if line.headcount is None else str(line.headcount)}):
        return
    label = f"Combien de personnes sont venues{NNBSP}? Laissez vide si l’effectif est à venir."
    form.text("headcount", label, placeholder="40, environ 40, plus de 100", width=520)
    with st.container(horizontal=True):
        if doubtful := _refused_as_doubtful(form):
            _hold_button(f"Oui, {doubtful}", form, detail, sure=True)
        _hold_button("La rencontre s’est tenue", form, detail, sure=False)
        st.button("Ne rien changer", on_click=_leave_form, args=(form,))


def _hold_button(label: str, form: Form, detail: MeetingDetail, *, sure: bool) -> None:
    """``sure`` is the answer to a doubtful number; the other says it again, or corrects it."""
    options: dict[str, Any] = {} if sure else {"shortcut": "Ctrl+Enter"}
    st.button(label, type="primary", on_click=_hold, args=(form, detail, sure), **options)


def _hold(form: Form, detail: MeetingDetail, sure: bool) -> None:
    command = partial(
        meeting_life.hold,
        meeting_id=detail.line.id,
        version=detail.version,
        today=today(form.user),
    )
    before_saving(form.user, [detail.line.held_on])
    if form.save(command, partial(read_held, sure=sure)):
        _leave(HOLD)
    elif "headcount" not in form.problems:
        _refuse(" ".join(form.problems.values()))


def _refused_as_doubtful(form: Form) -> str | None:
    """The number that has to be confirmed, in words."""
    if "headcount" not in form.problems:
        return None
    try:
        value, _ = read_headcount(form.typed["headcount"])
    except ValueError:
        return None
    return count(value, "personne") if doubt(value) else None


def _ask_cancel(detail: MeetingDetail, user: User) -> None:
    _confirm(
        "Annulée, la rencontre reste dans les listes et n’est plus comptée. Elle pourra être "
        "rétablie.",
        "Oui, annuler la rencontre",
        *(detail, user, meeting_life.cancel, CANCEL),
    )


def _ask_reinstate(detail: MeetingDetail, user: User) -> None:
    _confirm(
        "La rencontre sera de nouveau tenue si sa date est passée, prévue sinon.",
        "Oui, rétablir la rencontre",
        *(detail, user, partial(meeting_life.reinstate, today=today(user)), REINSTATE),
    )


def _ask_delete(detail: MeetingDetail, user: User) -> None:
    _confirm(
        "Supprimée, la rencontre quitte les listes et les chiffres. Elle pourra être rétablie "
        "pendant 30 jours, avec tout ce qui s’y rattache.",
        "Oui, supprimer la rencontre",
        *(detail, user, meeting_life.delete, DELETE),
    )


def _confirm(
    sentence: str, label: str, detail: MeetingDetail, user: User, command: Command, done: str
) -> None:
    show("question.html", sentence=sentence)
    with st.container(horizontal=True):
        write_button(label, user, command, detail.line, detail.version, done)
        st.button("Ne rien changer", on_click=_leave)


def _write(
    user: User,
    command: Command,
    meeting: MeetingLine | DeletedMeeting,
    version: int,
    done: str,
) -> None:
    before_saving(user, [meeting.held_on])
    try:
        write(command, author(user), meeting_id=meeting.id, version=version)
    except EntryError as refused:
        _refuse(str(refused))
    else:
        _leave(done)


def _refuse(sentence: str) -> None:
    """Say why, on the page as it is by now: another process may have written."""
    forget()
    st.session_state[REFUSED] = sentence
    _leave()


def _leave(done: str | None = None) -> None:
    for name in (ACTION, DONE):
        st.query_params.pop(name, None)
    if done:
        st.query_params[DONE] = done


def _leave_form(form: Form) -> None:
    form.leave()
    _leave()


_QUESTIONS: dict[str, Callable[[MeetingDetail, User], None]] = {
    HOLD: _ask_held,
    CANCEL: _ask_cancel,
    REINSTATE: _ask_reinstate,
    DELETE: _ask_delete,
}
