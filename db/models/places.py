"""Centres and the territories they work in."""

from sqlmodel import Field, SQLModel

from db.models.base import Edited, coded
from domain.vocabulary import Certainty, TerritoryLevel


class Territory(SQLModel, table=True):
    """A région, département, contrat de ville, commune or quartier. Shared by all centres."""

    id: int | None = Field(default=None, primary_key=True)
    level: TerritoryLevel = Field(sa_type=coded(TerritoryLevel), index=True)
    code: str = Field(max_length=16, unique=True)
    name: str
    # The geography a quartier belongs to (2015, 2024); none for what does not change.
    vintage: int | None = None
    parent_id: int | None = Field(default=None, foreign_key="territory.id", index=True)
    # The contrat de ville this territory counts for: itself for a contrat.
    contrat_id: int | None = Field(default=None, foreign_key="territory.id", index=True)
    # The quartier of the other geography that carries it on.
    successor_code: str | None = Field(default=None, max_length=16)
    epci_siren: str | None = Field(default=None, max_length=9)
    epci_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    certainty: Certainty = Field(default=Certainty.CERTAIN, sa_type=coded(Certainty))


class Centre(Edited, table=True):
    """One team. An installation may hold several; rows of one are never shown to another."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(max_length=64, unique=True)
    name: str
    region_id: int = Field(foreign_key="territory.id")
    website: str | None = None
    # Its meetings are told in this time (Mayotte has a centre too).
    timezone: str = "Europe/Paris"
    # Whether what it announces can be read without an account.
    public_agenda: bool = False
    # After how many years without a meeting people are to be anonymised; None: never proposed.
    retention_years: int | None = None
    # Fictional data is announced on every page.
    fictional: bool = False
