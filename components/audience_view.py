"""An audience explained: the months that make it, and those that do not."""

from datetime import date
from typing import Any

import streamlit as st

from components.data import read
from components.filters import MONTH, Selection, available_years, refuse
from components.links import link
from components.list_export import offer_list
from components.rows_view import READING
from components.rows_words import told_change
from components.templates import show
from components.titles import name_tab
from db.queries import audience
from domain import table_sheets
from domain.audience import MEASURES, WHOLE, Heard, Standing
from domain.audience_words import change, formula, made_of, parts
from domain.counted import CountedAudience
from domain.formats import NBSP, number
from domain.periods import Period
from domain.roles import Role, User
from domain.spreadsheet import file_word
from domain.vocabulary import AudienceKey

# How the address of a number names a measure: no indicator begins so.
AUDIENCES = {f"audience-{key.value}": key for key in AudienceKey}


def rows_of(key: AudienceKey, year: int) -> str:
    """The address of what makes a measure."""
    return link("lignes", indicateur=f"audience-{key.value}", annee=year)


def show_audience(key: AudienceKey, selection: Selection, user: User) -> None:
    told = _asked_audience(key, selection, user)
    found = told.found
    csv = f"audience-{file_word(key.label)}"
    name_tab(f"{key.label}, les mois")
    show(
        "audience.html",
        centre=user.centre,
        found=found,
        csv=csv,
        definition=MEASURES[key].definition,
        formula=formula(found),
        made_of=made_of(found),
        change=change(found),
        last=told_change(told.last_change, user.centre.timezone),
        lines=[_line(found, part, selection.today, user) for part in parts(found)],
        year_before=_year_before(found, user),
        back=link("", annee=found.year),
    )
    offer_list(user, csv, *table_sheets.audience(found, selection.today), found.year)


def _asked_audience(key: AudienceKey, selection: Selection, user: User) -> CountedAudience:
    """What is known of the whole year and centre: the address asks for nothing narrower."""
    parted = selection.scope.period != Period.of_year(selection.year)
    if parted or selection.scope.is_narrowed or READING in st.query_params:
        refuse("L’audience se lit sur l’année entière et pour tout le centre, sans filtre.")
    found = read(
        audience.counted_audience,
        centre_id=user.centre.centre_id,
        year=selection.year,
        measure=key,
        role=user.role,
    )
    if found is None:
        refuse(f"«{NBSP}{key.label}{NBSP}»{NBSP}: aucun relevé n’est connu pour {selection.year}.")
    return found


def _year_before(found: Heard, user: User) -> str | None:
    """What makes the measure of the year before, where it is known."""
    known = found.known_before and found.year - 1 in available_years(user)
    return rows_of(found.key, found.year - 1) if known else None


def _line(found: Heard, part: int, today: date, user: User) -> dict[str, Any]:
    standing = found.standing(part, today)
    return {
        "name": parts(found)[part],
        "href": _entry(found.year, part, today) if user.can_act_as(Role.EDITOR) else None,
        "value": number(found.known.get(part)),
        "before": number(found.known_before.get(part)),
        "standing": standing.value,
        "is_read": standing is Standing.READ,
    }


def _entry(year: int, part: int, today: date) -> str | None:
    """Where a month is typed, once it has begun; a year given as a whole is not typed."""
    if part == WHOLE or Period.of_month(year, part).start > today:
        return None
    return link("saisie-du-mois", **{"annee": year, MONTH: part})
