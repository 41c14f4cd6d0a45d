"""What the forms of testimonials and publications share: their meeting, their end, their loss."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Concatenate, ParamSpec

import streamlit as st
from sqlmodel import Session

from components.auth import author
from components.data import read, write
from components.filters import asked_number, refuse, today
from components.forms import Form
from components.templates import show
from db.queries import entry_meetings
from db.queries.entry_meetings import MeetingChoice
from domain.entry import EntryError
from domain.formats import NNBSP, moment, short_date
from domain.roles import User

P = ParamSpec("P")

ROW, MEETING, SAVED = "id", "rencontre", "enregistre"


def number_asked(name: str) -> int | None:
    """A row’s number, when the address gives one."""
    return asked_number(name) if name in st.query_params else None


def asked_title(what: str) -> str:
    """« Saisir une publication », or « Modifier… » when the address gives its row."""
    return f"{'Modifier' if ROW in st.query_params else 'Saisir'} {what}"


def meetings_offered(user: User, also: int | None) -> dict[str, MeetingChoice]:
    """The last meetings by id, with the one of the address or of the row that is changed."""
    asked = number_asked(MEETING)
    found = read(
        entry_meetings.recent_meetings,
        centre_id=user.centre.centre_id,
        today=today(user),
        meeting_id=asked or also,
    )
    offered = {str(meeting.id): meeting for meeting in found}
    if asked and str(asked) not in offered:
        refuse("Cette rencontre n’existe pas dans ce centre, ou a été supprimée.")
    return offered


def choose_meeting(form: Form, offered: Mapping[str, MeetingChoice]) -> None:
    form.one_of(
        "meeting",
        "Rencontre",
        {
            key: f"{short_date(meeting.held_on, meeting.date_precision)} · {meeting.title}"
            for key, meeting in offered.items()
        },
        placeholder="Aucune en particulier",
    )


def show_refusal(form: Form) -> None:
    """What is wrong with the whole form; problems of fields stand beside them."""
    if form.problems and "version" not in form.problems:
        st.error(form.problems.get("") or "Rien n’est enregistré\u00a0: voyez les champs signalés.")


def say_saved(row_id: int) -> None:
    """Have the address say which row was saved, and nothing of how it was asked for."""
    for name in (ROW, MEETING):
        st.query_params.pop(name, None)
    st.query_params[SAVED] = str(row_id)


def show_saved(sentence: str, steps: list[tuple[str, str]]) -> None:
    """What was done, and where one may go next: label and address, the likeliest first."""
    show("saved.html", sentence=sentence, steps=steps)


def act(
    user: User,
    command: Callable[Concatenate[Session, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Run a command of entry for a button; a refusal is said above the page."""
    try:
        write(command, author(user), *args, **kwargs)
    except EntryError as refused:
        st.error(str(refused))


def offer_deletion(what: str, key: str, on_click: Callable[[], None]) -> None:
    """A button that asks once more. ``what`` is « ce témoignage »."""
    with st.popover("Supprimer…", key=f"{key}.delete"):
        st.markdown(f"Supprimer {what}{NNBSP}? Vous aurez 30 jours pour le rétablir.")
        st.button("Oui, supprimer", key=f"{key}.confirm", on_click=on_click)


def show_deleted(user: User, what: str, deleted_at: datetime, restore: Callable[[], None]) -> None:
    when = moment(deleted_at, user.centre.timezone)
    st.warning(f"{what} le {when}.", icon=":material/delete:")
    st.button("Rétablir", type="primary", on_click=restore)
