"""What becomes of a meeting, and how many came, as it is typed."""

import re
from datetime import UTC, date, datetime

import pytest

from domain.entry import EntryError
from domain.meeting_life import (
    DeletedMeeting,
    read_held,
    status_restored,
    too_early,
)
from domain.vocabulary import DatePrecision, HeadcountPrecision, MeetingStatus

TODAY = date(2024, 11, 22)
HELD, PLANNED = MeetingStatus.HELD, MeetingStatus.PLANNED


@pytest.mark.parametrize(
    ("day", "headcount", "status"),
    [
        (date(2024, 11, 21), None, HELD),
        (date(2024, 11, 21), 12, HELD),
        (date(2024, 11, 22), None, PLANNED),
        (date(2024, 11, 22), 12, HELD),
        (date(2024, 11, 23), None, PLANNED),
        (date(2024, 11, 23), 12, PLANNED),
    ],
)
def test_a_cancelled_meeting_is_again_what_its_date_says(
    day: date, headcount: int | None, status: MeetingStatus
) -> None:
    assert status_restored(day, TODAY, headcount) is status


def test_a_meeting_is_not_held_before_its_day() -> None:
    assert too_early(TODAY, TODAY) is None
    assert too_early(date(2024, 11, 21), TODAY) is None
    assert too_early(date(2024, 12, 1), TODAY) == (
        "Cette rencontre est datée du 1er\u00a0décembre 2024\u00a0: elle ne peut pas s’être déjà "
        "tenue. Si elle a eu lieu plus tôt, corrigez d’abord sa date."
    )


@pytest.mark.parametrize(
    ("typed", "value", "precision"),
    [
        ("40", 40, HeadcountPrecision.EXACT),
        ("environ 40", 40, HeadcountPrecision.ABOUT),
        ("plus de 100", 100, HeadcountPrecision.MORE_THAN),
        ("1 000", 1000, HeadcountPrecision.EXACT),
        ("", None, HeadcountPrecision.EXACT),
        ("À venir", None, HeadcountPrecision.EXACT),
    ],
)
def test_how_many_came(typed: str, value: int | None, precision: HeadcountPrecision) -> None:
    assert read_held({"headcount": typed}) == (value, precision)


@pytest.mark.parametrize("typed", ["-3", "quarante", "1 001", "environ 20 000", "1e3", "\x00?"])
def test_what_is_not_a_headcount_is_refused_under_its_field(typed: str) -> None:
    with pytest.raises(EntryError) as refused:
        read_held({"headcount": typed})
    assert list(refused.value.problems) == ["headcount"]


@pytest.mark.parametrize(
    ("typed", "value", "told"),
    [
        ("1200", 1200, "1\u202f200\u00a0personnes\u202f? Confirmez, ou corrigez."),
        ("0", 0, "0\u00a0personne\u202f? Confirmez, ou corrigez."),
    ],
)
def test_a_doubtful_headcount_is_confirmed(typed: str, value: int, told: str) -> None:
    with pytest.raises(EntryError, match=re.escape(told)):
        read_held({"headcount": typed})
    assert read_held({"headcount": typed}, sure=True) == (value, HeadcountPrecision.EXACT)


def test_a_deleted_meeting_is_brought_back_within_thirty_days() -> None:
    deleted = datetime(2024, 11, 22, 9, tzinfo=UTC)
    row = DeletedMeeting(1, "Atelier", TODAY, DatePrecision.DAY, 2, deleted, "Léa")
    assert row.restorable_until == datetime(2024, 12, 22, 9, tzinfo=UTC)
