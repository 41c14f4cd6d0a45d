"""Merges: what named the one names the other, and undoing puts back exactly what was."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, col

from db.commands import directory as commands
from db.commands.entering import StaleError
from db.commands.merging import REFERENCES, merge
from db.models import (
    Account,
    Attendance,
    Journal,
    Meeting,
    MeetingOrganisation,
    Merge,
    Person,
    PersonConsent,
    PersonWriting,
    utc_now,
)
from db.queries import doubles, facts
from db.unit_of_work import reading, writing
from domain.entry import EntryError
from domain.indicators import PEOPLE
from domain.periods import Period
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    ConsentChannel,
    OrganisationRole,
)
from tests import factories
from tests.db.directory_ground import (
    DAY,
    ORGANISATION,
    PERSON,
    Ground,
    dump,
    held,
    person_values,
)

PRESENT, REGISTERED = AttendanceState.PRESENT, AttendanceState.REGISTERED


@pytest.fixture
def ground(database: str) -> Ground:  # noqa: ARG001 -- the engine reads its address
    return Ground()


def distinct_people(ground: Ground) -> float | None:
    with reading() as session:
        read = facts.read_facts(session, scope=Scope(ground.centre, Period.of_year(2024)))
        return PEOPLE.value(read)


def version(meeting: int) -> int:
    with reading() as session:
        return session.get_one(Meeting, meeting).version


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


def test_a_merge_of_organisations_on_the_same_rows_is_undone_first(ground: Ground) -> None:
    ground.came(ground.meeting(), ground.other_claire, organisation_id=ground.ville)
    before = dump()
    people = ground.merge(ground.claire, ground.other_claire)
    homes = ground.merge(ground.mairie, ground.ville, ORGANISATION)

    assert "la fusion plus récente de «\u00a0Ville de Dole\u00a0»" in refused(ground, people)
    ground.undo(homes)
    ground.undo(people)
    assert dump() == before


def test_what_was_added_since_stays_with_the_kept(ground: Ground) -> None:
    made = ground.merge(ground.claire, ground.other_claire)
    ground.came(ground.meeting(), ground.claire)
    ground.undo(made)

    assert [row.person_id for row in held(Attendance)] == [ground.claire]


def test_the_anonymised_do_not_get_their_other_name_back(ground: Ground) -> None:
    made = ground.merge(ground.claire, ground.other_claire)
    with ground.writing() as session:
        session.get_one(Person, ground.claire).anonymised_at = utc_now()

    assert "anonymisée" in refused(ground, made)


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
