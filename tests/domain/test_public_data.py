"""Closed months as other programs read them: keys that stay, nothing invented."""

from datetime import UTC, datetime, timedelta, timezone

from domain.indicators import ALL
from domain.public_data import ClosedYear, as_document, as_sheet
from domain.spreadsheet import as_csv
from domain.year import PublishedMonth

CLOSED_AT = datetime(2026, 2, 3, 10, 30, 59, 999, tzinfo=timezone(timedelta(hours=1)))
JANUARY = PublishedMonth(1, {"meetings": 3, "participations": 0, "territories": None}, CLOSED_AT)
MARCH = PublishedMonth(
    3, {"meetings": 14}, datetime(2026, 4, 1, tzinfo=UTC), source='=HYPERLINK("x")'
)
YEAR = ClosedYear("un", "Centre un", "Région", True, 2026, (JANUARY, MARCH), {"meetings": 127})


def test_what_is_unknown_is_null_and_never_zero() -> None:
    document = as_document(YEAR)

    assert document["months"][0] == {
        "month": 1,
        "figures": {"meetings": 3, "participations": 0, "territories": None},
        "closed_at": "2026-02-03T09:30:59Z",
        "source": None,
    }
    assert document["months"][1]["figures"] == {
        "meetings": 14,
        "participations": None,
        "territories": None,
    }
    assert document["year_figures"] == {
        **dict.fromkeys((i.key for i in ALL), None),
        "meetings": 127,
    }


def test_each_indicator_says_what_it_means_and_whether_it_adds_up() -> None:
    told = {one["key"]: one for one in as_document(YEAR)["indicators"]}

    assert list(told) == [indicator.key for indicator in ALL]
    assert told["territories"]["additive"] is False
    assert told["participations"]["unit"] == "participation"
    assert told["trace_rate"]["unit"] == "%"
    assert told["meetings"]["definition"] == ALL[0].definition


def test_a_sheet_has_a_line_a_month_and_a_spreadsheet_computes_nothing_of_it() -> None:
    lines = as_csv(as_sheet(YEAR)).decode("utf-8-sig").splitlines()

    assert lines == [
        "centre;year;month;meetings;participations;territories;closed_at;source",
        "un;2026;1;3;0;;2026-02-03T09:30:59Z;",
        'un;2026;3;14;;;2026-04-01T00:00:00Z;"\'=HYPERLINK(""x"")"',
    ]


def test_a_year_is_empty_without_a_closed_month_nor_a_figure() -> None:
    assert not YEAR.is_empty
    assert ClosedYear("un", "", "", False, 2026, (), {}).is_empty
    assert not ClosedYear("un", "", "", False, 2026, (), {"meetings": 1}).is_empty
