"""An agenda: its months, what is to come, what it says of a meeting."""

from datetime import date, time

import pytest

from domain.agenda import (
    Speaker,
    by_month,
    coming,
    first_month_to_show,
    horizon,
    month_code,
    of_month,
    read_month,
    weeks,
)
from domain.agenda_words import day_and_hours, organised, speakers, where
from domain.periods import Period
from domain.vocabulary import (
    AttendanceRole,
    DatePrecision,
    MeetingStatus,
    Modality,
    OrganisationRole,
)
from tests.domain.agendas import agenda_meeting

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("2000-01", date(2000, 1, 1)),
        ("2199-12", date(2199, 12, 1)),
        *(
            (raw, None)
            for raw in ("", "2026", "2026-13", "2026-00", "2026-1", "12-2026", "1999-12")
        ),
        *((raw, None) for raw in ("1999-12", "2200-01", "2026-12-01", " 2026-12")),
        ("\uff12026-12", None),
    ],
)
def test_the_month_of_an_address(raw: str, first: date | None) -> None:
    assert read_month(raw) == first
    assert first is None or month_code(first) == raw


def test_an_agenda_looks_back_a_season_and_ahead_two_years() -> None:
    assert horizon(TODAY) == Period(date(2026, 8, 1), date(2028, 11, 30))


def test_the_weeks_of_a_month_begin_on_monday() -> None:
    found = weeks(date(2026, 12, 1))

    assert [len(week) for week in found] == [7] * 5
    assert (found[0][0], found[-1][-1]) == (date(2026, 11, 30), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("held_on", "precision", "is_coming"),
    [
        (date(2026, 11, 21), DatePrecision.DAY, False),
        (date(2026, 11, 22), DatePrecision.DAY, True),
        (date(2026, 11, 1), DatePrecision.MONTH, True),
        (date(2026, 10, 1), DatePrecision.MONTH, False),
        (date(2026, 1, 1), DatePrecision.YEAR, True),
        (date(2025, 1, 1), DatePrecision.YEAR, False),
    ],
)
def test_what_is_to_come(held_on: date, precision: DatePrecision, is_coming: bool) -> None:
    meeting = agenda_meeting(held_on=held_on, date_precision=precision)
    assert coming([meeting], TODAY) == ([meeting] if is_coming else [])


def test_the_month_shown_first_is_that_of_the_next_meeting_that_holds() -> None:
    cancelled = agenda_meeting(held_on=date(2026, 12, 3), status=MeetingStatus.CANCELLED)
    later = agenda_meeting(held_on=date(2027, 2, 9))

    assert first_month_to_show([cancelled, later], TODAY) == date(2027, 2, 1)
    assert first_month_to_show([cancelled], TODAY) == date(2026, 11, 1)
    assert of_month([cancelled, later], date(2027, 2, 1)) == [later]


def test_a_meeting_whose_day_is_unknown_closes_its_month() -> None:
    unknown = agenda_meeting(held_on=date(2026, 12, 1), date_precision=DatePrecision.MONTH)
    known, later = agenda_meeting(), agenda_meeting(held_on=date(2027, 1, 7))
    assert by_month([unknown, known, later]) == [known, unknown, later]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "jeudi 3\u00a0décembre 2026, de 14\u00a0h à 16\u00a0h\u00a030"),
        ({"end_time": None}, "jeudi 3\u00a0décembre 2026, à 14\u00a0h"),
        ({"end_time": time(14)}, "jeudi 3\u00a0décembre 2026, à 14\u00a0h"),
        ({"start_time": None}, "jeudi 3\u00a0décembre 2026, horaires à préciser"),
        ({"date_precision": DatePrecision.MONTH}, "décembre 2026, jour à préciser"),
        ({"date_precision": DatePrecision.YEAR}, "2026, date à préciser"),
    ],
)
def test_the_day_and_the_hours_as_far_as_they_are_known(
    fields: dict[str, object], told: str
) -> None:
    assert day_and_hours(agenda_meeting(**fields)) == told


@pytest.mark.parametrize(
    ("modality", "place", "told"),
    [
        (None, None, None),
        (None, "Dole", "Dole"),
        (Modality.ON_SITE, "Dole", "Dole"),
        (Modality.REMOTE, "Zoom", "En ligne"),
        (Modality.HYBRID, "Dole", "Dole et en ligne"),
        (Modality.HYBRID, None, "Sur place et en ligne"),
    ],
)
def test_where(modality: Modality | None, place: str | None, told: str | None) -> None:
    assert where(agenda_meeting(modality=modality, place=place)) == told


def test_who_organises_and_who_speaks() -> None:
    speaks, leads = AttendanceRole.SPEAKER, AttendanceRole.FACILITATOR
    meeting = agenda_meeting(
        organisations=(
            (OrganisationRole.ORGANISER, ("DREETS",)),
            (OrganisationRole.PARTNER, ("CAF", "Ville de Dole")),
        ),
        speakers=(
            Speaker(speaks, "Camille Durand", "directrice", "CAF"),
            Speaker(speaks, None, "chargé de mission", "DREETS"),
            Speaker(leads, None, "chargé de mission", "DREETS"),
            Speaker(leads, None, None, None),
        ),
    )

    assert organised(meeting) == ["Organisée par\u00a0: DREETS", "Avec\u00a0: CAF et Ville de Dole"]
    assert speakers(meeting) == ["Camille Durand, directrice, CAF", "chargé de mission, DREETS"]
