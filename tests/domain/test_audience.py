"""What the channels reach: which months are read, and what they are compared with."""

import pytest

from domain.audience import MEASURES, WHOLE, Known, heard
from domain.audience_words import by_month, change, days_read, definition
from domain.vocabulary import AudienceKey

USERS, VIEWS = AudienceKey.WEBSITE_USERS, AudienceKey.WEBSITE_VIEWS
SUBSCRIBERS = AudienceKey.NEWSLETTER_SUBSCRIBERS
TEN: Known = {month: 100 * month for month in range(1, 11)}
TWELVE: Known = dict.fromkeys(range(1, 13), 10)
UNKNOWN: Known = {}


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


def test_a_figure_given_for_the_year_is_said_so() -> None:
    given, made = heard(USERS, 2026, {WHOLE: 7}, UNKNOWN), heard(USERS, 2026, TEN, UNKNOWN)

    assert definition(given).endswith("Chiffre donné pour l’année entière.")
    assert plain(definition(made)) == (
        "Visiteurs différents du site. Compté dans chaque mois, sans s’additionner : on lit le "
        "dernier connu."
    )


def test_the_months_that_make_a_figure_are_listed() -> None:
    found = heard(USERS, 2026, {9: 5, 10: 4}, {WHOLE: 70, 10: 3})

    assert by_month(found) == [
        ("année entière", "non disponible", "70"),
        ("septembre", "5", "non disponible"),
        ("octobre", "4", "3"),
    ]
