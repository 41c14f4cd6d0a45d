"""The dashboard’s view: tiles, attention, twelve months. It counts nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components.audience_view import rows_of
from components.bars import heights, in_rem
from components.compared import rows_of_days, rows_of_mean
from components.data import once, read
from components.directory_view import KEEPING, unseen
from components.filters import MONTH, YEAR, Selection, available_years
from components.links import link
from components.list_export import offer_list
from components.named_view import NAMED
from components.templates import render
from db.queries import dashboard
from domain import (
    attendance_words,
    audience_words,
    closing_words,
    comparison_words,
    table_sheets,
    target_words,
    wording,
)
from domain import indicators as catalogue
from domain.audience import MEASURES, Heard
from domain.checks import RULES, TO_CLOSE, UNVISITED, Finding
from domain.counted import Reading
from domain.formats import MONTHS, day, enumeration, number
from domain.glance import Attention, MonthLine, MonthState, Rectified, YearAtAGlance
from domain.indicators import Indicator
from domain.periods import Period, a_year_before
from domain.roles import Role, User

# The query of the screen’s address: what its links keep.
Address = Mapping[str, str | None]

STATES = {
    MonthState.PUBLISHED: ("published", "Mois arrêté, tel que publié"),
    MonthState.COMPUTED: ("computed", "Mois calculé sur les lignes du jour"),
    MonthState.FUTURE: ("future", "À venir"),
    MonthState.OUTSIDE: ("outside", "Hors de la période choisie"),
}
PAST_RETENTION = "Noms gardés au-delà de la durée choisie"
# What a sparkline draws for zero, in percent.
ZERO_TICK = 2


def year_at_a_glance(selection: Selection) -> YearAtAGlance:
    return read(dashboard.year_at_a_glance, scope=selection.scope, today=selection.today)


def show_year(selection: Selection, user: User) -> None:
    """Tiles, attention and months, as one element."""
    closes = user.can_act_as(Role.DIRECTOR)
    query, years = tuple(st.query_params.to_dict().items()), available_years(user)
    # As of today: they are told beside the figures of this year only.
    past = len(unseen(user)) if selection.year == selection.today.year else 0
    st.html(once(_year, selection, query, years, closes=closes, past=past))
    monthly = table_sheets.months(year_at_a_glance(selection))
    offer_list(user, "douze-mois", *monthly, selection.year)


def _year(
    selection: Selection,
    query: tuple[tuple[str, str], ...],
    years: tuple[int, ...],
    *,
    closes: bool,
    past: int,
) -> str:
    """Drawn once for an address; the rows of a number are looked for under the same filters.

    ``past``: the names kept longer than the centre wants, for who may see them.
    """
    glance = year_at_a_glance(selection)
    # The dashboard shows no month: its links would carry one that it does not say.
    address = {**dict(query), YEAR: str(selection.year), MONTH: None}
    at = min(selection.today, Period.of_year(selection.year).end)
    present = {line.state for line in glance.months}
    return render(
        "dashboard.html",
        tiles=[
            _tile(glance, indicator, address, selection, years)
            for indicator in catalogue.OF_THE_YEAR
        ],
        attention=_attention(glance.attention, at, address, "cloture" if closes else "mois", past),
        silenced=closing_words.silenced(glance.attention.silenced),
        silences=link("cloture", annee=selection.year) + "#veilles" if closes else None,
        differences=_differences(glance),
        rectified=[_rectified(month, glance.year) for month in glance.rectified]
        if glance.is_rectified
        else [],
        compare=link("ecarts", annee=selection.year),
        quartiers=None if glance.qpv_published is None else number(glance.qpv_published),
        rows_of_quartiers=link(
            "lignes",
            indicateur=catalogue.QPV.key,
            annee=selection.year,
            lecture=Reading.PUBLISHED.value,
        ),
        audience=[_audience(found) for found in glance.audience],
        sentence=wording.months_sentence(glance),
        states=[words for state, words in STATES.items() if state in present],
        months_lines=glance.months,
        rows=[_row(glance, i, _month_links(selection, address, i)) for i in catalogue.OF_THE_MONTH],
    )


def _tile(
    glance: YearAtAGlance,
    indicator: Indicator,
    address: Address,
    selection: Selection,
    years: tuple[int, ...],
) -> dict[str, Any]:
    figure, rows = glance.figures[indicator.key], {**address, "indicateur": indicator.key}
    return {
        "key": indicator.key,
        "label": indicator.label,
        "value": wording.figure(indicator, figure.value),
        "missing": figure.value is None,
        "beside": f"sur {glance.contrats}" if indicator is catalogue.TERRITORIES else None,
        "contrats": link("carte", annee=glance.year) + "#contrats",
        "known": attendance_words.known_of(glance)
        if indicator is catalogue.PARTICIPATIONS
        else None,
        "unknown": link("rencontres", **{**address, "manque": "effectif"}),
        "coverage": _coverage(glance, indicator, address),
        "change": comparison_words.change(
            indicator, figure.value, figure.previous, comparison_words.compared_period(glance)
        ),
        "before": _rows_before(selection, indicator, address, years)
        if figure.previous is not None
        else None,
        "mean": comparison_words.mean(indicator, figure.mean, glance.period)
        if figure.mean.years > 1
        else None,
        "mean_rows": rows_of_mean(rows),
        "published": wording.published_beside(indicator, figure.published),
        "is_partial": glance.is_partial(indicator),
        "target": target_words.of_target(
            indicator, figure.value, glance.targets.get(indicator.key)
        ),
        "targets": link("objectifs", annee=glance.year),
        "spark": _outline(heights(figure.months)),
        "definition": indicator.definition,
        "rows": link("lignes", **rows),
        "rows_published": link(
            "lignes", annee=glance.year, indicateur=indicator.key, lecture=Reading.PUBLISHED.value
        ),
    }


def _coverage(
    glance: YearAtAGlance, indicator: Indicator, address: Address
) -> list[tuple[str, str]]:
    """What the figure rests on, each part with the way to its rows."""
    if indicator is not catalogue.PEOPLE:
        on_rows = wording.rests_on(glance, indicator)
        return [(on_rows, _rows_detailed(address))] if on_rows else []
    base, named = wording.rows_of_today(glance), wording.coverage(glance.named_share)
    own = (named, link("lignes", **{**address, "indicateur": NAMED}))
    return [(base, _rows_detailed(address)), own] if base else [own]


def _rows_before(
    selection: Selection, indicator: Indicator, address: Address, years: tuple[int, ...]
) -> str | None:
    """The rows of the same days of last year."""
    days = selection.scope.period.until(selection.today).a_year_before()
    if days.year not in years:
        return None
    rows = {**address, "indicateur": indicator.key}
    return rows_of_days(indicator, rows, days, a_year_before(selection.today))


def _rows_detailed(address: Address) -> str:
    """The meetings that figures of today’s rows rest on."""
    read = {"indicateur": catalogue.MEETINGS.key, "lecture": Reading.ROWS.value}
    return link("lignes", **{**address, **read})


def _differences(glance: YearAtAGlance) -> list[str]:
    behind = None if glance.is_rectified else wording.rows_behind(glance)
    return [*wording.differences(glance), *([behind] if behind else [])]


def _rectified(month: Rectified, year: int) -> dict[str, str]:
    """A closed month whose rows changed since; each of its two numbers opens its own rows."""
    then, now = wording.closed_and_today(month)
    rows = {"annee": year, "mois": month.month, "indicateur": month.indicator.key}
    return {
        "name": MONTHS[month.month - 1],
        "then": then,
        "now": now,
        "rows": link("lignes", **rows),
        "rows_today": link("lignes", **rows, lecture=Reading.ROWS.value),
    }


def _audience(found: Heard) -> dict[str, Any]:
    """What a channel reached: when it was read, beside last year, and what makes it."""
    return {
        "key": found.key.value,
        "label": found.key.label,
        "value": number(found.value),
        "read": audience_words.days_read(found),
        "change": audience_words.change(found),
        "definition": MEASURES[found.key].definition,
        "rows": rows_of(found.key, found.year),
    }


def _month_links(selection: Selection, address: Address, indicator: Indicator) -> list[str]:
    """What each bar opens: its month, or the rows it counts where filters leave out a part."""
    if selection.scope.is_narrowed:
        kept = {**address, "periode": None, "indicateur": indicator.key}
        return [link("lignes", **{**kept, "mois": month}) for month in range(1, 13)]
    return [link("mois", annee=selection.year, mois=month) for month in range(1, 13)]


def _row(glance: YearAtAGlance, indicator: Indicator, links: list[str]) -> dict[str, Any]:
    drawn = heights([line.values[indicator.key] for line in glance.months])
    cells = zip(glance.months, drawn, links, strict=True)
    return {
        "label": indicator.label,
        "cells": [_cell(indicator, *cell) for cell in cells],
    }


def _cell(indicator: Indicator, line: MonthLine, height: int | None, href: str) -> dict[str, Any]:
    value = line.values[indicator.key]
    return {
        "state": STATES[line.state][0],
        "href": href,
        "text": "–" if value is None else wording.figure(indicator, value),
        "height": in_rem(height),
    }


def _outline(drawn: list[int | None]) -> str | None:
    """The bars as one polygon, in percent: a tick for zero, a gap where nothing is known."""
    if all(height is None for height in drawn):
        return None
    points = []
    for index, height in enumerate(drawn):
        if height is not None:
            left, right, top = 8 * index, 8 * index + 7, 100 - max(height, ZERO_TICK)
            points += [f"{left}% 100%,{left}% {top}%,{right}% {top}%,{right}% 100%"]
    return ",".join(points)


def _attention(
    attention: Attention, at: date, address: Address, month_page: str, past: int
) -> list[dict[str, Any]]:
    """One line for each thing to mend, with the address of its rows; nothing that is at zero.

    ``month_page`` is where a month is looked into: « cloture » for who may close it.
    """
    to_close, unvisited = attention.months_to_close, attention.unvisited
    white = link("carte", annee=address[YEAR]) + "#zones-blanches"
    closing = Finding(
        TO_CLOSE.key,
        months=to_close,
        detail=enumeration([MONTHS[number - 1] for number in to_close]),
    )
    lines = [
        _found(closing, address, month_page),
        *(_found(finding, address, month_page) for finding in attention.findings),
        _line(len(unvisited), f"{UNVISITED.label}, au {day(at)}", white, _some(list(unvisited))),
        _line(past, PAST_RETENTION, link("annuaire", vue=KEEPING), "Vous décidez de chacun."),
    ]
    return [line for line in lines if line["count"]]


def _found(finding: Finding, address: Address, month_page: str) -> dict[str, Any]:
    """The meetings of the whole year, whatever its part shown, within the filters; or a month."""
    if finding.meetings:
        kept = {**address, "periode": None, "mois": None, "manque": finding.rule}
        href = link("rencontres", **kept)
    else:
        first = next(iter(finding.months), None)
        href = link(month_page, annee=address[YEAR], mois=first)
    return _line(finding.count, RULES[finding.rule].label, href, finding.detail)


def _line(found: int, text: str, href: str, detail: str = "") -> dict[str, Any]:
    return {"count": found, "text": text, "href": href, "detail": detail}


def _some(names: list[str], shown: int = 3) -> str:
    """The first names, and how many others there are."""
    if len(names) <= shown + 1:
        return enumeration(names)
    return f"{', '.join(names[:shown])} et {len(names) - shown} autres"
