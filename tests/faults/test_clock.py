"""The clock of the machine moves: what has a time to live neither dies at once nor lives on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from components.data import read, write
from db.commands import accounts, administering
from db.commands.accounts import TooManyTriesError, claim_try, digest, exchange_ticket
from db.commands.publications import save_publication
from db.models import Journal, Publication
from db.queries.accounts import by_session_id
from db.queries.administering import find_link
from db.queries.integrity import faults
from db.unit_of_work import Author, reading, writing
from domain.publication_entry import PublicationEntry
from domain.vocabulary import DatePrecision, PublicationKind
from tests.faults.entering import ground

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAME = digest("lea")
TOKEN = "of a link"
Move = Callable[[timedelta], None]


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch) -> Move:
    """Put the clock so far from where it is: behind, or ahead."""

    def move(by: timedelta) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
                return datetime.now(UTC) + by

        monkeypatch.setattr("db.models.base.datetime", Clock)

    return move


@pytest.fixture
def author(database: str) -> Author:  # noqa: ARG001 -- the engine reads its address
    return Author(*ground())


def opened(author: Author) -> tuple[int, str]:
    with writing() as session:
        return accounts.open_session(session, account_id=author.account_id or 0)


def is_signed_in(session_id: int) -> bool:
    with reading() as session:
        return by_session_id(session, session_id=session_id) is not None


@pytest.mark.parametrize("by", [-11 * HOUR, -HOUR, 11 * HOUR])
def test_a_clock_moved_by_hours_signs_nobody_out(author: Author, move: Move, by: timedelta) -> None:
    session_id, _ = opened(author)

    move(by)

    assert is_signed_in(session_id)


@pytest.mark.parametrize("by", [-400 * DAY, 400 * DAY])
def test_a_clock_set_right_by_days_ends_sessions_and_opens_others(
    author: Author, move: Move, by: timedelta
) -> None:
    session_id, _ = opened(author)

    move(by)

    assert not is_signed_in(session_id), "it would live for more than a year"
    again, ticket = opened(author)
    assert is_signed_in(again)
    with writing() as session:
        assert exchange_ticket(session, ticket=ticket)
    with writing() as session:
        assert exchange_ticket(session, ticket=ticket) is None, "once"


def tries_until_told_to_wait() -> int:
    for number in range(10):
        try:
            with writing() as session:
                claim_try(session, name_digest=NAME)
        except TooManyTriesError:
            return number
    raise AssertionError


@pytest.mark.usefixtures("author")
def test_a_name_that_must_wait_does_not_wait_for_a_clock(move: Move) -> None:
    move(30 * DAY)
    assert tries_until_told_to_wait() == 5

    move(timedelta())

    assert tries_until_told_to_wait() == 1, "not for thirty days, and not at leisure"


@pytest.mark.parametrize(("by", "opens"), [(-2 * DAY, True), (-30 * DAY, False), (4 * DAY, False)])
def test_a_link_lives_three_days_by_a_clock_that_is_right(
    author: Author, move: Move, by: timedelta, *, opens: bool
) -> None:
    account, centre = author.account_id or 0, author.centre_id or 0
    with writing() as session:
        administering._add_link(session, account, account, centre, digest(TOKEN))

    move(by)

    with reading() as session:
        assert (find_link(session, token_digest=digest(TOKEN)) is not None) is opens


def entered(author: Author, title: str) -> None:
    day = date(2026, 11, 20)
    entry = PublicationEntry(PublicationKind.NOTE, title, day, DatePrecision.DAY)
    write(save_publication, author, entry)


def titles(session: Session) -> list[str]:
    return list(session.scalars(select(col(Publication.title)).order_by(col(Publication.id))))


def test_the_journal_goes_on_in_the_order_of_writing(author: Author, move: Move) -> None:
    for title, by in (("un", DAY), ("deux", -DAY), ("trois", timedelta())):
        move(by)
        entered(author, title)
        assert title in read(titles), "what is remembered does not depend on the clock"

    with reading() as session:
        assert faults(session) == []
        told = select(Journal).where(col(Journal.row_table) == "publication")
        lines = list(session.scalars(told.order_by(col(Journal.id))))
    assert [(line.after or {})["title"] for line in lines] == ["un", "deux", "trois"]
    assert lines[1].at < lines[2].at < lines[0].at
