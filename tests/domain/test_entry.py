"""What is typed, read: exact values, French refusals, never anything else."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import entry
from domain.formats import short_day
from domain.vocabulary import DatePrecision, HeadcountPrecision

TODAY = date(2026, 11, 22)
DAY, MONTH = DatePrecision.DAY, DatePrecision.MONTH


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13/05/2025", (date(2025, 5, 13), DAY)),
        (" 3/4/2026 ", (date(2026, 4, 3), DAY)),
        ("3.4.26", (date(2026, 4, 3), DAY)),
        ("2025-05-13", (date(2025, 5, 13), DAY)),
        ("13 mai 2025", (date(2025, 5, 13), DAY)),
        ("mardi 13 mai 2025", (date(2025, 5, 13), DAY)),
        ("1er août 2025", (date(2025, 8, 1), DAY)),
        ("2 févr. 2025", (date(2025, 2, 2), DAY)),
        ("Février 2025", (date(2025, 2, 1), MONTH)),
        ("2025", (date(2025, 1, 1), DatePrecision.YEAR)),
        ("hier", (date(2026, 11, 21), DAY)),
        ("Aujourd’hui", (TODAY, DAY)),
    ],
)
def test_a_date_as_the_french_write_it(typed: str, expected: tuple[date, DatePrecision]) -> None:
    assert entry.read_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Indiquez la date."),
        ("31/02/2026", "Le 31/02/2026 n’existe pas dans le calendrier."),
        ("29/02/2025", "Le 29/02/2025 n’existe pas dans le calendrier."),
        ("13/13/2025", "Le 13/13/2025 n’existe pas dans le calendrier."),
        ("bientôt", "Date non comprise. Écrivez-la comme 22/11/2026."),
        ("12 ma 2025", "Date non comprise. Écrivez-la comme 22/11/2026."),
        ("13/05/1066", "L’année 1066 est hors de 1990–2031."),
        ("01/01/0001", "L’année 1 est hors de 1990–2031."),
        ("22 novembre", "Ajoutez l’année, par exemple\u00a0: 22 novembre 2026."),
        ("Dimanche 1er nov.", "Ajoutez l’année, par exemple\u00a0: Dimanche 1er nov. 2026."),
        ("22/11", "Ajoutez l’année, par exemple\u00a0: 22/11/2026."),
        ("novembre", "Ajoutez l’année, par exemple\u00a0: novembre 2026."),
        ("32 mai", "Date non comprise. Écrivez-la comme 22/11/2026."),
        ("22 brumaire", "Date non comprise. Écrivez-la comme 22/11/2026."),
    ],
)
def test_a_date_that_is_none_says_so(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"^.+$") as refused:
        entry.read_date(typed, TODAY)
    assert str(refused.value) == told


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2031, 12, 31)))
def test_a_date_shown_is_read_back(day: date) -> None:
    assert entry.read_date(short_day(day), TODAY) == (day, DAY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", None),
        ("14h", time(14)),
        ("14 h 30", time(14, 30)),
        ("9:05", time(9, 5)),
        ("9", time(9)),
        ("12 heures", time(12)),
        ("Midi", time(12)),
        ("midi et demi", time(12, 30)),
        ("14 h et quart", time(14, 15)),
        ("midi 20", time(12, 20)),
    ],
)
def test_an_hour(typed: str, expected: time | None) -> None:
    assert entry.read_time(typed) == expected


@pytest.mark.parametrize("typed", ["25h", "14h75", "après-midi", "midi midi", "-3h", "14h30h"])
def test_an_hour_that_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="Heure non comprise"):
        entry.read_time(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", (None, HeadcountPrecision.EXACT)),
        ("à venir", (None, HeadcountPrecision.EXACT)),
        ("40", (40, HeadcountPrecision.EXACT)),
        ("0", (0, HeadcountPrecision.EXACT)),
        ("1\u202f200", (1200, HeadcountPrecision.EXACT)),
        ("environ 40", (40, HeadcountPrecision.ABOUT)),
        ("~40", (40, HeadcountPrecision.ABOUT)),
        ("Plus de 100", (100, HeadcountPrecision.MORE_THAN)),
    ],
)
def test_a_headcount(typed: str, expected: tuple[int | None, HeadcountPrecision]) -> None:
    assert entry.read_headcount(typed) == expected


@pytest.mark.parametrize("typed", ["-4", "3,5", "beaucoup", "10000000", "9" * 40, "40 ou 50"])
def test_a_headcount_that_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="ffectif"):
        entry.read_headcount(typed)


def test_half_days_typed() -> None:
    assert [entry.read_half_days(t) for t in ("", "1", "0,5", "2.0")] == [None, 1.0, 0.5, 2.0]
    for typed in ("0", "1,3", "-1", "999", "une"):
        with pytest.raises(ValueError, match="demi-journées"):
            entry.read_half_days(typed)


def test_an_address_of_the_web() -> None:
    assert entry.read_url(" https://exemple.fr/a ") == "https://exemple.fr/a"
    assert entry.read_url("") is None
    for typed in ("javascript:alert(1)", "exemple.fr", "https://", "https://a b", "http:/x"):
        with pytest.raises(ValueError, match="https://"):
            entry.read_url(typed)


def test_what_cannot_be_seen_is_not_kept() -> None:
    assert entry.clean("\x00 Caf\u202ee\u200b 🙂\n") == "Cafe 🙂"
    assert entry.plain("  L’Été\u00a0 À DOLE ") == "l'ete a dole"


def test_a_title_keeps_the_spaces_of_french_and_no_other_run_of_them() -> None:
    untouched = "COTEC\u00a0: quelles suites\u202f?"
    assert entry.read_required(untouched, "le titre") == untouched
    assert entry.read_required("  Deux \n\t lignes ", "le titre") == "Deux lignes"


def test_a_text_too_long_says_how_long() -> None:
    with pytest.raises(ValueError, match=r"Ce texte a 10.000 caractères, la limite est de 300\."):
        entry.read_required("x" * 10_000, "le titre")
    with pytest.raises(ValueError, match=r"^Indiquez le titre\.$"):
        entry.read_required(" \u200b\n", "le titre")


def test_all_that_is_wrong_is_said_at_once() -> None:
    problems = entry.Problems()
    assert problems.read("title", entry.read_required, "", "le titre") is None
    assert problems.read("start", entry.read_time, "14h") == time(14)
    problems.read("end", entry.read_time, "25h")

    with pytest.raises(entry.EntryError) as refused:
        problems.refuse()

    assert list(refused.value.problems) == ["title", "end"]


@given(st.text())
def test_no_text_breaks_a_reader(typed: str) -> None:
    for read in (
        lambda t: entry.read_date(t, TODAY),
        entry.read_time,
        entry.read_headcount,
        entry.read_number,
        entry.read_half_days,
        entry.read_url,
        entry.read_text,
    ):
        with suppress(ValueError):
            read(typed)
