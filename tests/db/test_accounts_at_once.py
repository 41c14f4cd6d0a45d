"""Two people at the same moment, on PostgreSQL: neither takes away what the other relied on."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from db.commands import account_links, administering, first_start
from db.commands.accounts import AccountError, digest
from db.engine import get_engine
from db.models import Account
from db.unit_of_work import SYSTEM, Author, reading, writing
from domain import passwords
from domain.accounts import FirstStart, InvitationEntry, PersonEntry
from domain.entry import EntryError
from domain.roles import Role
from tests.databases import in_use
from tests.people import PASSWORD, make_account, open_centre

NEW = "une tout autre phrase"


@pytest.fixture(autouse=True)
def database_in_use(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(passwords, "COST", 4)
    with in_use(postgres):
        yield


@contextmanager
def meanwhile(
    author: Author, command: Callable[[Session], object]
) -> Iterator[Callable[[], "Future[object]"]]:
    """A way to run the command in a transaction of its own, until it waits for another’s."""

    def run() -> object:
        with writing(author) as session:
            return command(session)

    with ThreadPoolExecutor(1) as pool:

        def begin() -> "Future[object]":
            future = pool.submit(run)
            end = monotonic() + 10
            while monotonic() < end and not waits():
                sleep(0.01)
            return future

        yield begin


def waits() -> bool:
    held = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with get_engine().connect() as connection:
        return bool(connection.execute(held).scalar())


def test_two_administrators_cannot_put_each_other_out() -> None:
    one, two = open_centre("un"), open_centre("deux")
    both = (("un", Role.ADMIN), ("deux", Role.ADMIN))
    lea, paul = make_account("lea", *both), make_account("paul", *both)

    with meanwhile(Author(paul, two), lambda s: administering.suspend(s, account_id=lea)) as begin:
        with writing(Author(lea, one)) as session:
            administering.suspend(session, account_id=paul)
            other = begin()
        with pytest.raises(EntryError):
            other.result()

    with reading() as session:
        assert session.get_one(Account, paul).suspended_at
        assert session.get_one(Account, lea).suspended_at is None


def test_two_people_invited_at_once_with_one_email_are_one() -> None:
    one, two = open_centre("un"), open_centre("deux")
    lea, paul = make_account("lea", ("un", Role.ADMIN)), make_account("paul", ("deux", Role.ADMIN))
    marie = InvitationEntry(PersonEntry("Marie", "marie@example.org"), Role.READER)

    with meanwhile(
        Author(paul, two), lambda s: administering.invite(s, marie, token_digest=digest("b"))
    ) as begin:
        with writing(Author(lea, one)) as session:
            administering.invite(session, marie, token_digest=digest("a"))
            other = begin()
        with pytest.raises(EntryError, match="au même instant"):
            other.result()


def test_a_link_used_twice_at_once_serves_once() -> None:
    one = open_centre("un")
    admin, lea = make_account("admin", ("un", Role.ADMIN)), make_account("lea", ("un", Role.READER))
    with writing(Author(admin, one)) as session:
        administering.make_link(session, account_id=lea, token_digest=digest("jeton"))

    def use(session: Session) -> int:
        return account_links.use_link(session, token="jeton", username="lea", password=NEW)

    with meanwhile(SYSTEM, use) as begin:
        with writing() as session:
            assert use(session) == lea
            other = begin()
        with pytest.raises(AccountError, match="Ce lien ne sert plus"):
            other.result()


def test_two_first_starts_make_one_administrator() -> None:
    with writing() as session:
        token = first_start.renew_token(session) or ""

    def begin_as(username: str) -> Callable[[Session], int]:
        entry = FirstStart(username, "Marie", None, PASSWORD, "Centre")
        return lambda session: first_start.begin(session, entry, token=token)

    with meanwhile(SYSTEM, begin_as("paul")) as begin:
        with writing() as session:
            begin_as("marie")(session)
            other = begin()
        with pytest.raises(AccountError, match="Un compte existe déjà"):
            other.result()

    with reading() as session:
        assert session.exec(select(Account.username)).all() == ["marie"]
