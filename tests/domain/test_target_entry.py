"""A target as it is typed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entry import EntryError
from domain.formats import NBSP, NNBSP
from domain.target_entry import (
    BLANK,
    LABELS,
    MONTH_FIELDS,
    TargetEntry,
    as_typed,
    read_target,
    weights_typed,
)
from domain.targets import EVEN, Goal
from domain.vocabulary import ProfileKind

KNOWN = (9, 10, 13, 11, 11, 15, 6, 1, 13, 17, 14, 10)
UNKNOWN = (None,) * 12


def typed(*months: str, key: str = "meetings", **fields: Any) -> dict[str, Any]:
    given_ = {"year": 2026, "key": key, "value": "130", **fields}
    return {**BLANK, **given_, **dict(zip(MONTH_FIELDS, months, strict=False))}


def problems(form: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(EntryError) as refused:
        read_target(form, last_year=UNKNOWN)
    return refused.value.problems


def test_an_even_target_needs_a_number_only() -> None:
    assert read_target(typed(value="3 600"), last_year=UNKNOWN) == TargetEntry(
        2026, "meetings", 3600, ProfileKind.EVEN, EVEN, 0
    )


WRONG = ["", "0", "-3", "12,5", "beaucoup", "9" * 10]


@pytest.mark.parametrize("value", WRONG)
def test_a_value_is_a_whole_number_above_zero(value: str) -> None:
    assert problems(typed(value=value)) == {
        "value": f"Écrivez un nombre entier, de 1 à 999{NNBSP}999{NNBSP}999."
    }


@pytest.mark.parametrize("value", [*WRONG, "101"])
def test_a_wrong_share_is_told_in_one_sentence(value: str) -> None:
    assert problems(typed(value=value, key="trace_rate")) == {
        "value": f"Ce chiffre est une part{NNBSP}; l’objectif va de 1 à 100{NNBSP}%."
    }


def test_a_share_is_in_percent() -> None:
    read = read_target(typed(value="50 %", key="trace_rate"), last_year=UNKNOWN)

    assert read.value == 50


def test_the_months_of_last_year_are_its_weights() -> None:
    form = typed(kind="an-dernier")

    assert read_target(form, last_year=KNOWN).weights == KNOWN
    assert problems(form)["kind"].startswith("Rien n’est connu de 2025")


def test_twelve_numbers_are_typed_on_any_scale() -> None:
    months = ("8,5", "8.5 %", "0", *["10"] * 9)
    form = typed(*months, kind="saisi")

    assert read_target(form, last_year=UNKNOWN).weights == (8.5, 8.5, 0, *[10] * 9)
    assert weights_typed(form) == (8.5, 8.5, 0, *[10] * 9)


def test_each_month_not_understood_is_said() -> None:
    form = typed("", "x", "-1", *["10"] * 9, kind="saisi")

    said = f"{NBSP}: écrivez un nombre, par exemple 8,5{NNBSP}; 0 si rien n’est attendu."
    names = ("Janvier", "Février", "Mars")
    assert problems(form) == {
        field: f"{name}{said}" for field, name in zip(MONTH_FIELDS, names, strict=False)
    }
    assert weights_typed(form) is None


def test_months_that_weigh_nothing_are_refused() -> None:
    form = typed(*["0"] * 12, kind="saisi")

    assert problems(form) == {"kind": "Un mois au moins doit compter."}
    assert weights_typed(form) is None


@given(st.lists(st.integers(0, 99_999), min_size=12, max_size=12).filter(any))
def test_what_was_typed_is_typed_again(thousandths: list[int]) -> None:
    weights = tuple(value / 1000 for value in thousandths)
    goal = Goal(1, 2026, "meetings", 130, ProfileKind.TYPED, weights, 4)

    read = read_target({**BLANK, **as_typed(2026, "meetings", goal)}, last_year=UNKNOWN)
    assert read == TargetEntry(2026, "meetings", 130, ProfileKind.TYPED, weights, 4)


def test_fields_have_their_labels() -> None:
    assert (LABELS["month-1"], LABELS["month-8"]) == ("Part de janvier", "Part d’août")
