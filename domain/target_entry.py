"""A yearly target as it is typed: read, and typed again."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from domain.entry import EntryError, Problems, Typed, plain, read_number
from domain.formats import MONTHS, NBSP, NNBSP, decimal, number, of
from domain.indicators import BY_KEY, Indicator
from domain.targets import EVEN, Goal, as_last_year
from domain.vocabulary import ProfileKind

LARGEST = 999_999_999
MONTH_FIELDS = tuple(f"month-{rank}" for rank in range(1, 13))

BLANK: dict[str, Any] = {
    "value": "",
    "kind": ProfileKind.EVEN.value,
    **dict.fromkeys(MONTH_FIELDS, ""),
    # Not drawn, but kept with what is typed: whose target it is, and the version opened.
    "year": None,
    "key": None,
    "version": 0,
}
LABELS = {
    "value": "Objectif",
    "kind": "Répartition",
    **{field: f"Part {of(name)}" for field, name in zip(MONTH_FIELDS, MONTHS, strict=True)},
}


@dataclass(frozen=True)
class TargetEntry:
    """What one form holds. ``version`` is 0 when the year had no such target."""

    year: int
    key: str
    value: int
    kind: ProfileKind
    weights: tuple[float, ...]
    version: int


def form_name(year: int, key: str) -> str:
    return f"objectif-{year}-{key}"


def read_target(typed: Typed, *, last_year: Sequence[float | None]) -> TargetEntry:
    """What was typed, read. Raise EntryError, which says all that is wrong at once.

    ``last_year`` holds the figure of each month of the year before, None where it is not known.
    """
    problems = Problems()
    indicator = BY_KEY[typed["key"]]
    value = problems.read("value", read_value, typed["value"], indicator)
    kind = problems.read("kind", _read_kind, typed["kind"])
    weights: Sequence[float] | None = EVEN
    if kind is ProfileKind.LAST_YEAR:
        weights = problems.read("kind", as_last_year, last_year, indicator, typed["year"] - 1)
    elif kind is ProfileKind.TYPED:
        weights = _read_weights(typed, problems)
    problems.refuse()
    if value is None or kind is None or weights is None:
        raise EntryError({"": "La saisie est incomplète."})
    return TargetEntry(typed["year"], indicator.key, value, kind, tuple(weights), typed["version"])


def read_value(typed: str, indicator: Indicator) -> int:
    """A whole number above zero, in percent for a share. Raise ValueError with one sentence."""
    largest = 100 if indicator.is_share else LARGEST
    with suppress(ValueError):
        if value := read_number(plain(typed).removesuffix("%"), largest=largest):
            return value
    if indicator.is_share:
        raise ValueError(f"Ce chiffre est une part{NNBSP}; l’objectif va de 1 à 100{NNBSP}%.")
    raise ValueError(f"Écrivez un nombre entier, de 1 à {number(LARGEST)}.")


def read_weight(typed: str, month: str) -> float:
    """« 12 », « 8,5 », « 8,5 % »: what a month weighs beside the others."""
    text = re.sub(r"\s", "", plain(typed)).removesuffix("%").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,3})?", text):
        raise ValueError(
            f"{month.capitalize()}{NBSP}: écrivez un nombre, par exemple 8,5{NNBSP}; 0 si rien "
            "n’est attendu."
        )
    return float(text)


def weights_typed(typed: Typed) -> tuple[float, ...] | None:
    """The twelve numbers as far as they can be read; None while one cannot, or all are zero."""
    problems = Problems()
    weights = _read_weights(typed, problems)
    return None if problems.found else weights


def as_typed(year: int, key: str, goal: Goal | None) -> dict[str, Any]:
    """What the form of the target starts from."""
    of_it = {"year": year, "key": key}
    if goal is None:
        return of_it
    months = {
        field: decimal(weight)
        for field, weight in zip(MONTH_FIELDS, goal.weights, strict=True)
        if goal.kind is ProfileKind.TYPED
    }
    return {
        **of_it,
        "value": number(goal.value),
        "kind": goal.kind.value,
        **months,
        "version": goal.version,
    }


def _read_kind(typed: str | None) -> ProfileKind:
    if typed is None:
        raise ValueError("Choisissez une répartition.")
    return ProfileKind(typed)


def _read_weights(typed: Typed, problems: Problems) -> tuple[float, ...] | None:
    found = [
        problems.read(field, read_weight, typed[field], name)
        for field, name in zip(MONTH_FIELDS, MONTHS, strict=True)
    ]
    weights = tuple(weight for weight in found if weight is not None)
    if len(weights) < len(MONTH_FIELDS):
        return None
    with problems.under("kind"):
        if not any(weights):
            raise ValueError("Un mois au moins doit compter.")
        return weights
    return None
