"""A closing, a reopening, a silence, as they are typed."""

from datetime import date
from typing import Any

import pytest

from domain.closing_entry import (
    BLANK_CLOSING,
    BLANK_SILENCE,
    ClosingEntry,
    ReopeningEntry,
    SilenceEntry,
    read_closing,
    read_reopening,
    read_silence,
)
from domain.entry import EntryError

TODAY = date(2026, 11, 22)
MARCH = {**BLANK_CLOSING, "year": 2026, "month": 3, "seen": "abc"}
SILENCE = {"rule": "theme", "until": "31/12/2026", "reason": "Thèmes revus"}


def test_a_closing_is_read_with_what_its_author_saw() -> None:
    assert read_closing({**MARCH, "commentary": "  Un mois plein. "}, today=TODAY) == ClosingEntry(
        2026, 3, TODAY, "abc", "Un mois plein."
    )
    assert read_closing(MARCH, today=TODAY).commentary is None


def test_a_commentary_left_as_it_was_proposed_is_told_from_one_that_was_written() -> None:
    proposed = {**MARCH, "commentary": "En mars.", "proposed": "En mars."}

    assert read_closing(proposed, today=TODAY).is_proposed
    assert not read_closing({**proposed, "commentary": "En mars 2026."}, today=TODAY).is_proposed
    assert not read_closing({**proposed, "commentary": "", "proposed": ""}, today=TODAY).is_proposed


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (
            {"findings": 1},
            "sure",
            "1\u00a0point reste à revoir\u00a0: corrigez, ou cochez pour arrêter quand même.",
        ),
        (
            {"findings": 3},
            "sure",
            "3\u00a0points restent à revoir\u00a0: corrigez, ou cochez pour arrêter quand même.",
        ),
        (
            {"commentary": "a" * 3001},
            "commentary",
            "Ce texte a 3\u202f001 caractères, la limite est de 3\u202f000.",
        ),
    ],
)
def test_a_closing_that_is_refused(typed: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(EntryError) as refused:
        read_closing({**MARCH, **typed}, today=TODAY)
    assert refused.value.problems == {field: sentence}


def test_findings_said_to_be_known_are_no_obstacle() -> None:
    assert read_closing({**MARCH, "findings": 3, "sure": True}, today=TODAY).month == 3


def test_a_reopening_has_a_reason() -> None:
    assert read_reopening({"closing_id": 4, "reason": "Un oubli."}) == ReopeningEntry(
        4, "Un oubli."
    )
    with pytest.raises(EntryError, match=r"Dites pourquoi rouvrir ce mois\."):
        read_reopening({"closing_id": 4, "reason": "  "})


def test_a_silence_is_read() -> None:
    assert read_silence(SILENCE, today=TODAY) == SilenceEntry(
        "theme", date(2026, 12, 31), "Thèmes revus"
    )
    assert read_silence({**SILENCE, "until": "aujourd’hui"}, today=TODAY).until == TODAY


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"rule": None}, {"rule": "Choisissez une règle."}),
        ({"rule": "autre"}, {"rule": "Choisissez une règle."}),
        ({"until": "21/11/2026"}, {"until": "Ce jour est passé."}),
        ({"until": "mars 2027"}, {"until": "Indiquez le jour\u00a0: 31/12/2026."}),
        ({"reason": ""}, {"reason": "Dites pourquoi cette règle se tait."}),
        (
            BLANK_SILENCE,
            {
                "rule": "Choisissez une règle.",
                "until": "Indiquez la date.",
                "reason": "Dites pourquoi cette règle se tait.",
            },
        ),
    ],
)
def test_a_silence_that_is_refused(typed: dict[str, Any], problems: dict[str, str]) -> None:
    with pytest.raises(EntryError) as refused:
        read_silence({**SILENCE, **typed}, today=TODAY)
    assert refused.value.problems == problems
