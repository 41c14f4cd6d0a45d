"""The form of a publication, and the last ones entered."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial

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
from components.filters import refuse, today
from components.forms import Form
from components.links import link
from components.list_export import offer_list
from components.stale import show_stale
from components.templates import show
from db.commands import publications as commands
from db.queries import publication_form as queries
from db.queries.entry_meetings import MeetingChoice
from db.queries.publication_form import Entered
from domain import table_sheets
from domain.formats import NBSP, month, of, short_day
from domain.publication_entry import (
    BLANK,
    LABELS,
    as_typed,
    form_name,
    read_publication,
    read_published,
)
from domain.roles import User
from domain.sheets import KnownDate
from domain.vocabulary import PublicationKind

PUBLICATION_KINDS = {kind.value: kind.label for kind in PublicationKind}


def show_publication(user: User) -> tuple[int, int]:
    """The form, or what stands in its place; the year and month it is about."""
    if saved := number_asked(SAVED):
        return _show_saved(_entered(user, saved))
    asked = number_asked(ROW)
    if asked is None:
        return _show_form(user, None)
    found = _entered(user, asked)
    if found.deleted_at is None:
        return _show_form(user, found)
    restore = partial(act, user, commands.restore_publication, publication_id=asked)
    show_deleted(user, "Cette publication a été supprimée", found.deleted_at, restore)
    return found.entry.published_on.year, found.entry.published_on.month


def show_last_publications(user: User) -> None:
    """The last ones, or those of the meeting of the address, each with the way to change it."""
    lines = read(
        queries.last_publications,
        centre_id=user.centre.centre_id,
        role=user.role,
        meeting_id=number_asked(MEETING),
    )
    if lines:
        show("last_publications.html", lines=lines, of_meeting=number_asked(MEETING) is not None)
        listed = table_sheets.publications(
            (
                line.title,
                KnownDate(line.published_on, line.date_precision),
                line.kind.label,
                line.deleted_at is not None,
            )
            for line in lines
        )
        offer_list(user, "dernieres-publications", *listed)


def _show_form(user: User, found: Entered | None) -> tuple[int, int]:
    now = today(user)
    offered = meetings_offered(user, found.entry.meeting_id if found else None)
    asked = number_asked(MEETING)
    blank = {"published_on": short_day(now), "meeting": str(asked) if asked else None}
    values = as_typed(found.entry) if found else blank
    form = Form(user, form_name(found.entry.id if found else None), BLANK)
    if not form.open(values):
        return now.year, now.month
    _draw(form, offered)
    show_refusal(form)
    _show_stale(form, values, offered)
    with st.container(horizontal=True):
        st.button(
            "Enregistrer", type="primary", shortcut="Ctrl+Enter", on_click=_save, args=(form, now)
        )
        if found:
            row = {"publication_id": found.entry.id or 0}
            delete = partial(act, user, commands.delete_publication, **row)
            offer_deletion("cette publication", form.name, delete)
    return _month_typed(form, now)


def _draw(form: Form, offered: Mapping[str, MeetingChoice]) -> None:
    form.text("title", "Titre (obligatoire)")
    left, right = st.columns(2)
    with left:
        form.one_of("kind", "Nature (obligatoire)", PUBLICATION_KINDS)
        form.text("url", "Lien", placeholder="https://")
    with right:
        form.text(
            "published_on",
            "Date (obligatoire)",
            help="Un jour (13/05/2025) ou, à défaut, un mois (mai 2025).",
        )
        choose_meeting(form, offered)


def _show_stale(
    form: Form, values: Mapping[str, object], offered: Mapping[str, MeetingChoice]
) -> None:
    meetings = {key: meeting.title for key, meeting in offered.items()}
    show_stale(form, LABELS, values, {"kind": PUBLICATION_KINDS, "meeting": meetings})


def _save(form: Form, now: date) -> None:
    if row_id := form.save(commands.save_publication, partial(read_publication, today=now)):
        say_saved(row_id)


def _show_saved(found: Entered) -> tuple[int, int]:
    entry, on = found.entry, found.entry.published_on
    steps = [
        ("Une autre publication", link("trace", **{MEETING: entry.meeting_id})),
        (
            f"Voir le mois {of(month(on.year, on.month))}",
            link("mois", annee=on.year, mois=on.month),
        ),
        ("Modifier celle-ci", link("trace", id=entry.id)),
    ]
    if entry.meeting_id:
        steps.insert(1, ("Voir la rencontre", link("rencontre", id=entry.meeting_id)))
    show_saved(f"Publication enregistrée{NBSP}: {entry.title}.", steps)
    return on.year, on.month


def _entered(user: User, row_id: int) -> Entered:
    found = read_afresh(
        queries.entered, centre_id=user.centre.centre_id, publication_id=row_id, role=user.role
    )
    if found is None:
        refuse("Cette publication n’existe pas dans ce centre.")
    return found


def _month_typed(form: Form, now: date) -> tuple[int, int]:
    """The month of the date typed; this one while it cannot be read."""
    on = now
    with suppress(ValueError):
        on, _ = read_published(form.typed["published_on"], now)
    return on.year, on.month
