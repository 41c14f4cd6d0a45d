"""The first administrator: a token read in the log, once, and never more once there is one."""

import pytest
from sqlmodel import select

from db.commands import first_start
from db.commands.accounts import AccountError
from db.commands.centres import CentreError
from db.models import Account, Centre, Installation, Journal
from db.queries.accounts import list_accounts
from db.unit_of_work import reading, writing
from domain import passwords
from domain.accounts import FirstStart
from domain.passwords import WeakPasswordError
from domain.roles import Role
from tests.people import PASSWORD, make_account, open_centre

MARIE = FirstStart("marie", "Marie Martin", "marie@example.org", PASSWORD, "Cité & Cœur de l’Est")


@pytest.fixture(autouse=True)
def cheap(database: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)


def renewed() -> str | None:
    with writing() as session:
        return first_start.renew_token(session)


def begin(token: str | None, entry: FirstStart = MARIE) -> int:
    with writing() as session:
        return first_start.begin(session, entry, token=token or "")


def test_the_token_makes_the_first_administrator_and_his_centre() -> None:
    begin(f" {renewed()}\n")

    with reading() as session:
        (line,) = list_accounts(session)
        assert session.exec(select(Account.email)).one() == "marie@example.org"
        assert session.exec(select(Centre.name)).one() == "Cité & Cœur de l’Est"
    assert (line.username, line.roles) == ("marie", (("cite-coeur-de-l-est", Role.ADMIN),))


def test_the_centres_that_exist_are_his_and_none_is_made() -> None:
    token = renewed()
    for slug in ("un", "deux"):
        open_centre(slug)

    begin(token, FirstStart("marie", "Marie", None, PASSWORD, None))

    with reading() as session:
        (line,) = list_accounts(session)
    assert line.roles == (("deux", Role.ADMIN), ("un", Role.ADMIN))


@pytest.mark.parametrize("token", ["", "inventé", None])
def test_any_other_token_is_refused(token: str | None) -> None:
    renewed()
    with pytest.raises(AccountError, match="pas le dernier jeton"):
        begin(token)


def test_without_a_token_printed_nothing_begins() -> None:
    with pytest.raises(AccountError, match="pas le dernier jeton"):
        begin("")


def test_a_new_start_gives_another_token_and_the_one_before_is_dead() -> None:
    first, second = renewed(), renewed()

    with pytest.raises(AccountError, match="pas le dernier jeton"):
        begin(first)
    assert begin(second)


def test_the_token_dies_as_soon_as_there_is_an_account() -> None:
    token = renewed()
    open_centre("un")
    make_account("lea", ("un", Role.ADMIN))

    with pytest.raises(AccountError, match="Un compte existe déjà"):
        begin(token)
    assert renewed() is None
    with reading() as session:
        assert session.exec(select(Installation.first_start_digest)).one() is None


def test_what_is_wrong_leaves_the_token_alive() -> None:
    token = renewed()
    with pytest.raises(WeakPasswordError):
        begin(token, FirstStart("marie", "Marie", None, "court", "Centre"))
    with pytest.raises(CentreError):
        begin(token, FirstStart("marie", "Marie", None, PASSWORD, "!"))

    assert begin(token)


def test_the_database_holds_a_digest_of_the_token() -> None:
    token = renewed()
    with reading() as session:
        told = [str((line.before, line.after)) for line in session.exec(select(Journal))]
        row = session.exec(select(Installation)).one()
    assert str(token) not in f"{row} {told}"
    assert str(row.first_start_digest) not in str(told)
