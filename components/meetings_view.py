"""The list of meetings: search, sort, pages. All of it lives in the address."""

from datetime import date
from typing import Any

import streamlit as st

from components.compared import Told, compared
from components.data import read
from components.filters import (
    FORMAT,
    MONTH,
    PER_PAGE,
    PERIOD,
    TERRITORY,
    THEME,
    YEAR,
    Selection,
    asked,
    asked_order,
    asked_page,
)
from components.links import here, link
from components.list_export import offer_list
from components.rows_view import READING
from components.templates import show
from db.queries import comparisons, dashboard, deleted
from domain import list_sheets
from domain.checks import GAPS
from domain.counted import Reading
from domain.formats import MONTHS, NBSP, count, enumeration, moment, number, of
from domain.indicators import MEETINGS
from domain.listings import MeetingLine
from domain.roles import User
from domain.searching import ORDERS, search, sort

GAP, DELETED = "manque", "rencontres-supprimees"
FILTERS = (YEAR, PERIOD, TERRITORY, FORMAT, THEME)
MONTH_NUMBERS = tuple(str(number) for number in range(1, 13))


def show_meetings(
    lines: tuple[MeetingLine, ...], words: str, selection: Selection, user: User
) -> None:
    gap, today = asked(GAP, GAPS), selection.today
    # A month narrows what is to mend; the list itself is of a whole period.
    month = asked(MONTH, MONTH_NUMBERS) if gap else None
    key, descending = asked_order(ORDERS, "-date")
    kept = [
        line
        for line in lines
        if (gap is None or GAPS[gap].is_found(line, today))
        and (month is None or line.held_on.month == int(month))
    ]
    found = sort(search(kept, words), ORDERS[key], descending=descending)
    page, pages = asked_page(len(found))
    show(
        "meetings.html",
        lines=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        told=_told(found, words, today),
        # Closed months are those of the whole list: words and gaps take a part of it.
        retained=None if gap or words.strip() else _retained(selection),
        # Words searched and gaps are not looked for in other years: nothing is set beside them.
        comparisons=[] if gap or words.strip() else _comparisons(lines, selection, user),
        counted=None if gap or words.strip() else _counted(lines, today),
        apart=link("ecarts", annee=selection.year),
        only=_only(gap, month),
        without_gap=here("rencontres", manque=None, mois=None, page=None),
        columns=[_column(name, key, descending) for name in ORDERS],
        page=page,
        pages=[(n, here("rencontres", page=n if n > 1 else None)) for n in range(1, pages + 1)],
    )
    offer_list(user, "rencontres", *list_sheets.meetings(found, today), selection.year)


def _only(gap: str | None, month: str | None) -> str | None:
    """« Seulement celles de mars : rencontres tenues sans thème. »"""
    if gap is None:
        return None
    those = f"celles {of(MONTHS[int(month) - 1])}{NBSP}: " if month else "les "
    return f"Seulement {those}{GAPS[gap].label.lower()}."


def show_deleted(user: User) -> None:
    """Under the list, what the team can still bring back; nothing when there is nothing."""
    rows = read(deleted.restorable, centre_id=user.centre.centre_id, role=user.role)
    if rows:
        zone = user.centre.timezone
        show(
            "meetings_deleted.html",
            rows=[(row, moment(row.deleted_at, zone)) for row in rows],
        )
        offer_list(user, DELETED, *list_sheets.deleted(rows, zone), what="les supprimées")


def _told(found: list[MeetingLine], words: str, today: date) -> str:
    """How many lines, and how many of them count: the rest is ahead, cancelled or elsewhere."""
    counted = sum(line.is_counted_by(today) for line in found)
    told = count(len(found), "rencontre")
    about = f" pour «{NBSP}{words}{NBSP}»" if words.strip() else ""
    if counted == len(found):
        return f"{told}{about}."
    return f"{told}{about}, dont {count(counted, 'comptée')} aujourd’hui."


def _retained(selection: Selection) -> str | None:
    """What the indicators tell of closed months whose number is not that of these rows."""
    if selection.scope.is_narrowed or selection.scope.period.start > selection.today:
        return None
    scope, today = selection.scope, selection.today
    glance = read(dashboard.year_at_a_glance, scope=scope, today=today)
    key = MEETINGS.key
    apart = [one for one in glance.rectified if one.published[key] != one.computed[key]]
    if not apart:
        return None
    names = [MONTHS[one.month - 1] for one in apart]
    which = enumeration(names) if len(names) < 4 else count(len(names), "mois", "mois")
    return (
        f"Les indicateurs en comptent {number(glance.figures[key].value)}{NBSP}: ils retiennent le "
        f"chiffre publié ou arrêté ({which})."
    )


def _comparisons(lines: tuple[MeetingLine, ...], selection: Selection, user: User) -> list[Told]:
    """The meetings counted, beside those of the same days of other years, under these filters."""
    scope, today = selection.scope, selection.today
    if scope.period.start > today:
        return []
    found = read(comparisons.compared_list, scope=scope, today=today)
    if found is None:
        part = (
            f"La base ne détaille qu’une partie des rencontres publiées en {scope.period.year}"
            f"{NBSP}: cette liste ne se compare pas à d’autres jours."
        )
        return [(part, None)]
    counted = sum(line.is_counted_by(today) for line in lines)
    (change, href), *others = compared(MEETINGS, counted, found, _counted_rows(), user)
    # The sentence above tells two numbers where some meetings are not counted.
    return [(f"Comptées{NBSP}: {change}" if counted != len(lines) else change, href), *others]


def _counted(lines: tuple[MeetingLine, ...], today: date) -> str | None:
    """Where the meetings counted are told from the others; None where all are."""
    if all(line.is_counted_by(today) for line in lines):
        return None
    return link("lignes", **_counted_rows())


def _counted_rows() -> dict[str, str]:
    """The address of the meetings counted, under the filters of the list."""
    address = st.query_params.to_dict()
    kept = {key: value for key, value in address.items() if key in FILTERS}
    return {**kept, "indicateur": MEETINGS.key, READING: Reading.ROWS.value}


def _column(name: str, key: str, descending: bool) -> dict[str, Any]:
    """A heading that sorts; asked again, it sorts the other way round."""
    active = name == key
    reverse = not descending if active else name in ("date", "participations")
    return {
        "label": ORDERS[name].label,
        "numeric": ORDERS[name].numeric,
        "aria": ("descending" if descending else "ascending") if active else "none",
        "href": here("rencontres", tri=f"-{name}" if reverse else name, page=None),
    }
