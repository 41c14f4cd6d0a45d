"""What a speaker is told to say: each number is a figure, or the difference of two."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from domain import commentary, commentary_activity
from domain.board import Board, Tally
from domain.coverage import Coverage
from domain.deck import deck
from domain.formats import NBSP, NNBSP, half_up
from domain.glance import Figure
from domain.indicators import OF_THE_MONTH, PEOPLE, TERRITORIES, TRACE_RATE
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.scenes import Quote, SceneKind
from domain.scope import Scope
from tests.domain.boards import (
    NO_FIGURES,
    TODAY,
    YEAR,
    Values,
    activity,
    any_board,
    board,
    place,
    spread,
)

MAY, JUNE = 5, 6
NUMBER = re.compile(rf"\d+(?:{NNBSP}\d{{3}})*")


def june(now: Values, may: Values | None = None, **columns: Any) -> str:
    """What is said of June; ``may`` None for a May outside of what is presented."""
    months = (spread(MAY), spread(JUNE, **columns)) if may else (spread(JUNE, **columns),)
    by_month = {JUNE: now, MAY: may or NO_FIGURES}
    return commentary_activity.month(board(by_month=by_month, months=months), months[-1])


@pytest.mark.parametrize(
    ("now", "may", "text"),
    [
        (
            activity(17, 462),
            activity(11, 247),
            f"En juin, 17{NBSP}rencontres, 6 de plus qu’en mai{NNBSP}; "
            f"462{NBSP}participations, 215 de plus.",
        ),
        (
            activity(1, 1),
            activity(1, 2),
            f"En juin, 1{NBSP}rencontre, autant qu’en mai{NNBSP}; "
            f"1{NBSP}participation, 1 de moins.",
        ),
        # Only what is known on both sides is compared.
        (
            activity(17, None),
            activity(11, 247),
            f"En juin, 17{NBSP}rencontres, 6 de plus qu’en mai.",
        ),
        (
            activity(17, 462),
            activity(11),
            f"En juin, 17{NBSP}rencontres, 6 de plus qu’en mai{NNBSP}; 462{NBSP}participations.",
        ),
        (activity(17), None, f"En juin, 17{NBSP}rencontres."),
        # A month without a known meeting may be one that nobody recorded.
        (activity(17), activity(0), f"En juin, 17{NBSP}rencontres."),
        (activity(0), activity(2), "En juin, aucune rencontre, 2 de moins qu’en mai."),
        (activity(None, 12), activity(2), "En juin, le nombre de rencontres n’est pas connu."),
    ],
)
def test_a_month_beside_the_one_before(now: Values, may: Values | None, text: str) -> None:
    assert june(now, may) == text


def test_an_approximate_sum_is_said_so_and_not_subtracted() -> None:
    told = june(activity(17, 462), activity(11, 247), is_approximate=True)

    assert told == (
        f"En juin, 17{NBSP}rencontres, 6 de plus qu’en mai{NNBSP}; environ 462{NBSP}participations."
    )


@pytest.mark.parametrize(
    ("unknown", "known", "moved"),
    [
        (0, f"environ 462{NBSP}participations", f", environ 215{NBSP}participations de plus"),
        # « Au moins 462 » is not « environ 215 de plus »: it may be any number more.
        (2, f"au moins 462{NBSP}participations (15 des 17{NBSP}rencontres ont un effectif)", ""),
    ],
)
def test_a_sum_that_is_at_least_so_much_is_not_subtracted(
    unknown: int, known: str, moved: str
) -> None:
    year = board(
        activity(17, 462),
        activity(11, 247),
        months=(spread(JUNE, is_approximate=True),),
        unknown_attendance=unknown,
    )

    assert commentary_activity.figures(year) == (
        f"En 2024, 17{NBSP}rencontres et {known}. "
        f"Par rapport à 2023{NBSP}: 6{NBSP}rencontres de plus{moved}."
    )


def test_a_month_that_runs_is_compared_with_the_same_days_only() -> None:
    days = Period.of_month(YEAR - 1, JUNE)
    told = june(
        activity(3, 40),
        activity(11, 247),
        is_running=True,
        last_year=activity(5),
        compared=Period(days.start, days.start.replace(day=12)),
    )

    assert told == (
        f"En juin, à ce jour, 3{NBSP}rencontres{NNBSP}; 40{NBSP}participations. Par rapport "
        f"aux mêmes jours de juin 2023{NBSP}: 2{NBSP}rencontres de moins."
    )


def test_a_year_is_told_with_what_its_figures_rest_on() -> None:
    figures = {**activity(128, 3492), TERRITORIES.key: 11, TRACE_RATE.key: 0.13}
    year = board(figures, activity(116), contrats=23, detailed=26)

    assert commentary_activity.figures(year) == (
        f"En 2024, 128{NBSP}rencontres et 3{NNBSP}492{NBSP}participations. Par rapport à "
        f"2023{NBSP}: 12{NBSP}rencontres de plus. 11{NBSP}territoires impliqués sur 23, d’après "
        f"26{NBSP}rencontres détaillées. Taux de trace{NBSP}: 13{NNBSP}%, sur 26{NBSP}rencontres "
        "détaillées."
    )


def test_what_moved_is_told_good_or_bad() -> None:
    now = {**activity(110, 2758), TERRITORIES.key: 19, TRACE_RATE.key: 0.38, PEOPLE.key: 12}
    before = {**activity(110, 3191), TERRITORIES.key: 20, TRACE_RATE.key: 0.59, PEOPLE.key: 10}

    told = commentary_activity.figures(board(now, before, contrats=23))
    assert (
        f"Par rapport à 2023{NBSP}: autant de rencontres, 433{NBSP}participations de moins, "
        f"2{NBSP}personnes de plus, taux de trace en baisse de 21{NBSP}points."
    ) in told


def test_same_participations_name_the_month_before() -> None:
    assert june(activity(12, 390), activity(10, 390)) == (
        f"En juin, 12{NBSP}rencontres, 2 de plus qu’en mai{NNBSP}; 390{NBSP}participations, autant "
        "qu’en mai."
    )


def test_what_is_not_known_of_a_year_is_not_spoken_of() -> None:
    assert commentary_activity.figures(board()) == (
        "En 2024, le nombre de rencontres n’est pas connu."
    )
    assert commentary_activity.figures(board(activity(1))) == f"En 2024, 1{NBSP}rencontre."


def test_one_month_and_a_running_year_are_named_as_they_are() -> None:
    month = Scope(1, Period.of_month(YEAR, JUNE))
    running = Scope(1, Period.of_year(TODAY.year))

    assert commentary_activity.figures(board(activity(2), scope=month)) == (
        f"En juin 2024, 2{NBSP}rencontres."
    )
    assert commentary_activity.figures(board(activity(2), scope=running)) == (
        f"En 2026, au 22{NBSP}novembre, 2{NBSP}rencontres."
    )


def covered(*meetings: int, **columns: Any) -> Coverage:
    lines = tuple(place(name, n) for name, n in zip("ABCDE", meetings, strict=False))
    return Coverage(Period.of_year(YEAR).end, lines, (), 0, **columns)


@pytest.mark.parametrize(
    ("meetings", "title", "most"),
    [
        (
            (4, 1, 0),
            f"2{NBSP}contrats de ville touchés sur 3",
            f"Le plus de rencontres{NBSP}: A (4).",
        ),
        (
            (2, 2, 0),
            f"2{NBSP}contrats de ville touchés sur 3",
            f"Le plus de rencontres{NBSP}: A et B (2 chacun).",
        ),
        (
            (1, 1, 1, 1),
            f"4{NBSP}contrats de ville touchés sur 4",
            f"4 contrats de ville ont eu 1{NBSP}rencontre, aucun plus.",
        ),
        (
            (1, 0),
            f"1{NBSP}contrat de ville touché sur 2",
            f"Le plus de rencontres{NBSP}: A (1).",
        ),
        (
            (0, 0),
            "Aucun contrat de ville touché sur 2",
            "Aucune rencontre n’est rattachée à un contrat de ville.",
        ),
    ],
)
def test_the_map(meetings: tuple[int, ...], title: str, most: str) -> None:
    assert commentary.visited(covered(*meetings)) == title
    assert commentary.most_visited(covered(*meetings)) == most


def test_a_map_of_a_part_says_so() -> None:
    assert commentary.detailed(covered(detailed=26, total=128)) == (
        f"Porte sur 26{NBSP}rencontres détaillées sur 128."
    )
    assert commentary.detailed(covered(detailed=26, total=26)) is None
    assert commentary.detailed(covered(detailed=26)) is None


def test_a_first_that_is_not_alone_is_not_named() -> None:
    alone = (Tally("Santé", 3), Tally("Sport", 2))
    tied = (Tally("Atelier", 2), Tally("GAP", 2))

    assert commentary.shares(board(formats=tied, themes=alone)) == (
        f"4{NBSP}rencontres dans la base, 2{NBSP}formats, 2{NBSP}thèmes. "
        f"Le thème le plus fréquent{NBSP}: Santé (3{NBSP}rencontres)."
    )


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (Quote(("Oui.",), False, "Camille", "Élue", "Dole"), "Parole à Camille, élue, Dole."),
        (
            Quote(("Oui.",), True, None, None, "Dole"),
            f"Témoignage{NBSP}: Dole. Ces mots sont un résumé.",
        ),
        (Quote(("Oui.",), True, None, None, "Dole", 2, 2), f"Suite du témoignage{NBSP}: Dole."),
        (Quote(("Oui.",), False, "Camille", "DRAC", "Dole"), "Parole à Camille, DRAC, Dole."),
    ],
)
def test_who_speaks(quote: Quote, text: str) -> None:
    assert commentary.quote(quote) == text


def numbers(text: str) -> set[float]:
    return {float(found.replace(NNBSP, "")) for found in NUMBER.findall(text)}


def with_differences(*values: float | None) -> set[float]:
    known = [value for value in values if value is not None]
    return {*known, *(abs(one - other) for one in known for other in known)}


def of_the_month(whole: Board, month: MonthSpread) -> set[float]:
    now = whole.glance.months[month.month - 1].values
    before = whole.glance.months[month.month - 2].values
    return {YEAR - 1, YEAR}.union(
        *(with_differences(now[i.key], before[i.key], month.last_year[i.key]) for i in OF_THE_MONTH)
    )


@given(whole=any_board)
def test_a_month_says_its_figures_and_their_differences_only(whole: Board) -> None:
    for month in whole.months:
        told = commentary_activity.month(whole, month)
        assert numbers(told) <= of_the_month(whole, month), told


def percents(figure: Figure) -> set[float]:
    return with_differences(
        *(half_up(100 * v) for v in (figure.value, figure.previous) if v is not None)
    )


@given(whole=any_board)
def test_a_year_says_its_figures_and_their_differences_only(whole: Board) -> None:
    figures, glance = whole.glance.figures, whole.glance
    counts = [figure for figure in figures.values() if figure.key != TRACE_RATE.key]
    known = set[float]().union(*(with_differences(f.value, f.previous) for f in counts))
    known |= {YEAR, YEAR - 1, glance.contrats, glance.detailed, *percents(figures[TRACE_RATE.key])}

    assert numbers(commentary_activity.figures(whole)) <= known


@given(whole=any_board)
def test_any_board_makes_scenes_each_with_its_words(whole: Board) -> None:
    made = deck(whole, tuple(SceneKind))

    told = {scene.kind.label for scene in made.scenes} | {left.label for left in made.left_out}
    assert {kind.label for kind in SceneKind} - {SceneKind.MONTH.label} <= told
    for scene in made.scenes:
        assert scene.note
        assert scene.title
        assert "None" not in scene.note + scene.title
    assert len({scene.key for scene in made.scenes}) == len(made.scenes)


def test_participations_are_told_with_the_meetings_they_are_counted_on() -> None:
    told = june(activity(16, 275), activity(11, 247), unknown_attendance=2)
    year = board(activity(110, 2758), unknown_attendance=2)

    assert told == (
        f"En juin, 16{NBSP}rencontres, 5 de plus qu’en mai{NNBSP}; 275{NBSP}participations (14 "
        f"des 16{NBSP}rencontres ont un effectif), 28 de plus."
    )
    assert commentary_activity.figures(year) == (
        f"En 2024, 110{NBSP}rencontres et 2{NNBSP}758{NBSP}participations (108 des "
        f"110{NBSP}rencontres ont un effectif)."
    )


def test_a_month_that_rows_tell_in_part_is_set_beside_nothing() -> None:
    told = board(by_month={MAY: activity(11, 247), JUNE: activity(17, 462)})
    may, june_line = told.glance.months[MAY - 1], told.glance.months[JUNE - 1]
    for partial, whole in ((MAY, june_line), (JUNE, may)):
        lines = tuple(
            replace(line, in_part=("meetings", "participations")) if line.month == partial else line
            for line in told.glance.months
        )
        assert whole in lines
        months = (spread(MAY), spread(JUNE))
        cut = replace(told, glance=replace(told.glance, months=lines), months=months)
        assert commentary_activity.month(cut, months[-1]) == (
            f"En juin, 17{NBSP}rencontres{NNBSP}; 462{NBSP}participations."
        )
