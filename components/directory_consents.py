"""What a person agreed to: noted with its proof, taken back in one click."""

from datetime import date
from functools import partial

import streamlit as st

from components.entry_rows import act, show_refusal
from components.filters import today
from components.forms import Form
from components.templates import show
from components.testimonial_consent import CHANNELS
from db.commands.consents import record_consent, take_back
from domain.agreement_entry import BLANK, read_agreement
from domain.formats import short_day
from domain.personal_data import Held, told_agreed
from domain.roles import User


def show_consents(user: User, found: Held) -> None:
    show("directory_consents.html", empty=not found.consents)
    for one in found.consents:
        with st.container(horizontal=True, vertical_alignment="center"):
            show("directory_consent.html", told=told_agreed(one))
            if one.withdrawn_on is None:
                st.button(
                    "Retirer cet accord",
                    key=f"take-back-{one.id}",
                    on_click=act,
                    args=(user, take_back),
                    kwargs={"consent_id": one.id, "today": today(user)},
                )
    with st.popover("Noter un accord…"):
        _draw(Form(user, f"accord-personne-{found.line.id}", BLANK), found.line.id)


def _draw(form: Form, person_id: int) -> None:
    now = today(form.user)
    if not form.open({"given_on": short_day(now), "person_id": person_id}):
        return
    form.text("purpose", "Accord pour", placeholder="Recevoir la lettre d’information")
    form.one_of("channel", "Donné par", CHANNELS)
    form.text("given_on", "Donné le")
    form.text("reference", "Preuve", placeholder="Où la retrouver\u00a0: courriel du 12 mars")
    form.hold("person_id")
    show_refusal(form)
    st.button("Noter cet accord", type="primary", on_click=_save, args=(form, now))


def _save(form: Form, now: date) -> None:
    form.save(record_consent, partial(read_agreement, today=now))
