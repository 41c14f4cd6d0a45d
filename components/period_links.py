"""Links to the years of a centre, to their parts and to their months."""

from datetime import date
from typing import Any

import streamlit as st

from components.filters import MONTH, PERIOD, PERIODS, WHOLE_YEAR, YEAR, available_years
from components.links import here
from domain.formats import MONTHS, SHORT_MONTHS
from domain.periods import Period
from domain.roles import User


def year_links(user: User, page: str, year: int) -> list[tuple[Any, ...]]:
    """Each year that has figures: its name, its address, whether it is the one shown."""
    return [(one, here(page, **{YEAR: one}), one == year) for one in available_years(user)]


def part_links(page: str, period: Period) -> list[tuple[Any, ...]]:
    """The whole year, its halves and its quarters."""
    part = st.query_params.get(PERIOD, WHOLE_YEAR)
    return [
        (
            label,
            here(page, **{PERIOD: None if key == WHOLE_YEAR else key, MONTH: None}),
            key == part and len(period.months) > 1,
        )
        for key, (label, _, _) in PERIODS.items()
    ]


def month_links(page: str, period: Period, today: date) -> list[tuple[Any, ...]]:
    """The months that have begun: short name, name, address, whether it is the one shown."""
    begun = 12 if period.year < today.year else today.month
    return [
        (
            SHORT_MONTHS[number - 1],
            MONTHS[number - 1],
            here(page, **{MONTH: number, PERIOD: None}),
            period == Period.of_month(period.year, number),
        )
        for number in range(1, begun + 1)
    ]
