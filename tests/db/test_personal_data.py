"""What is held about a person, where the name is read, and who is past the retention."""

from datetime import date, timedelta

import pytest
from sqlalchemy import JSON, String
from sqlmodel import SQLModel

from db.commands.consents import record_consent, take_back
from db.commands.exporting import tell_person_export
from db.commands.retention import CHANGED, anonymise_unseen, set_retention
from db.models import (
    Journal,
    Meeting,
    Person,
    PersonConsent,
    Presentation,
    utc_now,
)
from db.models import (
    Testimonial as Quote,
)
from db.models.base import Coded
from db.naming import TEXTS
from db.queries.account_data import held_of_account
from db.queries.integrity import faults
from db.queries.personal_data import held, past_retention, texts_past_retention
from db.unit_of_work import reading, writing
from domain import account_data
from domain.agreement_entry import read_agreement
from domain.entry import EntryError
from domain.personal_data import Agreed, Place, Said, sheets
from domain.retention import limit
from domain.roles import Role
from domain.vocabulary import AttendanceState, Consent, ConsentChannel, MeetingStatus
from tests import factories
from tests.db.directory_ground import held as rows_of
from tests.db.test_anonymising import Known, told_anywhere

TODAY = date(2026, 11, 22)

# Columns of text that nobody writes as he likes: codes, addresses, digests, words of the product;
# and those of people and accounts, which are their names’ own places.
NOT_FREE = {
    *("account", "account_link", "draft", "installation", "journal", "journal_head", "merge"),
    *("person", "person_writing", "person_consent", "presentation", "sign_in_session"),
    *("sign_in_throttle", "submission", "territory", "centre", "public_access"),
}
CODES = {
    *("difference_note.figures", "difference_note.key", "month_closing.digest"),
    *("scenario.scenes", "scenario.slug", "share_link.token_digest", "silenced_rule.rule"),
    *("speaker_note.key", "target.key", "target.profile", "year_figure.key"),
}


def test_each_column_of_free_text_is_searched() -> None:
    searched = {f"{model.__tablename__}.{name}" for model, names in TEXTS.items() for name in names}
    texts = {
        f"{table}.{column.name}"
        for table, made in SQLModel.metadata.tables.items()
        if table not in NOT_FREE
        for column in made.columns
        if isinstance(getattr(column.type, "impl", column.type), String | JSON)
        and not isinstance(column.type, Coded)
    }
    assert texts - searched == CODES
    assert searched <= texts


@pytest.fixture
def known(database: str) -> Known:  # noqa: ARG001 -- the engine reads its address
    return Known()


def write_notes(known: Known, notes: str | None) -> None:
    with known.writing() as session:
        session.get_one(Meeting, known.day).notes = notes


def read_held(known: Known, person: int, role: Role = Role.DIRECTOR):  # type: ignore[no-untyped-def]
    with reading() as session:
        return held(session, centre_id=known.centre, person_id=person, role=role)


def test_a_text_that_names_is_told_with_its_place(known: Known) -> None:
    write_notes(known, "Ysaline AUBEPINE viendra.")
    with writing(known.author) as session:
        factories.make_meeting(session, known.centre, TODAY, highlight="Mme Aubépine parle")
        factories.make_meeting(session, known.centre, TODAY, highlight="Les aubépines fleurissent")

    found = read_held(known, known.zoe)

    assert found.sure == (
        Place(
            "meeting",
            known.day,
            None,
            None,
            "Rencontre (notes)",
            "Ysaline AUBEPINE viendra.",
            True,
        ),
    )
    assert [place.text for place in found.places if not place.is_sure] == ["Mme Aubépine parle"]


def test_a_text_corrected_first_leaves_the_name_nowhere(known: Known) -> None:
    write_notes(known, "Ysaline Aubépine viendra.")
    write_notes(known, "Quelqu’un viendra.")
    with writing(known.author) as session:
        session.add(
            Presentation(
                account_id=known.author.account_id or 0,
                centre_id=known.centre,
                address="x",
                board='"Ysaline Aubépine"',
            )
        )
    known.merge(known.zoe, known.twin)

    known.anonymise(known.zoe)

    assert told_anywhere() == []
    with reading() as session:
        assert faults(session) == []


def test_a_text_left_as_it_is_is_the_only_place_left(known: Known) -> None:
    write_notes(known, "Ysaline Aubépine viendra.")
    known.merge(known.zoe, known.twin)
    told = [(place.table, place.row_id) for place in read_held(known, known.zoe).sure]

    known.anonymise(known.zoe)

    assert told == [("meeting", known.day)]
    assert [table for table, _ in told_anywhere()] == ["meeting"]


def test_texts_shown_to_nobody_are_emptied(known: Known) -> None:
    with writing(known.author) as session:
        factories.make_meeting(
            session, known.centre, TODAY, notes="Ysaline Aubépine", deleted_at=utc_now()
        )
        quote = factories.make_testimonial(
            session,
            known.centre,
            2024,
            3,
            author="Ysaline Aubépine",
            body="Je vous raconte.",
            withdrawn_on=TODAY,
        )
    assert {place.is_hidden for place in read_held(known, known.zoe).sure} == {True}
    known.merge(known.zoe, known.twin)

    known.anonymise(known.zoe)

    assert told_anywhere() == []
    (row,) = rows_of(Quote)
    assert (row.author, row.body) == (f"(effacé {quote})",) * 2
    assert row.organisation == "Mairie"
    with reading() as session:
        assert faults(session) == []


def test_a_name_that_was_corrected_is_looked_for_too(known: Known) -> None:
    write_notes(known, "Ysaline Aubépine viendra.")
    with known.writing() as session:
        session.get_one(Person, known.zoe).last_name = "Durand"

    assert [place.table for place in read_held(known, known.zoe).sure] == ["meeting"]


def test_all_that_is_held_is_told_and_fits_a_file(known: Known) -> None:
    given = date(2024, 3, 1)
    with writing(known.author) as session:
        typed = {
            "purpose": "Lettre",
            "given_on": "01/03/2024",
            "channel": ConsentChannel.EMAIL.value,
            "reference": "Courriel du 1er mars",
            "person_id": known.zoe,
        }
        letter = record_consent(session, read_agreement(typed, today=TODAY))
        quote = factories.make_testimonial(
            session,
            known.centre,
            2024,
            3,
            author="Ysaline Aubépine",
            consent=Consent.BOARD,
            consent_on=given,
            consent_channel=ConsentChannel.WRITTEN,
            consent_reference="Classeur 2",
            consent_until=date(2027, 3, 1),
        )

    found = read_held(known, known.zoe)

    assert (found.line.name, found.line.id) == ("Ysaline Aubépine", known.zoe)
    assert [(one.meeting_id, one.organisation) for one in found.came] == [
        (known.day, "Mairie de Dole")
    ]
    assert found.consents == (
        Agreed("Lettre", given, ConsentChannel.EMAIL, "Courriel du 1er mars", None, None, letter),
    )
    told = "Témoignage\u00a0: Interne et rapport d’activité"
    until = date(2027, 3, 1)
    agreed = Agreed(told, given, ConsentChannel.WRITTEN, "Classeur 2", until, None)
    assert found.testimonials == (Said(quote, 2024, 3, "Nous avons avancé ensemble.", agreed),)
    assert found.writings == ("aubépine ysaline",)
    assert [change.what for save in found.past for change in save.changes] == [
        "Accord d’une personne enregistré",
        "Écriture reconnue enregistrée",
        "Personne enregistrée",
    ]
    book = {sheet.name: len(sheet.rows) for sheet in sheets(found, [], "Europe/Paris")[:-1]}
    assert book == {
        "Identité": 7,
        "Participations": 1,
        "Accords": 1,
        "Témoignages": 1,
        "Textes qui la nomment": 1,
        "Écritures reconnues": 1,
        "Journal": 9,
    }


def test_a_consent_is_taken_back_once_and_its_proof_stays(known: Known) -> None:
    typed = {
        "purpose": "Lettre",
        "given_on": "1 mars 2024",
        "channel": ConsentChannel.WRITTEN.value,
        "reference": "Classeur 2",
        "person_id": known.zoe,
    }
    with known.writing() as session:
        letter = record_consent(session, read_agreement(typed, today=TODAY))
    for day in (TODAY, date(2026, 12, 24)):
        with known.writing() as session:
            take_back(session, consent_id=letter, today=day)

    (row,) = rows_of(PersonConsent)
    assert (row.given_on, row.reference) == (date(2024, 3, 1), "Classeur 2")
    assert row.withdrawn_on == TODAY


def test_a_consent_without_use_day_means_or_person_is_refused(known: Known) -> None:
    blank = {"purpose": " ", "given_on": "24/12/2026", "channel": None, "reference": ""}
    with pytest.raises(EntryError) as refused:
        read_agreement({**blank, "person_id": known.zoe}, today=TODAY)
    assert set(refused.value.problems) == {"purpose", "given_on", "channel"}
    whole = {"purpose": "Lettre", "given_on": "hier", "channel": "oral", "reference": ""}
    entry = read_agreement({**whole, "person_id": 10**6}, today=TODAY)
    with pytest.raises(EntryError), known.writing() as session:
        record_consent(session, entry)


def test_an_editor_reads_none_of_it(known: Known) -> None:
    assert read_held(known, known.zoe, Role.EDITOR) is None


def test_the_export_is_told_without_the_name(known: Known) -> None:
    with known.directing() as session:
        tell_person_export(session, person_id=known.zoe)

    (line,) = rows_of(Journal, Journal.action == "exporter les données de la personne")
    assert (line.row_table, line.row_id, line.after) == ("person", str(known.zoe), None)
    assert read_held(known, known.zoe) is not None


def concerned(known: Known, today: date = TODAY) -> set[int]:
    with reading() as session:
        found = past_retention(session, centre_id=known.centre, role=Role.DIRECTOR, today=today)
    return {one.id for one in found}


def keep_for(known: Known, years: int | None) -> None:
    with known.directing() as session:
        set_retention(session, years=years)


def test_without_a_duration_nobody_is_past_it(known: Known) -> None:
    assert concerned(known) == set()


def test_who_is_past_the_duration(known: Known) -> None:
    """Seen on 12 March and 2 April 2024; the two others never, and known since today."""
    keep_for(known, 2)
    assert concerned(known, date(2026, 3, 12)) == set()
    assert concerned(known, date(2026, 3, 13)) == {known.zoe}
    assert concerned(known, date(2026, 4, 3)) == {known.zoe, known.twin}
    with writing() as session:
        for person in (known.claire, known.other_claire):
            session.get_one(Person, person).created_at = utc_now() - timedelta(days=1200)
    assert concerned(known) == {known.zoe, known.twin, known.claire, known.other_claire}


def test_a_registration_counts_and_a_deleted_meeting_is_not(known: Known) -> None:
    keep_for(known, 2)
    with writing() as session:
        planned = factories.make_meeting(session, known.centre, TODAY, status=MeetingStatus.PLANNED)
        factories.make_attendance(session, planned, known.zoe, AttendanceState.REGISTERED)
        gone = factories.make_meeting(session, known.centre, TODAY, deleted_at=utc_now())
        factories.make_attendance(session, gone, known.twin)

    assert concerned(known) == {known.twin}


def test_a_sheet_deleted_for_a_month_is_past_it_and_a_merged_one_is_not(known: Known) -> None:
    keep_for(known, 10)
    known.merge(known.zoe, known.twin)
    with writing() as session:
        for person, days in ((known.twin, 40), (known.claire, 40), (known.other_claire, 20)):
            session.get_one(Person, person).deleted_at = utc_now() - timedelta(days=days)

    assert concerned(known) == {known.claire}


def test_those_chosen_are_forgotten_and_no_other(known: Known) -> None:
    keep_for(known, 2)
    with pytest.raises(EntryError, match=CHANGED), known.directing() as session:
        anonymise_unseen(session, person_ids=[known.zoe, known.claire], today=TODAY)
    assert rows_of(Person, Person.anonymised_at.is_not(None)) == []  # type: ignore[union-attr]

    with known.directing() as session:
        anonymise_unseen(session, person_ids=[known.zoe, known.twin], today=TODAY)

    assert told_anywhere() == []
    assert concerned(known) == set()
    told = rows_of(Journal, Journal.action == "anonymiser")
    assert {line.row_id for line in told} == {str(known.zoe), str(known.twin)}
    with reading() as session:
        assert faults(session) == []


def test_texts_that_name_those_past_the_duration_are_told(known: Known) -> None:
    keep_for(known, 2)
    write_notes(known, "Ysaline Aubépine et Claire Martin")
    with writing(known.author) as session:
        factories.make_meeting(session, known.centre, TODAY, notes="Claire Martin")

    with reading() as session:
        found = texts_past_retention(
            session, centre_id=known.centre, role=Role.DIRECTOR, today=TODAY
        )

    assert [(place.table, place.row_id, place.is_sure) for place in found] == [
        ("meeting", known.day, True)
    ]


def test_a_duration_is_between_one_and_ten_years(known: Known) -> None:
    for years in (0, 11):
        with pytest.raises(EntryError), known.directing() as session:
            set_retention(session, years=years)
    assert limit(date(2024, 2, 29), 1) == date(2023, 2, 28)


def test_what_is_held_about_an_account_is_its_owner_s_only(known: Known) -> None:
    with known.directing() as session:
        set_retention(session, years=3)
    with reading() as session:
        found = held_of_account(session, account_id=known.director.account_id or 0)

    assert (found.name, found.username, found.email) == ("Zoé Saisie", "direction", None)
    assert [role for _, role in found.rights] == [Role.DIRECTOR.label]
    assert [(deed.action, deed.table) for deed in found.deeds] == [("modifier", "centre")]
    tables = account_data.sheets(found, [], "Europe/Paris")
    assert {one.name: len(one.rows) for one in tables[:-1]} == {
        "Compte": 6,
        "Connexions": 0,
        "Journal": 1,
    }
