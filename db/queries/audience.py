"""Read how many people the centre’s channels reached."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import AudienceFigure
from domain.vocabulary import AudienceKey


def audience(session: Session, *, centre_id: int, year: int) -> tuple[tuple[AudienceKey, int], ...]:
    """For each channel the figure of the year, or else that of its last month known.

    These are states (subscribers, users), not events: months do not add up.
    """
    statement = (
        select(col(AudienceFigure.key), col(AudienceFigure.value))
        .where(col(AudienceFigure.centre_id) == centre_id, col(AudienceFigure.year) == year)
        # The last one read wins: months in order, then the year.
        .order_by(col(AudienceFigure.month).is_(None), col(AudienceFigure.month))
    )
    known = dict(session.execute(statement).all())
    return tuple((key, known[key]) for key in AudienceKey if key in known)
