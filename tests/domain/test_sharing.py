"""A link as it is asked for, and the words that say what it shows."""

from datetime import date
from typing import Any

import pytest

from domain.entry import EntryError
from domain.formats import NNBSP
from domain.sharing import BLANK, LinkEntry, LinkState, about, months_told, read_link, state_of

TODAY = date(2026, 11, 22)
WHOLE = {**BLANK, "recipient": " DDETS  du Jura ", "year": "2026", "until": "22/12/2026"}


def read(**typed: Any) -> LinkEntry:
    return read_link({**WHOLE, **typed}, today=TODAY, territories={"CV1": 7})


def problems(**typed: Any) -> dict[str, str]:
    with pytest.raises(EntryError) as refused:
        read(**typed)
    return refused.value.problems


def test_a_year_of_the_whole_centre() -> None:
    assert read() == LinkEntry("DDETS du Jura", 2026, date(2026, 12, 22))


def test_a_month_of_a_territory() -> None:
    found = read(month="3", territory="CV1")

    assert (found.month, found.territory_id) == (3, 7)


def test_what_is_missing_is_said_under_each_field() -> None:
    assert problems(recipient=" ", year=None, until="") == {
        "recipient": "Indiquez à qui ce lien est destiné.",
        "year": "Choisissez l’année.",
        "until": "Indiquez la date.",
    }


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("21/11/2026", "Ce jour est passé."),
        ("23/11/2027", "Un an au plus\u00a0: jusqu’au 22/11/2027."),
        ("décembre 2026", "Indiquez le jour\u00a0: 22/12/2026."),
    ],
)
def test_an_end_that_cannot_be(until: str, sentence: str) -> None:
    assert problems(until=until) == {"until": sentence}


@pytest.mark.parametrize("until", ["22/11/2026", "22/11/2027", "demain"])
def test_an_end_that_can(until: str) -> None:
    assert TODAY <= read(until=until).ends_on <= date(2027, 11, 22)


def test_a_recipient_too_long() -> None:
    assert problems(recipient="x" * 121) == {
        "recipient": "Ce texte a 121 caractères, la limite est de 120."
    }


def test_a_link_is_open_on_its_last_day() -> None:
    assert state_of(revoked=False, ends_on=TODAY, today=TODAY) is LinkState.OPEN
    assert state_of(revoked=False, ends_on=date(2026, 11, 21), today=TODAY) is LinkState.ENDED
    assert state_of(revoked=True, ends_on=TODAY, today=TODAY) is LinkState.REVOKED


def test_what_a_link_is_about() -> None:
    assert about(2026, None, None) == "Année 2026"
    assert about(2026, 3, "Dole") == "Mars 2026, Dole"


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ((), ""),
        ((3,), "mars"),
        ((3, 4), "mars et avril"),
        ((1, 2, 3, 5, 9, 10, 11), "janvier à mars, mai, septembre à novembre"),
    ],
)
def test_months_that_follow_one_another_are_told_by_their_ends(
    months: tuple[int, ...], told: str
) -> None:
    assert months_told(months) == told
    assert NNBSP not in told
