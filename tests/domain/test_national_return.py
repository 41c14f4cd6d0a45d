"""The yearly return: each cell is the plain sum of its rows, and lines are never added up."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.indicators import HALF_DAYS, MEETINGS
from domain.listings import MeetingLine
from domain.national_return import (
    APART,
    Activity,
    Axis,
    Mode,
    NationalReturn,
    Table,
    Total,
    by_kind,
    tables,
    untimed,
    whole,
)
from domain.national_return_details import LEFT_OUT
from domain.national_return_sheets import sheets
from domain.national_return_words import differences, durations, period
from domain.periods import Period
from domain.report_reading import Published
from domain.sheets import Leading
from domain.vocabulary import (
    DatePrecision,
    Family,
    MeetingFormat,
    Modality,
    PublicationKind,
)
from tests.domain.listed import line

THEMES = {"3": "Santé", "7": "Emploi", "9": "Culture"}

any_activity = st.builds(
    lambda modality, half_days, publics, themes, format_: activity(
        half_days, publics, modality=modality, themes=themes, format=format_
    ),
    st.none() | st.sampled_from(Modality),
    st.none() | st.sampled_from([0.5, 1.0, 2.0, 4.0]),
    st.frozensets(st.sampled_from(Family), max_size=3),
    st.lists(st.sampled_from(sorted(THEMES.values())), unique=True).map(tuple),
    st.sampled_from(MeetingFormat),
)
some_activities = st.lists(any_activity, max_size=12)


def activity(
    half_days: float | None = 1.0,
    publics: frozenset[Family] = frozenset(),
    **columns: Any,
) -> Activity:
    return Activity(line(**columns), half_days, publics)


def made(activities: Sequence[Activity], **given_: Any) -> NationalReturn:
    return NationalReturn(
        **{
            "centre": "Centre",
            "fictional": False,
            "period": Period.of_year(2024),
            "is_recorded": True,
            "activities": {one.line.id: one for one in activities},
            "whole": whole(activities),
            "untimed": untimed(activities),
            "tables": tables(activities, THEMES),
            "publications": {},
            "totals": (),
            "contrats": (),
            "uncounted": {},
            "apart": {},
            **given_,
        }
    )


def table(found: NationalReturn, axis: Axis) -> Table:
    return next(one for one in found.tables if one.axis is axis)


def belongs(one: Activity, key: str) -> bool:
    """Whether a meeting is in a line, from its columns alone."""
    axis, _, word = key.partition("-")
    themes = [THEMES[word]] if word in THEMES else []
    return {
        "theme": (word == "aucun" and not one.line.themes)
        or any(name in one.line.themes for name in themes),
        "public": (word == "aucun" and not one.publics) or word in one.publics,
        "format": one.line.format.value == word,
        "ensemble": True,
        "sans": one.half_days is None,
    }[axis]


def stands(held: MeetingLine, mode: Mode) -> bool:
    modality = {
        Mode.ON_SITE: Modality.ON_SITE,
        Mode.REMOTE: Modality.REMOTE,
        Mode.HYBRID: Modality.HYBRID,
        Mode.UNSAID: None,
    }
    return mode is Mode.ALL or held.modality is modality[mode]


@given(some_activities)
def test_each_cell_is_the_sum_of_its_rows(activities: list[Activity]) -> None:
    found = made(activities)

    for key, (one, mode) in found.addresses.items():
        rows = [a for a in activities if belongs(a, one.key) and stands(a.line, mode)]
        known = [a.half_days for a in rows if a.half_days is not None]
        cell = one.cells[mode]
        assert list(cell.meetings) == [a.line.id for a in rows], key
        assert cell.half_days == (sum(known) if known or not rows else None), key
        assert cell.unknown == len(rows) - len(known), key
    for one in found.untimed_addresses.values():
        unknown = [a.line.id for a in activities if belongs(a, one.key) and a.half_days is None]
        assert list(found.untimed_of(one).meetings) == unknown
        assert one.total.unknown == len(unknown)


@given(some_activities)
def test_modalities_part_a_line_and_formats_part_the_year(activities: list[Activity]) -> None:
    found = made(activities)

    for one in found.lines:
        parts = [key for mode in APART for key in one.cells[mode].meetings]
        assert sorted(parts) == sorted(one.total.meetings)
        assert len(set(parts)) == len(parts)
    formats = [key for one in table(found, Axis.FORMAT).lines for key in one.total.meetings]
    assert sorted(formats) == sorted(found.whole.total.meetings)
    for axis in (Axis.THEME, Axis.PUBLIC):
        held = {key for one in table(found, axis).lines for key in one.total.meetings}
        assert held == set(found.whole.total.meetings)


@given(some_activities)
def test_each_number_of_the_file_leads_to_its_rows(activities: list[Activity]) -> None:
    every = {sheet.name: sheet for sheet in sheets(made(activities), "Lu")}

    for sheet in (every[f"Par {axis.label.lower()}"] for axis in Axis):
        for row in (*sheet.rows, *((sheet.total,) if sheet.total else ())):
            for column, cell in zip(sheet.columns, row, strict=True):
                if not isinstance(cell, Leading):
                    continue
                if not cell.last:
                    assert (cell.value, cell.sheet) == (0, LEFT_OUT)
                    continue
                rows = every[cell.sheet].rows[cell.first - 1 : cell.last]
                known = [one[6] for one in rows if isinstance(one[6], int | float)]
                expected = sum(known) if known else None
                assert cell.value == (expected if "demi" in column.title else len(rows))
                assert {one[1] for one in rows} == {row[0]}


def test_a_meeting_of_two_themes_counts_in_each() -> None:
    both = activity(2.0, themes=("Santé", "Emploi"), modality=Modality.ON_SITE)
    found = made([both, activity(1.0, themes=("Santé",)), activity(None)])

    lines = {one.label: one for one in table(found, Axis.THEME).lines}
    assert {label: one.total.half_days for label, one in lines.items()} == {
        "Santé": 3.0,
        "Emploi": 2.0,
        "Sans thème": None,
    }
    assert list(lines) == ["Santé", "Emploi", "Sans thème"]
    assert found.whole.total.half_days == 3.0
    assert (lines["Santé"].key, lines["Sans thème"].key) == ("theme-3", "theme-aucun")
    assert lines["Santé"].address(Mode.ON_SITE) == "theme-3.presentiel"


def test_nothing_is_zero_and_nothing_known_is_not() -> None:
    empty, unknown = made([]), made([activity(None, modality=Modality.REMOTE)])

    assert empty.whole.total.half_days == 0
    assert empty.tables[0].lines == ()
    assert unknown.whole.cells[Mode.REMOTE].half_days is None
    assert unknown.whole.cells[Mode.ON_SITE].half_days == 0
    assert unknown.untimed.total.meetings == tuple(unknown.activities)


def test_publications_by_kind_the_most_frequent_first() -> None:
    def paper(kind: PublicationKind, title: str) -> Published:
        return Published(kind, title, date(2024, 3, 1), DatePrecision.DAY, None)

    note, first, second = (
        paper(PublicationKind.NOTE, "n"),
        paper(PublicationKind.VIDEO, "a"),
        paper(PublicationKind.VIDEO, "b"),
    )

    assert list(by_kind((note, first, second)).items()) == [
        (PublicationKind.VIDEO, (first, second)),
        (PublicationKind.NOTE, (note,)),
    ]


def test_what_is_said_of_durations() -> None:
    assert durations(made([])) == "Aucune rencontre n’est comptée en 2024."
    assert durations(made([activity()])) == "Sur 1\u00a0rencontre, toutes ont une durée connue."
    assert durations(made([activity(), activity(None)])) == (
        "Sur 2\u00a0rencontres, 1 n’a pas de durée connue\u00a0: elle n’ajoute aucune demi-journée."
    )
    assert durations(made([activity(None), activity(None)])) == (
        "Sur 2\u00a0rencontres, 2 n’ont pas de durée connue\u00a0: elles n’ajoutent aucune "
        "demi-journée."
    )


def test_what_differs_is_told_and_what_agrees_is_not() -> None:
    totals = (
        Total(HALF_DAYS, 15, 15),
        Total(MEETINGS, 23, 128, 127),
        Total(MEETINGS, 5, 5, 5),
        Total(MEETINGS, 5, 5, 0),
    )

    assert differences(made([], totals=totals)) == (
        "Rencontres\u00a0: 23 sur les lignes du jour, 128 en retenant les mois publiés ou arrêtés, "
        "127 dans le chiffre publié pour l’année.",
        "Rencontres\u00a0: 5 sur les lignes du jour, 0 dans le chiffre publié pour l’année.",
    )


def test_a_year_that_runs_says_until_when() -> None:
    running = made([], period=Period(date(2024, 1, 1), date(2024, 11, 22)))

    assert period(running) == "Année 2024, jusqu’au 22\u00a0novembre 2024"
    assert period(made([])) == "Année 2024"
