"""Write accounts: make and close them, change passwords, open and close sessions.

A session is known by digests alone: reading the database does not let anyone in.
"""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from db.bulk import change_rows
from db.models import (
    Account,
    AccountLink,
    Centre,
    Membership,
    SignInSession,
    SignInThrottle,
    utc_now,
)
from domain import passwords, sign_in
from domain.formats import NBSP
from domain.roles import Role

SESSION_LIFETIME = sign_in.SESSION_LIFETIME
TICKET_LIFETIME = timedelta(seconds=60)


class AccountError(ValueError):
    """The request cannot be done. The message is for the user, in French."""


class TooManyTriesError(AccountError):
    """The name must wait before it may try again."""


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def plain_username(typed: str) -> str:
    """A username as it is kept: capitals, spaces around and what cannot be seen do not count."""
    return "".join(filter(str.isprintable, typed)).strip().lower()


def create_account(
    session: Session,
    *,
    username: str,
    name: str,
    password: str,
    memberships: Sequence[tuple[str, Role]],
    email: str | None = None,
) -> int:
    """Make an account, member of centres given by slug. Raise AccountError or WeakPasswordError."""
    passwords.check(password, username=plain_username(username), name=name)
    account = Account(
        username=free_username(session, username),
        name=name.strip() or username,
        email=free_email(session, email),
        password_hash=passwords.hash_password(password),
    )
    session.add(account)
    session.flush()
    assert account.id is not None  # noqa: S101 -- given by the flush
    _make_member(session, account.id, memberships)
    return account.id


def change_password(session: Session, *, account_id: int, password: str) -> None:
    """Change the password and close every session of the account, this one too.

    A link to choose one, made before, opens nothing any more.
    """
    account = get(session, account_id)
    passwords.check(password, username=account.username, name=account.name)
    account.password_hash = passwords.hash_password(password)
    shut(session, account_id=account_id)


def suspend(session: Session, *, account_id: int) -> None:
    """Close an account to its owner at once. Its past writings keep its name."""
    get(session, account_id).suspended_at = utc_now()
    shut(session, account_id=account_id)


def restore(session: Session, *, account_id: int) -> None:
    """Open a suspended account again."""
    get(session, account_id).suspended_at = None
    session.flush()


def shut(session: Session, *, account_id: int) -> None:
    """Close every way in that is open today: the sessions, and the link to choose a password."""
    if link := session.get(AccountLink, account_id):
        session.delete(link)
    session.flush()
    revoke_all(session, account_id=account_id)


def open_session(
    session: Session, *, account_id: int, agent: str = "", identity_digest: str | None = None
) -> tuple[int, str]:
    """Start a session: its id, and the ticket its browser exchanges for a token.

    Raise IntegrityError when this proof of identity has opened one already.
    """
    ticket, now = secrets.token_urlsafe(32), utc_now()
    _forget_the_past(session, now)
    row = SignInSession(
        account_id=account_id,
        ticket_digest=digest(ticket),
        ticket_expires_at=now + TICKET_LIFETIME,
        expires_at=now + SESSION_LIFETIME,
        agent=agent[:200],
        identity_digest=identity_digest,
    )
    session.add(row)
    session.flush()
    # Not a change to the account: it leaves neither line nor version.
    its_own = update(Account).where(col(Account.id) == account_id)
    change_rows(session, its_own.values(last_sign_in_at=now))
    assert row.id is not None  # noqa: S101 -- given by the flush
    return row.id, ticket


def exchange_ticket(session: Session, *, ticket: str) -> str | None:
    """The token of the session the ticket opened, once; None for any other ticket."""
    token = secrets.token_urlsafe(32)
    # One statement: of two requests with the same ticket, one only finds it.
    exchanged = session.execute(
        update(SignInSession)
        .where(
            col(SignInSession.ticket_digest) == digest(ticket),
            col(SignInSession.ticket_expires_at) > utc_now(),
            col(SignInSession.revoked_at).is_(None),
        )
        .values(ticket_digest=None, ticket_expires_at=None, token_digest=digest(token))
        .returning(col(SignInSession.id))
    ).first()
    return token if exchanged else None


def revoke(session: Session, *, account_id: int, session_id: int) -> None:
    """Close one session of the account."""
    mine = col(SignInSession.account_id) == account_id
    _revoke(session, mine, col(SignInSession.id) == session_id)


def revoke_token(session: Session, *, token: str) -> None:
    """Close the session of a cookie."""
    _revoke(session, col(SignInSession.token_digest) == digest(token))


def revoke_all(session: Session, *, account_id: int) -> None:
    """Close every session of the account."""
    _revoke(session, col(SignInSession.account_id) == account_id)


def claim_try(session: Session, *, name_digest: str) -> None:
    """Let this name try a password, or raise TooManyTriesError while it must wait.

    The try counts as a failure until ``forget_failures``: a hundred passwords sent at once are
    a hundred failures, not a hundred free tries.
    """
    row, now = _locked_throttle(session, name_digest), utc_now()
    before = None
    if row.failures:
        before = sign_in.Failures(row.failures, row.window_started_at, row.waits, row.waits_until)
        if remaining := before.remaining(now):
            raise TooManyTriesError(sign_in.wait_message(remaining))
    after = sign_in.after_failure(before, now)
    row.failures, row.window_started_at = after.count, after.window_started_at
    row.waits, row.waits_until = after.waits, after.waits_until
    session.flush()


def forget_failures(session: Session, *, name_digest: str) -> None:
    """The password was right."""
    if row := session.get(SignInThrottle, name_digest):
        session.delete(row)
        session.flush()


def _make_member(
    session: Session, account_id: int, memberships: Sequence[tuple[str, Role]]
) -> None:
    for slug, role in memberships:
        centre_id = _centre_id(session, slug)
        session.add(Membership(account_id=account_id, centre_id=centre_id, role=int(role)))
    session.flush()


def free_username(session: Session, typed: str) -> str:
    """The username as it is kept. Raise AccountError when it cannot be, or is another’s."""
    username = plain_username(typed)
    if not 0 < len(username) <= 64:
        raise AccountError("L’identifiant doit compter de 1 à 64 caractères.")
    taken = session.execute(select(col(Account.id)).where(col(Account.username) == username))
    if taken.first():
        raise AccountError(f"L’identifiant «{NBSP}{username}{NBSP}» est déjà pris.")
    return username


def free_email(session: Session, email: str | None, *, of: int | None = None) -> str | None:
    """The e-mail as it is kept. Raise AccountError when it is another account’s than ``of``."""
    if not email:
        return None
    bearer = session.execute(select(col(Account.id)).where(col(Account.email) == email.lower()))
    if bearer.scalar() not in (None, of):
        raise AccountError(f"L’adresse «{NBSP}{email}{NBSP}» est déjà celle d’un compte.")
    return email.lower()


def _centre_id(session: Session, slug: str) -> int:
    found = session.execute(select(col(Centre.id)).where(col(Centre.slug) == slug))
    centre_id: int | None = found.scalar()
    if centre_id is None:
        raise AccountError(f"Aucun centre ne porte l’adresse «{NBSP}{slug}{NBSP}».")
    return centre_id


def get(session: Session, account_id: int) -> Account:
    """The account. Raise AccountError when there is none."""
    account = session.get(Account, account_id)
    if account is None:
        raise AccountError("Ce compte n’existe pas.")
    return account


def _revoke(session: Session, *which: ColumnElement[bool]) -> None:
    session.execute(
        update(SignInSession)
        .where(*which, col(SignInSession.revoked_at).is_(None))
        .values(revoked_at=utc_now())
    )


def _forget_the_past(session: Session, now: datetime) -> None:
    """Sessions that have ended, and failures that no longer make anyone wait."""
    last = func.coalesce(col(SignInThrottle.waits_until), col(SignInThrottle.window_started_at))
    for statement in (
        delete(SignInSession).where(col(SignInSession.expires_at) <= now),
        delete(SignInThrottle).where(last < now - sign_in.FORGOTTEN_AFTER),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})


def _locked_throttle(session: Session, name_digest: str) -> SignInThrottle:
    """The row of this name, made if need be, held until the end of the transaction.

    Passwords tried at the same moment are thus counted one after the other.
    """
    same = col(SignInThrottle.name_digest) == name_digest
    hold = update(SignInThrottle).where(same).values(name_digest=name_digest)
    if not session.execute(hold.returning(col(SignInThrottle.name_digest))).first():
        fresh = SignInThrottle(name_digest=name_digest, window_started_at=utc_now())
        with suppress(IntegrityError), session.begin_nested():
            session.add(fresh)
            session.flush()
        session.execute(hold)
    return session.get_one(SignInThrottle, name_digest, populate_existing=True)
