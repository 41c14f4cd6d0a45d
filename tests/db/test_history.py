"""What the journal keeps of a meeting, read within its centre and for the team only."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.models import Attendance, Meeting, MeetingTerritory, Person, Publication, utc_now
from db.models import Testimonial as Quote
from db.queries.history import of_meeting
from db.unit_of_work import Author, reading, writing
from domain.history import Moment
from domain.journal_words import LABELS
from domain.roles import Role
from tests import factories

MARCH = date(2024, 3, 12)
# What the machine keeps of a row, and no one reads.
UNTOLD = {
    "id",
    "centre_id",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "version",
    "deleted_at",
    "withdrawn_at",  # moves with ``announced``, which is told
}


@pytest.fixture
def author(database: str) -> Author:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        centre = factories.make_centre(session)
        account = factories.make_account(session)
        factories.make_member(session, account, centre)
    return Author(account, centre)


@pytest.fixture
def meeting(author: Author) -> int:
    with writing(author) as session:
        return factories.make_meeting(session, author.centre_id or 0, MARCH, title="Atelier")


def history(author: Author, meeting: int, role: Role = Role.EDITOR) -> tuple[Moment, ...]:
    with reading() as session:
        return of_meeting(session, centre_id=author.centre_id or 0, meeting_id=meeting, role=role)


def told(author: Author, meeting: int) -> list[str]:
    return [change.what for moment in history(author, meeting) for change in moment.changes]


def fill(session: Session, centre: int, meeting: int) -> None:
    dole = factories.make_territory(session, "Dole")
    session.add(MeetingTerritory(meeting_id=meeting, territory_id=dole))
    person = factories.make_person(session, centre, "Durand", first_name="Camille")
    factories.make_attendance(session, meeting, person)
    factories.make_publication(session, centre, MARCH, title="Vidéo", meeting_id=meeting)
    factories.make_testimonial(session, centre, 2024, 3, meeting_id=meeting)


def test_the_meeting_its_parts_and_what_is_linked_to_it(author: Author, meeting: int) -> None:
    with writing(author) as session:
        fill(session, author.centre_id or 0, meeting)

    assert sorted(told(author, meeting)) == [
        "Personne ajoutée\u00a0: Camille Durand",
        "Publication enregistrée\u00a0: «\u00a0Vidéo\u00a0»",
        "Rencontre enregistrée",
        "Territoire ajouté\u00a0: Dole",
        "Témoignage enregistré",
    ]


def test_who_and_when(author: Author, meeting: int) -> None:
    before = utc_now()
    (moment,) = history(author, meeting)
    assert moment.author
    assert (before - moment.at).total_seconds() < 60


def test_a_meeting_whose_number_begins_alike_is_another(author: Author, meeting: int) -> None:
    centre = author.centre_id or 0
    with writing(author) as session:
        person = factories.make_person(session, centre)
        other = factories.make_meeting(session, centre, MARCH, id=10 * meeting, people=[person])
        factories.make_publication(session, centre, MARCH, meeting_id=other)

    assert told(author, meeting) == ["Rencontre enregistrée"]


def test_what_was_linked_once_is_told_after_it_left(author: Author, meeting: int) -> None:
    with writing(author) as session:
        key = factories.make_publication(session, author.centre_id or 0, MARCH, meeting_id=meeting)
    with writing(author) as session:
        session.get_one(Publication, key).meeting_id = None

    (left, *_) = [c for m in history(author, meeting) for c in m.changes if "modifiée" in c.what]
    assert [tuple(field) for field in left.fields] == [("Rencontre", "Atelier", "rien")]


def test_a_person_anonymised_since_has_no_name_in_the_past(author: Author, meeting: int) -> None:
    with writing(author) as session:
        fill(session, author.centre_id or 0, meeting)
    with writing(author) as session:
        session.exec(select(Person)).one().anonymised_at = utc_now()
        session.delete(session.exec(select(Attendance)).one())

    assert "Durand" not in repr(history(author, meeting))
    assert "Personne retirée\u00a0: Personne anonymisée n°\u00a01" in told(author, meeting)


def test_readers_have_no_history(author: Author, meeting: int) -> None:
    assert history(author, meeting, Role.READER) == ()
    assert history(author, meeting, Role.DIRECTOR) != ()


def test_another_centre_has_none_of_it(author: Author, meeting: int) -> None:
    with writing() as session:
        other = factories.make_centre(session, "autre")
    assert history(Author(author.account_id, other), meeting) == ()


def test_a_history_is_read_in_a_few_statements(
    author: Author, meeting: int, statements: list[str]
) -> None:
    counts = []
    for more in (1, 30):
        with writing(author) as session:
            people = factories.make_people(session, author.centre_id or 0, more)
            for person in people:
                factories.make_attendance(session, meeting, person)
            session.get_one(Meeting, meeting).headcount = more
        statements.clear()
        history(author, meeting)
        counts.append(len(statements))

    assert counts[0] == counts[1] < 8


def test_deleted_then_brought_back_is_told(author: Author, meeting: int) -> None:
    for moment in (utc_now(), None):
        with writing(author) as session:
            session.exec(
                select(Meeting).where(col(Meeting.id) == meeting)
            ).one().deleted_at = moment

    # Each save is a moment, however close, the last one first.
    assert [[c.what for c in moment.changes] for moment in history(author, meeting)] == [
        ["Rencontre rétablie"],
        ["Rencontre supprimée"],
        ["Rencontre enregistrée"],
    ]


@pytest.mark.parametrize("table", [Meeting, Attendance, Publication, Quote])
def test_every_column_is_told_or_left_out_on_purpose(table: Any) -> None:
    told = set(LABELS[str(table.__tablename__)])
    apart = UNTOLD | ({"meeting_id"} if table is Attendance else set())
    assert set(table.model_fields) - apart == told
