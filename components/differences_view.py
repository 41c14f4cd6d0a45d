"""What does not agree in a year: the year three ways, its months, and each difference."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import streamlit as st

from components.data import read
from components.entry_rows import SAVED
from components.filters import MONTH, YEAR, asked, today
from components.links import here, link
from components.list_export import offer_list, offer_sheet
from components.rows_view import READING
from components.templates import show
from components.titles import heading_with_years, show_empty
from db.queries import corrections, differences
from domain import difference_words, table_sheets, wording, workbook_lists
from domain.counted import Reading
from domain.difference_entry import ASKED, Standing, gone, standings
from domain.difference_kinds import DifferenceKind, MonthStanding
from domain.differences import Cell, MonthLine, YearDifferences, YearLine, rows_of
from domain.formats import MONTHS, NBSP, NNBSP, count, moment, number
from domain.indicators import BY_KEY, MEETINGS, OF_THE_MONTH
from domain.roles import Role, User

ADDRESS, STATE, DIFFERENCE, ADDED = "ecarts", "etat", "ecart", "somme"
STATES = {state.value: state.label for state in ASKED}
UNKNOWN = "–"
# So many differences do not fill a column.
FEW = 2


def year_read(user: User, year: int) -> YearDifferences:
    return read(
        differences.year_differences,
        centre_id=user.centre.centre_id,
        year=year,
        today=today(user),
    )


def standings_read(user: User, year: int) -> tuple[Standing, ...]:
    kept = read(differences.kept_notes, centre_id=user.centre.centre_id, year=year)
    found = year_read(user, year).found
    missing = gone(found, kept)
    if not missing:
        return standings(found, kept)
    told = read(
        corrections.corrections,
        centre_id=user.centre.centre_id,
        year=year,
        gone=missing,
        role=user.role,
    )
    return standings(found, kept, told)


def show_differences(user: User, year: int) -> None:
    state = asked(STATE, STATES)
    known, every = year_read(user, year), standings_read(user, year)
    found = tuple(one for one in every if not one.is_information)
    apart = [one for one in every if one.is_information and state is None]
    heading_with_years("Écarts", user, ADDRESS, year)
    if not any(line.is_published for line in known.months) and not _is_published(known):
        show_empty(
            "Rien à comparer",
            f"Aucun mois n’est arrêté en {year}, et aucun chiffre n’est publié pour l’année.",
        )
        return
    show(
        "differences.html",
        summary=difference_words.summary(len(found), sum(one.is_waiting for one in found)),
        detail=detailed(known),
        lines=[_line(line, known) for line in known.lines],
        added=[_added(line, year) for line in known.lines if line.false_sum],
        has_open_months=any(_is_open(line) for line in known.months),
        indicators=OF_THE_MONTH,
        month_lines=[_month(line, year, _months_alike(known)) for line in known.months],
        states=_states(found, state) if found else [],
        found=[_standing(one, user, year) for one in found if state in (None, one.state.value)],
        information=[_standing(one, user, year) for one in apart],
        is_short=len(found) + len(apart) <= FEW,
        can_write=user.can_act_as(Role.DIRECTOR),
        journal=link("journal") if user.can_act_as(Role.DIRECTOR) else None,
    )
    listed = [one for one in found if state in (None, one.state.value)]
    with st.container(horizontal=True):
        offer_sheet(user, ADDRESS, workbook_lists.differences([*listed, *apart], year), year)
        of_year = table_sheets.year_three_ways(known.lines)
        offer_list(user, f"{ADDRESS}-annee", *of_year, year, what="l’année")
        by_month = table_sheets.compared_months(known.months)
        offer_list(user, f"{ADDRESS}-mois", *by_month, year, what="les mois")


def _is_published(known: YearDifferences) -> bool:
    return any(line.published is not None for line in known.lines)


def detailed(known: YearDifferences) -> str | None:
    """« La base détaille 23 rencontres sur 128. »"""
    line = known.meetings
    total = line.published if line.months is None else line.months
    if line.rows is None or total is None or line.rows >= total:
        return None
    return (
        f"La base détaille {count(line.rows, MEETINGS.unit)} sur {number(total)}{NBSP}: un chiffre "
        "publié plus grand que ses lignes n’est pas une erreur."
    )


def _line(line: YearLine, known: YearDifferences) -> dict[str, Any]:
    indicator, year = BY_KEY[line.key], known.year
    return {
        "indicator": indicator,
        "months": UNKNOWN if line.months is None else wording.figure(indicator, line.months),
        "is_additive": indicator.additive,
        "published": UNKNOWN if line.published is None else number(line.published),
        "rows": rows_of(line),
        "differs": line.key in _apart(known),
        "href": rows_link(indicator.key, {YEAR: year}),
        "published_href": rows_link(indicator.key, {YEAR: year}, Reading.PUBLISHED),
        "rows_href": rows_link(indicator.key, {YEAR: year}, Reading.ROWS),
    }


def _apart(known: YearDifferences) -> set[str | None]:
    """The indicators whose figure of the year asks for an explanation."""
    of_year = (one for one in known.found if not one.months)
    return {one.indicator for one in of_year if one.kind is not DifferenceKind.PARTIAL}


def rows_link(indicator: str, at: Mapping[str, int], reading: Reading | None = None) -> str:
    """Where a number is explained: that of the rows is not always the one the screens show."""
    return link(
        "lignes", indicateur=indicator, **at, **{READING: reading.value if reading else None}
    )


def _added(line: YearLine, year: int) -> dict[str, Any]:
    """What adding months would wrongly say, and where it is explained."""
    return {
        "label": BY_KEY[line.key].label,
        "rows": wording.figure(BY_KEY[line.key], line.rows),
        "rows_href": rows_link(line.key, {YEAR: year}, Reading.ROWS),
        "sum": number(line.false_sum),
        "href": link(ADDRESS, **{YEAR: year, ADDED: line.key}),
    }


def _is_open(line: MonthLine) -> bool:
    """Not published, with rows that the sum of the months takes."""
    opened = (MonthStanding.OPEN, MonthStanding.REOPENED, MonthStanding.RUNNING)
    is_open = line.standing in opened
    return is_open and bool(line.cells[MEETINGS.key].rows)


def _months_alike(known: YearDifferences) -> set[tuple[int, str | None]]:
    """The months, with the indicator, whose published figure is that of another month."""
    alike = (one for one in known.found if one.kind is DifferenceKind.SAME)
    return {(month, one.indicator) for one in alike for month in one.months}


def _month(line: MonthLine, year: int, alike: Collection[tuple[int, str | None]]) -> dict[str, Any]:
    at = {YEAR: year, MONTH: line.month}
    return {
        "number": line.month,
        "href": link("mois", **at),
        "standing": line.standing.label,
        "is_published": line.is_published,
        "cells": [
            {
                **_cell(line.cells[i.key]),
                "href": rows_link(i.key, at),
                "rows_href": rows_link(i.key, at, Reading.ROWS),
                "is_alike": (line.month, i.key) in alike,
            }
            for i in OF_THE_MONTH
        ],
        "testimonials": UNKNOWN
        if line.standing is MonthStanding.FUTURE
        else number(line.testimonials),
        "testimonials_href": link("temoignages", **at),
        "is_unsaid": line.is_published and not line.testimonials,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    known = UNKNOWN if cell.rows is None else number(cell.rows)
    about = "≥" if cell.unknown else "≈"
    return {
        "published": UNKNOWN if cell.published is None else number(cell.published),
        "rows": f"{about}{NNBSP}{known}" if cell.is_approximate and cell.rows else known,
        "differs": cell.differs,
    }


def _states(found: tuple[Standing, ...], chosen: str | None) -> list[tuple[str, int, str, bool]]:
    """The states that some differences have, and the way back to all of them."""
    counted = {state: sum(one.state is state for one in found) for state in ASKED}
    return [
        ("Tous", len(found), _same_year(STATE, None), chosen is None),
        *(
            (state.label, many, _same_year(STATE, state.value), state.value == chosen)
            for state, many in counted.items()
            if many or state.value == chosen
        ),
    ]


def _same_year(name: str, value: str | None) -> str:
    """The same address but for one thing, and for what was just saved."""
    return here(ADDRESS, **{name: value, SAVED: None})


def _standing(one: Standing, user: User, year: int) -> dict[str, Any]:
    kept = one.kept
    return {
        "key": one.key,
        "kind": one.difference.kind.label if one.difference else "Les chiffres concordent",
        "state": one.state.label,
        "is_waiting": one.is_waiting,
        "sentence": one.sentence,
        "earlier": _earlier(one),
        "note": kept.entry.note if kept else None,
        "by": _by(one, user.centre.timezone),
        "corrected": _corrected(one, user.centre.timezone),
        "ways": list(_ways(one, year)),
        "explain": _same_year(DIFFERENCE, one.key),
        "write": _write(one),
        "is_information": one.is_information,
    }


def _by(one: Standing, timezone: str) -> str | None:
    """Who spoke of it; of one that has gone, that is not who corrected it."""
    if one.kept is None:
        return None
    said = f"{one.kept.author}, le {moment(one.kept.at, timezone)}"
    return said if one.difference else f"Note de {said}"


def _corrected(one: Standing, timezone: str) -> str | None:
    """When, and by whom, as far as the journal tells."""
    if one.difference:
        return None
    made = one.correction
    if made is None:
        return f"Corrigé depuis{NBSP}: le journal n’en dit pas plus."
    who = f", par {made.author}" if made.author else ""
    if made.is_only:
        return f"Corrigé le {moment(made.at, timezone)}{who}."
    return (
        f"Corrigé depuis{NNBSP}; dernier changement de ses lignes le "
        f"{moment(made.at, timezone)}{who}."
    )


def _write(one: Standing) -> str:
    """What a director may do of it."""
    if one.kept:
        return "Modifier"
    return "Ajouter une note" if one.is_information else "Expliquer"


def _earlier(one: Standing) -> str | None:
    """What the difference was when it was spoken of, where its figures moved since."""
    if not (one.has_moved and one.kept):
        return None
    was = one.kept.entry
    if one.is_information:
        return (
            f"Les chiffres ont changé depuis cette note{NBSP}: on lisait «{NBSP}{was.told}{NBSP}»"
        )
    return (
        f"Les chiffres ont changé depuis{NBSP}: l’écart était dit "
        f"«{NBSP}{was.state.label.lower()}{NBSP}» quand on lisait «{NBSP}{was.told}{NBSP}»"
    )


def _ways(one: Standing, year: int) -> Iterator[tuple[str, str]]:
    """Where the figures of a difference are seen: its months, and the rows counted."""
    if one.difference is None:
        return
    if one.difference.kind is DifferenceKind.SUM and one.difference.indicator:
        yield "la somme des mois", rows_link(one.difference.indicator, {YEAR: year})
        return
    for number_ in one.difference.months:
        yield MONTHS[number_ - 1], link("mois", **{YEAR: year, MONTH: number_})
    if one.difference.indicator and not one.difference.months[1:]:
        at = {MONTH: one.difference.months[0]} if one.difference.months else {}
        yield "les lignes", rows_link(one.difference.indicator, {YEAR: year, **at}, Reading.ROWS)
