"""The form of a testimonial, and what becomes of the consent it rests on."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from components.data import read, read_afresh
from components.entry_rows import (
    MEETING,
    ROW,
    SAVED,
    act,
    choose_meeting,
    meetings_offered,
    number_asked,
    offer_deletion,
    say_saved,
    show_deleted,
    show_refusal,
    show_saved,
)
from components.filters import refuse, territories_of, themes, today
from components.forms import Form
from components.links import link
from components.stale import show_stale
from components.templates import show
from components.testimonial_consent import (
    CHANNELS,
    CONSENTS,
    draw_consent,
    offer_withdrawal,
    show_withdrawn,
)
from db.commands import testimonials as commands
from db.queries import testimonial_form as queries
from db.queries.entry_meetings import MeetingChoice
from db.queries.testimonial_form import Entered
from domain.entry import plain, read_date
from domain.formats import NBSP, month, number, of, short_day
from domain.likeness import guessed_family
from domain.roles import User
from domain.testimonial_entry import (
    BLANK,
    KINDS,
    LABELS,
    LONGEST_WORDS,
    as_typed,
    form_name,
    read_testimonial,
)
from domain.vocabulary import Consent, Family

FAMILIES = {family.value: family.label for family in Family}


def show_testimonial(user: User) -> tuple[int, int]:
    """The form, or what stands in its place; the year and month it is about."""
    if saved := number_asked(SAVED):
        return _show_saved(_entered(user, saved))
    asked = number_asked(ROW)
    if asked is None:
        return _show_form(user, None)
    found = _entered(user, asked)
    if found.deleted_at:
        restore = partial(act, user, commands.restore_testimonial, testimonial_id=asked)
        show_deleted(user, "Ce témoignage a été supprimé", found.deleted_at, restore)
    elif found.withdrawn_on:
        show_withdrawn(user, found, found.withdrawn_on)
    else:
        return _show_form(user, found)
    return _month_of(found)


def _show_form(user: User, found: Entered | None) -> tuple[int, int]:
    now = today(user)
    offered = meetings_offered(user, found.entry.meeting_id if found else None)
    values = as_typed(found.entry) if found else _first_values(now)
    form = Form(user, form_name(found.entry.id if found else None), BLANK)
    if not form.open(values):
        if found:  # a draft that waits bars neither way out
            with st.container(horizontal=True):
                _offer_ends(form, found)
        return now.year, now.month
    _draw(form, user, offered)
    show_refusal(form)
    show_stale(form, LABELS, values, _options(user, offered))
    with st.container(horizontal=True):
        st.button(
            "Enregistrer", type="primary", shortcut="Ctrl+Enter", on_click=_save, args=(form, now)
        )
        if found:
            _offer_ends(form, found)
    return _month_typed(form, offered, now)


def _draw(form: Form, user: User, offered: Mapping[str, MeetingChoice]) -> None:
    left, right = st.columns(2)
    with left:
        form.text("organisation", "Structure (obligatoire)")
    _propose_family(form, user)
    with right:
        form.one_of("family", "Famille de la structure (obligatoire)", FAMILIES)
    left, right = st.columns(2)
    with left:
        form.text("author", "Prénom et nom, s’il accepte d’être nommé")
    with right:
        form.text("function", "Fonction")
    # A month that the meeting gives is told on the line of its field.
    is_told = form.typed["meeting"] in offered
    left, right = st.columns(2, vertical_alignment="bottom" if is_told else "top")
    with left:
        choose_meeting(form, offered)
    _propose_place(form, offered)
    with right:
        _draw_month(form, offered)
    _draw_words(form, user)
    draw_consent(form)


def _draw_words(form: Form, user: User) -> None:
    limit = number(LONGEST_WORDS)
    form.side_by_side("kind", "Le texte est", KINDS)
    form.area("body", f"Texte (obligatoire, {limit} caractères au plus)", height=160)
    left, right = st.columns(2)
    with left:
        form.one_of("territory", "Territoire", territories_of(user), placeholder="Aucun")
    with right:
        form.one_of("theme", "Thème", themes(user), placeholder="Aucun")


def _draw_month(form: Form, offered: Mapping[str, MeetingChoice]) -> None:
    if meeting := offered.get(form.typed["meeting"] or ""):
        form.hold("month")
        show("entry_note.html", text=f"Mois{NBSP}: {_month_name(meeting.held_on)}, comme elle.")
    else:
        form.text("month", "Mois (obligatoire)")


def _propose_family(form: Form, user: User) -> None:
    """The family of a known organisation, or the one its name tells; once for each name."""
    name = plain(form.typed["organisation"])
    if not name or name == form.typed["family_for"]:
        return
    known = read(queries.families, centre_id=user.centre.centre_id)
    family = known.get(name) or guessed_family(name)
    _fill(form, family_for=name, family=None if family is Family.OTHER else family.value)


def _propose_place(form: Form, offered: Mapping[str, MeetingChoice]) -> None:
    """The territory and the theme of the meeting, where it has but one; once for each meeting."""
    chosen = form.typed["meeting"]
    if chosen and chosen in offered and chosen != form.typed["place_for"]:
        theme = offered[chosen].theme_id
        territory = offered[chosen].territory
        _fill(form, place_for=chosen, territory=territory, theme=str(theme) if theme else None)


def _fill(form: Form, **values: str | None) -> None:
    """Only with what is known: what was chosen by hand is not emptied."""
    for field, value in values.items():
        if value is not None:
            st.session_state[form.key(field)] = value


def _save(form: Form, now: date) -> None:
    if row_id := form.save(commands.save_testimonial, partial(read_testimonial, today=now)):
        say_saved(row_id)


def _offer_ends(form: Form, found: Entered) -> None:
    """Two ways out of the wall: the author takes his consent back; or it is deleted."""
    row_id = found.entry.id or 0
    offer_withdrawal(form, row_id)
    delete = partial(act, form.user, commands.delete_testimonial, testimonial_id=row_id)
    offer_deletion("ce témoignage", form.name, delete)


def _show_saved(found: Entered) -> tuple[int, int]:
    entry = found.entry
    year, number = _month_of(found)
    again = {MEETING: entry.meeting_id}
    steps = [
        ("Un autre témoignage", link("parole", **again)),
        (f"Voir le mois {of(month(year, number))}", link("mois", annee=year, mois=number)),
        ("Voir les témoignages", link("temoignages")),
        ("Modifier celui-ci", link("parole", id=entry.id)),
    ]
    if entry.meeting_id:
        steps.insert(1, ("Voir la rencontre", link("rencontre", id=entry.meeting_id)))
    told = f"Témoignage enregistré{NBSP}: {entry.organisation}."
    if entry.given.consent is Consent.PENDING:
        told += " Son accord reste à recueillir\u00a0: d’ici là, seule la direction le lit."
    show_saved(told, steps)
    return year, number


def _entered(user: User, row_id: int) -> Entered:
    found = read_afresh(
        queries.entered, centre_id=user.centre.centre_id, testimonial_id=row_id, role=user.role
    )
    if found is None:
        refuse("Ce témoignage n’existe pas dans ce centre.")
    return found


def _first_values(now: date) -> dict[str, Any]:
    asked = number_asked(MEETING)
    return {
        "meeting": str(asked) if asked else None,
        "month": _month_name(now),
        "consent_on": short_day(now),
    }


def _options(user: User, offered: Mapping[str, MeetingChoice]) -> dict[str, Mapping[str, str]]:
    return {
        "family": FAMILIES,
        "meeting": {key: meeting.title for key, meeting in offered.items()},
        "territory": territories_of(user),
        "theme": themes(user),
        "kind": KINDS,
        "consent": CONSENTS,
        "consent_channel": CHANNELS,
    }


def _month_typed(form: Form, offered: Mapping[str, MeetingChoice], now: date) -> tuple[int, int]:
    """The month of the meeting, or the one typed; this one while it cannot be read."""
    held_on = now
    if meeting := offered.get(form.typed["meeting"] or ""):
        held_on = meeting.held_on
    else:
        with suppress(ValueError):
            held_on, _ = read_date(form.typed["month"], now)
    return held_on.year, held_on.month


def _month_of(found: Entered) -> tuple[int, int]:
    return found.entry.year or 0, found.entry.month or 1


def _month_name(value: date) -> str:
    return month(value.year, value.month)
