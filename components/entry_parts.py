"""What every screen of entry shows: heading, the other forms, the month’s figures as they move."""

import streamlit as st

from components.data import read
from components.filters import today
from components.links import link
from components.templates import show
from components.titles import heading, name_tab
from db.queries import months
from domain import wording
from domain.formats import month as month_name
from domain.formats import signed
from domain.indicators import ENTERED
from domain.periods import Period
from domain.roles import User
from domain.scope import Scope

FORMS = (
    ("saisir", "Rencontre"),
    ("parole", "Témoignage"),
    ("trace", "Publication"),
    ("saisie-du-mois", "Audience et temps forts"),
)
# The figures of each month as this session first saw them.
FIRST_SEEN = "months_first_seen"


def entry_heading(title: str, user: User, current: str) -> None:
    """The heading of a form, with the way to the others. ``current`` is its address."""
    name_tab(title)
    heading(title, user)
    forms = [(label, link(address), address == current) for address, label in FORMS]
    show("entry_forms.html", forms=forms)


def show_month_figures(user: User, year: int, month: int) -> None:
    """The month’s figures computed on the rows, and what they gained since this session began."""
    spread = read(
        months.month_spread,
        scope=Scope(user.centre.centre_id, Period.of_month(year, month)),
        role=user.role,
        today=today(user),
    )
    seen = st.session_state.setdefault(FIRST_SEEN, {})
    first = seen.setdefault((user.centre.centre_id, year, month), spread.computed)
    show(
        "month_figures.html",
        name=month_name(year, month),
        href=link("mois", annee=year, mois=month),
        figures=[
            {
                "label": indicator.label,
                "value": wording.figure(indicator, spread.computed[indicator.key])
                if spread.begun
                else "à venir",
                "href": link("lignes", indicateur=indicator.key, annee=year, mois=month),
                "moved": _moved(first[indicator.key], spread.computed[indicator.key]),
            }
            for indicator in ENTERED
        ],
    )


def _moved(before: float | None, now: float | None) -> str | None:
    """« +2 », or None when nothing moved."""
    change = (now or 0) - (before or 0)
    return signed(change) if change else None
