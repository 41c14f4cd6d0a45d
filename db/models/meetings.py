"""Meetings and what is said of them."""

from datetime import date, datetime, time

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from db.models.base import Edited, coded
from domain.vocabulary import (
    DatePrecision,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    OrganisationRole,
)


class Series(Edited, table=True):
    """A numbered run of meetings: Oxygène n° 14."""

    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    name: str


class Programme(Edited, table=True):
    """A dispositif: Cité éducative, Cité de l’emploi."""

    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    name: str


class Theme(Edited, table=True):
    """What is talked about: santé, emploi, culture."""

    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    name: str


class Meeting(Edited, table=True):
    """Anything the team animates."""

    # One centre's year is one run of the index, whatever the other centres hold.
    __table_args__ = (Index(None, "centre_id", "held_on"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    title: str
    format: MeetingFormat = Field(sa_type=coded(MeetingFormat))
    scope: MeetingScope = Field(default=MeetingScope.REGIONAL, sa_type=coded(MeetingScope))
    status: MeetingStatus = Field(default=MeetingStatus.HELD, sa_type=coded(MeetingStatus))
    modality: Modality | None = Field(default=None, sa_type=coded(Modality))
    series_id: int | None = Field(default=None, foreign_key="series.id")
    series_number: int | None = None
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    # The first of the month when only the month is known.
    held_on: date
    date_precision: DatePrecision = Field(default=DatePrecision.DAY, sa_type=coded(DatePrecision))
    start_time: time | None = None
    end_time: time | None = None
    half_days: float | None = None
    place: str | None = None
    # How many came, when they were counted; never added to the names.
    headcount: int | None = None
    headcount_precision: HeadcountPrecision = Field(
        default=HeadcountPrecision.EXACT, sa_type=coded(HeadcountPrecision)
    )
    # Told on the public agenda of the centre, if it has one.
    announced: bool = False
    # Since when it is announced no more, for the calendars that hold it.
    withdrawn_at: datetime | None = None
    registration_url: str | None = None
    replay_url: str | None = None
    # What the month is remembered for; empty when the meeting is not among it.
    highlight: str | None = None
    # Its place among the highlights of its month; the unranked follow, by date.
    highlight_rank: int | None = None
    notes: str | None = None


class MeetingTerritory(SQLModel, table=True):
    __tablename__ = "meeting_territory"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    territory_id: int = Field(foreign_key="territory.id", primary_key=True, index=True)


class MeetingTheme(SQLModel, table=True):
    __tablename__ = "meeting_theme"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True, index=True)


class MeetingOrganisation(SQLModel, table=True):
    __tablename__ = "meeting_organisation"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True, index=True)
    role: OrganisationRole = Field(sa_type=coded(OrganisationRole), primary_key=True)
