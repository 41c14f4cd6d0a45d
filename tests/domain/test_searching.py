"""Search, sort, and what is missing from a meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.searching import ORDERS, plain, search, sort
from domain.vocabulary import MeetingFormat
from tests.domain.listed import line

TODAY = date(2026, 11, 22)
GAP = line(
    "Évènement de clôture",
    format=MeetingFormat.GAP,
    place="Médiathèque",
    territories=("Saint-Claude", "Dole"),
    themes=("Santé",),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("evenement", True),
        ("ÉVÈNEMENT", True),
        ("clôt", True),
        ("mediatheque", True),
        ("saint-claude", True),
        ("sante", True),
        ("gap", True),
        ("", True),
        ("   ", True),
        # Every word, wherever it stands, in any order.
        ("dole evenement sante", True),
        ("dole besancon", False),
        ("webinaire", False),
    ],
)
def test_a_meeting_is_found_by_every_word_whatever_the_accents(words: str, found: bool) -> None:
    assert bool(search([GAP], words)) is found


def test_ligatures_and_capitals_do_not_hide_a_word() -> None:
    assert plain("ÎLE-DE-FRANCE, Straße, ﬁn") == "ile-de-france, strasse, fin"


def test_found_lines_keep_their_order() -> None:
    one, two = line("Atelier un"), line("Atelier deux")

    assert search([two, GAP, one], "atelier") == [two, one]


def titles(key: str, *, descending: bool = False) -> list[str]:
    lines = [
        line("écoute", held_on=date(2024, 1, 1), headcount=5, territories=("Sens",)),
        line("Zèle", held_on=date(2024, 3, 1), territories=("Auxerre",)),
        line("atelier", held_on=date(2024, 2, 1), named=8),
    ]
    return [found.title for found in sort(lines, ORDERS[key], descending=descending)]


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("date", ["écoute", "atelier", "Zèle"]),
        ("titre", ["atelier", "écoute", "Zèle"]),
        ("territoires", ["atelier", "Zèle", "écoute"]),
        # Unknown comes before any number.
        ("participations", ["Zèle", "écoute", "atelier"]),
    ],
)
def test_a_list_is_sorted_both_ways(key: str, order: list[str]) -> None:
    assert titles(key) == order
    assert titles(key, descending=True) == order[::-1]


@given(st.text(max_size=20))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=20))
def test_a_title_is_found_by_its_own_words(title: str) -> None:
    assert search([line(title)], title)


def test_names_sort_as_french_does() -> None:
    names = [
        "Pays de Montbéliard",
        "Pays d’Héricourt",
        "Creusot",
        "Cœur",
        "Vieillissement",
        "Éducation",
    ]

    assert sorted(names, key=plain) == [
        "Cœur",
        "Creusot",
        "Éducation",
        "Pays d’Héricourt",
        "Pays de Montbéliard",
        "Vieillissement",
    ]
    assert "d'hericourt" in plain("Pays d’Héricourt")
