"""The agenda from the command line: a year of a centre, read back and compared with its rows."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlmodel import col, select

from db.models import Centre, Meeting, Person
from db.unit_of_work import reading
from documents.__main__ import main
from domain.periods import Period
from domain.vocabulary import DatePrecision, MeetingStatus

pytestmark = pytest.mark.usefixtures("demonstration")

REAL, FICTIONAL = "trajectoire-ressources", "centre-fictif"
IMPOSSIBLE = 2


def meetings(slug: str, year: int) -> list[Meeting]:
    period = Period.of_year(year)
    with reading() as session:
        return list(
            session.exec(
                select(Meeting)
                .join(Centre)
                .where(Centre.slug == slug, col(Meeting.deleted_at).is_(None))
                .where(col(Meeting.held_on).between(period.start, period.end))
            )
        )


def written(folder: Path, slug: str, year: int) -> bytes:
    file = folder / "agenda.ics"
    assert main(["agenda", "--centre", slug, "--year", str(year), str(file)]) == 0
    return file.read_bytes()


def a_full_year() -> int:
    with reading() as session:
        held = session.exec(select(Meeting).join(Centre).where(Centre.slug == FICTIONAL))
        return Counter(row.held_on.year for row in held).most_common(1)[0][0]


@pytest.mark.parametrize("slug", [REAL, FICTIONAL])
def test_each_meeting_whose_day_is_known_is_one_event(slug: str, tmp_path: Path) -> None:
    year = 2023 if slug == REAL else a_full_year()

    events: list[Any] = Calendar.from_ical(written(tmp_path, slug, year)).walk("VEVENT")

    rows = {f"rencontre-{row.id}.{slug}@maillage": row for row in meetings(slug, year)}
    known = {uid for uid, row in rows.items() if row.date_precision is DatePrecision.DAY}
    assert {str(event["UID"]) for event in events} == known
    assert len(events) == len(known) >= 10
    for event in events:
        row = rows[str(event["UID"])]
        start = event.decoded("DTSTART")
        assert (start.date() if row.start_time else start) == row.held_on
        assert (start.time() if row.start_time else None) == row.start_time
        cancelled = row.status is MeetingStatus.CANCELLED
        assert event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")
        assert str(event["SUMMARY"]).removeprefix("Annulée\u00a0: ") == row.title


def test_what_is_left_out_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = [r for r in meetings(REAL, 2023) if r.date_precision is not DatePrecision.DAY]

    written(tmp_path, REAL, 2023)

    assert left
    assert f"{len(left)}\u00a0rencontres sans jour connu, hors de l’agenda" in (
        capsys.readouterr().out.splitlines()
    )


def test_no_name_is_in_it(tmp_path: Path) -> None:
    body = written(tmp_path, FICTIONAL, a_full_year()).decode().replace("\r\n ", "")
    with reading() as session:
        people = session.exec(select(Person)).all()
    names = {f"{one.first_name} {one.last_name}".strip() for one in people}
    assert len(names) > 100
    assert [name for name in names if name in body] == []


def test_a_year_without_a_meeting_is_an_empty_calendar(tmp_path: Path) -> None:
    assert Calendar.from_ical(written(tmp_path, REAL, 1999)).walk("VEVENT") == []


def test_a_centre_that_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "agenda.ics"
    assert main(["agenda", "--centre", "nul", "--year", "2023", str(file)]) == IMPOSSIBLE
    assert "Aucun centre ne porte l’adresse «\u00a0nul\u00a0»." in capsys.readouterr().err
    assert not file.exists()
