"""A meeting as it is typed: what it becomes, what is refused, the next one alike."""

from datetime import date, time
from typing import Any

import pytest

from domain.entry import EntryError
from domain.meeting_entry import BLANK, LABELS, alike, read_meeting, typed_clock
from domain.vocabulary import (
    DatePrecision,
    Family,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
)

TODAY = date(2026, 11, 22)


def typed(**fields: Any) -> dict[str, Any]:
    least = {"title": "Atelier", "format": "atelier", "held_on": "20/11/2026"}
    return {**BLANK, **least, **fields}


def problems(**fields: Any) -> dict[str, str]:
    with pytest.raises(EntryError) as refused:
        read_meeting(typed(**fields), TODAY)
    return refused.value.problems


def test_the_least_that_makes_a_meeting() -> None:
    values = read_meeting(typed(), TODAY)

    assert (values.title, values.format) == ("Atelier", MeetingFormat.WORKSHOP)
    assert (values.held_on, values.date_precision) == (date(2026, 11, 20), DatePrecision.DAY)
    assert (values.status, values.scope) == (MeetingStatus.HELD, MeetingScope.REGIONAL)
    assert values.headcount is None
    assert values.modality is None
    assert values.half_days is None
    assert values.territories == ()
    assert values.themes == ()
    assert not values.organisations


def test_all_that_may_be_said_of_a_meeting() -> None:
    values = read_meeting(
        typed(
            title="  Oxygène   n° 14 ",
            headcount="environ 40",
            modality="visio",
            start="14h",
            end="18h30",
            place="Maison des associations",
            series="Oxygène",
            series_number="14",
            programme="Cité éducative",
            territories=["CV1", "CV2"],
            themes=["Santé", "Santé", " "],
            organisers=["Ville de Dole", "DREETS"],
            hosts=["Ville de Dole"],
            families={"DREETS": "etat"},
            registration_url="https://exemple.fr",
            highlight="Premier Oxygène à Dole",
        ),
        TODAY,
    )

    assert values.title == "Oxygène n° 14"
    assert (values.headcount, values.headcount_precision) == (40, HeadcountPrecision.ABOUT)
    assert values.modality is Modality.REMOTE
    assert (values.start_time, values.end_time, values.half_days) == (time(14), time(18, 30), 2.0)
    assert (values.series, values.series_number) == ("Oxygène", 14)
    assert values.territories == ("CV1", "CV2")
    assert values.themes == ("Santé",)
    assert values.organisations == (
        ("Ville de Dole", OrganisationRole.ORGANISER, Family.OTHER),
        ("DREETS", OrganisationRole.ORGANISER, Family.STATE),
        ("Ville de Dole", OrganisationRole.HOST, Family.OTHER),
    )


def test_all_that_is_wrong_is_said_beside_its_field() -> None:
    found = problems(
        title=" ", format=None, held_on="31/02/2026", headcount="-3", start="25h", replay_url="x"
    )

    assert set(found) == {"title", "format", "held_on", "headcount", "start", "replay_url"}
    assert found["title"] == "Indiquez le titre de la rencontre."
    assert found["held_on"] == "Le 31/02/2026 n’existe pas dans le calendrier."


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"start": "14h", "end": "12h"}, "end", "La fin est avant le début."),
        ({"end": "12h"}, "start", "Indiquez l’heure de début."),
        ({"held_on": "23/11/2026"}, "held_on", "Cette date n’est pas encore passée"),
        ({"status": "prevue", "headcount": "4"}, "headcount", "n’a pas encore d’effectif"),
        ({"headcount": "1200"}, "headcount", "1\u202f200 personnes\u202f? Cochez"),
        ({"title": "x" * 10_000}, "title", "la limite est de 300"),
        ({"series_number": "14 bis"}, "series_number", "nombre entier"),
    ],
)
def test_what_cannot_be(fields: dict[str, Any], field: str, told: str) -> None:
    found = problems(**fields)
    assert list(found) == [field]
    assert told in found[field]


def test_a_large_headcount_that_is_confirmed() -> None:
    assert read_meeting(typed(headcount="1200", large=True), TODAY).headcount == 1200


def test_half_days_typed_win_over_the_rule() -> None:
    assert read_meeting(typed(start="9h", end="17h", half_days="0,5"), TODAY).half_days == 0.5


def test_markup_and_unseen_marks_are_text() -> None:
    title = "<script>alert(1)</script>'; DROP TABLE meeting;-- 🙂"
    assert read_meeting(typed(title=f"\x00\u202e{title}"), TODAY).title == title


def test_the_next_one_alike() -> None:
    one = typed(
        title="Oxygène n° 14, spécial 2014",
        series="Oxygène",
        series_number="14",
        organisers=["Ville de Dole"],
        headcount="40",
        highlight="Un succès",
        status="tenue",
        id=7,
        version=3,
    )

    following = alike(one)

    assert following["title"] == "Oxygène n° 15, spécial 2014"
    assert following["series_number"] == "15"
    assert following["organisers"] == ["Ville de Dole"]
    assert [following[f] for f in ("held_on", "headcount", "highlight", "id", "version")] == [
        "",
        "",
        "",
        None,
        None,
    ]
    assert alike(typed())["series_number"] == ""


def test_hours_are_shown_as_they_are_read() -> None:
    assert [typed_clock(t) for t in (None, time(9), time(14, 30), time(9, 5))] == [
        "",
        "9h",
        "14h30",
        "9h05",
    ]


def test_each_label_names_a_field() -> None:
    assert set(LABELS) <= set(BLANK)
