"""Read the territories a centre works in."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre, Territory
from db.queries.facts import inside
from domain.places import Place
from domain.searching import plain

COLUMNS = (
    col(Territory.id),
    col(Territory.level),
    col(Territory.code),
    col(Territory.name),
    col(Territory.parent_id),
    col(Territory.contrat_id),
    col(Territory.vintage),
    col(Territory.latitude),
    col(Territory.longitude),
    col(Territory.certainty),
)


def region(session: Session, *, centre_id: int) -> tuple[Place, ...]:
    """Every territory of the centre’s region, in the order of names."""
    region_id = session.execute(select(col(Centre.region_id)).where(col(Centre.id) == centre_id))
    statement = select(*COLUMNS).where(col(Territory.id).in_(inside(region_id.scalar_one())))
    found = (Place(*row) for row in session.execute(statement))
    return tuple(sorted(found, key=lambda place: (plain(place.name), place.code)))


def contrats(session: Session, *, centre_id: int, within: int | None = None) -> tuple[Place, ...]:
    """The contrats de ville of the centre’s region, in the order of names.

    ``within`` keeps those of a territory; a quartier or a commune has the one it counts for.
    """
    places = region(session, centre_id=centre_id)
    if within is not None:
        kept = set(session.scalars(inside(within)))
        wanted = {p.contrat_id for p in places if p.id in kept}
    else:
        wanted = {p.contrat_id for p in places}
    return tuple(p for p in places if p.id in wanted)
