"""Sessions opened by what a provider of identities vouches for."""

import pytest
from sqlmodel import select

from db.commands import accounts, identities
from db.commands.accounts import AccountError
from db.commands.identities import ProofUsedError
from db.models import Account, Membership, SignInSession
from db.queries.accounts import by_session_id
from db.unit_of_work import reading, writing
from domain import passwords
from domain.identity import Proof
from domain.roles import Role
from tests.people import make_account, open_centre


@pytest.fixture(autouse=True)
def lea(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    key = make_account("lea", ("un", Role.READER))
    with writing() as session:
        session.get_one(Account, key).email = "lea@example.org"
    return key


def enter(email: str = "lea@example.org", key: str = "un") -> int:
    with writing() as session:
        return identities.open_session_of(session, Proof(email, key))[0]


def test_the_session_is_one_of_ours(lea: int) -> None:
    opened = enter()

    with reading() as session:
        found = by_session_id(session, session_id=opened)
        assert session.get_one(Account, lea).last_sign_in_at
    assert found
    assert (found.account_id, [c.role for c in found.centres]) == (lea, [Role.READER])


def test_a_proof_serves_once() -> None:
    enter()
    with pytest.raises(ProofUsedError):
        enter()
    assert enter(key="deux")


def test_an_unknown_email_makes_nothing() -> None:
    with pytest.raises(AccountError, match="Aucun compte ne porte"):
        enter("autre@example.org")
    with reading() as session:
        assert len(session.exec(select(Account)).all()) == 1
        assert len(session.exec(select(Membership)).all()) == 1
        assert session.exec(select(SignInSession)).all() == []


def test_a_suspended_account_stays_closed(lea: int) -> None:
    with writing() as session:
        accounts.suspend(session, account_id=lea)
    with pytest.raises(AccountError, match="suspendu"):
        enter()
