"""Accounts and their sessions, on a real database."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select, update

from db import demo
from db.commands import accounts as commands
from db.models import Account, Centre, Journal, SignInSession, SignInThrottle, utc_now
from db.queries import accounts
from db.unit_of_work import reading, writing
from domain import passwords
from domain.accounts import AccountState
from domain.passwords import WeakPasswordError
from domain.roles import Role
from tests.people import PASSWORD, make_account, open_centre
from tests.signing_in import open_session

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def lea(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    open_centre("un")
    return make_account("lea", ("un", Role.DIRECTOR))


def identity(session_id: int) -> accounts.Identity | None:
    with reading() as session:
        return accounts.by_session_id(session, session_id=session_id)


def exchange(ticket: str) -> str | None:
    with writing() as session:
        return commands.exchange_ticket(session, ticket=ticket)


def change(**columns: datetime) -> None:
    with writing() as session:
        session.execute(update(SignInSession).values(columns))


def test_an_account_keeps_its_name_rights_and_no_password(lea: int) -> None:
    with reading() as session:
        kept = session.get_one(Account, lea)
        listed = accounts.list_accounts(session)

    assert (kept.username, kept.name) == ("lea", "Lea")
    assert PASSWORD not in kept.password_hash
    rights = (("un", Role.DIRECTOR),)
    assert listed == [accounts.AccountLine(lea, "lea", "Lea", AccountState.ACTIVE, rights)]


@pytest.mark.usefixtures("lea")
def test_a_username_is_taken_whatever_its_capitals() -> None:
    with pytest.raises(commands.AccountError, match="«\u00a0lea\u00a0» est déjà pris"):
        make_account(" LEA ")


def test_a_membership_names_a_centre_that_exists() -> None:
    with pytest.raises(commands.AccountError, match="«\u00a0nulle-part\u00a0»"):
        make_account("lea", ("nulle-part", Role.READER))


def test_only_the_demonstration_may_have_its_public_password() -> None:
    with pytest.raises(WeakPasswordError):
        make_account("conseil", password=demo.PASSWORD)


def test_what_cannot_be_seen_is_not_part_of_a_username() -> None:
    assert commands.plain_username(" Lé\x00a\x1b \u200b") == "léa"


def in_another_time_zone(slug: str, timezone: str) -> None:
    with writing() as session:
        session.exec(select(Centre).where(Centre.slug == slug)).one().timezone = timezone


def test_a_session_says_who_and_where(lea: int) -> None:
    open_centre("deux", fictional=True)
    in_another_time_zone("un", "Indian/Mayotte")
    session_id, _ = open_session("lea")

    found = identity(session_id)

    assert found
    assert (found.account_id, found.username) == (lea, "lea")
    assert [(c.slug, c.role, c.region, c.timezone) for c in found.centres] == [
        ("un", Role.DIRECTOR, "Région", "Indian/Mayotte")
    ]


def test_a_session_is_found_in_one_query(lea: int, statements: list[str]) -> None:
    session_id, _ = open_session("lea")
    statements.clear()

    assert identity(session_id)
    assert lea
    assert len(statements) == 1


@pytest.mark.usefixtures("lea")
def test_a_ticket_opens_once() -> None:
    session_id, ticket = open_session("lea")

    token = exchange(ticket)

    assert token
    with reading() as session:
        found = accounts.by_token_digest(session, token_digest=commands.digest(token))
    assert found
    assert found.session_id == session_id
    assert exchange(ticket) is None


@pytest.mark.usefixtures("lea")
def test_a_ticket_lasts_a_minute() -> None:
    _, ticket = open_session("lea")
    change(ticket_expires_at=utc_now() - timedelta(seconds=1))

    assert exchange(ticket) is None


@pytest.mark.usefixtures("lea")
def test_the_table_holds_neither_ticket_nor_token() -> None:
    _, ticket = open_session("lea")
    with reading() as session:
        assert ticket not in str(session.exec(select(SignInSession)).one())
    token = exchange(ticket)
    with reading() as session:
        assert str(token) not in str(session.exec(select(SignInSession)).one())


def revoke_it(session: Session, account_id: int, session_id: int) -> None:
    commands.revoke(session, account_id=account_id, session_id=session_id)


def revoke_everywhere(session: Session, account_id: int, _: int) -> None:
    commands.revoke_all(session, account_id=account_id)


def change_the_password(session: Session, account_id: int, _: int) -> None:
    commands.change_password(session, account_id=account_id, password="une tout autre phrase")


def suspend_the_account(session: Session, account_id: int, _: int) -> None:
    commands.suspend(session, account_id=account_id)


@pytest.mark.parametrize(
    "close", [revoke_it, revoke_everywhere, change_the_password, suspend_the_account]
)
def test_a_closed_session_is_nobody(lea: int, close: Callable[[Session, int, int], None]) -> None:
    session_id, ticket = open_session("lea")
    token = exchange(ticket)
    assert token

    with writing() as session:
        close(session, lea, session_id)

    assert identity(session_id) is None
    with reading() as session:
        assert accounts.by_token_digest(session, token_digest=commands.digest(token)) is None
        assert accounts.open_sessions(session, account_id=lea) == []


def test_a_revoked_session_gives_no_cookie(lea: int) -> None:
    session_id, ticket = open_session("lea")
    with writing() as session:
        revoke_it(session, lea, session_id)

    assert exchange(ticket) is None


@pytest.mark.usefixtures("lea")
def test_a_session_ends_after_its_twelve_hours() -> None:
    session_id, _ = open_session("lea")
    with reading() as session:
        row = session.get_one(SignInSession, session_id)
        assert row.expires_at - row.created_at == pytest.approx(
            timedelta(hours=12), abs=timedelta(seconds=2)
        )
    change(expires_at=utc_now() - timedelta(seconds=1))

    assert identity(session_id) is None


@pytest.mark.usefixtures("lea")
def test_opening_a_session_forgets_those_that_ended_and_old_failures() -> None:
    open_session("lea")
    claim("nobody")
    change(expires_at=utc_now() - timedelta(seconds=1))
    with writing() as session:
        long_ago = utc_now() - timedelta(hours=25)
        session.execute(update(SignInThrottle).values(window_started_at=long_ago))
    claim("somebody else")

    live, _ = open_session("lea")

    with reading() as session:
        assert session.exec(select(SignInSession.id)).all() == [live]
        assert session.exec(select(SignInThrottle.name_digest)).all() == [
            commands.digest("somebody else")
        ]


@pytest.mark.usefixtures("lea")
def test_nobody_closes_the_session_of_someone_else() -> None:
    other = make_account("paul")
    session_id, _ = open_session("lea")

    with writing() as session:
        revoke_it(session, other, session_id)

    assert identity(session_id)


def test_a_restored_account_signs_in_anew(lea: int) -> None:
    with writing() as session:
        commands.suspend(session, account_id=lea)
        commands.restore(session, account_id=lea)

    assert identity(open_session("lea")[0])


def test_a_weak_new_password_changes_nothing(lea: int) -> None:
    session_id, _ = open_session("lea")
    with pytest.raises(WeakPasswordError), writing() as session:
        commands.change_password(session, account_id=lea, password="trop court")

    assert identity(session_id)


def test_the_journal_names_the_password_and_never_copies_it(lea: int) -> None:
    with writing() as session:
        change_the_password(session, lea, 0)
    with reading() as session:
        lines = session.exec(select(Journal).where(Journal.row_table == "account")).all()

    assert [line.action for line in lines] == ["créer", "modifier"]
    assert (lines[1].after or {})["password_hash"] == "(secret)"


def claim(name: str) -> None:
    with writing() as session:
        commands.claim_try(session, name_digest=commands.digest(name))


def test_the_sixth_try_waits_and_a_success_forgets() -> None:
    for _ in range(5):
        claim("nobody")
    with pytest.raises(commands.TooManyTriesError, match="Réessayez dans 1"):
        claim("nobody")
    claim("somebody else")

    with writing() as session:
        commands.forget_failures(session, name_digest=commands.digest("nobody"))

    claim("nobody")


def test_a_refused_try_does_not_lengthen_the_wait() -> None:
    for _ in range(5):
        claim("nobody")
    with reading() as session:
        before = session.exec(select(SignInThrottle.waits_until)).one()
    with pytest.raises(commands.TooManyTriesError):
        claim("nobody")
    with reading() as session:
        assert session.exec(select(SignInThrottle.waits_until)).one() == before


def test_the_name_is_kept_as_a_digest() -> None:
    claim("nobody")
    with reading() as session:
        assert session.exec(select(SignInThrottle.name_digest)).one() == commands.digest("nobody")
