"""The yearly return on screen, and the rows behind any of its numbers."""

from typing import Any

import streamlit as st

from components.data import read
from components.documents_view import DOCUMENT
from components.documents_view import PAGE as DOCUMENTS
from components.filters import YEAR, asked, today
from components.links import link
from components.list_export import offer_list
from components.rows_view import READING
from components.templates import show
from components.titles import heading_with_years, name_tab, show_empty
from db.queries import national_return as queries
from domain import half_days, national_return_details, national_return_sheets
from domain import national_return_words as words
from domain.counted import Reading
from domain.document_kinds import DocumentKind
from domain.formats import number
from domain.indicators import HALF_DAYS, MEETINGS, PUBLICATIONS
from domain.national_return import Cell, Line, Mode, NationalReturn, Table, Total
from domain.periods import Period
from domain.roles import User
from domain.scope import Scope
from domain.spreadsheet import file_word
from domain.vocabulary import PublicationKind

ADDRESS, CELL, TITLE = "remontee", "cellule", "Remontée nationale"
PUBLISHED, PAPERS = "publications-", f"{ADDRESS}-publications"


def _read(user: User, year: int) -> NationalReturn:
    scope = Scope(user.centre.centre_id, Period.of_year(year))
    return read(queries.national_return, scope=scope, today=today(user))


def show_return(user: User, year: int) -> None:
    found = _read(user, year)
    heading_with_years(TITLE, user, ADDRESS, year)
    if not found.is_recorded:
        show_empty(f"Rien en {year}", "Le centre n’a rien enregistré ni publié de cette année.")
        return
    untimed = found.untimed.total
    totals = [_total(found, one) for one in found.totals]
    show(
        "national_return.html",
        period=words.period(found),
        rule=half_days.RULE,
        durations=words.durations(found),
        untimed=_way(year, found.untimed.address(Mode.ALL)) if untimed.meetings else None,
        today=words.TODAY,
        differences=[_difference(found, one) for one in found.totals if one.differs],
        apart=link("ecarts", **{YEAR: year}),
        file=link(DOCUMENTS, **{DOCUMENT: DocumentKind.NATIONAL_RETURN.value, YEAR: year}),
        totals=totals,
        modes=tuple(Mode),
        has_untimed=bool(untimed.meetings),
        tables=[_table(found, table) for table in found.tables],
        whole=_line(found, found.whole),
        kinds=[
            (kind.label, number(len(papers)), _way(year, f"{PUBLISHED}{kind.value}"))
            for kind, papers in found.publications.items()
        ],
        papers=next(one for one in totals if one["key"] == PUBLICATIONS.key),
    )
    with st.container(horizontal=True):
        offer_list(user, ADDRESS, *national_return_sheets.listed(found), year, what="les tableaux")
        kinds = national_return_sheets.kinds(found)
        offer_list(user, PAPERS, *kinds, year, what="les publications")


def _way(year: int, address: str) -> str:
    return link(ADDRESS, **{YEAR: year, CELL: address})


def _difference(found: NationalReturn, total: Total) -> tuple[str, list[tuple[str, str, str]]]:
    """What a figure is, then each of its numbers: it, its rows, and how it is counted."""
    told = [
        (shown, _rows(found, total, reading), of_what)
        for reading, shown, of_what in words.ways(total)
    ]
    return total.indicator.label, told


def _total(found: NationalReturn, total: Total) -> dict[str, Any]:
    indicator = total.indicator
    return {
        "key": indicator.key,
        "label": indicator.label,
        "value": words.value(total),
        "href": _rows(found, total, Reading.ROWS),
        "definition": indicator.definition,
    }


def _rows(found: NationalReturn, total: Total, reading: Reading) -> str:
    """Where the rows of a figure are: here, for those that the tables share out."""
    if reading is Reading.ROWS and total.indicator in (HALF_DAYS, MEETINGS):
        return _way(found.year, found.whole.address(Mode.ALL))
    asked_for = None if reading is Reading.RETAINED else reading.value
    at = {"indicateur": total.indicator.key, YEAR: found.year, READING: asked_for}
    return link("lignes", **at)


def _table(found: NationalReturn, table: Table) -> dict[str, Any]:
    return {
        "key": table.axis.value,
        "title": f"Par {table.axis.label.lower()}",
        "label": table.axis.label,
        "told": words.SEVERAL[table.axis],
        "lines": [_line(found, line) for line in table.lines],
    }


def _line(found: NationalReturn, line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "cells": [_cell(found, line, mode) for mode in Mode],
        "unknown": number(line.total.unknown),
        "untimed": _way(found.year, line.untimed_address),
    }


def _cell(found: NationalReturn, line: Line, mode: Mode) -> dict[str, Any]:
    """Where nothing is counted, its rows say why."""
    cell, address = line.cells[mode], line.address(mode)
    return {
        "address": address,
        "href": _way(found.year, address),
        "is_empty": not cell.meetings,
        "half_days": number(cell.half_days),
        "is_known": cell.half_days is not None,
        "meetings": number(len(cell.meetings)),
        "told": f"{line.label}, {words.IN_MODE[mode]}, {words.told(cell)}",
    }


def show_cell(user: User, year: int) -> None:
    found = _read(user, year)
    kinds = {f"{PUBLISHED}{kind.value}": kind for kind in PublicationKind}
    address = asked(CELL, (*found.addresses, *found.untimed_addresses, *kinds)) or ""
    if address in kinds:
        _show_papers(user, found, kinds[address])
        return
    line, mode, title, cell = _asked_cell(found, address)
    left_out = found.left_out(line, mode or Mode.ALL, untimed_only=mode is None)
    csv = f"{ADDRESS}-{file_word(f'{_axis(found, line)} {title}')}"
    name_tab(f"{title}, {TITLE.lower()}")
    show(
        "national_return_cell.html",
        centre=user.centre,
        period=words.period(found),
        axis=_axis(found, line),
        title=title,
        value=words.half_days_of(cell),
        total=number(cell.half_days),
        counted=words.told(cell),
        told=f"{words.told(cell)}.",
        rule=f"{half_days.RULE} {words.UNKNOWN}" if cell.unknown else half_days.RULE,
        csv=csv,
        nothing=None if cell.meetings else words.why_nothing(line, mode),
        lines=[_activity(found, key) for key in cell.meetings],
        left_out=[(one.line, number(one.half_days), why.value[2]) for one, why in left_out],
        papers=(),
        back=link(ADDRESS, **{YEAR: year}),
    )
    counted = [found.activities[key] for key in cell.meetings]
    offer_list(user, csv, *national_return_details.rows_of(counted, left_out), year)


def _asked_cell(found: NationalReturn, address: str) -> tuple[Line, Mode | None, str, Cell]:
    """The line, its column (none for what has no known duration), the title, and the cell."""
    if line := found.untimed_addresses.get(address):
        return line, None, f"{line.label}, sans durée connue", found.untimed_of(line)
    line, mode = found.addresses[address]
    title = line.label if mode is Mode.ALL else f"{line.label}, {words.IN_MODE[mode]}"
    return line, mode, title, line.cells[mode]


def _axis(found: NationalReturn, line: Line) -> str:
    return next((table.axis.label for table in found.tables if line in table.lines), "Ensemble")


def _activity(found: NationalReturn, key: int) -> tuple[Any, str]:
    one = found.activities[key]
    return one.line, number(one.half_days)


def _show_papers(user: User, found: NationalReturn, kind: PublicationKind) -> None:
    papers = found.publications.get(kind, ())
    csv = f"{PAPERS}-{file_word(kind.label)}"
    name_tab(f"{kind.label}, {TITLE.lower()}")
    show(
        "national_return_cell.html",
        centre=user.centre,
        period=words.period(found),
        axis="Publications",
        title=kind.label,
        value=number(len(papers)),
        total=None,
        counted=None,
        told=PUBLICATIONS.formula,
        rule=PUBLICATIONS.reading,
        csv=csv,
        nothing=f"Aucune publication de cette nature n’est comptée en {found.year}.",
        lines=(),
        left_out=(),
        papers=papers,
        back=link(ADDRESS, **{YEAR: found.year}),
    )
    offer_list(user, csv, *national_return_sheets.papers_of(papers), found.year)
