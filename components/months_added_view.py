"""The number that adding months would make, where they do not add up: its months, and why not."""

from typing import Any

import streamlit as st

from components.data import read
from components.differences_view import ADDED, ADDRESS, detailed, rows_link, year_read
from components.filters import MONTH, YEAR, asked, refuse, today
from components.links import here, link
from components.list_export import offer_list
from components.templates import show
from components.titles import name_tab
from db.queries import differences
from domain import table_sheets
from domain.counted import Reading
from domain.differences import MonthLine, YearDifferences
from domain.formats import NBSP, SHORT_MONTHS, count, number
from domain.indicators import TERRITORIES
from domain.months_added import Reached
from domain.roles import User


def show_months_added(user: User, year: int) -> None:
    """Of the only figure published by month that does not add up."""
    asked(ADDED, {TERRITORIES.key})
    known = year_read(user, year)
    line = next(line for line in known.lines if line.key == TERRITORIES.key)
    if line.false_sum is None:
        refuse(f"Aucun mois de {year} ne publie de territoires à additionner.")
    months = [one for one in known.months if one.cells[TERRITORIES.key].published is not None]
    reached = _reached(user, known, {one.month for one in months})
    name_tab(f"{TERRITORIES.label}, mois additionnés")
    show(
        "months_added.html",
        year=year,
        back=here(ADDRESS, **{ADDED: None}),
        label=TERRITORIES.label,
        sum=number(line.false_sum),
        many=count(len(months), "mois publié", "mois publiés"),
        distinct=number(line.rows),
        distinct_href=rows_link(TERRITORIES.key, {YEAR: year}, Reading.ROWS),
        detail=detailed(known),
        month_lines=[_month(one, year) for one in months],
        rows=number(sum(one.cells[TERRITORIES.key].rows or 0 for one in months)),
        reached=[_contrat(one, year) for one in reached],
        told=_told(reached),
    )
    with st.container(horizontal=True):
        listed = table_sheets.months_added(months)
        offer_list(user, "mois-additionnes", *listed, year, what="les mois")
        again = table_sheets.contrats_added(reached)
        offer_list(user, "contrats-additionnes", *again, year, what="les contrats")


def _reached(user: User, known: YearDifferences, months: set[int]) -> list[Reached]:
    """The contrats that the rows of these months reach, each with those of them that do."""
    every = read(
        differences.reached_contrats,
        centre_id=user.centre.centre_id,
        year=known.year,
        today=today(user),
    )
    kept = [
        Reached(one.name, one.code, tuple(month for month in one.months if month in months))
        for one in every
    ]
    return [one for one in kept if one.months]


def _month(line: MonthLine, year: int) -> dict[str, Any]:
    cell, at = line.cells[TERRITORIES.key], {YEAR: year, MONTH: line.month}
    return {
        "number": line.month,
        "published": number(cell.published),
        "href": rows_link(TERRITORIES.key, at),
        "rows": number(cell.rows),
        "rows_href": rows_link(TERRITORIES.key, at, Reading.ROWS),
    }


def _contrat(one: Reached, year: int) -> dict[str, Any]:
    return {
        "name": one.name,
        "href": link("carte", annee=year, territoire=one.code),
        "months": ", ".join(SHORT_MONTHS[month - 1] for month in one.months),
        "times": len(one.months),
    }


def _told(reached: list[Reached]) -> str:
    """« 11 contrats de ville, comptés 15 fois : les mêmes reviennent d’un mois à l’autre. »"""
    times = sum(len(one.months) for one in reached)
    known = count(len(reached), "contrat de ville", "contrats de ville")
    if times == len(reached):
        return f"{known}, chacun dans un seul mois des lignes."
    return f"{known}, comptés {number(times)} fois{NBSP}: les mêmes reviennent."
