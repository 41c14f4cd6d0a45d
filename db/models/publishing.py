"""What the team hands out: testimonials, publications, audience, published figures, targets."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from db.models.base import JSON_COLUMN, Edited, coded, unique_where, utc_now
from domain.vocabulary import (
    AudienceKey,
    Consent,
    ConsentChannel,
    DatePrecision,
    Family,
    ProfileKind,
    PublicationKind,
)


class Testimonial(Edited, table=True):
    """« Parole à… »: a partner’s words, or a summary of them, and what he lets us do with it."""

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", index=True)
    body: str
    # A summary in indirect speech is marked « résumé » and bears no quotation marks.
    is_summary: bool = False
    author: str | None = None
    function: str | None = None
    organisation: str
    family: Family = Field(sa_type=coded(Family))
    year: int
    month: int
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    territory_id: int | None = Field(default=None, foreign_key="territory.id")
    theme_id: int | None = Field(default=None, foreign_key="theme.id")
    consent: Consent = Field(default=Consent.PENDING, sa_type=coded(Consent))
    consent_on: date | None = None
    consent_channel: ConsentChannel | None = Field(default=None, sa_type=coded(ConsentChannel))
    consent_until: date | None = None
    # Where the proof is: « formulaire signé, classeur 2024 », « courriel du 12 mars ».
    consent_reference: str | None = Field(default=None, max_length=200)
    withdrawn_on: date | None = None


class Publication(Edited, table=True):
    """A journal, a sheet, a video; a trace when it keeps the memory of a meeting."""

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", index=True)
    kind: PublicationKind = Field(sa_type=coded(PublicationKind))
    title: str
    published_on: date
    date_precision: DatePrecision = Field(default=DatePrecision.DAY, sa_type=coded(DatePrecision))
    url: str | None = None
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)


class AudienceFigure(Edited, table=True):
    """How many people a channel reached in a year, or in one of its months."""

    __tablename__ = "audience_figure"
    # Two, for a database holds two empty months to be different.
    __table_args__ = (
        unique_where("month IS NULL", "centre_id", "year", "key"),
        unique_where("month IS NOT NULL", "centre_id", "year", "month", "key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    year: int
    month: int | None = None
    key: AudienceKey = Field(sa_type=coded(AudienceKey))
    value: int


class MonthClosing(SQLModel, table=True):
    """The month’s figures as published. A reopened closing stays, as an earlier revision."""

    __tablename__ = "month_closing"
    __table_args__ = (
        UniqueConstraint("centre_id", "year", "month", "revision"),
        # A month is closed once, until it is reopened.
        unique_where("reopened_at IS NULL", "centre_id", "year", "month"),
    )

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    year: int
    month: int
    revision: int = 1
    meetings: int | None = None
    participations: int | None = None
    territories: int | None = None
    # The frozen copy: figures, highlights, commentary and meetings counted, with its digest.
    frozen: dict[str, Any] = Field(sa_type=JSON_COLUMN)
    digest: str = Field(max_length=64)
    source: str | None = None
    closed_at: datetime = Field(default_factory=utc_now)
    closed_by: int | None = Field(default=None, foreign_key="account.id")
    reopened_at: datetime | None = None
    reopened_by: int | None = Field(default=None, foreign_key="account.id")
    reopened_because: str | None = None


class YearFigure(Edited, table=True):
    """A figure published for a whole year, under the key of its indicator."""

    __tablename__ = "year_figure"
    __table_args__ = (UniqueConstraint("centre_id", "year", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    year: int
    key: str = Field(max_length=32)
    value: int
    source: str | None = None


class Target(Edited, table=True):
    """What a year should reach."""

    __table_args__ = (UniqueConstraint("centre_id", "year", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    year: int
    key: str = Field(max_length=32)
    value: int  # in percent for a share
    profile_kind: ProfileKind = Field(default=ProfileKind.EVEN, sa_type=coded(ProfileKind))
    # What each month weighs, on any scale; none for an even profile.
    profile: list[float] | None = Field(default=None, sa_type=JSON_COLUMN)
