"""What can be chosen in a centre’s lists."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Theme


def themes(session: Session, *, centre_id: int) -> dict[str, str]:
    """The centre’s themes by identifier, in the order of names."""
    statement = (
        select(col(Theme.id), col(Theme.name))
        .where(col(Theme.centre_id) == centre_id)
        .order_by(col(Theme.name))
    )
    return {str(theme_id): name for theme_id, name in session.execute(statement)}
