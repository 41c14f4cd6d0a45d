"""What entry must remember beside its rows: forms sent, likenesses judged, doubles merged."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from db.models.base import JSON_COLUMN, coded, utc_now
from domain.vocabulary import EntryKind


class Submission(SQLModel, table=True):
    """A form that was sent. Sent again, it finds the row it made instead of making another."""

    token: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id")
    centre_id: int = Field(foreign_key="centre.id")
    row_id: int
    sent_at: datetime = Field(default_factory=utc_now)


class NotADouble(SQLModel, table=True):
    """Two rows that look alike and of which someone said that they are two. The lower id first."""

    __tablename__ = "not_a_double"
    __table_args__ = (UniqueConstraint("centre_id", "kind", "first_id", "second_id"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    kind: EntryKind = Field(sa_type=coded(EntryKind))
    first_id: int
    second_id: int


class PersonWriting(SQLModel, table=True):
    """A line as someone wrote it in a list, and the person it was judged to be."""

    __tablename__ = "person_writing"
    __table_args__ = (UniqueConstraint("centre_id", "writing"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    # What is left of the line once capitals, accents and spaces do not count.
    writing: str = Field(max_length=300)
    person_id: int = Field(foreign_key="person.id", index=True)


class Merge(SQLModel, table=True):
    """Two people, or two organisations, made one; with all that undoing it needs."""

    __table_args__ = (Index(None, "centre_id", "merged_at"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    kind: EntryKind = Field(sa_type=coded(EntryKind))
    kept_id: int
    merged_id: int
    # The rows that pointed at the merged one, by table.
    moved: dict[str, Any] = Field(sa_type=JSON_COLUMN)
    merged_at: datetime = Field(default_factory=utc_now)
    merged_by: int | None = Field(default=None, foreign_key="account.id")
    undone_at: datetime | None = None
    undone_by: int | None = Field(default=None, foreign_key="account.id")
