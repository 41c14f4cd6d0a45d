"""A calendar file, read back by two libraries: the one that writes it, and one that does not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from icalendar import Calendar

from documents.calendar_file import calendar_file
from documents.time_zones import time_zone
from domain.agenda import AgendaMeeting, Speaker
from domain.vocabulary import (
    AttendanceRole,
    DatePrecision,
    MeetingFormat,
    MeetingStatus,
    Modality,
    OrganisationRole,
)
from tests.domain.agendas import agenda_meeting

PARIS = ZoneInfo("Europe/Paris")
LONG = f"L’été\u00a0: « ce qui, enfin, change »; le \\ et la {'très ' * 50}longue suite"


def written(*meetings: AgendaMeeting, timezone: str = "Europe/Paris") -> bytes:
    return calendar_file(meetings, name="Agenda\u00a0: Un", slug="un", timezone=timezone)


def read_back(*meetings: AgendaMeeting, **options: Any) -> Sequence[Any]:
    return Calendar.from_ical(written(*meetings, **options)).walk("VEVENT")


def only(**fields: Any) -> Any:
    (event,) = read_back(agenda_meeting(**fields))
    return event


def as_another_reads(*meetings: AgendaMeeting) -> Any:
    return vobject.readOne(written(*meetings).decode())


def test_all_that_is_told_of_a_meeting() -> None:
    event = only(
        title=LONG,
        version=3,
        format=MeetingFormat.WEBINAR,
        modality=Modality.HYBRID,
        place="Salle B, Dole",
        registration_url="https://exemple.fr/i?a=1,2;b",
        themes=("Emploi, insertion", "Santé"),
        organisations=((OrganisationRole.ORGANISER, ("DREETS", "Ville de Dole")),),
        speakers=(Speaker(AttendanceRole.SPEAKER, None, "directrice", "CAF"),),
    )

    assert event["SUMMARY"] == LONG
    assert event.decoded("DTSTART") == datetime(2026, 12, 3, 14, tzinfo=PARIS)
    assert event.decoded("DTEND") == datetime(2026, 12, 3, 16, 30, tzinfo=PARIS)
    assert event["UID"] == "rencontre-12.un@maillage"
    assert event["SEQUENCE"] == 2
    assert event["STATUS"] == "CONFIRMED"
    assert event["LOCATION"] == "Salle B, Dole et en ligne"
    assert event["URL"] == "https://exemple.fr/i?a=1,2;b"
    assert event["CATEGORIES"].cats == ["Emploi, insertion", "Santé"]
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert event["DESCRIPTION"].split("\n") == [
        "Webinaire · Hybride",
        "Organisée par\u00a0: DREETS et Ville de Dole",
        "Intervention\u00a0: directrice, CAF",
        "Inscription\u00a0: https://exemple.fr/i?a=1,2;b",
    ]


def test_another_library_reads_the_same() -> None:
    meeting = agenda_meeting(title=LONG, place="Salle B, Dole", themes=("Emploi", "Santé"))

    calendar = as_another_reads(meeting)
    event = calendar.vevent

    assert event.summary.value == LONG
    assert event.dtstart.value == datetime(2026, 12, 3, 14, tzinfo=PARIS)
    assert event.dtend.value == datetime(2026, 12, 3, 16, 30, tzinfo=PARIS)
    assert event.dtstart.value.utcoffset() == timedelta(hours=1)
    assert event.uid.value == "rencontre-12.un@maillage"
    assert event.location.value == "Salle B, Dole"
    assert event.categories.value == ["Emploi", "Santé"]
    assert calendar.x_wr_calname.value == "Agenda\u00a0: Un"
    assert calendar.vtimezone.tzid.value == "Europe/Paris"


def test_what_is_not_known_is_not_invented() -> None:
    without_end, without_hours = only(end_time=None), only(start_time=None, end_time=None)

    assert "DTEND" not in without_end
    assert "DURATION" not in without_end
    assert without_hours.decoded("DTSTART") == date(2026, 12, 3)
    assert without_hours["TRANSP"] == "TRANSPARENT"
    assert "DTEND" not in without_hours
    assert not {"LOCATION", "URL", "CATEGORIES"} & set(without_hours)


@pytest.mark.parametrize("precision", [DatePrecision.MONTH, DatePrecision.YEAR])
def test_a_meeting_whose_day_is_unknown_waits(precision: DatePrecision) -> None:
    known = agenda_meeting(id=1)
    assert [e["UID"] for e in read_back(known, agenda_meeting(date_precision=precision))] == [
        "rencontre-1.un@maillage"
    ]


@pytest.mark.parametrize(
    "fields", [{"status": MeetingStatus.CANCELLED}, {"deleted": True}], ids=["cancelled", "deleted"]
)
def test_what_will_not_take_place_is_cancelled_under_the_same_name(fields: dict[str, Any]) -> None:
    before, after = only(), only(version=2, **fields)

    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SUMMARY"] == "Annulée\u00a0: Petit-déjeuner du réseau"


def test_a_meeting_put_off_keeps_its_name() -> None:
    before, after = only(), only(version=2, held_on=date(2027, 1, 7))

    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], 1)
    assert after.decoded("DTSTART") == datetime(2027, 1, 7, 14, tzinfo=PARIS)


def test_an_evening_that_ends_after_midnight_ends_the_next_day() -> None:
    event = only(start_time=time(22), end_time=time(1))
    assert event.decoded("DTEND") == datetime(2026, 12, 4, 1, tzinfo=PARIS)


def test_an_end_that_is_the_start_is_no_end() -> None:
    assert "DTEND" not in only(end_time=time(14))


@pytest.mark.parametrize(
    ("day", "start", "end", "hours"),
    [
        (date(2027, 3, 28), time(1), time(4), 2),  # the night the clocks go forward
        (date(2027, 3, 28), time(2, 30), time(9), 5.5),  # an hour that does not exist
        (date(2026, 10, 25), time(1), time(4), 4),  # the night they go back
        (date(2026, 10, 25), time(9), time(12), 3),
    ],
)
def test_the_days_when_clocks_change(day: date, start: time, end: time, hours: float) -> None:
    meeting = agenda_meeting(held_on=day, start_time=start, end_time=end)
    (event,) = read_back(meeting)
    other = as_another_reads(meeting).vevent

    for begins, ends in (
        (event.decoded("DTSTART"), event.decoded("DTEND")),
        (other.dtstart.value, other.dtend.value),
    ):
        assert (begins.replace(tzinfo=None), ends.replace(tzinfo=None)) == (
            datetime.combine(day, start),
            datetime.combine(day, end),
        )
        # In the hours of the zone itself, whatever a library makes of an hour that is not.
        told = ends.replace(tzinfo=PARIS).astimezone(UTC) - begins.replace(tzinfo=PARIS).astimezone(
            UTC
        )
        assert told == timedelta(hours=hours)


@pytest.mark.parametrize(
    "zone",
    [
        *("Europe/Paris", "America/Miquelon", "Indian/Mayotte", "Indian/Reunion"),
        *("America/Martinique", "America/Cayenne", "Pacific/Noumea"),
    ],
)
def test_the_definition_of_a_zone_says_what_the_zone_does(zone: str) -> None:
    """By the reader of dateutil, which knows nothing of the name, at each hour of a year."""
    definition = time_zone(zone, 2010).to_ical().decode().replace(zone, "Nulle/Part")
    told, known = tzical(StringIO(definition)).get(), ZoneInfo(zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for hour in range(365 * 24):
        there = (start + timedelta(hours=hour)).astimezone(known)
        assert there.replace(tzinfo=told).utcoffset() == there.utcoffset()


def test_clocks_change_by_a_rule_told_in_the_time_before() -> None:
    """What icalendar 7.3.0 writes by itself is an hour late in March."""
    definition = time_zone("Europe/Paris", 2010).to_ical().decode()
    assert "DTSTART:20100328T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in definition
    assert "DTSTART:20101031T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in definition


def test_lines_are_folded_and_none_is_longer_than_the_standard_allows() -> None:
    body = written(agenda_meeting(title=LONG, place="é" * 300))

    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert body.count(b"\n") == body.count(b"\r\n")


def test_the_same_meetings_make_the_same_file() -> None:
    assert written(agenda_meeting()) == written(agenda_meeting())


def test_four_hundred_meetings_in_a_month() -> None:
    meetings = [agenda_meeting(id=n, held_on=date(2026, 12, 1 + n % 31)) for n in range(400)]

    found = read_back(*meetings)

    assert len({event["UID"] for event in found}) == 400
    assert len(as_another_reads(*meetings).vevent_list) == 400


def test_a_centre_elsewhere_tells_its_own_hours() -> None:
    (event,) = read_back(agenda_meeting(), timezone="Indian/Mayotte")
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 3, 11, tzinfo=UTC)


def test_no_meeting_is_a_calendar_all_the_same() -> None:
    calendar = Calendar.from_ical(written())
    assert calendar["PRODID"] == "-//Maillage//Agenda//FR"
    assert calendar.walk("VEVENT") == []
