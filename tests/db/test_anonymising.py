"""Anonymising: names are gone from the whole database, and every figure stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from db.commands import drafts
from db.commands.anonymising import anonymise, forget_people
from db.commands.directory import save_person
from db.commands.unmerging import undo
from db.models import Attendance, Journal, JournalHead, Person, PersonWriting, utc_now
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.families import present_by_family
from db.queries.integrity import faults
from db.queries.once import answers_kept
from db.queries.rows import counted_rows
from db.unit_of_work import AUTHOR, Author, reading, writing
from domain.entry import EntryError
from domain.formats import NBSP
from domain.indicators import ALL
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import AttendanceState
from tests import factories
from tests.db.directory_ground import Ground, member, person_values

NAMES = ("ysaline", "aubépine", "ysaline@nulle.part", "épiniériste")


class Known(Ground):
    """Someone of rare names, entered twice, with all that entry remembers of people."""

    def __init__(self) -> None:
        super().__init__()
        with writing() as session:
            self.director = member(session, self.centre, "direction", Role.DIRECTOR)
        self.zoe = self._person("Aubépine")
        self.twin = self._person("AUBÉPINE", email="ysaline@nulle.part", function="Épiniériste")
        self.day = self.meeting()
        self.came(self.day, self.zoe, organisation_id=self.mairie)
        self.came(self.meeting(date(2024, 4, 2)), self.twin)
        for person, told in (
            (self.zoe, "aubépine ysaline"),
            (self.twin, "ysaline aubépine, mairie"),
        ):
            self.add(PersonWriting(centre_id=self.centre, writing=told, person_id=person))

    def _person(self, name: str, **columns: str) -> int:
        with writing(self.author) as session:
            return factories.make_person(
                session, self.centre, name, first_name="Ysaline", **columns
            )

    @contextmanager
    def directing(self) -> Iterator[Session]:
        with writing(self.director) as session:
            yield session

    def anonymise(self, person: int) -> None:
        with self.directing() as session:
            anonymise(session, person_id=person)


@pytest.fixture
def known(database: str) -> Known:  # noqa: ARG001 -- the engine reads its address
    return Known()


def told_anywhere() -> list[tuple[str, str]]:
    """Each table where one of the names still is, in any column, with the row."""
    with reading() as session:
        return [
            (name, repr(row))
            for name, table in SQLModel.metadata.tables.items()
            for row in session.execute(table.select())
            if any(word in repr(row).lower() for word in NAMES)
        ]


def found() -> list[str]:
    with reading() as session:
        return faults(session)


def test_nothing_of_the_names_is_left_anywhere(known: Known) -> None:
    with known.writing() as session:
        values = person_values(
            known, id=known.zoe, last_name="Aubépine-Durand", first_name="Ysaline"
        )
        save_person(session, values)
    known.merge(known.zoe, known.twin)
    with writing() as session:
        for form in (f"personne-{known.zoe}", "liste-7"):
            body = {"lines": ["Dupont", "Ysaline AUBEPINE-DURAND"], "last_name": "Aubépine-Durand"}
            account = known.author.account_id or 0
            drafts.keep(
                session, account_id=account, centre_id=known.centre, form=form, body={"x": body}
            )
    assert {table for table, _ in told_anywhere()} == {
        "person",
        "person_writing",
        "journal",
        "draft",
    }

    known.anonymise(known.zoe)

    assert told_anywhere() == []
    assert found() == []


@pytest.mark.only_sqlite(reason="its file goes from hand to hand, and what it deleted with it")
def test_the_files_of_the_database_do_not_hold_the_names_either(
    known: Known, database: str
) -> None:
    known.merge(known.zoe, known.twin)
    words = [name.encode() for name in ("Ysaline", "ysaline", "Aubépine", "AUBÉPINE", "aubépine")]
    before = _held(database)
    assert any(word in before for word in words)

    known.anonymise(known.zoe)

    after = _held(database)
    assert [word for word in words if word in after] == []


def _held(url: str) -> bytes:
    """The database, with the log of its last writes."""
    file = Path(url.removeprefix("sqlite:///"))
    return b"".join(part.read_bytes() for part in sorted(file.parent.glob(f"{file.name}*")))


def test_what_a_merge_undone_had_taken_is_gone_too(known: Known) -> None:
    """The twin’s e-mail and function were on the other’s row for a time."""
    merge = known.merge(known.zoe, known.twin)
    known.undo(merge)

    known.anonymise(known.twin)

    left = "".join(row for _, row in told_anywhere())
    assert "ysaline@nulle.part" not in left
    assert "piniériste" not in left
    assert found() == []


def test_the_row_stays_with_all_that_is_counted(known: Known) -> None:
    with reading() as session:
        before = session.get_one(Person, known.zoe)

    known.anonymise(known.zoe)

    with reading() as session:
        row = session.get_one(Person, known.zoe)
        came = session.exec(select(Attendance).where(Attendance.person_id == known.zoe)).one()
    assert (row.first_name, row.last_name) == ("", f"Personne anonymisée n°{NBSP}{known.zoe}")
    assert (row.function, row.email, row.organisation_id) == (None, None, before.organisation_id)
    assert row.anonymised_at is not None
    assert (row.version, row.updated_by) == (before.version + 1, known.director.account_id)
    assert (came.state, came.organisation_id) == (AttendanceState.PRESENT, known.mairie)


def test_the_journal_tells_it_in_one_line_and_says_what_it_erased(known: Known) -> None:
    with reading() as session:
        before = session.get_one(JournalHead, known.centre).lines

    known.anonymise(known.zoe)

    with reading() as session:
        lines = list(session.exec(select(Journal).where(Journal.centre_id == known.centre)))
    (line,) = [line for line in lines if line.rank > before]
    assert (line.action, line.row_table, line.row_id) == ("anonymiser", "person", str(known.zoe))
    assert (line.before, line.after, line.account_id) == (None, None, known.director.account_id)
    erased = {(one.row_table, one.row_id) for one in lines if one.erased_at}
    assert ("person", str(known.zoe)) in erased
    assert {table for table, _ in erased} == {"person", "person_writing"}
    assert {one.erased_at for one in lines if one.erased_at} == {line.at}


def test_done_again_it_changes_nothing(known: Known) -> None:
    known.anonymise(known.zoe)
    with reading() as session:
        before = session.get_one(JournalHead, known.centre).lines

    known.anonymise(known.zoe)

    with reading() as session:
        assert session.get_one(JournalHead, known.centre).lines == before


def test_who_was_merged_is_refused_and_a_merge_is_no_longer_undone(known: Known) -> None:
    merge = known.merge(known.zoe, known.twin)
    with pytest.raises(EntryError, match="celle qui a été gardée"):
        known.anonymise(known.twin)

    known.anonymise(known.zoe)

    with pytest.raises(EntryError, match="ne peut plus être annulée"), known.writing() as session:
        undo(session, merge_id=merge)
    with reading() as session:
        assert session.get_one(Person, known.twin).email is None


def test_others_keep_theirs(known: Known) -> None:
    known.anonymise(known.zoe)

    with reading() as session:
        assert session.get_one(Person, known.claire).last_name == "Martin"
        assert session.get_one(Person, known.twin).last_name == "AUBÉPINE"


TODAY = date(2025, 1, 1)
PEOPLE = range(5)
days = st.dates(date(2023, 1, 1), date(2024, 12, 31))
meetings = st.fixed_dictionaries(
    {
        "held_on": days,
        "headcount": st.none() | st.integers(0, 60),
        "came": st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(AttendanceState)),
    }
)


@settings(max_examples=12)
@given(
    recorded=st.lists(meetings, min_size=1, max_size=6),
    forgotten=st.sets(st.sampled_from(PEOPLE), min_size=1),
    removed=st.sets(st.sampled_from(PEOPLE), max_size=2),
    at_once=st.booleans(),
)
def test_anonymising_changes_no_figure(
    engine: Engine,
    recorded: list[dict[str, Any]],
    forgotten: set[int],
    removed: set[int],
    at_once: bool,
) -> None:
    with Session(engine) as session:  # never committed: each example starts anew
        centre = factories.make_centre(session)
        dole = factories.make_territory(session, "Dole")
        theme = factories.make_theme(session, centre)
        author = member(session, centre, "direction", Role.DIRECTOR)
        people = factories.make_people(session, centre, len(PEOPLE))
        for number in removed:
            session.get_one(Person, people[number]).deleted_at = utc_now()
        for drawn in recorded:
            key = factories.make_meeting(
                session,
                centre,
                drawn["held_on"],
                headcount=drawn["headcount"],
                territories=[dole],
                themes=[theme],
            )
            for number, state in drawn["came"].items():
                factories.make_attendance(session, key, people[number], state)
        months = {drawn["held_on"].month for drawn in recorded}
        before = figures(session, centre, dole, theme, months)

        session.info[AUTHOR] = Author(author.account_id, centre)
        if at_once:
            ids = [people[number] for number in forgotten]
            forget_people(session, author.account_id or 0, centre, ids)
        else:
            for number in forgotten:
                anonymise(session, person_id=people[number])
        session.flush()
        session.expire_all()

        assert figures(session, centre, dole, theme, months) == before


def figures(
    session: Session, centre: int, territory: int, theme: int, months: set[int]
) -> list[object]:
    """All the indicators, by year, by month, by territory and by theme."""
    year = Period.of_year(2024)
    scopes = [
        *(Scope(centre, Period.of_year(one)) for one in (2023, 2024)),
        *(Scope(centre, Period.of_month(2024, month)) for month in months),
        Scope(centre, year, territory_id=territory),
        Scope(centre, year, theme_id=theme),
    ]
    with answers_kept(session):
        told = [of_scope(session, scope) for scope in scopes]
        glance = year_at_a_glance(session, scope=scopes[1], today=TODAY)
        return [*told, glance, coverage(session, scope=scopes[1], today=TODAY)]


def of_scope(session: Session, scope: Scope) -> list[object]:
    told: list[object] = []
    for indicator in ALL:
        rows = counted_rows(session, scope=scope, key=indicator.key, role=Role.READER, today=TODAY)
        told.append((indicator.key, rows.value, rows.count, rows.amounts))
    return [*told, present_by_family(session, scope=scope, today=TODAY)]
