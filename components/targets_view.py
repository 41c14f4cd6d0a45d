"""The targets of a year: each with its bar, its pace, its forecast and its twelve months."""

from datetime import date
from typing import Any

import streamlit as st

from components import auth
from components.compared import Told, compared
from components.data import read
from components.entry_rows import SAVED
from components.filters import (
    MONTH,
    PERIOD,
    YEAR,
    asked,
    available_years,
    quoted,
    refuse,
    today,
    whole_number,
)
from components.links import link
from components.list_export import offer_list
from components.templates import show
from db.queries import targets
from domain import list_sheets, target_words
from domain.indicators import ALL, BY_KEY
from domain.periods import Period
from domain.roles import Role, User
from domain.targets import Phase, Standing

ADDRESS, INDICATOR = "objectifs", "indicateur"
# A goal stands before the end of its bar: what goes beyond is seen.
ROOM = 1.12


def year_asked(user: User) -> int:
    """The year of the address, among those shown; the present one without it."""
    raw = st.query_params.get(YEAR, str(today(user).year))
    year = whole_number(raw)
    if year not in _years(user):
        refuse(f"L’année {quoted(raw)} n’a ni chiffres ni objectifs.")
    return year


def indicator_asked(user: User) -> str | None:
    """The indicator whose target is to be set, for who may set it."""
    key = asked(INDICATOR, BY_KEY)
    if key and not user.can_act_as(Role.DIRECTOR):
        auth.refuse()
    return key


def show_heading(user: User, year: int) -> None:
    show(
        "targets_heading.html",
        centre=user.centre.name,
        years=[(y, link(ADDRESS, annee=y), y == year) for y in _years(user)],
        saved=BY_KEY.get(st.query_params.get(SAVED, "")),
    )


def show_targets(user: User, year: int) -> None:
    standings = _standings(user, year)
    known = {standing.goal.key for standing in standings}
    free = [(i.label, _form_link(year, i.key)) for i in ALL if i.key not in known]
    directs = user.can_act_as(Role.DIRECTOR)
    show(
        "targets.html",
        year=year,
        # Those with their months first, a row each; the others two by two.
        targets=[
            _target(standing, user, directs=directs)
            for standing in sorted(standings, key=lambda s: not s.goal.indicator.additive)
        ],
        free=free if directs else [],
        directs=directs,
    )
    offer_list(user, ADDRESS, *list_sheets.targets(standings), year)


def _standings(user: User, year: int) -> tuple[Standing, ...]:
    return read(
        targets.targets_of_year, centre_id=user.centre.centre_id, year=year, today=today(user)
    )


def _years(user: User) -> list[int]:
    """Those with figures or targets, this one, and the next, which is prepared."""
    present = today(user).year
    aimed = read(targets.years_with_targets, centre_id=user.centre.centre_id)
    return sorted({*available_years(user), *aimed, present, present + 1})


def _form_link(year: int, key: str) -> str:
    return link(ADDRESS, annee=year, indicateur=key)


def _target(standing: Standing, user: User, *, directs: bool) -> dict[str, Any]:
    goal = standing.goal
    number, beside = target_words.reached(standing)
    return {
        "key": goal.key,
        "label": goal.indicator.label,
        "number": number,
        "beside": beside,
        "missing": standing.realised is None,
        "state": target_words.state(standing),
        "told": [
            sentence
            for sentence in (target_words.pace(standing), target_words.forecast(standing))
            if sentence
        ],
        "notes": [
            sentence
            for sentence in (
                target_words.aimed(standing),
                target_words.method(standing),
                target_words.profile(goal),
            )
            if sentence
        ],
        "compared": _compared(standing, user),
        "bar": _bar(standing),
        "months": _months(standing) if goal.indicator.additive else None,
        "rows": link("lignes", annee=goal.year, indicateur=goal.key)
        if standing.phase is not Phase.TO_COME
        else None,
        "change": _form_link(goal.year, goal.key) if directs else None,
        "told_by": link("journal", nature="objectif", fiche=goal.id) if directs else None,
    }


def _compared(standing: Standing, user: User) -> list[Told]:
    """The same days last year, then the mean; nothing before the year begins."""
    found, goal = standing.elsewhere, standing.goal
    if found is None:
        return []
    address = {YEAR: goal.year, INDICATOR: goal.key}
    told = compared(goal.indicator, standing.realised, found, address, user, today(user))
    # The month before, in January, is not what a year is set beside.
    return [told[0], told[-1]]


def _bar(standing: Standing) -> list[tuple[str, str, str, float]] | None:
    """The marks of the bar: kind, label, value, place in percent. None while nothing is read."""
    goal, indicator = standing.goal, standing.goal.indicator
    if standing.phase is Phase.TO_COME or standing.realised is None:
        return None
    marks = [("so-far", "Réalisé", standing.realised)]
    if standing.expected is not None:
        marks.append(("expected", f"Attendu {_at(standing.at)}", standing.expected))
    marks.append(("aim", "Objectif", goal.amount))
    full = max(goal.amount * ROOM, standing.realised)
    return [
        (name, label, target_words.mark(indicator, value), round(100 * value / full, 2))
        for name, label, value in marks
    ]


def _months(standing: Standing) -> dict[str, Any]:
    goal = standing.goal
    ends = [Period.of_month(goal.year, number).end for number in range(1, 13)]
    running = standing.phase is Phase.RUNNING and standing.at not in ends
    return {
        "expected": [target_words.whole(goal.indicator, goal.expected(end)) for end in ends],
        "realised": [
            (
                target_words.whole(goal.indicator, value),
                link("lignes", annee=goal.year, **_to_month(rank), indicateur=goal.key),
            )
            for rank, value in enumerate(standing.months, start=1)
        ],
        "by_month": [
            (
                target_words.whole(goal.indicator, value),
                link("lignes", annee=goal.year, mois=rank, indicateur=goal.key),
            )
            for rank, value in enumerate(standing.by_month, start=1)
        ],
        "running": standing.at.month if running else None,
        "note": f"* Réalisé {_at(standing.at)}, attendu à la fin du mois." if running else None,
    }


def _to_month(rank: int) -> dict[str, int | str | None]:
    """The months from January to that one, as an address asks for them."""
    if rank == 1:
        return {MONTH: 1}
    return {PERIOD: None if rank == 12 else f"{rank}-mois"}


def _at(day: date) -> str:
    """Inside a sentence."""
    words = target_words.at_date(day)
    return f"{words[0].lower()}{words[1:]}"
