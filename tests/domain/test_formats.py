"""French typography: U+202F within numbers and before ; ! ? %, U+00A0 before a unit."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import formats
from domain.vocabulary import DatePrecision, HeadcountPrecision


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (3492, "3\u202f492"),
        (1234567, "1\u202f234\u202f567"),
        (12.5, "12,5"),
        (1234.5, "1\u202f234,5"),
        (128.0, "128"),
        (-12, "−12"),
        (None, "non disponible"),
    ],
)
def test_numbers(value: float | None, text: str) -> None:
    assert formats.number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0\u202f%"), (0.624, "62\u202f%"), (1, "100\u202f%"), (None, "non disponible")],
)
def test_shares(share: float | None, text: str) -> None:
    assert formats.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"), [(6, "+6"), (-12, "−12"), (0, "0"), (1200, "+1\u202f200")]
)
def test_differences_bear_their_sign(value: float, text: str) -> None:
    assert formats.signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0\u00a0rencontre"),
        (1, "1\u00a0rencontre"),
        (1.5, "1,5\u00a0rencontre"),
        (2, "2\u00a0rencontres"),
        (3492, "3\u202f492\u00a0rencontres"),
        (None, "rencontres\u00a0: non disponible"),
    ],
)
def test_below_two_french_keeps_the_singular(value: float | None, text: str) -> None:
    assert formats.count(value, "rencontre") == text


def test_a_plural_may_be_given() -> None:
    assert formats.count(2, "contrat de ville", "contrats de ville") == "2\u00a0contrats de ville"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 2, 2), "2\u00a0février 2023"),
        (date(2023, 3, 1), "1er\u00a0mars 2023"),
        (date(2023, 8, 31), "31\u00a0août 2023"),
    ],
)
def test_days(day: date, text: str) -> None:
    assert formats.day(day) == text


def test_days_of_the_week() -> None:
    assert formats.weekday(date(2023, 2, 2)) == "jeudi 2\u00a0février 2023"
    assert formats.weekday(date(2026, 11, 22)) == "dimanche 22\u00a0novembre 2026"


@pytest.mark.parametrize(
    ("precision", "long", "short"),
    [
        (DatePrecision.DAY, "2\u00a0mai 2023", "02/05/2023"),
        (DatePrecision.MONTH, "mai 2023 (jour inconnu)", "mai 2023"),
        (DatePrecision.YEAR, "2023", "2023"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(
    precision: DatePrecision, long: str, short: str
) -> None:
    assert formats.known_date(date(2023, 5, 2), precision) == long
    assert formats.short_date(date(2023, 5, 2), precision) == short


def test_an_unknown_date_is_not_available() -> None:
    assert formats.known_date(None, DatePrecision.DAY) == "non disponible"


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        (time(13, 30), "13\u00a0h\u00a030"),
        (time(9), "9\u00a0h"),
        (time(9, 5), "9\u00a0h\u00a005"),
        (time(0), "0\u00a0h"),
    ],
)
def test_hours(hour: time, text: str) -> None:
    assert formats.clock(hour) == text


def test_a_moment_is_told_in_the_time_of_the_centre() -> None:
    moment = datetime(2024, 3, 1, 22, 30, tzinfo=UTC)

    assert formats.moment(moment, "Europe/Paris") == "1er\u00a0mars 2024 à 23\u00a0h\u00a030"
    assert formats.moment(moment, "Indian/Mayotte") == "2\u00a0mars 2024 à 1\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("value", "precision", "text"),
    [
        (40, HeadcountPrecision.EXACT, "40"),
        (40, HeadcountPrecision.ABOUT, "environ 40"),
        (1100, HeadcountPrecision.MORE_THAN, "plus de 1\u202f100"),
        (None, HeadcountPrecision.ABOUT, "non disponible"),
    ],
)
def test_headcounts_say_how_sure_they_are(
    value: int | None, precision: HeadcountPrecision, text: str
) -> None:
    assert formats.headcount(value, precision) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["Dole"], "Dole"),
        (["Dole", "Sens"], "Dole et Sens"),
        (["Dole", "Sens", "Nevers"], "Dole, Sens et Nevers"),
    ],
)
def test_enumerations(items: list[str], text: str) -> None:
    assert formats.enumeration(items) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mars", "de mars"),
        ("avril", "d’avril"),
        ("août", "d’août"),
        ("octobre", "d’octobre"),
        ("Été", "d’Été"),
    ],
)
def test_of_is_elided_before_a_vowel(name: str, text: str) -> None:
    assert formats.of(name) == text


def test_there_are_twelve_months_and_seven_days() -> None:
    assert len(formats.MONTHS) == len(formats.SHORT_MONTHS) == 12
    assert len(formats.DAYS) == 7


@given(st.integers(-(10**12), 10**12))
def test_a_number_reads_back(value: int) -> None:
    text = formats.number(value)

    assert int(text.replace("\u202f", "").replace("−", "-")) == value
    assert all(len(group) == 3 for group in text.removeprefix("−").split("\u202f")[1:])
