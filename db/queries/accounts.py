"""Read accounts: who is signed in, with which rights, from which browsers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlmodel import Session, col

from db.models import (
    Account,
    Centre,
    Installation,
    Membership,
    SignInSession,
    Territory,
    utc_now,
)
from domain import roles
from domain.accounts import AccountState, state_of
from domain.moments import latest_end
from domain.passwords import NO_PASSWORD
from domain.roles import Role
from domain.sign_in import SESSION_LIFETIME


@dataclass(frozen=True)
class Identity:
    """A live session: whose it is, and the centres he belongs to, the first one first."""

    session_id: int
    account_id: int
    username: str
    name: str
    centres: tuple[roles.Membership, ...]


@dataclass(frozen=True)
class Credentials:
    account_id: int
    username: str
    name: str
    password_hash: str
    suspended: bool


@dataclass(frozen=True)
class OpenSession:
    """A browser that is signed in, as its owner sees it. ``agent`` is what the browser said."""

    id: int
    created_at: datetime
    agent: str


@dataclass(frozen=True)
class AccountLine:
    """An account as an administrator sees it."""

    id: int
    username: str
    name: str
    state: AccountState
    roles: tuple[tuple[str, Role], ...]  # slug of the centre, role in it


def by_session_id(session: Session, *, session_id: int) -> Identity | None:
    """Who the session belongs to, if it is still live."""
    return _identity(session, _BY_ID, session_id)


def by_token_digest(session: Session, *, token_digest: str) -> Identity | None:
    """Who the cookie belongs to, if its session is still live."""
    return _identity(session, _BY_TOKEN, token_digest)


def credentials(session: Session, *, username: str) -> Credentials | None:
    account = session.execute(_account(username)).scalars().one_or_none()
    if account is None or account.id is None:
        return None
    return Credentials(
        account.id,
        account.username,
        account.name,
        account.password_hash,
        account.suspended_at is not None,
    )


def open_sessions(session: Session, *, account_id: int) -> list[OpenSession]:
    """Browsers where the account is signed in, the latest first."""
    live = session.execute(
        select(SignInSession)
        .where(col(SignInSession.account_id) == account_id, *_live())
        .order_by(col(SignInSession.created_at).desc(), col(SignInSession.id).desc()),
        _present(),
    ).scalars()
    return [OpenSession(row.id, row.created_at, row.agent) for row in live if row.id is not None]


def list_accounts(session: Session) -> list[AccountLine]:
    """All accounts by username, with their roles by centre."""
    held: dict[int, list[tuple[str, Role]]] = {}
    for account_id, slug, role in session.execute(
        select(col(Membership.account_id), col(Centre.slug), col(Membership.role)).join(
            Centre, col(Centre.id) == col(Membership.centre_id)
        )
    ):
        held.setdefault(account_id, []).append((slug, Role(role)))
    accounts = sorted(session.scalars(select(Account)), key=lambda account: account.username)
    return [
        AccountLine(a.id, a.username, a.name, state(a), tuple(sorted(held.get(a.id, ()))))
        for a in accounts
        if a.id is not None
    ]


def state(account: Account) -> AccountState:
    return state_of(
        suspended=account.suspended_at is not None,
        has_password=account.password_hash != NO_PASSWORD,
        came=account.last_sign_in_at is not None,
    )


def is_demonstration(session: Session) -> bool:
    return bool(session.execute(select(col(Installation.demonstration))).scalar())


def _account(username: str) -> Select[Account]:
    return select(Account).where(
        col(Account.username) == username, col(Account.deleted_at).is_(None)
    )


def _identity(
    session: Session, statement: Select[*tuple[Any, ...]], which: int | str
) -> Identity | None:
    """One query, for it runs at each click: a row a centre, with the account on each."""
    given = {"which": which, **_present()}
    rows = session.connection().execute(statement, given).all()
    if not rows:
        return None
    centres = tuple(
        roles.Membership(row[4], row[5], row[6], row[7], row[8], row[9], Role(row[10]))
        for row in rows
        if row[4] is not None
    )
    session_id, account_id, username, name = rows[0][:4]
    return Identity(session_id, account_id, username, name, centres)


def _live() -> tuple[ColumnElement[bool], ...]:
    return (
        col(SignInSession.revoked_at).is_(None),
        col(SignInSession.expires_at).between(bindparam("now"), bindparam("latest")),
    )


def _present() -> dict[str, datetime]:
    """What ``_live`` compares with."""
    now = utc_now()
    return {"now": now, "latest": latest_end(now, SESSION_LIFETIME)}


def _identified_by(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(SignInSession.id),
            col(Account.id),
            col(Account.username),
            col(Account.name),
            col(Centre.id),
            col(Centre.slug),
            col(Centre.name),
            col(Territory.name),
            col(Centre.fictional),
            col(Centre.timezone),
            col(Membership.role),
        )
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .outerjoin(Membership, col(Membership.account_id) == col(Account.id))
        .outerjoin(
            Centre,
            and_(col(Centre.id) == col(Membership.centre_id), col(Centre.deleted_at).is_(None)),
        )
        .outerjoin(Territory, col(Territory.id) == col(Centre.region_id))
        .where(
            which,
            *_live(),
            col(Account.suspended_at).is_(None),
            col(Account.deleted_at).is_(None),
        )
        .order_by(col(Centre.id))
    )


# Written once: building them takes longer than running them.
_BY_ID = _identified_by(col(SignInSession.id) == bindparam("which"))
_BY_TOKEN = _identified_by(col(SignInSession.token_digest) == bindparam("which"))
