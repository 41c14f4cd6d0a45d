"""People, their organisations, who came, who consented to what."""

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel

from db.models.base import Edited, coded
from domain.vocabulary import AttendanceRole, AttendanceState, ConsentChannel, Family


class Organisation(Edited, table=True):
    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", index=True)
    name: str
    family: Family = Field(sa_type=coded(Family))
    territory_id: int | None = Field(default=None, foreign_key="territory.id")


class Person(Edited, table=True):
    """Name, function, organisation, e-mail, and no more. Anonymised, the row stays and counts."""

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id", index=True)
    first_name: str = ""
    last_name: str
    function: str | None = None
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    email: str | None = None
    anonymised_at: datetime | None = None


class Attendance(SQLModel, table=True):
    """One person at one meeting."""

    # Covers the count of distinct people without reading the table.
    __table_args__ = (Index(None, "meeting_id", "state", "person_id"),)

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    state: AttendanceState = Field(default=AttendanceState.PRESENT, sa_type=coded(AttendanceState))
    role: AttendanceRole = Field(default=AttendanceRole.PARTICIPANT, sa_type=coded(AttendanceRole))
    # Where the person worked that day: people move, the past does not.
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")


class PersonConsent(Edited, table=True):
    """What a person agreed to, when, through which channel."""

    __tablename__ = "person_consent"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    purpose: str
    given_on: date
    channel: ConsentChannel = Field(sa_type=coded(ConsentChannel))
    # Where the proof is.
    reference: str | None = Field(default=None, max_length=200)
    withdrawn_on: date | None = None
