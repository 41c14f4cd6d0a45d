"""Who came: lists, roll calls and headcounts as they are written, and what they refuse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, func, select

from db.commands import attendance as commands
from db.commands.entering import ForbiddenError, StaleError
from db.commands.merging import merge
from db.models import (
    Attendance,
    Meeting,
    Organisation,
    Person,
    PersonWriting,
    Series,
    utc_now,
)
from db.queries import attendance as queries
from db.unit_of_work import Author, reading, writing
from domain.attending import (
    Arrival,
    Gathering,
    HeadcountValues,
    ListValues,
    RollCallValues,
    read_list,
)
from domain.entry import EntryError
from domain.matching import A_NEW_PERSON, match, match_organisations
from domain.matching import writing as written
from domain.roles import Role
from domain.roster import RosterLine, read_roster
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    EntryKind,
    Family,
    HeadcountPrecision,
    MeetingFormat,
)
from tests import factories

DAY = date(2024, 3, 12)
PASTE = """\
DUPONT Marie, directrice, MJC de Dole
Paul Martin <paul@dole.fr>
Leïla Benali, CAF du Doubs
"""


@dataclass
class Ground:
    author: Author
    centre: int
    meeting: int

    def paste(self, text: str = PASTE, **typed: Any) -> ListValues:
        """What the screen would send for this text."""
        lines = read_roster(text)
        with reading() as session:
            known = queries.directory(session, centre_id=self.centre, role=Role.EDITOR)
        given = {"state": None, "role": None, "choices": {}, "families": {}, **typed}
        return read_list(
            given,
            self.meeting,
            match(lines, known.people, known.decisions),
            match_organisations(lines, known.organisations),
        )

    def record(self, text: str = PASTE, **typed: Any) -> None:
        self.send(commands.record_attendance, self.paste(text, **typed))

    def send(self, command: Callable[[Session, Any], int], values: Any) -> None:
        with writing(self.author) as session:
            assert command(session, values) == self.meeting

    def read(self) -> Gathering:
        with reading() as session:
            found = queries.gathering(
                session, centre_id=self.centre, meeting_id=self.meeting, role=Role.EDITOR
            )
        assert found
        return found

    def came(self) -> list[tuple[str, str | None, str]]:
        return [(one.name, one.organisation, str(one.state)) for one in self.read().people]


@pytest.fixture
def ground(database: str) -> Ground:  # noqa: ARG001
    with writing() as session:
        centre = factories.make_centre(session)
        account = factories.make_account(session)
        factories.make_member(session, account, centre)
        caf = factories.make_organisation(session, centre, "CAF du Doubs", Family.OTHER)
        factories.make_person(session, centre, "Benali", first_name="Leïla", organisation_id=caf)
        meeting = factories.make_meeting(session, centre, DAY)
    return Ground(Author(account, centre), centre, meeting)


def rows(table: type[SQLModel]) -> int:
    with reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_a_list_is_recorded_once_however_often_it_is_pasted(ground: Ground) -> None:
    ground.record()
    once = ground.came(), rows(Person), rows(Organisation), ground.read().version

    ground.record()

    assert once[0] == [
        ("Leïla Benali", "CAF du Doubs", "present"),
        ("Marie Dupont", "MJC de Dole", "present"),
        ("Paul Martin", None, "present"),
    ]
    assert once[1:] == (3, 2, 2)
    assert (ground.came(), rows(Person), rows(Organisation), ground.read().version) == once


def test_a_list_read_twice_and_saved_twice_makes_nobody_twice(ground: Ground) -> None:
    """Two colleagues paste the same list before either of them saves."""
    mine = ground.paste()
    theirs = ground.paste()

    ground.send(commands.record_attendance, mine)
    ground.send(commands.record_attendance, theirs)

    assert (rows(Person), rows(Organisation), rows(Attendance)) == (3, 2, 3)


def test_new_people_and_organisations_have_what_the_list_says(ground: Ground) -> None:
    ground.record(families={"mjc de dole": Family.CULTURE.value})

    with reading() as session:
        marie = session.exec(select(Person).where(Person.last_name == "Dupont")).one()
        paul = session.exec(select(Person).where(Person.last_name == "Martin")).one()
        mjc = session.get_one(Organisation, marie.organisation_id)
    assert (marie.function, paul.email, mjc.name) == ("directrice", "paul@dole.fr", "MJC de Dole")
    assert mjc.family is Family.CULTURE


def test_what_is_known_of_a_person_stays(ground: Ground) -> None:
    (line,) = read_roster("Leïla Benali <lb@ville.fr>, conseillère, Ville de Dole")
    with reading() as session:
        who = session.exec(select(Person.id)).one()
    ground.record(line.line, choices={written(line): str(who)})

    with reading() as session:
        leila = session.exec(select(Person)).one()
        caf = session.get_one(Organisation, leila.organisation_id)
    assert (leila.email, caf.name) == ("lb@ville.fr", "CAF du Doubs")
    # She works at the town that day.
    assert ground.came() == [("Leïla Benali", "Ville de Dole", "present")]


def test_a_judged_line_is_recognised_next_time(ground: Ground) -> None:
    (line,) = read_roster("BENALY Leila")
    with pytest.raises(EntryError, match=r"1.ligne douteuse reste à décider"):
        ground.record(line.line)
    assert rows(Attendance) == 0

    with reading() as session:
        leila = session.exec(select(Person.id)).one()
    ground.record(line.line, choices={written(line): str(leila)})
    ground.record(line.line)

    assert ground.came() == [("Leïla Benali", "CAF du Doubs", "present")]
    assert rows(PersonWriting) == 1


def test_a_line_judged_new_is_new_once(ground: Ground) -> None:
    (line,) = read_roster("BENALY Leila")
    choices = {written(line): A_NEW_PERSON}

    ground.record(line.line, choices=choices)
    ground.record(line.line, choices=choices)

    assert [name for name, _, _ in ground.came()] == ["Leila Benaly"]
    assert rows(Person) == 2


def test_a_merged_double_is_recognised_under_both_names(ground: Ground) -> None:
    with writing(ground.author) as session:
        leila = session.exec(select(Person.id)).one()
        double = factories.make_person(session, ground.centre, "Benhali", first_name="Leïla")
    with writing(ground.author) as session:
        merge(session, kind=EntryKind.PERSON, kept_id=leila or 0, merged_id=double)

    ground.record("Leïla BENHALI")

    assert [name for name, _, _ in ground.came()] == ["Leïla Benali"]


def test_states_and_roles_are_not_taken_back_by_a_lesser_list(ground: Ground) -> None:
    ground.record(role="intervenant")
    ground.record(state="inscrit")

    assert {(one.state, one.role) for one in ground.read().people} == {
        (AttendanceState.PRESENT, AttendanceRole.SPEAKER)
    }

    ground.record("Paul Martin", state="excuse")
    assert ("Paul Martin", None, "excuse") in ground.came()


def test_the_excused_of_a_list_of_the_present(ground: Ground) -> None:
    ground.record("Marie DUPONT\nPaul Martin excusé\nExcusés\u00a0:\nLeïla BENALI")

    assert ground.came() == [
        ("Leïla Benali", "CAF du Doubs", "excuse"),
        ("Marie Dupont", None, "present"),
        ("Paul Martin", None, "excuse"),
    ]


def test_the_registered_come(ground: Ground) -> None:
    ground.record(state="inscrit")
    people = {one.name: one.person_id for one in ground.read().people}
    leila, paul = people["Leïla Benali"], people["Paul Martin"]

    def call(
        came: Sequence[int] = (), left: Sequence[int] = (), excused: Sequence[int] = ()
    ) -> None:
        values = RollCallValues(
            ground.meeting, frozenset(came), frozenset(left), frozenset(excused)
        )
        ground.send(commands.record_roll_call, values)

    call(came=[leila, paul])
    assert [state for _, _, state in ground.came()] == ["present", "inscrit", "present"]
    call(left=[paul])
    assert [name for name, _, _ in ground.came()] == ["Leïla Benali", "Marie Dupont"]
    call(excused=[people["Marie Dupont"]])
    assert [state for _, _, state in ground.came()] == ["present", "excuse"]
    version = ground.read().version
    call()
    assert ground.read().version == version == 5


def test_the_headcount_alone(ground: Ground) -> None:
    ground.record()
    seen = ground.read()
    values = HeadcountValues(ground.meeting, seen.version, 2, HeadcountPrecision.ABOUT)

    ground.send(commands.record_headcount, values)

    after = ground.read()
    assert (after.headcount, after.headcount_precision) == (2, HeadcountPrecision.ABOUT)
    assert len(after.present) == 3
    assert after.is_undercounted
    with pytest.raises(StaleError):
        ground.send(commands.record_headcount, values)


def test_expected_people(ground: Ground) -> None:
    def expected(meeting: int) -> tuple[list[str], str | None]:
        with reading() as session:
            found = queries.expected(
                session, centre_id=ground.centre, meeting_id=meeting, role=Role.EDITOR
            )
        assert all(one.state is not AttendanceState.PRESENT for one in found.people)
        return [one.name for one in found.people], found.last_time

    with writing() as session:
        series = Series(centre_id=ground.centre, name="Oxygène")
        session.add(series)
        session.flush()
        dole = factories.make_territory(session)
        ann, bob, cyd = factories.make_people(session, ground.centre, 3)
        of = {"format": MeetingFormat.GAP, "territories": [dole]}

        def make(day: int, **columns: Any) -> int:
            return factories.make_meeting(
                session, ground.centre, date(2024, 5, day), **{**of, **columns}
            )

        make(1, people=[ann], title="La dernière là-bas")
        make(2, people=[bob], title="La dernière de la série", series_id=series.id)
        make(3, people=[cyd], territories=[], title="Ailleurs")
        make(4, title="Sans noms", series_id=series.id)
        make(6, people=[cyd], title="Plus tard", series_id=series.id)
        in_series = make(5, series_id=series.id)
        alone = make(1)
        nowhere = make(5, territories=[])
        registered = make(5, series_id=series.id)
        factories.make_attendance(session, registered, cyd, AttendanceState.REGISTERED)

    assert expected(in_series) == (["Personne 1"], "La dernière de la série")
    assert expected(alone) == (["Personne 0"], "La dernière là-bas")
    assert expected(nowhere) == ([], None)
    assert expected(registered) == (["Personne 2"], None)


def test_a_reader_is_told_nothing_and_writes_nothing(ground: Ground) -> None:
    ground.record()
    asked: dict[str, Any] = {"centre_id": ground.centre, "role": Role.READER}
    with writing() as session:
        account = factories.make_account(session, "lecture")
        factories.make_member(session, account, ground.centre, Role.READER)
    reader = replace(ground, author=Author(account, ground.centre))

    with reading() as session:
        assert queries.gathering(session, meeting_id=ground.meeting, **asked) is None
        assert queries.expected(session, meeting_id=ground.meeting, **asked).people == ()
        found = queries.directory(session, **asked)
    assert (found.people, found.organisations, found.decisions) == ((), {}, {})
    none: frozenset[int] = frozenset()
    for command, values in (
        (commands.record_attendance, ground.paste()),
        (commands.record_roll_call, RollCallValues(ground.meeting, none, none, none)),
        (
            commands.record_headcount,
            HeadcountValues(ground.meeting, 2, 9, HeadcountPrecision.EXACT),
        ),
    ):
        with pytest.raises(ForbiddenError):
            reader.send(command, values)


def test_ticked_then_named_as_if_new_someone_comes_once(ground: Ground) -> None:
    with writing(ground.author) as session:
        zoe = factories.make_person(session, ground.centre, "Petit", first_name="Zoé")
    nobody: frozenset[int] = frozenset()
    named = (Arrival(RosterLine("Petit", "Zoé"), zoe),)

    call = RollCallValues(ground.meeting, frozenset([zoe]), nobody, nobody, named)
    ground.send(commands.record_roll_call, call)

    assert ground.came() == [("Zoé Petit", None, "present")]


def test_what_belongs_to_others_is_refused(ground: Ground) -> None:
    with writing() as session:
        other = factories.make_centre(session, "autre")
        meeting = factories.make_meeting(session, other, DAY)
        person = factories.make_person(session, other)
        organisation = factories.make_organisation(session, other)
    values = ground.paste()
    line = RosterLine("Dupont", "Marie", organisation="MJC de Dole")
    stranger = Arrival(line, person)

    for wrong in (
        replace(values, meeting_id=meeting),
        replace(values, meeting_id=10**6),
        replace(values, arrivals=(stranger,)),
        replace(values, organisations={"mjc de dole": organisation}),
    ):
        with pytest.raises(EntryError):
            ground.send(commands.record_attendance, wrong)
    call = RollCallValues(ground.meeting, frozenset([person]), frozenset(), frozenset())
    with pytest.raises(EntryError):
        ground.send(commands.record_roll_call, call)
    assert (rows(Attendance), rows(Organisation)) == (0, 2)


def test_a_deleted_meeting_takes_nobody(ground: Ground) -> None:
    values = ground.paste()
    with writing() as session:
        session.get_one(Meeting, ground.meeting).deleted_at = utc_now()

    with pytest.raises(EntryError, match="supprimée"):
        ground.send(commands.record_attendance, values)


def test_five_hundred_lines_take_few_statements(ground: Ground, statements: list[str]) -> None:
    letters = "abcdefghij"
    names = [(a + b + c).title() for a in letters for b in letters for c in letters][:500]
    values = ground.paste("\n".join(f"Marie {name.upper()}, MJC de Dole" for name in names))
    before = len(statements)

    ground.send(commands.record_attendance, values)

    assert rows(Attendance) == len(values.arrivals) == 500
    asked = [sent for sent in statements[before:] if sent.startswith("SELECT")]
    assert len(asked) < 20, "a query for each line"
    with reading() as session:
        assert len(set(session.exec(select(Attendance.organisation_id)))) == 1
