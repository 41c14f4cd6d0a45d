"""What the author of a testimonial allows: given, taken back, given again."""

from datetime import date
from functools import partial

import streamlit as st

from components.data import read
from components.entry_rows import say_saved, show_refusal
from components.filters import today
from components.forms import Form
from components.links import link
from components.list_export import offer_list
from components.templates import show
from db.commands import testimonials as commands
from db.queries import testimonial_form as queries
from db.queries.testimonial_form import Entered, Unsettled
from domain.formats import NBSP, NNBSP, day, month, short_day
from domain.roles import User
from domain.testimonial_entry import (
    BLANK_RENEWAL,
    BLANK_WITHDRAWAL,
    read_renewal,
    read_withdrawal,
)
from domain.vocabulary import Consent, ConsentChannel

CONSENTS = {consent.value: consent.label for consent in Consent}
CHANNELS = {channel.value: channel.label for channel in ConsentChannel}
GIVEN = ("consent_channel", "consent_on", "consent_until", "consent_reference")


def draw_consent(form: Form) -> None:
    form.one_of("consent", "Ce que l’auteur autorise", CONSENTS)
    if form.typed["consent"] in (None, Consent.PENDING.value):
        form.hold(*GIVEN)
        return
    form.side_by_side("consent_channel", "Accord donné par (obligatoire)", CHANNELS)
    left, right = st.columns(2)
    with left:
        form.text("consent_on", "Accord donné le (obligatoire)")
    with right:
        form.text("consent_until", "Valable jusqu’au", placeholder="Sans limite")
    form.text(
        "consent_reference",
        "Preuve de l’accord",
        placeholder="Où la retrouver\u00a0: formulaire signé du 12 mars, classeur 2",
    )


def offer_withdrawal(form: Form, row_id: int) -> None:
    now = today(form.user)
    taken_back = Form(form.user, f"retrait-{row_id}", BLANK_WITHDRAWAL)
    with st.popover("Retrait du consentement…", key=form.key("withdraw")):
        if not taken_back.open({"withdrawn_on": short_day(now), "id": row_id}):
            return
        st.markdown("Le texte ne sera plus montré à personne, aussitôt. Il restera compté.")
        taken_back.text("withdrawn_on", "Consentement retiré le")
        st.button("Retirer ce texte", on_click=_withdraw, args=(form, taken_back, now))


def _withdraw(form: Form, taken_back: Form, now: date) -> None:
    if taken_back.save(commands.withdraw_consent, partial(read_withdrawal, today=now)):
        form.leave()


def show_withdrawn(user: User, found: Entered, withdrawn_on: date) -> None:
    """No word of it: what it was about, and the way back, a new consent."""
    entry, now = found.entry, today(user)
    st.warning(
        f"{entry.organisation}, {month(entry.year or 0, entry.month or 1)}{NBSP}: consentement "
        f"retiré le {day(withdrawn_on)}. Ce témoignage n’est plus montré à personne{NNBSP}; "
        "il reste compté. Seul un nouvel accord de son auteur le fait reparaître.",
        icon=":material/visibility_off:",
    )
    form = Form(user, f"accord-{entry.id}", BLANK_RENEWAL)
    if form.open({"consent_on": short_day(now), "id": entry.id}):
        show_refusal(form)
        draw_consent(form)
        st.button("Enregistrer ce nouvel accord", type="primary", on_click=_renew, args=(form, now))


def _renew(form: Form, now: date) -> None:
    if row_id := form.save(commands.renew_consent, partial(read_renewal, today=now)):
        say_saved(row_id)


def show_unsettled(user: User) -> None:
    """Those that wait for a consent, and those one may bring back."""
    waiting = read(
        queries.unsettled, centre_id=user.centre.centre_id, role=user.role, today=today(user)
    )
    if waiting:
        lines = [_unsettled(item) for item in waiting]
        show("unsettled.html", lines=lines)
        listed = [(what, state) for what, _, state in lines]
        headings = ("Témoignage", "Ce qu’il attend")
        offer_list(user, "temoignages-a-regler", headings, listed, what="ceux à régler")


def _unsettled(item: Unsettled) -> tuple[str, str, str]:
    """What it is, its address, and what it waits for."""
    if item.deleted_at:
        state = "supprimé"
    elif item.withdrawn_on:
        state = f"accord retiré le {day(item.withdrawn_on)}"
    elif item.consent_until:
        state = f"accord expiré le {day(item.consent_until)}"
    else:
        state = "accord à recueillir"
    return f"{item.organisation}, {month(item.year, item.month)}", link("parole", id=item.id), state
