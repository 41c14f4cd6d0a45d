"""Read centres."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre, Territory


class CentreLine(NamedTuple):
    """A centre as an administrator sees it."""

    slug: str
    name: str
    region: str
    timezone: str
    website: str | None


def centre_ids(session: Session) -> dict[str, int]:
    """The identifier of each centre, by slug, the default one first."""
    statement = select(col(Centre.slug), col(Centre.id)).where(col(Centre.deleted_at).is_(None))
    return dict(session.execute(statement.order_by(col(Centre.id))).all())


def list_centres(session: Session) -> list[CentreLine]:
    """All centres, the default one first."""
    statement = (
        select(
            col(Centre.slug),
            col(Centre.name),
            col(Territory.name),
            col(Centre.timezone),
            col(Centre.website),
        )
        .join(Territory, col(Territory.id) == col(Centre.region_id))
        .where(col(Centre.deleted_at).is_(None))
        .order_by(col(Centre.id))
    )
    return [CentreLine(*row) for row in session.execute(statement)]


def timezone_of(session: Session, centre_id: int) -> str:
    """« Europe/Paris ». Raise NoResultFound when there is no such centre."""
    statement = select(col(Centre.timezone)).where(col(Centre.id) == centre_id)
    timezone: str = session.execute(statement).scalar_one()
    return timezone
