"""A mean of the years before, explained: the number of each of them, and how it comes out."""

from typing import Any

import streamlit as st

from components.compared import MEAN, known_on, rows_of_days
from components.data import read
from components.filters import Selection, refuse
from components.links import here
from components.list_export import offer_list
from components.rows_view import asked_reading
from components.templates import show
from components.titles import name_tab
from db.queries import comparisons
from domain import comparison_words, table_sheets, wording
from domain.comparisons import ReadBefore
from domain.counted import Reading
from domain.formats import NBSP, day
from domain.indicators import Indicator
from domain.roles import User
from domain.spreadsheet import file_word


def show_mean(indicator: Indicator, selection: Selection, user: User) -> None:
    reading = asked_reading()
    mean, years = read(
        comparisons.mean_of_years,
        scope=selection.scope,
        key=indicator.key,
        today=selection.today,
        of_rows=reading is Reading.ROWS,
        seen_on=known_on() or selection.today,
    )
    if reading is Reading.PUBLISHED or not years:
        refuse(f"«{NBSP}{indicator.label}{NBSP}»{NBSP}: aucune année d’avant n’est connue.")
    days = selection.scope.period.until(selection.today)
    name = comparison_words.mean_of(mean, days)
    name_tab(f"{indicator.label}, la moyenne")
    show(
        "mean.html",
        centre=user.centre,
        indicator=indicator,
        csv=file_word(indicator.label),
        name=f"{name[0].lower()}{name[1:]}",
        value=comparison_words.mean_value(indicator, mean),
        filters=selection.labels,
        years=[_year(indicator, one) for one in years],
        made=comparison_words.mean_made(
            [one.value for one in years if one.value is not None], indicator
        ),
        back=here("lignes", **{MEAN: None}),
    )
    listed = table_sheets.mean(indicator, years)
    offer_list(user, f"moyenne-{file_word(indicator.label)}", *listed, selection.year)


def _year(indicator: Indicator, one: ReadBefore) -> dict[str, Any]:
    return {
        "year": one.days.year,
        "days": f"du {day(one.days.start)} au {day(one.days.end)}",
        "value": wording.figure(indicator, one.value),
        "href": None
        if one.value is None
        else rows_of_days(indicator, st.query_params.to_dict(), one.days, one.seen_on),
    }
