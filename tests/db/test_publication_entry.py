"""Publications written: rights, versions, the trace they make, rows of other centres."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from db.commands import publications as commands
from db.commands.entering import ForbiddenError, StaleError, save_once
from db.models import Publication
from db.queries.dashboard import year_at_a_glance
from db.queries.meeting_detail import detail
from db.queries.publication_form import entered, last_publications
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.periods import Period
from domain.publication_entry import PublicationEntry
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import DatePrecision, PublicationKind
from tests import factories

TODAY = date(2024, 11, 22)
MARCH = date(2024, 3, 12)
ENTRY = PublicationEntry(PublicationKind.MINUTES, "Compte rendu", MARCH, DatePrecision.DAY)


def member(centre: int, role: Role = Role.EDITOR) -> Author:
    with writing() as session:
        account = factories.make_account(session, f"{role.name}-{centre}")
        factories.make_member(session, account, centre, role)
    return Author(account, centre)


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def editor(centre: int) -> Author:
    return member(centre)


def run(author: Author, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with writing(author) as session:
        return command(session, *args, **kwargs)


def save(author: Author, /, **changes: Any) -> int:
    found: int = run(author, commands.save_publication, replace(ENTRY, **changes))
    return found


def make(table: Callable[..., int], *args: Any, **columns: Any) -> int:
    with writing() as session:
        return table(session, *args, **columns)


def trace_rate(centre: int) -> float | None:
    with reading() as session:
        scope = Scope(centre, Period.of_year(2024))
        return year_at_a_glance(session, scope=scope, today=TODAY).figures["trace_rate"].value


def traces(centre: int, meeting: int) -> list[str]:
    with reading() as session:
        found = detail(session, centre_id=centre, meeting_id=meeting, role=Role.READER, today=TODAY)
        assert found
        return [trace.title for trace in found.traces]


def test_a_trace_is_listed_by_its_meeting_and_moves_the_rate(centre: int, editor: Author) -> None:
    meetings = [make(factories.make_meeting, centre, MARCH) for _ in range(2)]
    assert trace_rate(centre) == 0

    key = save(editor, meeting_id=meetings[0], url="https://exemple.fr/cr")
    assert traces(centre, meetings[0]) == ["Compte rendu"]
    assert trace_rate(centre) == 0.5

    save(editor, id=key, version=1, meeting_id=meetings[1], title="Autre")
    assert (traces(centre, meetings[0]), traces(centre, meetings[1])) == ([], ["Autre"])

    run(editor, commands.delete_publication, publication_id=key)
    assert (traces(centre, meetings[1]), trace_rate(centre)) == ([], 0)
    run(editor, commands.restore_publication, publication_id=key)
    assert trace_rate(centre) == 0.5


def test_the_form_holds_what_was_saved(centre: int, editor: Author) -> None:
    key = save(editor)
    with reading() as session:
        found = entered(session, centre_id=centre, publication_id=key, role=Role.EDITOR)
        assert found
        assert found.entry == replace(ENTRY, id=key, version=1)
        assert entered(session, centre_id=centre, publication_id=key, role=Role.READER) is None
        (line,) = last_publications(session, centre_id=centre, role=Role.EDITOR)
        assert line.id == key
        assert last_publications(session, centre_id=centre, role=Role.READER) == ()


def test_a_form_sent_twice_makes_one_row(editor: Author) -> None:
    def send() -> int:
        with writing(editor) as session:
            return save_once(
                session,
                token="un",
                form="trace",
                save=lambda: commands.save_publication(session, ENTRY),
            )

    assert send() == send()
    with reading() as session:
        assert len(session.exec(select(Publication)).all()) == 1


def test_the_second_of_two_changes_is_refused(editor: Author) -> None:
    key = save(editor)
    save(editor, id=key, version=1, title="La première")

    with pytest.raises(StaleError):
        save(editor, id=key, version=1, title="La seconde")


def test_rows_of_another_centre_are_refused(editor: Author) -> None:
    theirs = make(factories.make_centre, "autre")
    key = make(factories.make_publication, theirs, MARCH)
    for changes in (
        {"meeting_id": make(factories.make_meeting, theirs, MARCH)},
        {"id": key, "version": 1},
    ):
        with pytest.raises(EntryError, match="n’existe pas"):
            save(editor, **changes)
    for command in (commands.delete_publication, commands.restore_publication):
        with pytest.raises(EntryError, match="n’existe pas"):
            run(editor, command, publication_id=key)


def test_a_reader_writes_nothing(centre: int, editor: Author) -> None:
    key = save(editor)
    reader = member(centre, Role.READER)

    with pytest.raises(ForbiddenError):
        save(reader)
    for command in (commands.delete_publication, commands.restore_publication):
        with pytest.raises(ForbiddenError):
            run(reader, command, publication_id=key)
