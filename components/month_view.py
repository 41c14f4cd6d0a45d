"""A month’s view: the spread of the activity report."""

from collections.abc import Mapping
from typing import Any

from components.compared import compared as compared_with
from components.filters import today as todays_date
from components.links import link
from components.list_export import offer_list
from components.templates import show
from components.titles import name_tab
from domain import attendance_words, list_sheets, wording
from domain.closing_words import today
from domain.comparisons import Comparisons
from domain.counted import Reading
from domain.formats import NBSP, month, number
from domain.indicators import MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.month_spread import MonthSpread
from domain.month_words import standing
from domain.periods import Period, add_months
from domain.roles import User


def show_month(
    spread: MonthSpread, compared: Mapping[str, Comparisons], user: User, years: tuple[int, ...]
) -> None:
    name = month(spread.year, spread.month)
    name_tab(f"{name[0].upper()}{name[1:]}")
    show(
        "month.html",
        name=f"{name[0].upper()}{name[1:]}",
        centre=user.centre,
        spread=spread,
        figures=[_figure(spread, compared.get(i.key), i, user) for i in OF_THE_MONTH],
        status=standing(spread, user.centre.timezone),
        previous=_neighbour(spread, -1, years),
        following=_neighbour(spread, +1, years),
        hidden=_hidden(spread.hidden_testimonials),
    )
    listed = list_sheets.meetings(spread.meetings, todays_date(user))
    offer_list(user, "rencontres-du-mois", *listed, spread.year)


def _figure(
    spread: MonthSpread, compared: Comparisons | None, indicator: Indicator, user: User
) -> dict[str, Any]:
    value = spread.retained[indicator.key]
    computed = spread.computed[indicator.key]
    known = attendance_words.known(spread.retained[MEETINGS.key], spread.unknown_attendance)
    days = {"indicateur": indicator.key, "annee": spread.year, "mois": spread.month}
    differs = spread.published is not None and computed != value
    return {
        "key": indicator.key,
        "value": wording.figure(indicator, value),
        "missing": value is None,
        "label": indicator.label,
        "definition": indicator.definition,
        "comparisons": compared_with(indicator, value, compared, days, user) if compared else [],
        "known": known if indicator is PARTICIPATIONS else None,
        "computed": _computed(spread, indicator) if differs else None,
        "computed_label": "Aujourd’hui" if _is_closed_here(spread) else "Dans la base",
        "rows": link("lignes", **days),
        "rows_computed": link("lignes", **days, lecture=Reading.ROWS.value),
    }


def _is_closed_here(spread: MonthSpread) -> bool:
    """Rather than published by a report, of which rows may detail a part."""
    return spread.published is not None and spread.published.source is None


def _computed(spread: MonthSpread, indicator: Indicator) -> str:
    if spread.published and _is_closed_here(spread):
        return today(spread.published.figures[indicator.key], spread.computed[indicator.key])
    approximate = spread.is_approximate and indicator is PARTICIPATIONS
    computed = spread.computed[indicator.key]
    return attendance_words.about(
        computed, approximate=approximate, unknown=spread.unknown_computed
    )


def _neighbour(spread: MonthSpread, step: int, years: tuple[int, ...]) -> dict[str, str] | None:
    first = add_months(Period.of_month(spread.year, spread.month).start, step)
    if first.year not in years:
        return None
    return {
        "href": link("mois", annee=first.year, mois=first.month),
        "name": month(first.year, first.month),
    }


def _hidden(hidden: int) -> str | None:
    if not hidden:
        return None
    verb = "n’est pas montré" if hidden == 1 else "ne sont pas montrés"
    return f"{number(hidden)}{NBSP}témoignage{'s' if hidden > 1 else ''} {verb}, faute d’accord."
