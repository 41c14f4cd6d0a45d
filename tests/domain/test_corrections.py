"""Which saves made a difference go."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.corrections import Placed, correction
from domain.difference_entry import Correction
from domain.history import Line

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PLACED: Placed = {
    ("meeting", "1"): {"held_on": date(2026, 8, 5)},
    ("meeting", "2"): {"held_on": date(2026, 9, 5)},
    ("month_closing", "3"): {"year": 2026, "month": 8},
    ("year_figure", "4"): {"year": 2026, "key": "meetings"},
    ("testimonial", "5"): {"year": 2026, "month": 5},
    ("publication", "6"): {"published_on": date(2026, 2, 1)},
}


def line(table: str, key: str, minutes: int = 0, action: str = "modifier", **sides: Any) -> Line:
    held = {"before": {}, "after": {}, "author": "Léa", **sides}
    return Line(action=action, table=table, key=key, at=NOON + timedelta(minutes=minutes), **held)


def found(key: str, *lines: Line) -> Correction | None:
    return correction(key, 2026, lines, PLACED)


COUNTED = line("meeting", "1", after={"headcount": 12})


@pytest.mark.parametrize(
    ("key", "one"),
    [
        ("mois-8", COUNTED),
        ("annee-meetings", COUNTED),
        ("mois-8", line("attendance", "1/7", action="créer")),
        ("mois-8", line("meeting_territory", "1/3", action="supprimer")),
        ("mois-8", line("meeting", "1", action="créer", after={"status": "tenue"})),
        ("mois-7", line("meeting", "1", before={"held_on": "2026-07-31"})),
        ("identique-8-11", COUNTED),
        ("absent-8", line("month_closing", "3", action="créer")),
        ("annee-meetings", line("year_figure", "4", after={"value": 127})),
        ("temoignages", line("testimonial", "5", action="créer")),
        ("annee-publications", line("publication", "6", action="créer")),
    ],
)
def test_a_save_that_moves_the_figures_is_the_correction(key: str, one: Line) -> None:
    assert found(key, one) == Correction(NOON, "Léa", is_only=True)


@pytest.mark.parametrize(
    ("key", "one"),
    [
        ("mois-8", line("meeting", "1", after={"title": "Autre"})),
        ("mois-8", line("meeting", "1", action="créer", after={"status": "prevue"})),
        ("mois-8", line("meeting", "2", after={"headcount": 12})),
        ("mois-18", COUNTED),
        ("annee-participations", line("year_figure", "4", after={"value": 127})),
        ("mois-8", line("year_figure", "4", after={"value": 127})),
        ("mois-5", line("testimonial", "5", action="créer")),
        ("temoignages", COUNTED),
        ("annee-meetings", line("publication", "6", action="créer")),
    ],
)
def test_a_save_of_something_else_is_not(key: str, one: Line) -> None:
    assert found(key, one) is None


def test_the_same_month_of_another_year_is_not() -> None:
    assert correction("mois-8", 2025, [COUNTED], PLACED) is None


def test_of_several_saves_the_last_is_told_as_such() -> None:
    later = line("meeting", "1", 5, after={"headcount": 14}, author="Zoé")
    same = line("attendance", "1/7", action="créer")

    assert found("mois-8", COUNTED, same) == Correction(NOON, "Léa", is_only=True)
    assert found("mois-8", COUNTED, later) == Correction(later.at, "Zoé", is_only=False)
