"""What a save does to a month that is closed: said before it, and once it is done."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from components.data import read
from components.links import link
from components.templates import show
from db.queries import closing as queries
from domain.closing import ClosedMonth
from domain.closing_words import after_a_change, before_a_change
from domain.roles import Role, User

# The closed months that the last save was about, as they were before it.
BEFORE = "closed_before"


def say_closed(user: User, days: Iterable[date]) -> None:
    """That the months of these days are closed, before anything is saved of them."""
    for one in _closed(user, days):
        st.info(
            before_a_change(one.closing, one.year, user.centre.timezone), icon=":material/lock:"
        )


def before_saving(user: User, days: Iterable[date]) -> None:
    """Keep what the closed months of these days say, to tell what the save changes of them."""
    st.session_state[BEFORE] = _closed(user, days)


def show_rectified(user: User) -> None:
    """What the last save changed of months that are closed."""
    page = "cloture" if user.can_act_as(Role.DIRECTOR) else "mois"
    told = []
    for before in st.session_state.get(BEFORE, []):
        month = before.closing.month
        now = _read(user, before.year, month)
        sentence = after_a_change(before, now) if now else None
        if sentence:
            told.append((sentence, link(page, annee=before.year, mois=month)))
    if told:
        show("rectified.html", told=told)


def _closed(user: User, days: Iterable[date]) -> list[ClosedMonth]:
    months = dict.fromkeys((day.year, day.month) for day in days)
    found = (_read(user, year, month) for year, month in months)
    return [one for one in found if one]


def _read(user: User, year: int, month: int) -> ClosedMonth | None:
    return read(queries.closed_month, centre_id=user.centre.centre_id, year=year, month=month)
