"""A meeting as it is typed: what it becomes, what is refused, the next one alike."""

from datetime import date, time
from typing import Any

import pytest

from domain.entry import EntryError
from domain.meeting_entry import BLANK, LABELS, alike, read_meeting, status_typed, typed_clock
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
        ({"held_on": "23/11/2026", "proposed": None}, "held_on", "n’est pas encore passée"),
        ({"status": "prevue", "headcount": "4"}, "headcount", "n’a pas encore d’effectif"),
        ({"headcount": "1200"}, "headcount", "1\u202f200\u00a0personnes\u202f? Cochez"),
        ({"headcount": "0"}, "headcount", "0\u00a0personne\u202f? Cochez"),
        ({"title": "x" * 10_000}, "title", "la limite est de 300"),
        ({"series_number": "14 bis"}, "series_number", "nombre entier"),
        ({"announced": True, "scope": "interne"}, "announced", "ne s’annonce pas au public"),
    ],
)
def test_what_cannot_be(fields: dict[str, Any], field: str, told: str) -> None:
    found = problems(**fields)
    assert list(found) == [field]
    assert told in found[field]


@pytest.mark.parametrize("value", [0, 1200])
def test_a_doubtful_headcount_that_is_confirmed(value: int) -> None:
    assert read_meeting(typed(headcount=str(value), large=True), TODAY).headcount == value


def test_nobody_came_to_a_meeting_that_was_cancelled() -> None:
    assert read_meeting(typed(headcount="0", status="annulee"), TODAY).headcount == 0


@pytest.mark.parametrize(
    ("status", "proposed", "held_on", "expected"),
    [
        ("tenue", "tenue", "23/11/2026", MeetingStatus.PLANNED),
        ("tenue", "tenue", "22/11/2026", MeetingStatus.HELD),
        ("prevue", "prevue", "21/11/2026", MeetingStatus.HELD),
        ("prevue", "prevue", "décembre 2026", MeetingStatus.PLANNED),
        ("prevue", "prevue", "", MeetingStatus.PLANNED),
        ("prevue", "tenue", "21/11/2026", MeetingStatus.PLANNED),
        ("tenue", None, "23/11/2026", MeetingStatus.HELD),
        ("annulee", "tenue", "23/11/2026", MeetingStatus.CANCELLED),
        (None, "tenue", "21/11/2026", MeetingStatus.HELD),
        (None, None, "23/11/2026", MeetingStatus.PLANNED),
    ],
)
def test_the_state_goes_with_the_date_until_someone_chooses_it(
    status: str | None, proposed: str | None, held_on: str, expected: MeetingStatus
) -> None:
    fields = typed(status=status, proposed=proposed, held_on=held_on)
    assert status_typed(fields, TODAY) is expected


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
        announced=True,
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
    assert following["announced"] is False
    assert alike(typed())["series_number"] == ""


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("Club n° 10 : les 10 ans de la loi", "Club n° 11 : les 10 ans de la loi"),
        ("10 ans, N°10", "10 ans, N°11"),
        ("Midi #10 à 10 h", "Midi #11 à 10 h"),
        ("Séance 10/12", "Séance 11/12"),
        ("Club 10, 10 pistes", "Club 11, 10 pistes"),
        ("Les 10 ans du Club", "Les 10 ans du Club"),
        ("Club n° 100", "Club n° 100"),
    ],
)
def test_the_next_number_takes_the_place_of_no_other(title: str, following: str) -> None:
    assert alike(typed(title=title, series="Club", series_number="10"))["title"] == following


def test_hours_are_shown_as_they_are_read() -> None:
    assert [typed_clock(t) for t in (None, time(9), time(14, 30), time(9, 5))] == [
        "",
        "9h",
        "14h30",
        "9h05",
    ]


def test_each_label_names_a_field() -> None:
    assert set(LABELS) <= set(BLANK)
