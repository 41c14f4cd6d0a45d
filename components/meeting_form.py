"""The form of a meeting: what is always known in sight, the rest folded."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

from components.announcement_box import show_announcement
from components.data import read, read_afresh, write_aside
from components.entry_rows import ROW
from components.filters import asked_number, refuse, territories_of, today
from components.forms import UNDERSTOOD, Form
from components.links import CENTRE
from components.meeting_fields import OPTIONS, show_known, show_rest
from components.rectified import before_saving, say_closed, show_rectified
from components.stale import show_stale
from components.templates import show
from db.commands import drafts
from db.commands.meetings import DoubleError, save_meeting
from db.queries import meeting_form as queries
from domain import entry
from domain.formats import short_day
from domain.meeting_entry import BLANK, LABELS, alike, read_meeting
from domain.roles import User

CHANGE, ALIKE, SAVED, CHANGED = "modifier", "dupliquer", "enregistree", "modifiee"
FOLDED = (
    *("start", "end", "half_days", "series", "series_number", "organisers", "speakers"),
    *("registration_url", "replay_url", "notes"),
)


def asked_title() -> str:
    """What the address asks the form for."""
    if {CHANGE, ROW, CHANGED} & st.query_params.keys():
        return "Modifier une rencontre"
    return "Saisir la suivante" if ALIKE in st.query_params else "Saisir une rencontre"


def show_entry(user: User) -> tuple[int, int]:
    """The form, or what follows its saving; the year and month it is about."""
    for done in (SAVED, CHANGED):
        if done in st.query_params:
            return _show_saved(user, asked_number(done), done)
    form, values = _asked_form(user)
    if form.open(values):
        _show_form(form)
    return _month(form, today(user))


def _show_form(form: Form) -> None:
    user = form.user
    if form.typed["id"] is None:
        show_announcement(form, today(user))
    _show_refusal(form, user)
    show_known(form, user)
    told = {*form.problems, *form.typed[UNDERSTOOD]}  # what has to be seen
    with st.expander("Plus de détails", expanded=not told.isdisjoint(FOLDED)):
        show_rest(form, read(queries.choices, centre_id=user.centre.centre_id))
    say_closed(form.user, _days(form))
    st.button(
        "Enregistrer",
        type="primary",
        shortcut="Ctrl+Enter",
        on_click=_save,
        args=(form,),
        key=form.key("save"),
    )
    form.show_kept()


def _days(form: Form) -> list[date]:
    """The day of the meeting and the one it would leave, as far as they can be read."""
    days = []
    for typed in (form.typed["held_on"], form.opened.get("held_on") or ""):
        with suppress(ValueError):
            days.append(entry.read_date(typed, today(form.user))[0])
    return days


def _show_saved(user: User, number: int, done: str) -> tuple[int, int]:
    saved = _as_typed(user, number)
    day, _ = entry.read_date(saved["held_on"], today(user))
    show(
        "saved_meeting.html",
        what="Modification enregistrée" if done == CHANGED else "Rencontre enregistrée",
        id=number,
        title=saved["title"],
        when=saved["held_on"],
    )
    show_rectified(user)
    return day.year, day.month


def _month(form: Form, now: date) -> tuple[int, int]:
    """The month of the date that is typed; this one while it cannot be read."""
    day = now
    if form.is_begun:
        with suppress(ValueError):
            day, _ = entry.read_date(form.typed["held_on"], now)
    return day.year, day.month


def _asked_form(user: User) -> tuple[Form, dict[str, Any]]:
    """A new meeting, one like another, or the change of one: each has its own draft."""
    for changed in (CHANGE, ROW):
        if changed in st.query_params:
            number = asked_number(changed)
            return Form(user, f"rencontre-{number}", BLANK), _as_typed(user, number)
    if ALIKE in st.query_params:
        number = asked_number(ALIKE)
        return Form(user, f"rencontre-comme-{number}", BLANK), alike(_as_typed(user, number))
    return Form(user, "rencontre", BLANK), _first_values(user)


def _as_typed(user: User, number: int) -> dict[str, Any]:
    found = read_afresh(queries.as_typed, centre_id=user.centre.centre_id, meeting_id=number)
    if found is None:
        refuse("Cette rencontre n’existe pas dans ce centre, ou a été supprimée.")
    return found


def _first_values(user: User) -> dict[str, Any]:
    last = read(queries.last_used, centre_id=user.centre.centre_id, account_id=user.id)
    return {
        "held_on": short_day(today(user)),
        "format": last.format.value if last.format else None,
        "departement": last.departement,
    }


def _show_refusal(form: Form, user: User) -> None:
    if sentence := form.problems.get(""):
        st.error(sentence)
    elif form.problems and "version" not in form.problems:
        st.error("La rencontre n’est pas encore enregistrée\u00a0: voyez les champs signalés.")
    if isinstance(form.refusal, DoubleError):
        _show_doubles(form, user, form.refusal.meetings)
    if "version" in form.problems:
        show_stale(form, LABELS, _as_typed(user, form.typed["id"]), _options(user))


def _options(user: User) -> dict[str, Mapping[str, str]]:
    return {**OPTIONS, "territories": territories_of(user)}


def _show_doubles(form: Form, user: User, meetings: tuple[int, ...]) -> None:
    """What is being entered beside what it looks like."""
    others = [_as_typed(user, number) for number in meetings]
    labels = _options(user)
    show(
        "doubles.html",
        columns=[("Votre saisie", None), *((o["title"], o["id"]) for o in others)],
        lines=[
            (label, [_said(typed[field], labels.get(field, {})) for typed in (form.typed, *others)])
            for field, label in LABELS.items()
            if any(typed[field] for typed in (form.typed, *others))
        ],
    )
    st.button(
        "Ce n’est pas un doublon\u00a0: enregistrer",
        on_click=_save_as_another,
        args=(form, meetings),
        key=form.key("another"),
    )


def _said(value: Any, known: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(known.get(item, item) for item in value)
    return known.get(value, value) or ""


def _save_as_another(form: Form, meetings: tuple[int, ...]) -> None:
    form.typed["other_than"].extend(meetings)
    _save(form)


def _save(form: Form) -> None:
    user, speakers = form.user, form.typed["speakers"]
    done = SAVED if form.typed["id"] is None else CHANGED
    before_saving(user, _days(form))
    row_id = form.save(save_meeting, lambda typed: read_meeting(typed, today(user)))
    if row_id is None:
        return
    if speakers.strip():
        _hand_over(user, row_id, speakers)
    centre = {CENTRE: st.query_params[CENTRE]} if CENTRE in st.query_params else {}
    st.query_params.from_dict({**centre, done: str(row_id)})


def _hand_over(user: User, meeting_id: int, speakers: str) -> None:
    """The speakers wait in the form of participants, where they are recognised."""
    write_aside(
        drafts.keep,
        account_id=user.id,
        centre_id=user.centre.centre_id,
        form=f"participants-{meeting_id}",
        body={"text": speakers, "role": "intervenant"},
    )
