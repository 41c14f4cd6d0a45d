"""The yearly return read from the tables, against a recount of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from db.command_line import centre_named
from db.models import MeetingOrganisation
from db.queries.national_return import national_return
from domain.national_return import Axis, Cell, Mode, NationalReturn
from domain.periods import Period
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceState,
    Family,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
    PublicationKind,
)
from tests import factories
from tests.databases import session_on
from tests.db.recount import Recount, Row

TODAY = date(2024, 11, 22)
YEAR, FIRST, LAST = Period.of_year(2024), date(2024, 1, 1), date(2024, 12, 31)
FAMILIES = (Family.STATE, Family.HEALTH)
REAL, FICTIONAL = "trajectoire-ressources", "centre-fictif"
LATER = date(2026, 11, 22)

meetings = st.fixed_dictionaries(
    {
        "held_on": st.dates(date(2023, 12, 1), date(2025, 1, 31)),
        "status": st.sampled_from([*MeetingStatus, MeetingStatus.HELD, MeetingStatus.HELD]),
        "scope": st.sampled_from([*MeetingScope, MeetingScope.REGIONAL]),
        "format": st.sampled_from([MeetingFormat.GAP, MeetingFormat.COTEC]),
        "modality": st.none() | st.sampled_from(Modality),
        "half_days": st.none() | st.sampled_from([0.5, 1.0, 2.0]),
        "themes": st.sets(st.sampled_from(range(2))),
        "came": st.lists(
            st.tuples(st.sampled_from(AttendanceState), st.none() | st.sampled_from(range(2))),
            max_size=2,
        ),
        "bodies": st.dictionaries(
            st.sampled_from(range(2)), st.sampled_from(OrganisationRole), max_size=2
        ),
    }
)


@given(recorded=st.lists(meetings, max_size=6), today=st.dates(FIRST, date(2025, 3, 1)))
def test_a_random_year_is_what_a_recount_says(
    engine: Engine, recorded: list[dict[str, Any]], today: date
) -> None:
    with Session(engine) as session:  # never committed: each example starts anew
        centre = factories.make_centre(session)
        themes = [factories.make_theme(session, centre, name) for name in ("Santé", "Emploi")]
        bodies = [factories.make_organisation(session, centre, f, f) for f in FAMILIES]
        for drawn in recorded:
            record(session, centre, dict(drawn), themes, bodies)

        found = national_return(session, scope=Scope(centre, YEAR), today=today)

        check(found, Recount(session), centre, today)


def record(
    session: Session, centre: int, drawn: dict[str, Any], themes: list[int], bodies: list[int]
) -> None:
    came, tied = drawn.pop("came"), drawn.pop("bodies")
    chosen = [themes[n] for n in drawn.pop("themes")]
    meeting = factories.make_meeting(session, centre, themes=chosen, **drawn)
    for state, home in came:
        person = factories.make_person(session, centre)
        key = None if home is None else bodies[home]
        factories.make_attendance(session, meeting, person, state, organisation_id=key)
    for n, role in tied.items():
        session.add(MeetingOrganisation(meeting_id=meeting, organisation_id=bodies[n], role=role))
    session.flush()


def check(found: NationalReturn, recount: Recount, centre: int, today: date) -> None:
    """Every cell, from the tables and loops alone."""
    end = min(today, date(found.year, 12, 31))
    held = list(recount.held(centre, date(found.year, 1, 1), end))
    families = {row["id"]: row["family"] for row in recount.rows["organisation"]}
    publics: dict[int, set[str]] = {}
    for row in recount.rows["attendance"]:
        if row["state"] == "present" and row["organisation_id"]:
            publics.setdefault(row["meeting_id"], set()).add(families[row["organisation_id"]])
    for row in recount.rows["meeting_organisation"]:
        publics.setdefault(row["meeting_id"], set()).add(families[row["organisation_id"]])

    def is_in(row: Row, key: str) -> bool:
        axis, _, word = key.partition("-")
        words: set[str] = {
            "theme": {str(n) for n in recount.themes.get(row["id"], ())},
            "public": {str(one) for one in publics.get(row["id"], ())},
            "format": {str(row["format"])},
            "ensemble": {""},
            "sans": {"duree"} if row["half_days"] is None else {"no"},
        }[axis]
        return word in words or (word == "aucun" and not words)

    modes = {"presentiel": Mode.ON_SITE, "visio": Mode.REMOTE, "hybride": Mode.HYBRID}
    for address, (line, mode) in found.addresses.items():
        rows = [
            row
            for row in held
            if is_in(row, line.key)
            and mode in (Mode.ALL, modes.get(row["modality"] or "", Mode.UNSAID))
        ]
        known = [row["half_days"] for row in rows if row["half_days"] is not None]
        cell = line.cells[mode]
        assert set(cell.meetings) == {row["id"] for row in rows}, address
        assert cell.half_days == (sum(known) if known or not rows else None), address
        assert cell.unknown == len(rows) - len(known), address
    figures = recount.figures(centre, date(found.year, 1, 1), end)
    for total in found.totals:
        assert total.rows == figures[total.indicator.key], total.indicator.key
    for table in found.tables:
        in_it = {key for line in table.lines for key in line.total.meetings}
        assert in_it == {row["id"] for row in held}


@pytest.fixture(scope="module")
def demonstration_session(read_demonstration: str) -> Iterator[Session]:
    with session_on(read_demonstration) as session:
        yield session


@pytest.mark.parametrize(("slug", "year"), [(REAL, 2023), (FICTIONAL, 2025), (FICTIONAL, 2026)])
def test_the_demonstration_is_what_a_recount_says(
    demonstration_session: Session, slug: str, year: int
) -> None:
    centre = centre_named(demonstration_session, slug)
    scope = Scope(centre, Period.of_year(year))

    found = national_return(demonstration_session, scope=scope, today=LATER)

    check(found, Recount(demonstration_session), centre, LATER)


def of_year(session: Session, slug: str, year: int) -> NationalReturn:
    scope = Scope(centre_named(session, slug), Period.of_year(year))
    return national_return(session, scope=scope, today=LATER)


def told(cells: Sequence[Cell]) -> list[tuple[float | None, int, int]]:
    return [(cell.half_days, len(cell.meetings), cell.unknown) for cell in cells]


def test_the_real_year(demonstration_session: Session) -> None:
    found = of_year(demonstration_session, REAL, 2023)

    assert told([found.whole.cells[mode] for mode in Mode]) == [
        (0, 0, 0),
        (None, 1, 1),
        (0, 0, 0),
        (15.0, 22, 13),
        (15.0, 23, 14),
    ]
    themes = {line.label: line.total for line in found.tables[0].lines}
    assert told([themes["Contrats de ville"], themes["Éducation"]]) == [(10.0, 15, 9), (None, 1, 1)]
    publics = {line.label: line.total for line in found.tables[1].lines}
    assert told([publics["Collectivité"], publics["Public non connu"]]) == [
        (4.0, 8, 5),
        (2.0, 7, 6),
    ]
    assert {
        one.indicator.key: (one.rows, one.retained, one.published, one.is_approximate)
        for one in found.totals
    } == {
        "half_days": (15.0, 15.0, None, False),
        "meetings": (23, 128, 127, False),
        "participations": (520, 3492, 3481, True),
        "territories": (11, 11, None, False),
        "publications": (20, 20, 59, False),
    }
    assert {kind: len(papers) for kind, papers in found.publications.items()} == {
        PublicationKind.PODCAST: 6,
        PublicationKind.VIDEO: 5,
        PublicationKind.EXPERIENCE_SHEET: 5,
        PublicationKind.PROGRAMME_SHEET: 2,
        PublicationKind.JOURNAL: 2,
    }


def test_the_fictional_year(demonstration_session: Session) -> None:
    found = of_year(demonstration_session, FICTIONAL, 2025)

    assert told([found.whole.cells[mode] for mode in Mode]) == [
        (130.0, 100, 0),
        (23.0, 18, 0),
        (9.0, 6, 0),
        (0, 0, 0),
        (162.0, 124, 0),
    ]
    assert [(line.label, line.total.half_days) for line in found.tables[1].lines][:3] == [
        ("Collectivité", 137.0),
        ("Association", 134.0),
        ("Emploi et insertion", 130.0),
    ]
    assert sum(line.total.half_days or 0 for line in found.tables[2].lines) == 162.0
    assert not any(total.differs for total in found.totals)


def test_a_year_without_record_says_nothing(demonstration_session: Session) -> None:
    found = of_year(demonstration_session, REAL, 2022)

    assert (found.is_recorded, found.totals, found.publications) == (False, (), {})
    assert found.activities == {}


def test_a_public_is_who_took_part_and_as_it_was_that_day(session: Session) -> None:
    centre = factories.make_centre(session)
    meeting = factories.make_meeting(session, centre, date(2024, 3, 12), half_days=1)
    homes = {
        family: factories.make_organisation(session, centre, family, family) for family in Family
    }
    moved = factories.make_person(session, centre, organisation_id=homes[Family.CULTURE])
    excused = factories.make_person(session, centre)
    factories.make_attendance(session, meeting, moved, organisation_id=homes[Family.STATE])
    factories.make_attendance(
        session, meeting, excused, AttendanceState.EXCUSED, organisation_id=homes[Family.HEALTH]
    )
    host = homes[Family.UNIVERSITY]
    session.add(
        MeetingOrganisation(meeting_id=meeting, organisation_id=host, role=OrganisationRole.HOST)
    )
    session.flush()

    found = national_return(session, scope=Scope(centre, YEAR), today=TODAY)

    assert found.activities[meeting].publics == {Family.STATE, Family.UNIVERSITY}
    (table,) = (one for one in found.tables if one.axis is Axis.PUBLIC)
    assert [line.key for line in table.lines] == ["public-universite", "public-etat"]


def test_a_closed_month_is_counted_as_its_rows_are_now(session: Session) -> None:
    centre = factories.make_centre(session)
    meeting = factories.make_meeting(session, centre, date(2024, 2, 6), half_days=2)
    factories.make_closing(session, centre, 2024, 2, meetings=5, meeting_ids=[meeting])

    found = national_return(session, scope=Scope(centre, YEAR), today=TODAY)

    totals = {one.indicator.key: one for one in found.totals}
    assert (totals["meetings"].rows, totals["meetings"].retained) == (1, 5)
    assert (totals["half_days"].rows, totals["half_days"].retained) == (2, 2)
    assert totals["meetings"].differs
    assert not totals["half_days"].differs
