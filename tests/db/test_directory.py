"""The directory: what it lists, what its commands change, and that a merge can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, select

from db.commands import directory as commands
from db.commands.entering import StaleError
from db.commands.merging import REFERENCES, merge
from db.commands.unmerging import undo
from db.models import (
    Account,
    Attendance,
    Journal,
    Meeting,
    MeetingOrganisation,
    Membership,
    Merge,
    Organisation,
    Person,
    PersonConsent,
    PersonWriting,
    utc_now,
)
from db.queries import directory, doubles, facts
from db.unit_of_work import Author, reading, writing
from domain.directory import OrganisationValues, PersonValues
from domain.entry import EntryError
from domain.indicators import PEOPLE
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    ConsentChannel,
    EntryKind,
    Family,
    MeetingStatus,
    OrganisationRole,
)
from tests import factories

PERSON, ORGANISATION = EntryKind.PERSON, EntryKind.ORGANISATION
PRESENT, REGISTERED = AttendanceState.PRESENT, AttendanceState.REGISTERED
DAY = date(2024, 3, 12)
# What says that a row was written, not what it says.
TRACES = {"version", "updated_at", "updated_by"}


def member(session: Session, centre: int, username: str, role: Role) -> Author:
    account = Account(username=username, name="Zoé Saisie", password_hash="x")
    session.add(account)
    session.flush()
    session.add(Membership(account_id=account.id or 0, centre_id=centre, role=role))
    return Author(account.id, centre)


class Ground:
    """A centre with its author, two writings of one person, and two of one organisation."""

    def __init__(self, slug: str = "un") -> None:
        with writing() as session:
            self.centre = factories.make_centre(session, slug)
            self.author = member(session, self.centre, slug, Role.EDITOR)
            self.mairie, self.ville = (
                factories.make_organisation(session, self.centre, name)
                for name in ("Mairie de Dole", "Ville de Dole")
            )
            self.claire = factories.make_person(
                session, self.centre, "Martin", first_name="Claire", organisation_id=self.mairie
            )
            self.other_claire = factories.make_person(
                session,
                self.centre,
                "MARTIN",
                first_name="Claire",
                email="claire@ville.fr",
                organisation_id=self.ville,
            )

    def meeting(self, day: date = DAY, **columns: Any) -> int:
        with writing() as session:
            return factories.make_meeting(session, self.centre, day, **columns)

    def came(self, meeting: int, person: int, **columns: Any) -> None:
        with writing() as session:
            factories.make_attendance(session, meeting, person, **columns)

    def add(self, row: SQLModel) -> None:
        with writing() as session:
            session.add(row)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with writing(self.author) as session:
            yield session

    def merge(self, kept: int, merged: int, kind: EntryKind = PERSON) -> int:
        with self.writing() as session:
            return merge(session, kind=kind, kept_id=kept, merged_id=merged)

    def undo(self, merge_id: int) -> None:
        with self.writing() as session:
            undo(session, merge_id=merge_id)


@pytest.fixture
def ground(database: str) -> Ground:  # noqa: ARG001 -- the engine reads its address
    return Ground()


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the journal and the merges, traces of writing left out."""
    apart = {"journal", "merge", "installation"}
    with reading() as session:
        return {
            name: sorted(
                (
                    {key: value for key, value in row._mapping.items() if key not in TRACES}
                    for row in session.execute(table.select())
                ),
                key=repr,
            )
            for name, table in SQLModel.metadata.tables.items()
            if name not in apart
        }


def held(table: type[SQLModel], *conditions: Any) -> list[Any]:
    with reading() as session:
        return list(session.exec(select(table).where(*conditions)))


def distinct_people(ground: Ground) -> float | None:
    with reading() as session:
        read = facts.read_facts(session, scope=Scope(ground.centre, Period.of_year(2024)))
        return PEOPLE.value(read)


def version(meeting: int) -> int:
    with reading() as session:
        return session.get_one(Meeting, meeting).version


# --- What is listed ---


def test_people_are_listed_with_their_meetings_and_the_last_time(ground: Ground) -> None:
    first, last = ground.meeting(), ground.meeting(DAY + timedelta(30))
    planned = ground.meeting(DAY + timedelta(60), status=MeetingStatus.PLANNED)
    ground.came(first, ground.claire)
    ground.came(last, ground.claire)
    ground.came(planned, ground.claire)
    ground.came(last, ground.other_claire, state=REGISTERED)

    with reading() as session:
        lines = {line.id: line for line in directory.people(session, centre_id=ground.centre)}

    claire, other = lines[ground.claire], lines[ground.other_claire]
    assert (claire.name, claire.organisation) == ("Claire Martin", "Mairie de Dole")
    assert (claire.meetings, claire.last_seen) == (2, DAY + timedelta(30))
    assert (other.meetings, other.last_seen) == (0, None)


def test_an_organisation_counts_a_meeting_once(ground: Ground) -> None:
    meeting = ground.meeting()
    ground.came(meeting, ground.claire, organisation_id=ground.ville)
    ground.came(meeting, ground.other_claire, organisation_id=ground.ville)
    for role in (OrganisationRole.ORGANISER, OrganisationRole.HOST):
        ground.add(MeetingOrganisation(meeting_id=meeting, organisation_id=ground.ville, role=role))

    with reading() as session:
        lines = directory.organisations(session, centre_id=ground.centre)
        sheet = directory.organisation(
            session, centre_id=ground.centre, organisation_id=ground.ville
        )

    assert [(line.name, line.people, line.meetings) for line in lines] == [
        ("Mairie de Dole", 1, 0),
        ("Ville de Dole", 1, 1),
    ]
    assert sheet
    assert [line.id for line in sheet.meetings] == [meeting]
    assert sheet.uses == {"personne": 1, "présence": 2, "rencontre portée": 2}


def test_the_deleted_and_the_anonymised_are_not_listed(ground: Ground) -> None:
    with writing() as session:
        session.get_one(Person, ground.claire).deleted_at = utc_now()
        session.get_one(Person, ground.other_claire).anonymised_at = utc_now()
        session.get_one(Organisation, ground.ville).deleted_at = utc_now()

    with reading() as session:
        assert directory.people(session, centre_id=ground.centre) == ()
        assert [o.id for o in directory.organisations(session, centre_id=ground.centre)] == [
            ground.mairie
        ]
        for person_id in (ground.claire, ground.other_claire):
            assert not directory.person(session, centre_id=ground.centre, person_id=person_id)


def pairs(ground: Ground, kind: EntryKind) -> list[tuple[int, int]]:
    with reading() as session:
        found = doubles.doubles(session, centre_id=ground.centre, kind=kind)
    return [(first.id, second.id) for first, second in found]


def test_doubles_are_near_names_and_equal_emails(ground: Ground) -> None:
    with writing() as session:
        married = factories.make_person(
            session, ground.centre, "Durand", first_name="Claire", email="Claire@Ville.fr"
        )
        factories.make_person(session, ground.centre, "Bernard", first_name="Luc")

    assert pairs(ground, PERSON) == [
        (ground.claire, ground.other_claire),
        (ground.other_claire, married),
    ]
    assert pairs(ground, ORGANISATION) == [(ground.mairie, ground.ville)]


def test_a_judgement_is_remembered_once(ground: Ground) -> None:
    for one, other in ((ground.claire, ground.other_claire), (ground.other_claire, ground.claire)):
        with ground.writing() as session:
            commands.judge_different(session, kind=PERSON, one_id=one, other_id=other)

    assert pairs(ground, PERSON) == []
    assert pairs(ground, ORGANISATION) == [(ground.mairie, ground.ville)]


# --- Corrections ---


def person_values(ground: Ground, **changes: Any) -> PersonValues:
    given = {
        "id": ground.claire,
        "version": 1,
        "first_name": "Clara",
        "last_name": "Martin",
        "function": "Cheffe de projet",
        "organisation_id": ground.ville,
        "email": None,
    }
    return PersonValues(**{**given, **changes})


def test_a_person_is_corrected(ground: Ground) -> None:
    with ground.writing() as session:
        commands.save_person(session, person_values(ground))

    (row,) = held(Person, Person.id == ground.claire)
    assert (row.first_name, row.organisation_id, row.version) == ("Clara", ground.ville, 2)


def test_a_stale_correction_is_refused(ground: Ground) -> None:
    with ground.writing() as session:
        commands.save_person(session, person_values(ground))
    with pytest.raises(StaleError), ground.writing() as session:
        commands.save_person(session, person_values(ground, first_name="Claude"))


def test_families_are_given_in_one_save(ground: Ground) -> None:
    with ground.writing() as session:
        changed = commands.save_families(
            session, {ground.mairie: Family.STATE, ground.ville: Family.LOCAL_AUTHORITY}
        )

    assert changed == 1
    (row,) = held(Organisation, Organisation.id == ground.mairie)
    assert row.family is Family.STATE


def test_only_what_no_meeting_names_is_removed(ground: Ground) -> None:
    meeting = ground.meeting()
    ground.came(meeting, ground.claire, state=REGISTERED)
    for kind, row_id in ((PERSON, ground.claire), (ORGANISATION, ground.mairie)):
        with pytest.raises(EntryError, match="s’en sert"), ground.writing() as session:
            commands.remove(session, kind=kind, row_id=row_id)

    with ground.writing() as session:
        commands.remove(session, kind=PERSON, row_id=ground.other_claire)
        commands.remove(session, kind=ORGANISATION, row_id=ground.ville)

    with reading() as session:
        (gone,) = doubles.removed(session, centre_id=ground.centre, kind=PERSON)
    assert (gone.id, gone.name) == (ground.other_claire, "Claire MARTIN")
    with ground.writing() as session:
        commands.bring_back(session, kind=PERSON, row_id=ground.other_claire)
    (back,) = held(Person, Person.id == ground.other_claire)
    assert (back.deleted_at, back.organisation_id) == (None, None), "its organisation is away"


# --- Merge ---


def test_each_column_that_names_one_is_moved() -> None:
    """A table added tomorrow that points at people or organisations must be told here."""
    for kind, table in ((PERSON, "person"), (ORGANISATION, "organisation")):
        naming = {
            (model.name, key.parent.name)
            for model in SQLModel.metadata.tables.values()
            for key in model.foreign_keys
            if key.column.table.name == table
        }
        assert {(str(t.__tablename__), column) for t, column in REFERENCES[kind]} == naming


def test_what_named_the_one_names_the_other(ground: Ground) -> None:
    alone, both = ground.meeting(), ground.meeting(DAY + timedelta(1))
    ground.came(alone, ground.other_claire, organisation_id=ground.ville)
    ground.came(both, ground.claire, state=REGISTERED)
    ground.came(both, ground.other_claire, role=AttendanceRole.SPEAKER)
    writing_ = PersonWriting(
        centre_id=ground.centre, writing="claire martin", person_id=ground.other_claire
    )
    ground.add(writing_)
    consent = PersonConsent(
        person_id=ground.other_claire, purpose="Lettre", given_on=DAY, channel=ConsentChannel.ORAL
    )
    ground.add(consent)

    ground.merge(ground.claire, ground.other_claire)

    came = {row.meeting_id: row for row in held(Attendance)}
    assert {row.person_id for row in came.values()} == {ground.claire}
    assert came[alone].organisation_id == ground.ville
    assert (came[both].state, came[both].role) == (PRESENT, AttendanceRole.SPEAKER)
    assert [row.person_id for row in held(PersonWriting)] == [ground.claire]
    assert [row.person_id for row in held(PersonConsent)] == [ground.claire]
    (kept,) = held(Person, col(Person.deleted_at).is_(None))
    assert (kept.id, kept.email, kept.organisation_id) == (
        *(ground.claire, "claire@ville.fr"),
        ground.mairie,
    )
    assert (version(alone), version(both)) == (2, 2)


def test_distinct_people_go_down_by_one_and_come_back(ground: Ground) -> None:
    for person, day in ((ground.claire, 0), (ground.other_claire, 1)):
        ground.came(ground.meeting(DAY + timedelta(day)), person)
    assert distinct_people(ground) == 2

    made = ground.merge(ground.claire, ground.other_claire)
    assert distinct_people(ground) == 1

    ground.undo(made)
    assert distinct_people(ground) == 2


def test_a_merge_sent_twice_is_made_once(ground: Ground) -> None:
    first = ground.merge(ground.claire, ground.other_claire)
    assert ground.merge(ground.claire, ground.other_claire) == first

    ground.undo(first)
    ground.undo(first)
    assert len(held(Merge)) == 1


def test_a_merge_and_its_undoing_are_in_the_journal(ground: Ground) -> None:
    ground.came(ground.meeting(), ground.other_claire)
    ground.undo(ground.merge(ground.claire, ground.other_claire))

    told = {
        (line.action, line.row_table) for line in held(Journal, Journal.centre_id == ground.centre)
    }
    assert {("créer", "merge"), ("modifier", "merge"), ("modifier", "attendance")} <= told


def test_a_person_seen_before_someone_corrected_it_is_not_merged(ground: Ground) -> None:
    with ground.writing() as session:
        commands.save_person(session, person_values(ground))
    with pytest.raises(StaleError), ground.writing() as session:
        merge(
            session,
            kind=PERSON,
            kept_id=ground.claire,
            merged_id=ground.other_claire,
            kept_version=1,
            merged_version=1,
        )


states = st.sampled_from(AttendanceState)
roles = st.sampled_from(AttendanceRole)
came = st.none() | st.tuples(states, roles, st.sampled_from(["mairie", "ville", None]))
carried = st.sets(st.sampled_from(OrganisationRole))


@given(
    meetings=st.lists(st.tuples(came, came, carried, carried), max_size=4),
    people_first=st.booleans(),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("database")
def test_undoing_restores_exactly_what_was(meetings: list[Any], people_first: bool) -> None:
    ground = Ground(f"c{len(held(Account))}")
    for number, (one, other, theirs, ours) in enumerate(meetings):
        meeting = ground.meeting(DAY + timedelta(number))
        for person, line in ((ground.claire, one), (ground.other_claire, other)):
            if line:
                state, role, home = line
                home_id = getattr(ground, home) if home else None
                ground.came(meeting, person, state=state, role=role, organisation_id=home_id)
        for home_id, carried_as in ((ground.mairie, theirs), (ground.ville, ours)):
            for carried_role in carried_as:
                ground.add(
                    MeetingOrganisation(
                        meeting_id=meeting, organisation_id=home_id, role=carried_role
                    )
                )
    before = dump()

    steps = [
        (ground.claire, ground.other_claire, PERSON),
        (ground.ville, ground.mairie, ORGANISATION),
    ]
    made = [ground.merge(*step) for step in (steps if people_first else reversed(steps))]
    for merge_id in reversed(made):
        ground.undo(merge_id)

    assert dump() == before


# --- What makes undoing impossible ---


def refused(ground: Ground, merge_id: int) -> str:
    before = dump()
    with pytest.raises(EntryError) as refusal:
        ground.undo(merge_id)
    assert dump() == before
    return str(refusal.value)


def test_a_later_merge_is_undone_first(ground: Ground) -> None:
    with writing() as session:
        third = factories.make_person(session, ground.centre, "Martín", first_name="Claire")
    ground.came(ground.meeting(), ground.other_claire)
    first = ground.merge(ground.claire, ground.other_claire)
    second = ground.merge(ground.claire, third)

    assert "annulez d’abord la fusion plus récente de «\u00a0Claire Martín\u00a0»" in refused(
        ground, first
    )
    ground.undo(second)
    ground.undo(first)


def test_an_attendance_changed_since_is_told(ground: Ground) -> None:
    meeting = ground.meeting(title="Atelier santé")
    ground.came(meeting, ground.other_claire)
    made = ground.merge(ground.claire, ground.other_claire)
    with ground.writing() as session:
        session.delete(session.get_one(Attendance, (meeting, ground.claire)))

    assert "la rencontre «\u00a0Atelier santé\u00a0» (12/03/2024) a changé" in refused(ground, made)


def test_a_filled_field_corrected_since_is_told(ground: Ground) -> None:
    made = ground.merge(ground.claire, ground.other_claire)
    with ground.writing() as session:
        session.get_one(Person, ground.claire).email = "claire@dole.fr"

    assert "la fiche de «\u00a0Claire Martin\u00a0» a été corrigée" in refused(ground, made)


def test_an_organisation_removed_since_is_told(ground: Ground) -> None:
    made = ground.merge(ground.claire, ground.other_claire)
    with ground.writing() as session:
        commands.remove(session, kind=ORGANISATION, row_id=ground.ville)

    assert "la structure «\u00a0Ville de Dole\u00a0» a été supprimée" in refused(ground, made)


def test_the_merged_are_not_brought_back_by_hand(ground: Ground) -> None:
    ground.merge(ground.claire, ground.other_claire)
    with reading() as session:
        assert doubles.removed(session, centre_id=ground.centre, kind=PERSON) == ()
        (line,) = doubles.merges(session, centre_id=ground.centre, kind=PERSON)
    assert (line.kept, line.merged, line.merged_by) == (
        *("Claire Martin", "Claire MARTIN"),
        "Zoé Saisie",
    )

    with pytest.raises(EntryError, match="annulez la fusion"), ground.writing() as session:
        commands.bring_back(session, kind=PERSON, row_id=ground.other_claire)


# --- Who may, and where ---


def every_command(session: Session, ground: Ground, made: int) -> Iterator[Any]:
    """Each command of the directory, on rows of ``ground``."""
    two = {"one_id": ground.claire, "other_id": ground.other_claire}
    into = {"kept_id": ground.mairie, "merged_id": ground.ville}
    yield lambda: commands.save_person(session, person_values(ground))
    yield lambda: commands.save_organisation(
        session, OrganisationValues(ground.ville, 1, "Dole", Family.STATE)
    )
    yield lambda: commands.save_families(session, {ground.ville: Family.STATE})
    yield lambda: commands.remove(session, kind=ORGANISATION, row_id=ground.ville)
    yield lambda: commands.bring_back(session, kind=PERSON, row_id=ground.claire)
    yield lambda: commands.judge_different(session, kind=PERSON, **two)
    yield lambda: merge(session, kind=ORGANISATION, **into)
    yield lambda: undo(session, merge_id=made)


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_neither_a_reader_nor_another_centre_writes(ground: Ground, who: str) -> None:
    made = ground.merge(ground.claire, ground.other_claire)
    author = Ground("deux").author
    if who == "reader":
        with writing() as session:
            author = member(session, ground.centre, "lecture", Role.READER)
    before = dump()

    with writing(author) as session:
        for command in every_command(session, ground, made):
            with pytest.raises(EntryError):
                command()

    assert dump() == before


def test_a_person_is_not_sent_to_an_organisation_of_others(ground: Ground) -> None:
    other = Ground("deux")
    with pytest.raises(EntryError), ground.writing() as session:
        commands.save_person(session, person_values(ground, organisation_id=other.ville))
