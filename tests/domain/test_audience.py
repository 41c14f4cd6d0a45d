"""What the channels reach: which months are read, and what they are compared with."""

from datetime import date

import pytest

from domain.audience import MEASURES, WHOLE, Known, Standing, heard
from domain.audience_words import change, days_read, formula, made_of, parts
from domain.vocabulary import AudienceKey

USERS, VIEWS = AudienceKey.WEBSITE_USERS, AudienceKey.WEBSITE_VIEWS
SUBSCRIBERS = AudienceKey.NEWSLETTER_SUBSCRIBERS
TEN: Known = {month: 100 * month for month in range(1, 11)}
TWELVE: Known = dict.fromkeys(range(1, 13), 10)
UNKNOWN: Known = {}
TODAY = date(2026, 11, 22)
READ, EARLIER, OF_THE_YEAR = Standing.READ, Standing.EARLIER, Standing.OF_THE_YEAR
NOT_TYPED, AHEAD = Standing.NOT_TYPED, Standing.AHEAD


def plain(sentence: str) -> str:
    return sentence.replace("\u202f", " ").replace("\u00a0", " ")


def test_each_measure_has_its_definition() -> None:
    assert set(MEASURES) == set(AudienceKey)


@pytest.mark.parametrize(
    ("key", "known", "value", "read"),
    [
        (VIEWS, TEN, 5500, "cumul de janvier à octobre"),
        (VIEWS, {4: 2, 5: 3}, 5, "cumul d’avril à mai"),
        (VIEWS, {5: 3, 1: 2, 8: 1}, 6, "cumul de janvier, mai et août"),
        (
            VIEWS,
            dict.fromkeys((1, 2, 3, 5, 7, 8), 1),
            6,
            "cumul de janvier à mars, mai et juillet à août",
        ),
        (VIEWS, {8: 7}, 7, "en août"),
        (USERS, TEN, 1000, "en octobre"),
        (SUBSCRIBERS, TEN, 1000, "fin octobre"),
        (SUBSCRIBERS, {WHOLE: 7, 12: 9}, 7, "pour l’année"),
    ],
)
def test_a_figure_says_when_it_was_read(
    key: AudienceKey, known: Known, value: int, read: str
) -> None:
    found = heard(key, 2026, known, UNKNOWN)

    assert (found.value, days_read(found)) == (value, read)


@pytest.mark.parametrize(
    ("key", "known", "before", "sentence"),
    [
        (VIEWS, TEN, TWELVE, "▲ 5 400 de plus que les mêmes mois de 2025 (100)"),
        (VIEWS, TEN, {1: 10}, "Les mêmes mois de 2025 : non disponible"),
        (VIEWS, TEN, {WHOLE: 9}, "Les mêmes mois de 2025 : non disponible"),
        (VIEWS, TWELVE, {WHOLE: 90}, "▲ 30 de plus que les mêmes mois de 2025 (90)"),
        (VIEWS, {WHOLE: 90}, TWELVE, "▼ 30 de moins que 2025 (120)"),
        (USERS, {10: 5}, {10: 5, 11: 9}, "= Autant qu’octobre 2025 (5)"),
        (USERS, {10: 5}, {9: 5}, "Octobre 2025 : non disponible"),
        (SUBSCRIBERS, {10: 5}, {10: 4}, "▲ 1 de plus que fin octobre 2025 (4)"),
        (SUBSCRIBERS, {WHOLE: 5}, TWELVE, "2025 : non disponible"),
        (SUBSCRIBERS, {WHOLE: 5}, {WHOLE: 6}, "▼ 1 de moins que 2025 (6)"),
    ],
)
def test_as_many_months_are_compared(
    key: AudienceKey, known: Known, before: Known, sentence: str
) -> None:
    assert plain(change(heard(key, 2026, known, before))) == sentence


def test_what_makes_a_figure_is_said_in_words() -> None:
    given, made = heard(USERS, 2026, {WHOLE: 7}, UNKNOWN), heard(USERS, 2026, TEN, UNKNOWN)
    summed = heard(VIEWS, 2026, TEN, UNKNOWN)

    assert formula(given) == "Chiffre donné pour l’année entière."
    assert plain(made_of(given)) == "Un seul relevé fait ce chiffre : celui de l’année."
    assert plain(formula(made)) == (
        "Compté dans chaque mois, sans s’additionner : on lit le dernier connu."
    )
    assert plain(made_of(made)) == "Un seul relevé fait ce chiffre : en octobre."
    assert formula(summed) == "S’additionne d’un mois à l’autre."
    assert plain(made_of(summed)) == "Somme de 10 relevés : cumul de janvier à octobre."
    assert (given.readings, made.readings, summed.readings) == (1, 1, 10)


@pytest.mark.parametrize(
    ("key", "known", "standings"),
    [
        (VIEWS, {8: 1, 10: 2}, {8: READ, 9: NOT_TYPED, 10: READ, 11: NOT_TYPED, 12: AHEAD}),
        (USERS, {8: 1, 10: 2}, {8: EARLIER, 9: NOT_TYPED, 10: READ, 11: NOT_TYPED, 12: AHEAD}),
        (USERS, {10: 2}, {WHOLE: Standing.BY_MONTH, 10: READ}),
        (VIEWS, {WHOLE: 3, 8: 1}, {WHOLE: READ, 8: OF_THE_YEAR, 9: OF_THE_YEAR, 12: OF_THE_YEAR}),
    ],
)
def test_each_month_says_what_it_is_to_the_figure(
    key: AudienceKey, known: Known, standings: dict[int, Standing]
) -> None:
    found = heard(key, 2026, known, UNKNOWN)

    assert {part: found.standing(part, TODAY) for part in standings} == standings


def test_the_year_given_as_a_whole_stands_before_its_months() -> None:
    assert parts(heard(USERS, 2026, {9: 5}, {WHOLE: 70}))[WHOLE] == "année entière"
    assert list(parts(heard(USERS, 2026, {9: 5}, {10: 3}))) == list(range(1, 13))
