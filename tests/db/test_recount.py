"""Every figure of the whole demonstration, counted again in plain Python from the tables."""

from datetime import date

import pytest
from sqlmodel import Session

from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.figures import year_report
from db.queries.months import month_spread
from db.queries.rows import counted_rows
from domain.counted import Reading
from domain.glance import YearAtAGlance
from domain.indicators import ALL, BY_KEY, ENTERED, OF_THE_MONTH
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from tests.db.conftest import TODAY
from tests.db.recount import Recount, days

REAL, FICTIONAL = 1, 2
CENTRE_YEARS = [(REAL, 2023), *((FICTIONAL, year) for year in (2023, 2024, 2025, 2026))]
MONTHS = range(1, 13)

every_year = pytest.mark.parametrize(("centre", "year"), CENTRE_YEARS)


def glance(session: Session, centre: int, year: int) -> YearAtAGlance:
    return year_at_a_glance(session, scope=Scope(centre, Period.of_year(year)), today=TODAY)


def end_of(year: int) -> date:
    return min(date(year, 12, 31), TODAY)


def begun(year: int, month: int) -> bool:
    return date(year, month, 1) <= TODAY


@every_year
def test_the_tiles(demo_reading: Session, recount: Recount, centre: int, year: int) -> None:
    figures = glance(demo_reading, centre, year).figures

    assert {key: figure.value for key, figure in figures.items()} == {
        i.key: recount.year_to(centre, end_of(year), i.key) for i in ALL
    }


@every_year
def test_the_same_days_last_year(
    demo_reading: Session, recount: Recount, centre: int, year: int
) -> None:
    figures = glance(demo_reading, centre, year).figures
    before = end_of(year).replace(year=year - 1)
    # The year before, begun after January, is a part of a year: 2023 in the fictional centre.
    known = recount.recorded(centre, date(year - 1, 1, 31))

    assert known is ((centre, year) in ((FICTIONAL, 2025), (FICTIONAL, 2026)))
    expected = {i.key: recount.year_to(centre, before, i.key) if known else None for i in ALL}
    if known:
        # A trace comes out later: last year is read as it was known on this day of it.
        seen = TODAY.replace(year=TODAY.year - 1)
        expected["trace_rate"] = recount.traced_by(centre, date(year - 1, 1, 1), before, seen)
    assert {key: figure.previous for key, figure in figures.items()} == expected


@every_year
def test_the_twelve_months(demo_reading: Session, recount: Recount, centre: int, year: int) -> None:
    shown = glance(demo_reading, centre, year)

    for month in MONTHS:
        # Before the centre's first record nothing is known: not zero.
        known = begun(year, month) and recount.recorded(centre, days(year, month)[1])
        expected = {
            i.key: recount.month(centre, year, month, i.key) if known else None for i in ALL
        }
        assert {k: f.months[month - 1] for k, f in shown.figures.items()} == expected
        assert shown.months[month - 1].values == {i.key: expected[i.key] for i in OF_THE_MONTH}


@every_year
def test_what_needs_attention(
    demo_reading: Session, recount: Recount, centre: int, year: int
) -> None:
    attention = glance(demo_reading, centre, year).attention
    held = list(recount.held(centre, *_year(year)))

    named = {row["id"]: len(recount.present.get(row["id"], ())) for row in held}
    found = {finding.rule: finding.meetings for finding in attention.findings}
    assert found.get("effectif", ()) == tuple(
        sorted(row["id"] for row in held if recount.participations(row) is None)
    )
    assert found.get("sous-effectif", ()) == tuple(
        sorted(
            row["id"]
            for row in held
            if row["headcount"] is not None and row["headcount"] < named[row["id"]]
        )
    )
    assert found.get("territoire", ()) == tuple(
        sorted(row["id"] for row in held if not recount.contrats(row))
    )
    assert attention.months_to_close == tuple(
        month
        for month in MONTHS
        if recount.recorded(centre, days(year, month)[1])
        and days(year, month)[1] < TODAY
        and recount.published(centre, year, month) is None
    )
    since = end_of(year).replace(year=year - 1)
    lately = (row for row in recount.held(centre, since, end_of(year)) if row["held_on"] > since)
    visited = {contrat for row in lately for contrat in recount.contrats(row)}
    assert set(attention.unvisited) == {
        row["name"]
        for row in recount.territories.values()
        if row["level"] == "contrat" and row["id"] not in visited
    }


@every_year
def test_the_figures_of_the_command_line(
    demo_reading: Session, recount: Recount, centre: int, year: int
) -> None:
    report = year_report(demo_reading, centre_id=centre, year=year, today=TODAY)
    published = [recount.published(centre, year, month) for month in MONTHS]

    assert report["computed"] == recount.figures(centre, *_year(year))
    assert report["sum_of_months"] == {
        key: sum(told[key] or 0 for told in published if told) if any(published) else None
        for key in ("meetings", "participations")
    }
    for line, told in zip(report["months"], published, strict=True):
        rows = recount.figures(centre, *days(year, line["month"]))
        known = begun(year, line["month"]) and recount.recorded(
            centre, days(year, line["month"])[1]
        )
        assert line["published"] == (told or dict.fromkeys(line["published"]))
        assert line["computed"] == {k: rows[k] if known else None for k in line["computed"]}


@every_year
def test_the_page_of_each_month(
    demo_reading: Session, recount: Recount, centre: int, year: int
) -> None:
    for month in (month for month in MONTHS if begun(year, month)):
        scope = Scope(centre, Period.of_month(year, month))
        spread = month_spread(demo_reading, scope=scope, role=Role.ADMIN, today=TODAY)
        first, last = days(year, month)
        rows = recount.figures(centre, first, last)

        assert spread.retained == {
            i.key: recount.month(centre, year, month, i.key) for i in OF_THE_MONTH
        }
        assert spread.computed == {i.key: rows[i.key] for i in ENTERED}
        assert {line.id for line in spread.meetings} == {
            row["id"]
            for row in recount.meetings
            if row["centre_id"] == centre and first <= row["held_on"] <= last
        }


@every_year
@pytest.mark.parametrize("key", BY_KEY)
def test_the_rows_are_those_counted(
    demo_reading: Session, recount: Recount, centre: int, year: int, key: str
) -> None:
    for start, end in (_year(year), *(days(year, m) for m in MONTHS if begun(year, m))):
        scope = Scope(centre, Period(start, end))
        seen = counted_rows(
            demo_reading,
            scope=scope,
            key=key,
            role=Role.EDITOR,
            today=TODAY,
            reading=Reading.ROWS,
        )
        computed = recount.figures(centre, start, min(end, TODAY))

        assert seen.computed == computed[key]
        assert seen.count == len(seen.meetings) + len(seen.others)
        held = list(recount.held(centre, start, min(end, TODAY)))
        if key == "participations":
            assert seen.count == sum(recount.participations(row) is not None for row in held)
        elif key == "half_days":
            assert seen.count == sum(row["half_days"] is not None for row in held)
        elif key == "trace_rate":
            assert seen.count == len(held)
        elif key == "publications":
            found = recount.publications(centre, start, min(end, TODAY))
            assert seen.count == sum(recount.dated(r, start, min(end, TODAY)) for r in found)
        else:
            assert seen.count == (computed[key] or 0)
        if seen.months and BY_KEY[key].additive:
            assert seen.value == sum(share.value or 0 for share in seen.months)


@every_year
def test_the_map(demo_reading: Session, recount: Recount, centre: int, year: int) -> None:
    scope = Scope(centre, Period.of_year(year))
    covered = coverage(demo_reading, scope=scope, today=TODAY)
    held = list(recount.held(centre, date(year, 1, 1), end_of(year)))
    ever = list(recount.held(centre, date(1990, 1, 1), end_of(year)))

    assert covered.without_territory == sum(not recount.contrats(row) for row in held)
    assert len(covered.lines) == 23
    for line in covered.lines:
        there = [row for row in held if line.place.id in recount.contrats(row)]
        amounts = [a for row in there if (a := recount.participations(row)) is not None]
        days_there = [r["held_on"] for r in ever if line.place.id in recount.contrats(r)]

        assert line.meetings == len(there)
        assert line.participations == (sum(amounts) if amounts or not there else None)
        assert (line.last.on if line.last else None) == max(days_there, default=None)
    for quartier, last in covered.qpv:
        days_there = [r["held_on"] for r in ever if quartier.id in recount.quartiers(r)]
        assert (last.on if last else None) == max(days_there, default=None)


def test_the_real_year_is_read_as_published(demo_reading: Session) -> None:
    shown = glance(demo_reading, REAL, 2023)

    assert {k: (f.value, f.published) for k, f in shown.figures.items()} == {
        "meetings": (128, 127),
        "participations": (3492, 3481),
        "territories": (11, None),
        "publications": (20, 59),
        "people": (None, None),
        "trace_rate": (3 / 23, None),
        "half_days": (15, None),
        "qpv": (None, 58),
    }
    assert sum(line.values["territories"] or 0 for line in shown.months) == 68
    assert shown.months[6].values == {"meetings": 6, "participations": 216, "territories": 4}
    # Nothing was published of August, and rows tell a part of the year: nobody knows.
    assert set(shown.months[7].values.values()) == {None}
    assert [shown.months[m].values["participations"] for m in (10, 11)] == [390, 390]
    assert {f.previous for f in shown.figures.values()} == {None}
    assert shown.contrats == 23


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
