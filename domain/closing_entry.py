"""A closing, a reopening, a rule to silence, as they are typed and read."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from domain.checks import RULES
from domain.entry import EntryError, Problems, Typed, read_date, read_text
from domain.formats import count, short_day
from domain.vocabulary import DatePrecision

LONGEST_COMMENTARY, LONGEST_REASON = 3000, 500

BLANK_CLOSING: dict[str, Any] = {
    "commentary": "",
    "sure": False,
    # Not drawn, but kept with what is typed: the month, what was read of it, what was proposed.
    "year": None,
    "month": None,
    "seen": "",
    "findings": 0,
    "proposed": "",
}
BLANK_REOPENING: dict[str, Any] = {"reason": "", "closing_id": None}
BLANK_SILENCE: dict[str, Any] = {"rule": None, "until": "", "reason": ""}


@dataclass(frozen=True)
class ClosingEntry:
    """``seen`` tells which reading of the month its author had before her."""

    year: int
    month: int
    today: date
    seen: str
    commentary: str | None = None
    is_proposed: bool = False  # the commentary is the one made from the figures, untouched


@dataclass(frozen=True)
class ReopeningEntry:
    closing_id: int
    reason: str


@dataclass(frozen=True)
class SilenceEntry:
    rule: str
    until: date
    reason: str


def read_closing(typed: Typed, *, today: date) -> ClosingEntry:
    """Raise EntryError for a commentary too long, or findings nobody said to be known."""
    problems = Problems()
    commentary = problems.read(
        "commentary", read_text, typed["commentary"], longest=LONGEST_COMMENTARY
    )
    problems.read("sure", _refuse_doubt, typed)
    problems.refuse()
    return ClosingEntry(
        typed["year"],
        typed["month"],
        today,
        typed["seen"],
        commentary,
        is_proposed=commentary is not None and typed["commentary"] == typed["proposed"],
    )


def read_reopening(typed: Typed) -> ReopeningEntry:
    """Raise EntryError without a reason."""
    problems = Problems()
    reason = problems.read(
        "reason", partial(_read_reason, what="pourquoi rouvrir ce mois"), typed["reason"]
    )
    problems.refuse()
    return ReopeningEntry(typed["closing_id"], reason or "")


def read_silence(typed: Typed, *, today: date) -> SilenceEntry:
    """Raise EntryError, with a sentence for each field that is wrong."""
    problems = Problems()
    rule = problems.read("rule", _read_rule, typed["rule"])
    until = problems.read("until", _read_until, typed["until"], today)
    reason = problems.read(
        "reason", partial(_read_reason, what="pourquoi cette règle se tait"), typed["reason"]
    )
    problems.refuse()
    if not (rule and until and reason):
        raise EntryError({"": "La saisie est incomplète."})
    return SilenceEntry(rule, until, reason)


def _refuse_doubt(typed: Typed) -> None:
    if typed["findings"] and not typed["sure"]:
        left = count(typed["findings"], "point reste", "points restent")
        raise ValueError(f"{left} à revoir\u00a0: corrigez, ou cochez pour arrêter quand même.")


def _read_reason(typed: str, *, what: str) -> str:
    text = read_text(typed, longest=LONGEST_REASON)
    if text is None:
        raise ValueError(f"Dites {what}.")
    return text


def _read_rule(typed: str | None) -> str:
    if typed not in RULES:
        raise ValueError("Choisissez une règle.")
    return typed


def _read_until(typed: str, today: date) -> date:
    until, precision = read_date(typed, today)
    if precision is not DatePrecision.DAY:
        raise ValueError(f"Indiquez le jour\u00a0: {short_day(date(today.year, 12, 31))}.")
    if until < today:
        raise ValueError("Ce jour est passé.")
    return until
