"""What leaves the house without an account: links to a page of figures, and the public data."""

from datetime import date, datetime

from sqlmodel import Field

from db.models.base import Edited


class ShareLink(Edited, table=True):
    """One page of figures, read by whoever holds its address. The database holds a digest of it.

    It is the centre’s: it outlives the account that made it.
    """

    __tablename__ = "share_link"

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", index=True)
    token_digest: str = Field(max_length=64, unique=True)
    recipient: str = Field(max_length=120)
    year: int
    month: int | None = None
    territory_id: int | None = Field(default=None, foreign_key="territory.id")
    # Its last day, where the centre is.
    ends_on: date
    revoked_at: datetime | None = None
    # When its end was told to the journal.
    ended_at: datetime | None = None
    opened_on: date | None = None
    openings: int = 0


class PublicAccess(Edited, table=True):
    """Who may read the public data of a centre: everyone, who has its key, or nobody."""

    __tablename__ = "public_access"

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", unique=True)
    is_open: bool = False
    key_digest: str | None = Field(default=None, max_length=64)
    key_since: datetime | None = None
