"""What can be chosen in a centre’s lists."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Theme
from db.queries.territories import region
from domain.places import Place
from domain.searching import plain
from domain.vocabulary import TerritoryLevel

# Départements first: the wider the territory, the more often it is looked for.
FILTERED = (
    TerritoryLevel.DEPARTEMENT,
    TerritoryLevel.CONTRAT_DE_VILLE,
    TerritoryLevel.COMMUNE,
    TerritoryLevel.QPV,
)


def territories(session: Session, *, centre_id: int) -> dict[str, str]:
    """The territories of the centre’s region by code, « Grand Dole · Contrat de ville »."""
    places = region(session, centre_id=centre_id)
    return {p.code: _label(p) for level in FILTERED for p in places if p.level is level}


def themes(session: Session, *, centre_id: int) -> dict[str, str]:
    """The centre’s themes by identifier, in the order of names."""
    statement = select(col(Theme.id), col(Theme.name)).where(col(Theme.centre_id) == centre_id)
    found = sorted(session.execute(statement), key=lambda row: plain(row[1]))
    return {str(theme_id): name for theme_id, name in found}


def _label(place: Place) -> str:
    vintage = f" {place.vintage}" if place.vintage else ""
    return f"{place.name} · {place.level.label}{vintage}"
