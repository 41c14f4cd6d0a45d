"""Read centres."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre


def centre_ids(session: Session) -> dict[str, int]:
    """The identifier of each centre, by slug, the default one first."""
    statement = select(col(Centre.slug), col(Centre.id)).order_by(col(Centre.id))
    return dict(session.execute(statement).all())
