"""The journal of a centre: its filters, its saves by pages, and the sheet to take away."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from components.auth import author
from components.data import read, read_afresh, write
from components.filters import (
    MONTH,
    PAGE,
    YEAR,
    asked,
    asked_day,
    asked_number,
    choose_optional,
    quoted,
    refuse,
    today,
    whole_number,
)
from components.links import here, link
from components.site_map import PRODUCT
from components.templates import show
from components.who import later
from components.widget_state import give
from db.commands import exporting
from db.queries import deleted, journal
from db.queries.journal_chain import heads
from domain.entry import read_date
from domain.formats import NBSP, clock, moment, short_day
from domain.journal import ACTIONS, NATURES, NOBODY, About, Page, Wanted, head_line, sheet
from domain.periods import Period
from domain.roles import User
from domain.spreadsheet import as_csv
from domain.vocabulary import DatePrecision

ADDRESS = "journal"
AUTHOR, NATURE, ACTION, SINCE, UNTIL, ROW = "auteur", "nature", "action", "du", "au", "fiche"
# With the name of a day, where what was typed and could not be read is held.
REFUSED = "refus-"
FILTERS = (AUTHOR, NATURE, ACTION, SINCE, UNTIL, ROW)
# Where a row is seen: the page, and the name its address gives to the number.
SEEN = {
    "meeting": ("rencontre", "id"),
    "person": ("annuaire", "personne"),
    "organisation": ("annuaire", "structure"),
    "publication": ("trace", "id"),
    "testimonial": ("parole", "id"),
    "theme": ("rencontres", "theme"),
}
# What the screen of a month or of a year shows: the page, and what its address takes.
SHOWN = {
    "month_closing": ("cloture", (YEAR, MONTH)),
    "silenced_rule": ("cloture", ()),
    "audience_figure": ("saisie-du-mois", (YEAR, MONTH)),
    "difference_note": ("ecarts", (YEAR,)),
    "year_figure": ("ecarts", (YEAR,)),
    "target": ("objectifs", (YEAR,)),
    "scenario": ("projection", ()),
    "speaker_note": ("projection", ()),
}
# Where the row has its own place on that screen.
ANCHORED = ("difference_note", "target")
NOUNS = {"meeting": "Rencontre", "person": "Personne", "organisation": "Structure"}


def asked_of_journal(user: User) -> Wanted:
    """What the address asks for."""
    who, nature = asked(AUTHOR, _authors(user)), asked(NATURE, NATURES)
    row = asked_number(ROW) if ROW in st.query_params else None
    if row is not None and nature is None:
        refuse("L’adresse ne dit pas de quelle nature est la fiche.")
    return Wanted(
        author=None if who is None else int(who),
        nature=nature,
        action=asked(ACTION, ACTIONS),
        since=_midnight(user, asked_day(SINCE), 0),
        until=_midnight(user, asked_day(UNTIL), 1),
        row=row,
    )


def show_filters(user: User, wanted: Wanted) -> None:
    """The filters, and the way to take away what they let through."""
    page, refused = _page(user, wanted), []
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres-journal"):
        choose_optional(AUTHOR, "Auteur", _authors(user))
        choose_optional(NATURE, "Nature", {key: one.label for key, one in NATURES.items()})
        choose_optional(ACTION, "Action", {key: label for key, (label, _) in ACTIONS.items()})
        for name, label in ((SINCE, "Du"), (UNTIL, "Au")):
            if problem := _choose_day(name, label, today(user)):
                refused.append(f"{label}{NBSP}: {problem} La liste n’en tient pas compte.")
        if page.saves:
            _offer_sheet(user, wanted)
    for sentence in refused:
        show("field_problem.html", sentence=sentence)


def _offer_sheet(user: User, wanted: Wanted) -> None:
    st.download_button(
        "Exporter en CSV",
        later(partial(_sheet, user, wanted)),
        file_name=f"journal-{user.centre.slug}-{today(user).isoformat()}.csv",
        mime="text/csv",
        help="Tout ce que les filtres laissent passer. L’export est lui-même noté au journal.",
        on_click="ignore",
    )


def show_journal(user: User, wanted: Wanted) -> None:
    page, number = _page(user, wanted), _asked_page()
    # Deleted meetings whose page still says what they were.
    rows = read(deleted.restorable, centre_id=user.centre.centre_id, role=user.role)
    restorable = {row.id for row in rows}
    show(
        "journal.html",
        saves=[
            {
                "when": moment(save.at, user.centre.timezone),
                "author": save.author or PRODUCT,
                "rows": [_row(about, restorable) for about in save.rows],
            }
            for save in page.saves
        ],
        one_row=wanted.row is not None,
        everything=link(ADDRESS) if any(name in st.query_params for name in FILTERS) else None,
        newer=here(ADDRESS, page=number - 1 if number > 2 else None) if number > 1 else None,
        older=None if page.is_last else here(ADDRESS, page=number + 1),
    )


def _page(user: User, wanted: Wanted) -> Page:
    """The page of the address; a page past the last is refused."""
    number, centre_id = _asked_page(), user.centre.centre_id
    found = read(journal.page, centre_id=centre_id, role=user.role, wanted=wanted, page=number)
    if number > 1 and not found.saves:
        refuse(f"La page {quoted(str(number))} n’existe pas.")
    return found


def _authors(user: User) -> dict[str, str]:
    found = read(journal.authors, centre_id=user.centre.centre_id, role=user.role)
    return {str(NOBODY): PRODUCT, **{str(key): name for key, name in found}}


def _row(about: About, restorable: Collection[int]) -> dict[str, Any]:
    """A row, the way to it while it lives, and the way to all that was done to it."""
    alone = about.nature is not None and NATURES[about.nature].tables[0] == about.table
    its_own = link(ADDRESS, **{NATURE: about.nature, ROW: about.key})
    return {
        "about": about,
        "noun": NOUNS.get(about.table),
        "href": _screen(about, restorable),
        "its_own": its_own if alone and about.table in {**SEEN, **SHOWN} else None,
    }


def _screen(about: About, restorable: Collection[int]) -> str | None:
    """Its sheet while it can be read, or the screen of the month or of the year it is about."""
    table, key = about.seen
    if table in SEEN:
        page, name = SEEN[table]
        readable = about.lives or (table == "meeting" and int(key) in restorable)
        return link(page, **{name: key}) if readable else None
    if table not in SHOWN:
        return None
    page, asks = SHOWN[table]
    at = {YEAR: about.place.year, MONTH: about.place.month}
    if asks and at[YEAR] is None:
        return None
    anchor = f"#{about.place.key}" if table in ANCHORED else ""
    return link(page, **{name: at[name] for name in asks}) + anchor


def _sheet(user: User, wanted: Wanted) -> bytes:
    """Run once the button is pressed: rights are asked to the database, and the export is told."""
    write(exporting.tell_export, author(user))
    saves = read_afresh(
        journal.everything, centre_id=user.centre.centre_id, role=user.role, wanted=wanted
    )
    head = dict(read_afresh(heads))[user.centre.slug]
    return as_csv((*sheet(saves, partial(_day_and_hour, user), PRODUCT), head_line(head)))


def _day_and_hour(user: User, at: datetime) -> tuple[str, str]:
    local = at.astimezone(ZoneInfo(user.centre.timezone))
    return short_day(local.date()), clock(local.time()).replace(NBSP, " ")


def _asked_page() -> int:
    number = whole_number(st.query_params.get(PAGE, "1"))
    if not number:
        refuse(f"La page {quoted(st.query_params[PAGE])} n’existe pas.")
    return number


def _midnight(user: User, day: date | None, days_after: int) -> datetime | None:
    """The first moment of a day, where the centre is."""
    if day is None:
        return None
    later = day + timedelta(days=days_after)
    return datetime.combine(later, time(), ZoneInfo(user.centre.timezone))


def _choose_day(name: str, label: str, now: date) -> str | None:
    """A day typed as the forms take it: Streamlit’s calendar does not speak French.

    What is wrong with it, while what could not be read stands in the field.
    """
    day = asked_day(name)
    typed: str
    problem: str | None
    typed, problem = st.session_state.get(REFUSED + name, ("", None))
    if day or typed != st.session_state.get(name):
        give(name, short_day(day) if day else "")
        problem = None
    st.text_input(
        label,
        key=name,
        placeholder=f"Ex.{NBSP}: {short_day(now)}",
        max_chars=40,
        on_change=_keep_day,
        args=(name, now),
        width=150,
    )
    return problem


def _keep_day(name: str, now: date) -> None:
    """In the address; one that cannot be read narrows nothing, and stays to be corrected."""
    typed = st.session_state[name]
    for gone in (PAGE, name):
        st.query_params.pop(gone, None)
    if not typed.strip():
        return
    try:
        day, precision = read_date(typed, now)
    except ValueError as refused:
        st.session_state[REFUSED + name] = (typed, str(refused))
        return
    if name == UNTIL:
        day = _last_day(day, precision)
    st.query_params[name] = day.isoformat()


def _last_day(day: date, precision: DatePrecision) -> date:
    """The last day of what was typed: « septembre 2026 » goes to the 30th."""
    if precision is DatePrecision.YEAR:
        return Period.of_year(day.year).end
    if precision is DatePrecision.MONTH:
        return Period.of_month(day.year, day.month).end
    return day
