"""Closing a month, reopening it, and silencing a rule until a day."""

from datetime import date
from functools import partial

import streamlit as st

from components.data import forget, write_still
from components.entry_rows import SAVED, act, show_refusal, show_saved
from components.filters import today
from components.forms import Form
from components.links import link
from components.templates import show
from db.commands import closing as commands
from db.queries.closing import month_reading
from domain.checks import RULES
from domain.closing import Closing, MonthStage
from domain.closing_entry import (
    BLANK_CLOSING,
    BLANK_REOPENING,
    BLANK_SILENCE,
    read_closing,
    read_reopening,
    read_silence,
)
from domain.closing_words import first_commentary, outdated, proposed_commentary
from domain.desk import MonthDesk, Silence
from domain.formats import NBSP, count, day, month, short_day
from domain.roles import User

CLOSED, REOPENED = "arrete", "rouvert"
# Followed by the number of what was silenced.
SILENCED = "en-veille-"


def show_done(desk: MonthDesk, user: User) -> None:
    """What was just done of the month, or could not be: above all the rest."""
    name, done = month(desk.year, desk.month), st.query_params.get(SAVED)
    if desk.closing is not None:
        _show_unsaved(_form(desk, user), desk.closing)
        if done == CLOSED:
            where = {"annee": desk.year, "mois": desk.month}
            steps = [("Voir le mois", link("mois", **where))]
            show_saved(f"Le mois est arrêté{NBSP}: {name}.", steps)
    elif done == REOPENED and desk.stage is MonthStage.TO_CLOSE:
        show_saved(f"Le mois est rouvert{NBSP}: {name}.", [])


def show_closing(desk: MonthDesk, user: User) -> None:
    """The commentary and the button, or the way to reopen; nothing while the month runs."""
    if desk.closing is not None:
        _show_reopening(desk, user)
    elif desk.stage is MonthStage.TO_CLOSE:
        _show_form(desk, user)


def show_silences(desk: MonthDesk, user: User) -> None:
    """The rules nobody is told of, each with the way to end it; the form for another."""
    show("silences_heading.html")
    _show_silenced(desk.silences)
    if not desk.silences:
        show("entry_note.html", text="Toutes les règles sont en vigueur.")
    for silence in desk.silences:
        with st.container(horizontal=True, vertical_alignment="center", key=f"veille-{silence.id}"):
            show("silence.html", silence=silence, label=RULES[silence.rule].label)
            st.button(
                "Lever",
                key=f"lever-{silence.id}",
                on_click=_end,
                args=(user, silence),
            )
    with st.expander("Mettre une règle en veille"):
        _show_silence_form(user)


def _show_silenced(silences: tuple[Silence, ...]) -> None:
    """That a rule was just silenced: its form is folded again."""
    done = st.query_params.get(SAVED)
    for silence in silences:
        if done == f"{SILENCED}{silence.id}":
            label = RULES[silence.rule].label
            show_saved(f"Règle en veille jusqu’au {day(silence.until)}{NBSP}: {label}.", [])


def _form(desk: MonthDesk, user: User) -> Form:
    return Form(user, f"cloture-{desk.year}-{desk.month:02}", BLANK_CLOSING)


def _show_unsaved(form: Form, closing: Closing) -> None:
    """The commentary of whoever was closing the month when another did."""
    if not form.is_begun:
        return
    form.hold(*form.blank)
    typed = form.typed
    if form.refusal is None and typed["commentary"] == typed["proposed"]:
        return
    by = f" par {closing.closed_by}" if closing.closed_by else ""
    lost = "votre commentaire n’a pas été enregistré"
    st.error(f"Ce mois vient d’être arrêté{by}{NBSP}: {lost}.")
    show("unsaved_words.html", words=typed["commentary"])


def _show_form(desk: MonthDesk, user: User) -> None:
    form = _form(desk, user)
    proposal = proposed_commentary(desk)
    st.subheader("Commentaire", anchor=False)
    if not form.open({"commentary": first_commentary(desk), "proposed": proposal}):
        return
    _follow(form, desk, proposal)
    form.area("commentary", "Proposé d’après les chiffres, à modifier", height=140)
    if warning := outdated(desk, form.typed["commentary"]):
        st.warning(f"{warning} Relisez-le avant d’arrêter le mois.", icon=":material/warning:")
    if form.typed["commentary"] != proposal:
        show("entry_note.html", text=f"Proposition du jour{NBSP}: {proposal}")
        st.button("Reprendre la proposition", on_click=_propose, args=(form, proposal))
    if desk.findings:
        left = count(len(desk.findings), "point reste", "points restent")
        label = f"Arrêter quand même{NBSP}: {left} à revoir"
        st.checkbox(label, key=form.key("sure"), on_change=form.keep)
        form.show_problem("sure")
    else:
        form.hold("sure")
    show_refusal(form)
    st.button("Arrêter le mois", type="primary", on_click=_close, args=(form,))
    form.show_kept()


def _follow(form: Form, desk: MonthDesk, proposal: str) -> None:
    """The form knows what is on screen: what is closed is what was read."""
    if form.typed["commentary"] == form.typed["proposed"]:
        form.set("commentary", proposal)
    seen = {"seen": desk.reading.seen, "findings": len(desk.findings), "proposed": proposal}
    for field, value in {**seen, "year": desk.year, "month": desk.month}.items():
        form.set(field, value)


def _propose(form: Form, proposal: str) -> None:
    form.set("commentary", proposal)
    form.keep()


def _close(form: Form) -> None:
    command = partial(commands.close_month, read=month_reading)
    if form.save(command, partial(read_closing, today=today(form.user)), write_still):
        st.query_params[SAVED] = CLOSED
    else:
        # The rows may have changed by another process: what is shown next is what they say now.
        forget()


def _show_reopening(desk: MonthDesk, user: User) -> None:
    if desk.closing is None:
        return
    with st.expander("Rouvrir ce mois"):
        form = Form(user, f"reouverture-{desk.closing.id}", BLANK_REOPENING)
        if not form.open({"closing_id": desk.closing.id}):
            return
        form.area("reason", "Pourquoi le rouvrir (obligatoire)", height=80)
        show_refusal(form)
        show("entry_note.html", text="L’arrêté reste lisible, avec son motif de réouverture.")
        st.button("Rouvrir le mois", on_click=_reopen, args=(form,))


def _reopen(form: Form) -> None:
    if form.save(commands.reopen_month, read_reopening):
        st.query_params[SAVED] = REOPENED


def _show_silence_form(user: User) -> None:
    form = Form(user, "veille", BLANK_SILENCE)
    # Three short fields: what was left of them another day is not worth resuming.
    if not form.is_begun:
        form.begin()
    form.one_of("rule", "Règle (obligatoire)", {key: rule.label for key, rule in RULES.items()})
    if (rule := RULES.get(form.typed["rule"] or "")) is not None:
        show("entry_note.html", text=rule.sentence)
    end = date(today(user).year, 12, 31)
    form.text("until", "Jusqu’au, inclus (obligatoire)", placeholder=short_day(end))
    form.text("reason", "Raison (obligatoire)")
    show_refusal(form)
    st.button("Mettre en veille", on_click=_silence, args=(form,))


def _silence(form: Form) -> None:
    row_id = form.save(commands.silence_rule, partial(read_silence, today=today(form.user)))
    if row_id is not None:
        st.query_params[SAVED] = f"{SILENCED}{row_id}"


def _end(user: User, silence: Silence) -> None:
    act(user, commands.end_silence, silence_id=silence.id, version=silence.version)
