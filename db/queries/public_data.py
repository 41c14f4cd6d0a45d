"""Read the public data of a centre: who may have them, and the figures of its closed months."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre, PublicAccess, Territory
from db.queries.years import closings, year_figures
from domain.public_data import ClosedYear
from domain.roles import Role


@dataclass(frozen=True)
class Access:
    """Who may read the public data of a centre. No digest: it has no key."""

    centre_id: int
    is_open: bool
    key_digest: str | None


@dataclass(frozen=True)
class AccessAsSet:
    """The same, as who sets it reads it."""

    is_open: bool = False
    key_since: datetime | None = None


def access(session: Session, *, slug: str) -> Access | None:
    """None for a centre that is not there, or never opened anything."""
    statement = (
        select(col(PublicAccess.centre_id), col(PublicAccess.is_open), col(PublicAccess.key_digest))
        .join(Centre, col(Centre.id) == col(PublicAccess.centre_id))
        .where(col(Centre.slug) == slug, col(Centre.deleted_at).is_(None))
    )
    found = session.execute(statement).one_or_none()
    return Access(*found) if found else None


def access_set(session: Session, *, centre_id: int, role: Role) -> AccessAsSet:
    if role < Role.DIRECTOR:
        return AccessAsSet()
    statement = select(col(PublicAccess.is_open), col(PublicAccess.key_since)).where(
        col(PublicAccess.centre_id) == centre_id
    )
    found = session.execute(statement).one_or_none()
    return AccessAsSet(*found) if found else AccessAsSet()


def closed_year(session: Session, *, centre_id: int, year: int) -> ClosedYear:
    """The closed months of the year, in order, and what was published for the whole of it."""
    of_the_centre = (
        select(col(Centre.slug), col(Centre.name), col(Territory.name), col(Centre.fictional))
        .join(Territory, col(Territory.id) == col(Centre.region_id))
        .where(col(Centre.id) == centre_id)
    )
    slug, name, region, fictional = session.execute(of_the_centre).one()
    months = closings(session, centre_id=centre_id, year=year)
    figures = year_figures(session, centre_id=centre_id, year=year)
    return ClosedYear(
        slug, name, region, fictional, year, tuple(months[m] for m in sorted(months)), figures
    )
