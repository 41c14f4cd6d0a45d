"""The directory: what it lists, what its commands change, and who may."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from db.commands import directory as commands
from db.commands.entering import StaleError
from db.commands.merging import merge
from db.commands.unmerging import undo
from db.models import (
    MeetingOrganisation,
    Organisation,
    Person,
    utc_now,
)
from db.queries import directory, doubles
from db.unit_of_work import reading, writing
from domain.directory import OrganisationValues
from domain.entry import EntryError
from domain.roles import Role
from domain.vocabulary import (
    AttendanceState,
    EntryKind,
    Family,
    MeetingStatus,
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
    member,
    person_values,
)

PRESENT, REGISTERED = AttendanceState.PRESENT, AttendanceState.REGISTERED


@pytest.fixture
def ground(database: str) -> Ground:  # noqa: ARG001 -- the engine reads its address
    return Ground()


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
    assert sheet.uses == {"personne": 1, "inscription ou présence": 2, "rencontre portée": 2}


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
