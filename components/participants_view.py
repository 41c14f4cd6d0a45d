"""Who came to a meeting: what is recorded, the three ways to say it, and the headcount alone."""

from datetime import date
from functools import partial

import streamlit as st

from components.data import read
from components.entry_rows import SAVED, show_refusal, show_saved
from components.filters import asked, asked_number, refuse
from components.forms import Form
from components.links import link
from components.participants_form import show_list
from components.rectified import before_saving, say_closed, show_rectified
from components.roll_call import show_roll_call
from components.stale import show_stale
from components.templates import show
from components.titles import heading, name_tab, show_empty
from db.commands.attendance import record_headcount
from db.queries import attendance as queries
from domain.attending import Gathering, finding, headcount_typed, is_doubtful, read_headcount_alone
from domain.formats import NBSP, NNBSP, count, known_date
from domain.roles import User
from domain.vocabulary import AttendanceRole, AttendanceState, MeetingStatus

WAY = "facon"
LIST, CALL, HEADCOUNT = "liste", "appel", "effectif"
WAYS = {LIST: "Coller une liste", CALL: "Faire l’appel", HEADCOUNT: "Effectif seul"}
NOT_YET = (
    "Cette rencontre est prévue. Marquez-la tenue sur sa fiche pour compter qui est venu"
    f"{NNBSP}; d’ici là, collez la liste des inscrits."
)


def show_participants(user: User) -> date:
    """The screen of the meeting of the address; the day of the meeting."""
    found = _asked_meeting(user)
    way = asked(WAY, WAYS) or LIST
    when = known_date(found.held_on, found.date_precision)
    name_tab(f"Qui est venu, {found.title}")
    heading(found.title, user, over=f"Qui est venu · {when}")
    _show_saved(user, found)
    show(
        "participants.html",
        found=found,
        facts=_facts(found),
        finding=finding(found),
        ways=[(label, _way(found, key), key == way) for key, label in WAYS.items()],
    )
    if found.status is MeetingStatus.HELD:
        say_closed(user, [found.held_on])
    if way != LIST and found.status is MeetingStatus.PLANNED:
        show("entry_note.html", text=NOT_YET)
    else:
        {LIST: show_list, CALL: show_roll_call, HEADCOUNT: _show_headcount}[way](user, found)
    return found.held_on


def _asked_meeting(user: User) -> Gathering:
    if "id" not in st.query_params:
        heading("Qui est venu", user)
        show_empty(
            f"Quelle rencontre{NNBSP}?",
            "On dit qui est venu depuis la page d’une rencontre.",
            href=link("rencontres"),
            action="Choisir une rencontre",
        )
        st.stop()
    found = read(
        queries.gathering,
        centre_id=user.centre.centre_id,
        meeting_id=asked_number("id"),
        role=user.role,
    )
    if found is None:
        refuse("Cette rencontre n’existe pas dans ce centre, ou a été supprimée.")
    return found


def _way(found: Gathering, way: str) -> str:
    return link("participants", id=found.id, **{WAY: None if way == LIST else way})


def _facts(found: Gathering) -> list[str]:
    """What is recorded, in a few words each: headcount and names stay apart."""
    states = [one.state for one in found.people]
    speakers = sum(one.role is AttendanceRole.SPEAKER for one in found.present)
    present = len(found.present)
    named = count(present, "présent nommé", "présents nommés") if present else "aucun présent nommé"
    told = [
        f"Effectif déclaré{NBSP}: {headcount_typed(found) or 'non disponible'}",
        f"{named}, dont {count(speakers, 'intervenant')}" if speakers else named,
    ]
    for state in (AttendanceState.REGISTERED, AttendanceState.EXCUSED):
        if number := states.count(state):
            told.append(count(number, state.label.lower()))
    return told


def _show_saved(user: User, found: Gathering) -> None:
    """What was just saved, once, and where one may go next."""
    if SAVED not in st.query_params:
        return
    steps = [
        ("Voir la rencontre", link("rencontre", id=found.id)),
        ("Ajouter un témoignage", link("parole", rencontre=found.id)),
    ]
    show_saved(f"C’est enregistré. {', '.join(_facts(found))}.", steps)
    show_rectified(user)


def _show_headcount(user: User, found: Gathering) -> None:
    form = Form(
        user, f"effectif-{found.id}", {"headcount": "", "large": False, "version": found.version}
    )
    now = {"headcount": headcount_typed(found), "version": found.version, "large": False}
    if not form.open(now):
        return
    show_refusal(form)
    show_stale(form, {"headcount": "Effectif"}, now)
    form.text(
        "headcount",
        "Effectif déclaré",
        placeholder="40, environ 40, plus de 100",
        help="Combien de personnes sont venues. Il ne s’ajoute pas aux noms.",
        width=320,
    )
    if is_doubtful(form.typed["headcount"]):
        st.checkbox("L’effectif est bien celui-là", key=form.key("large"), on_change=form.keep)
    else:
        form.hold("large")
    st.button(
        "Enregistrer l’effectif",
        type="primary",
        shortcut="Ctrl+Enter",
        on_click=_save_headcount,
        args=(form, found),
    )


def _save_headcount(form: Form, found: Gathering) -> None:
    before_saving(form.user, [found.held_on])
    if form.save(record_headcount, partial(read_headcount_alone, meeting_id=found.id)):
        st.query_params[SAVED] = HEADCOUNT
