"""What the team may do with a meeting, from its page; and the page of a deleted one."""

from typing import Any

import streamlit as st

from components.data import read
from components.filters import asked, refuse
from components.links import link
from components.meeting_questions import (
    ACTION,
    CANCEL,
    DELETE,
    DONE,
    HOLD,
    REINSTATE,
    ask,
    last_refusal,
    write_button,
)
from components.rectified import say_closed, show_rectified
from components.templates import show
from components.titles import heading, name_tab
from db.commands import meeting_life
from db.queries import deleted
from domain.formats import NBSP, known_date, moment
from domain.listings import MeetingDetail
from domain.meeting_life import DeletedMeeting
from domain.roles import Role, User
from domain.vocabulary import MeetingStatus

LABELS = {
    HOLD: "La rencontre s’est tenue",
    CANCEL: "Annuler la rencontre",
    REINSTATE: "Rétablir la rencontre",
    DELETE: "Supprimer",
}
POSSIBLE = {
    MeetingStatus.PLANNED: (HOLD, CANCEL, DELETE),
    MeetingStatus.HELD: (CANCEL, DELETE),
    MeetingStatus.CANCELLED: (REINSTATE, DELETE),
}
# What is said once it is done, while the meeting is still so.
TOLD = {
    (HOLD, MeetingStatus.HELD): "La rencontre est marquée tenue.",
    (CANCEL, MeetingStatus.CANCELLED): f"La rencontre est annulée{NBSP}: elle n’est plus comptée.",
    (REINSTATE, MeetingStatus.HELD): "La rencontre est rétablie.",
    (REINSTATE, MeetingStatus.PLANNED): "La rencontre est rétablie.",
}


def show_actions(detail: MeetingDetail, user: User) -> None:
    """The row of actions, and the question of the one that was chosen."""
    if not user.can_act_as(Role.EDITOR):
        return
    chosen = asked(ACTION, LABELS)
    done = st.query_params.get(DONE, "")
    possible = POSSIBLE[detail.line.status]
    show(
        "meeting_actions.html",
        questions=[
            (name, LABELS[name], link("rencontre", id=detail.line.id, action=name))
            for name in possible
        ],
        chosen=chosen,
        screens=_screens(detail),
        told=TOLD.get((done, detail.line.status)),
        participants=link("participants", id=detail.line.id) if done == HOLD else None,
        refused=last_refusal(),
    )
    if done:
        show_rectified(user)
    if chosen in possible:
        ask(chosen, detail, user)


def show_deleted(meeting_id: int, user: User) -> None:
    """A deleted meeting, for who may bring it back; for others it does not exist."""
    rows = read(deleted.restorable, centre_id=user.centre.centre_id, role=user.role)
    row = next((row for row in rows if row.id == meeting_id), None)
    refused = last_refusal()
    if row is None:
        refuse(refused or "Cette rencontre n’existe pas dans ce centre, ou a été supprimée.")
    name_tab(row.title)
    heading(row.title, user, over=known_date(row.held_on, row.date_precision))
    show("meeting_deleted.html", **_said(row, user), refused=refused)
    if DONE in st.query_params:
        show_rectified(user)
    with st.container(key="restore"):
        say_closed(user, [row.held_on])
        write_button(LABELS[REINSTATE], user, meeting_life.restore, row, row.version, REINSTATE)


def _screens(detail: MeetingDetail) -> list[tuple[str, str]]:
    """The forms that are about this meeting."""
    meeting = detail.line.id
    screens = [
        ("Modifier", link("saisir", modifier=meeting)),
        ("Dupliquer", link("saisir", dupliquer=meeting)),
    ]
    if detail.line.status is MeetingStatus.CANCELLED:
        return screens
    return [
        *screens,
        ("Qui est venu", link("participants", id=meeting)),
        ("Ajouter un témoignage", link("parole", rencontre=meeting)),
        ("Ajouter une trace", link("trace", rencontre=meeting)),
    ]


def _said(row: DeletedMeeting, user: User) -> dict[str, Any]:
    zone = user.centre.timezone
    return {
        "when": moment(row.deleted_at, zone),
        "author": row.deleted_by,
        "until": moment(row.restorable_until, zone),
    }
