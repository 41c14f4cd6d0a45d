"""Sentences made from figures: none claims more than the figures carry."""

from datetime import date
from typing import Any

import pytest

from domain import attendance_words, closing_words, comparison_words, wording
from domain.comparisons import NO_MEAN, Mean
from domain.glance import Attention, Figure, MonthLine, MonthState, Rectified, YearAtAGlance
from domain.indicators import (
    MEETINGS,
    PARTICIPATIONS,
    PEOPLE,
    PUBLICATIONS,
    TERRITORIES,
    TRACE_RATE,
    Indicator,
)
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
        "rectified": (),
        "audience": (),
        "qpv_published": None,
        "is_narrowed": False,
        "has_figures": True,
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
        # What is known of the two is told.
        (MEETINGS, None, 128, f"2022{NBSP}: 128"),
        (TRACE_RATE, None, 0.5, f"2022{NBSP}: 50{NNBSP}%"),
        (MEETINGS, None, None, f"2022{NBSP}: non disponible"),
        # Between the percentages shown: 50 % and 46 %, which a reader subtracts.
        (TRACE_RATE, 0.495, 0.464, f"▲ 4{NBSP}points de plus que 2022 (46{NNBSP}%)"),
        (TRACE_RATE, 0.496, 0.504, f"= Autant que 2022 (50{NNBSP}%)"),
    ],
)
def test_changes(
    indicator: Indicator, value: float | None, previous: float | None, text: str
) -> None:
    assert comparison_words.change(indicator, value, previous, "2022") == text


@pytest.mark.parametrize(
    ("beside", "value", "text"),
    [
        ("août 2025", 9, "▲ 2 de plus qu’août 2025 (7)"),
        ("avril 2025", 7, "= Autant qu’avril 2025 (7)"),
        ("octobre 2025", 6, "▼ 1 de moins qu’octobre 2025 (7)"),
        ("mars 2025", 9, "▲ 2 de plus que mars 2025 (7)"),
        ("les mêmes jours de 2025", 9, "▲ 2 de plus que les mêmes jours de 2025 (7)"),
        ("août 2025", None, f"Août 2025{NBSP}: 7"),
        ("les mêmes jours d’août 2025", None, f"Les mêmes jours d’août 2025{NBSP}: 7"),
    ],
)
def test_que_is_elided_before_a_vowel(beside: str, value: float | None, text: str) -> None:
    assert comparison_words.change(MEETINGS, value, 7, beside) == text


@pytest.mark.parametrize(
    ("value", "approximate", "text"),
    [
        (150, True, "environ 150"),
        (150, False, "150"),
        (1500, True, f"environ 1{NNBSP}500"),
        (0, True, "0"),
        (None, True, "non disponible"),
    ],
)
def test_a_sum_that_an_approximate_headcount_enters(
    value: float | None, approximate: bool, text: str
) -> None:
    assert attendance_words.about(value, approximate=approximate) == text


def test_such_a_sum_is_a_least_one_where_other_headcounts_are_unknown() -> None:
    assert attendance_words.about(150, approximate=True, unknown=2) == "au moins 150"
    assert attendance_words.about(150, approximate=False, unknown=2) == "150"


def test_a_whole_year_is_compared_with_a_year_and_a_part_with_the_same_days() -> None:
    part = Period(date(2023, 1, 1), date(2023, 11, 22))

    assert comparison_words.compared_period(glance()) == "2022"
    assert comparison_words.compared_period(glance(period=part)) == "les mêmes jours de 2022"


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


def rectified(number: int, published: int, computed: int) -> Rectified:
    """A month closed on so many meetings, whose rows now make another number."""
    fixed = {PARTICIPATIONS.key: 40, TERRITORIES.key: 2}
    return Rectified(number, {MEETINGS.key: published, **fixed}, {MEETINGS.key: computed, **fixed})


def resting_on(detailed: int, total: float | None = 3, **columns: Any) -> str | None:
    figure = Figure(MEETINGS.key, total, None, (None,) * 12)
    return wording.rows_behind(glance(figure, detailed=detailed, **columns))


def test_figures_that_rest_on_all_their_rows_say_nothing_of_them() -> None:
    assert resting_on(3) is None
    assert resting_on(0, None) is None


def test_a_filter_says_that_what_is_published_is_left_aside() -> None:
    told = resting_on(3, is_narrowed=True)

    assert told == (
        f"Sous ces filtres, les chiffres viennent des rencontres de la base{NBSP}: ce qui est "
        "publié vaut pour tout le centre."
    )


def test_rows_that_are_a_part_only_say_so() -> None:
    assert resting_on(2) == (
        f"La base détaille 2{NBSP}rencontres{NBSP}: territoires, personnes et traces se lisent "
        "sur elles seules."
    )


def test_figures_of_rows_say_on_how_many_where_closed_months_count_others() -> None:
    figure = Figure(MEETINGS.key, 110, None, (None,) * 12)
    changed: dict[str, Any] = {
        "detailed": 111,
        "named_share": 0.8,
        "rectified": (rectified(8, 2, 3),),
    }
    known, rows = glance(figure, **changed), f"Sur les 111{NBSP}rencontres de la base"

    assert wording.rests_on(known, TRACE_RATE) == wording.rests_on(known, TERRITORIES) == rows
    named = f"80{NNBSP}% des participations sont nominatives"
    assert wording.rests_on(known, PEOPLE) == f"{rows}{NNBSP}; {named}"
    assert wording.rests_on(known, MEETINGS) is None
    alike = glance(figure, **{**changed, "detailed": 110})
    assert wording.rests_on(alike, TRACE_RATE) is None
    assert wording.rests_on(alike, PEOPLE) == named


def test_a_month_changed_since_its_closing_is_told_by_its_first_difference() -> None:
    by_headcount = Rectified(
        10,
        {MEETINGS.key: 3, PARTICIPATIONS.key: 30, TERRITORIES.key: 2},
        {MEETINGS.key: 3, PARTICIPATIONS.key: None, TERRITORIES.key: 1},
    )

    assert resting_on(3, rectified=(rectified(8, 2, 3), by_headcount)) == (
        f"Rectifié depuis l’arrêté{NBSP}: août (2{NBSP}rencontres à l’arrêté, 3 dans la base) et "
        f"octobre (30{NBSP}participations à l’arrêté, non disponible dans la base)."
    )


@pytest.mark.parametrize(
    ("detailed", "total", "all_of_them"),
    [(3, 3, True), (2, 3, False), (4, 3, True), (0, 0, True), (0, None, True)],
)
def test_a_year_is_detailed_when_each_meeting_counted_has_a_row(
    detailed: int, total: float | None, all_of_them: bool
) -> None:
    figure = Figure(MEETINGS.key, total, None, (None,) * 12)

    assert glance(figure, detailed=detailed).is_detailed is all_of_them


def test_what_the_year_published_stands_beside() -> None:
    expected = f"Publié pour l’année{NBSP}: 3{NNBSP}481"

    assert wording.published_beside(PARTICIPATIONS, 3481) == expected
    assert wording.published_beside(PARTICIPATIONS, None) is None


def test_the_year_names_its_best_months_and_its_silent_ones() -> None:
    months = (month(1, 3, 35), month(6, 17, 546), month(8, 0), month(10, 15, 745), month(12, None))

    assert wording.months_sentence(glance(months=months)) == (
        "Le mois le plus fort en rencontres est juin (17), en participations octobre (745). "
        "Aucune rencontre connue en août."
    )


def test_a_month_that_is_not_known_is_not_called_silent() -> None:
    assert wording.months_sentence(glance(months=(month(1, None), month(2, None)))) == ""


def test_a_best_month_that_is_not_alone_says_so() -> None:
    both = (month(1, 3, 35), month(6, 3, 40))
    many = tuple(month(number, 2, number) for number in range(1, 5))

    assert wording.months_sentence(glance(months=both)) == (
        "Le mois le plus fort en rencontres est janvier à égalité avec juin (3), en participations "
        "juin (40)."
    )
    assert wording.months_sentence(glance(months=many)) == (
        "Le mois le plus fort en participations est avril (4)."
    )
    assert wording.months_sentence(glance(months=(month(1, 3, 35),))) == (
        "Le mois le plus fort en rencontres est janvier (3), en participations aussi (35)."
    )


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


@pytest.mark.parametrize(
    ("mean", "sentence"),
    [
        (Mean(108.5, (2024, 2025), (2023,)), "Moyenne 2024 et 2025 (2023 non disponible) : 109"),
        (Mean(26.5, (2023, 2024, 2025)), "Moyenne des trois dernières années : 26,5"),
        (
            Mean(3, (2025,), (2023, 2024)),
            "Seule année connue, 2025 (2023 et 2024 non disponibles) : 3",
        ),
        (NO_MEAN, "Moyenne des trois dernières années : non disponible"),
    ],
)
def test_a_mean_says_of_which_years_and_is_rounded_half_up(mean: Mean, sentence: str) -> None:
    assert (
        comparison_words.mean(MEETINGS, mean, Period.of_year(2026)).replace("\u00a0", " ")
        == sentence
    )


def test_a_mean_of_a_part_of_the_years_says_so() -> None:
    days = Period(date(2026, 1, 1), date(2026, 11, 22))
    told = [
        comparison_words.mean(MEETINGS, mean, days).replace("\u00a0", " ")
        for mean in (
            Mean(83.5, (2023, 2024, 2025)),
            Mean(110, (2024, 2025), (2023,)),
            Mean(3, (2025,), (2023, 2024)),
        )
    ]

    assert told == [
        "Moyenne des mêmes jours des trois dernières années : 83,5",
        "Moyenne des mêmes jours de 2024 et 2025 (2023 non disponible) : 110",
        "Seule année connue aux mêmes jours, 2025 (2023 et 2024 non disponibles) : 3",
    ]


def test_how_a_mean_comes_out_of_its_years() -> None:
    assert comparison_words.mean_made([101, 116], MEETINGS) == "(101 + 116) ÷ 2"
    assert comparison_words.mean_made([101], MEETINGS) is None


@pytest.mark.parametrize(
    ("meetings", "unknown", "words"),
    [
        (16, 2, f"14 des 16{NBSP}rencontres ont un effectif"),
        (2, 1, f"1 des 2{NBSP}rencontres a un effectif"),
        (16, 0, None),
        (16, 16, None),
        (None, 2, None),
        (0, 0, None),
    ],
)
def test_what_participations_are_counted_on(
    meetings: float | None, unknown: int, words: str | None
) -> None:
    assert attendance_words.known(meetings, unknown) == words


def test_rules_that_say_nothing_are_told_with_the_first_to_end() -> None:
    until = (date(2026, 12, 5), date(2027, 1, 31))

    assert closing_words.silenced(()) is None
    assert (
        closing_words.silenced(until[:1]) == f"1{NBSP}règle en veille jusqu’au 5{NBSP}décembre 2026"
    )
    assert closing_words.silenced(until) == (
        f"2{NBSP}règles en veille, la première jusqu’au 5{NBSP}décembre 2026"
    )
