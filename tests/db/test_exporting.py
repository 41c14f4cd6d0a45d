"""A file with names is told in the journal before it is handed out, to whoever may read them."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, select

from components.documents_export import journal_export
from db.commands import exporting
from db.commands.entering import ForbiddenError
from db.engine import get_engine
from db.models import Journal
from db.queries import journal
from db.unit_of_work import Author, reading, writing
from domain.document_kinds import DocumentKind, Order
from domain.journal import NATURES, Wanted
from domain.periods import Period
from domain.roles import Membership, Role, User
from domain.scope import Scope
from tests import factories

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
JUNE = Period.of_month(2023, 6)


def a_member(role: Role) -> User:
    with writing() as session:
        centre = factories.make_centre(session)
        account = factories.make_account(session)
        factories.make_member(session, account, centre, role)
    seen = Membership(centre, "un", "Centre un", "Région", False, "Europe/Paris", role)
    return User(account, "quelqu-un", "Quelqu’un", seen, (seen,))


def an_order(user: User, kind: DocumentKind) -> Order:
    return Order(kind, Scope(user.centre.centre_id, JUNE), user.role, NOW.date(), NOW)


def told() -> list[tuple[str, int | None]]:
    with Session(get_engine()) as session:
        lines = session.exec(select(Journal).where(col(Journal.row_table) == "export"))
        return [(line.action, line.account_id) for line in lines]


@pytest.mark.usefixtures("database")
def test_the_names_of_a_period_are_told_with_its_days() -> None:
    director = a_member(Role.DIRECTOR)

    journal_export(director, an_order(director, DocumentKind.PEOPLE))

    said = "exporter les participants du 01/06/2023 au 30/06/2023"
    assert told() == [(said, director.id)]
    with reading() as session:
        wanted, centre = Wanted(nature="export"), director.centre.centre_id
        (save,) = journal.everything(session, centre_id=centre, role=Role.DIRECTOR, wanted=wanted)
    (about,) = save.rows
    assert NATURES[about.nature or ""].label == "Exports"
    assert [change.what for change in about.changes] == [
        "Exporter les participants du 01/06/2023 au 30/06/2023"
    ]


@pytest.mark.usefixtures("database")
def test_of_a_document_without_names_there_is_nothing_to_tell() -> None:
    director = a_member(Role.DIRECTOR)

    journal_export(director, an_order(director, DocumentKind.WORKBOOK))

    assert told() == []


@pytest.mark.usefixtures("database")
def test_an_editor_takes_no_name_away() -> None:
    editor = a_member(Role.EDITOR)
    author = Author(editor.id, editor.centre.centre_id)

    with pytest.raises(ForbiddenError):
        journal_export(editor, an_order(editor, DocumentKind.PEOPLE))
    for tell in (exporting.tell_directory_export, exporting.tell_counted_export):
        with pytest.raises(ForbiddenError), writing(author) as session:
            tell(session)

    assert told() == []


@pytest.mark.usefixtures("database")
def test_a_director_takes_the_directory() -> None:
    director = a_member(Role.DIRECTOR)

    with writing(Author(director.id, director.centre.centre_id)) as session:
        exporting.tell_directory_export(session)

    assert told() == [("exporter les personnes de l’annuaire", director.id)]


def test_the_longest_line_fits_its_column(session: Session) -> None:
    account, centre = factories.make_account(session), factories.make_centre(session)
    factories.make_member(session, account, centre, Role.DIRECTOR)
    session.info["author"] = Author(account, centre)
    session.info["moment"] = NOW

    exporting.tell_people_export(session, period=Period(date(2023, 1, 1), date(2023, 12, 31)))

    assert all(len(line.action) <= 64 for line in session.exec(select(Journal)))
