"""Sentences made from figures: none claims more than the figures carry."""

from datetime import date
from typing import Any

import pytest

from domain import wording
from domain.glance import Attention, Figure, MonthLine, MonthState, YearAtAGlance
from domain.indicators import MEETINGS, PARTICIPATIONS, PUBLICATIONS, TRACE_RATE, Indicator
from domain.periods import Period
from domain.vocabulary import HeadcountPrecision, MeetingStatus
from tests.domain.listed import line

NBSP, NNBSP = "\u00a0", "\u202f"


def glance(*figures: Figure, months: tuple[MonthLine, ...] = (), **columns: Any) -> YearAtAGlance:
    given: dict[str, Any] = {
        "year": 2023,
        "period": Period.of_year(2023),
        "contrats": 23,
        "named_share": None,
        "detailed": 0,
        "attention": Attention(),
        "has_figures": True,
        "compared_year_has_figures": False,
        **columns,
    }
    return YearAtAGlance(figures={f.key: f for f in figures}, months=months, **given)


def told(indicator: Indicator, value: float | None, published: int | None) -> str | None:
    figure = Figure(indicator.key, value, None, (None,) * 12, published)
    return wording.difference(glance(figure), indicator)


def month(number: int, meetings: float | None, participations: float | None = None) -> MonthLine:
    values = {MEETINGS.key: meetings, PARTICIPATIONS.key: participations}
    return MonthLine(number, MonthState.COMPUTED, values)


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        (MEETINGS, 128, "128"),
        (PARTICIPATIONS, 3492, f"3{NNBSP}492"),
        (TRACE_RATE, 0.62, f"62{NNBSP}%"),
        (TRACE_RATE, None, "non disponible"),
    ],
)
def test_a_figure_alone(indicator: Indicator, value: float | None, text: str) -> None:
    assert wording.figure(indicator, value) == text


@pytest.mark.parametrize(
    ("indicator", "value", "previous", "text"),
    [
        (MEETINGS, 128, 116, "▲ 12 de plus que 2022 (116)"),
        (MEETINGS, 116, 128, "▼ 12 de moins que 2022 (128)"),
        (MEETINGS, 128, 128, "= Autant que 2022 (128)"),
        (MEETINGS, 128, 0, "▲ 128 de plus que 2022 (0)"),
        (PARTICIPATIONS, 4692, 3492, f"▲ 1{NNBSP}200 de plus que 2022 (3{NNBSP}492)"),
        (TRACE_RATE, 0.62, 0.5, f"▲ 12{NBSP}points de plus que 2022 (50{NNBSP}%)"),
        (TRACE_RATE, 0.49, 0.5, f"▼ 1{NBSP}point de moins que 2022 (50{NNBSP}%)"),
        (TRACE_RATE, 0.501, 0.5, f"= Autant que 2022 (50{NNBSP}%)"),
        (MEETINGS, 128, None, f"2022{NBSP}: non disponible"),
        (MEETINGS, None, 128, f"2022{NBSP}: non disponible"),
    ],
)
def test_changes(
    indicator: Indicator, value: float | None, previous: float | None, text: str
) -> None:
    assert wording.change(indicator, value, previous, "2022") == text


def test_a_whole_year_is_compared_with_a_year_and_a_part_with_the_same_days() -> None:
    part = Period(date(2023, 1, 1), date(2023, 11, 22))

    assert wording.compared_period(glance()) == "2022"
    assert wording.compared_period(glance(period=part)) == "les mêmes jours de 2022"


@pytest.mark.parametrize(
    ("indicator", "value", "published", "text"),
    [
        (
            MEETINGS,
            128,
            127,
            f"Les mois additionnent 128{NBSP}rencontres{NNBSP}; l’année publiée en compte 127, "
            "soit 1 de moins.",
        ),
        (
            PARTICIPATIONS,
            3492,
            3481,
            f"Les mois additionnent 3{NNBSP}492{NBSP}participations{NNBSP}; l’année publiée en "
            f"compte 3{NNBSP}481, soit 11 de moins.",
        ),
        (
            PUBLICATIONS,
            20,
            59,
            f"La base recense 20{NBSP}publications{NNBSP}; l’année publiée en compte 59, soit 39 "
            "de plus.",
        ),
        (MEETINGS, 127, 127, None),
        (MEETINGS, 127, None, None),
        (MEETINGS, None, 127, None),
    ],
)
def test_published_and_retained_are_told_apart(
    indicator: Indicator, value: float | None, published: int | None, text: str | None
) -> None:
    assert told(indicator, value, published) == text


def test_what_the_year_published_stands_beside() -> None:
    expected = f"Publié pour l’année{NBSP}: 3{NNBSP}481"

    assert wording.published_beside(PARTICIPATIONS, 3481) == expected
    assert wording.published_beside(PARTICIPATIONS, None) is None


def test_the_year_names_its_best_months_and_its_silent_ones() -> None:
    months = (month(1, 3, 35), month(6, 17, 546), month(8, 0), month(10, 15, 745), month(12, None))

    assert wording.months_sentence(glance(months=months)) == (
        "Le mois le plus fort en rencontres est juin (17). "
        "Le mois le plus fort en participations est octobre (745). "
        "Aucune rencontre connue en août."
    )


def test_a_month_that_is_not_known_is_not_called_silent() -> None:
    assert wording.months_sentence(glance(months=(month(1, None), month(2, None)))) == ""


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"headcount": 40, "headcount_precision": HeadcountPrecision.ABOUT}, "environ 40"),
        ({"headcount": 40, "named": 12}, "40"),
        ({"named": 12}, "12"),
        ({}, "non disponible"),
        ({"headcount": 40, "status": MeetingStatus.PLANNED}, "–"),
        ({"status": MeetingStatus.CANCELLED}, "–"),
    ],
)
def test_who_came_to_a_meeting(columns: dict[str, Any], text: str) -> None:
    assert wording.attendance(line(**columns)) == text


def test_people_come_with_their_coverage() -> None:
    assert wording.coverage(0.62) == f"62{NNBSP}% des participations sont nominatives"
    assert wording.coverage(None) == "Aucune participation nominative connue"


def test_a_bar_says_its_month_its_value_and_where_it_comes_from() -> None:
    values = {"meetings": 10, "participations": None}

    assert wording.month_values(MEETINGS, values, 2023, 2, "publié") == (
        f"Février 2023{NBSP}: 10{NBSP}rencontres (publié)"
    )
    assert wording.month_values(PARTICIPATIONS, values, 2023, 2, "calculé") == (
        f"Février 2023{NBSP}: non disponible (calculé)"
    )
