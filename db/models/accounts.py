"""Accounts, their rights, their sessions, and the journal of what they did."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from db.models.base import JSON_COLUMN, Edited, utc_now


class Installation(SQLModel, table=True):
    """The one row that says what this database is."""

    id: int | None = Field(default=None, primary_key=True)
    # Set by the loading of the demonstration, and by nothing else.
    demonstration: bool = False
    # Of the token that lets the first administrator be made. It serves while there is no account.
    first_start_digest: str | None = Field(default=None, max_length=64)
    created_at: datetime = Field(default_factory=utc_now)


class Account(Edited, table=True):
    """Someone who may sign in."""

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(max_length=64, unique=True)
    name: str
    # In lower case: a provider of identities may know the account by it.
    email: str | None = Field(default=None, index=True, unique=True)
    password_hash: str  # empty until its owner chooses a password (domain.passwords.NO_PASSWORD)
    suspended_at: datetime | None = None
    last_sign_in_at: datetime | None = None


class Membership(SQLModel, table=True):
    """What an account may do in a centre (see domain.roles.Role)."""

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", primary_key=True, index=True)
    role: int


class AccountLink(SQLModel, table=True):
    """The link by which someone chooses a password: invited, or having lost his own.

    One an account; gone once used, cancelled or replaced. The database holds a digest of it.
    """

    __tablename__ = "account_link"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    # Where it was made, and by whom: it is worth what he may still do there.
    centre_id: int = Field(foreign_key="centre.id", index=True)
    made_by: int = Field(foreign_key="account.id")
    token_digest: str = Field(max_length=64, unique=True)
    expires_at: datetime


class SignInSession(SQLModel, table=True):
    """A browser that signed in. Only digests are kept: the database cannot be used to sign in.

    Opened by the sign-in form with a one-time ticket, which the browser exchanges for the
    token of its cookie.
    """

    __tablename__ = "sign_in_session"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    ticket_digest: str | None = Field(default=None, max_length=64, unique=True)
    ticket_expires_at: datetime | None = None
    token_digest: str | None = Field(default=None, max_length=64, unique=True)
    # What a provider of identities vouched for, once: the same proof opens no second session.
    identity_digest: str | None = Field(default=None, max_length=64, index=True, unique=True)
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    revoked_at: datetime | None = None
    agent: str = Field(default="", max_length=200)


class SignInThrottle(SQLModel, table=True):
    """Failures for a name as it was typed, whether or not an account bears it."""

    __tablename__ = "sign_in_throttle"

    name_digest: str = Field(primary_key=True, max_length=64)
    failures: int = 0
    window_started_at: datetime
    waits: int = 0
    waits_until: datetime | None = None


class Journal(SQLModel, table=True):
    """Who changed what, when, from what to what. Written with the change, never edited.

    Chained by ``db.journaling``; the database refuses any change but the erasing of a content.
    """

    __table_args__ = (
        # The pages of the journal are groups of lines of one moment and one author.
        Index(None, "centre_id", "at", "account_id"),
        Index(None, "row_table", "row_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=utc_now)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    centre_id: int | None = Field(default=None, foreign_key="centre.id")
    action: str = Field(max_length=64)
    row_table: str | None = Field(default=None, max_length=64)
    row_id: str | None = Field(default=None, max_length=64)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON_COLUMN)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON_COLUMN)
    # Its place in the chain of its centre, and what proves it (domain.chain).
    rank: int
    salt: str | None = Field(default=None, max_length=32)
    content_digest: str = Field(max_length=64)
    digest: str = Field(max_length=64)
    # When what it told of an anonymised person was erased.
    erased_at: datetime | None = None


class JournalHead(SQLModel, table=True):
    """How many lines the chain of a centre has, and the digest of the last. 0: of no centre."""

    __tablename__ = "journal_head"

    chain: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    lines: int
    digest: str = Field(max_length=64)


class Draft(SQLModel, table=True):
    """What someone was typing. One draft a form."""

    __table_args__ = (UniqueConstraint("account_id", "centre_id", "form"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    centre_id: int = Field(foreign_key="centre.id")
    form: str = Field(max_length=64)
    body: dict[str, Any] = Field(sa_type=JSON_COLUMN)
    updated_at: datetime = Field(default_factory=utc_now)
