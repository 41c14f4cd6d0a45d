"""Read how many people the centre’s channels reached."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import AudienceFigure
from domain.vocabulary import AudienceKey

# Events, whose months add up; the others are states, read at the last month known.
EVENTS = {AudienceKey.WEBSITE_VIEWS, AudienceKey.NEWSLETTER_ISSUES, AudienceKey.PODCAST_EPISODES}


def audience(session: Session, *, centre_id: int, year: int) -> tuple[tuple[AudienceKey, int], ...]:
    """For each channel the figure of the year: as given, or else made from its months."""
    statement = (
        select(col(AudienceFigure.key), col(AudienceFigure.month), col(AudienceFigure.value))
        .where(
            col(AudienceFigure.centre_id) == centre_id,
            col(AudienceFigure.year) == year,
            col(AudienceFigure.deleted_at).is_(None),
        )
        .order_by(col(AudienceFigure.month))
    )
    rows = session.execute(statement).all()
    found = {}
    for key in AudienceKey:
        yearly = [value for k, month, value in rows if k is key and month is None]
        monthly = [value for k, month, value in rows if k is key and month is not None]
        if yearly or monthly:
            found[key] = (yearly or ([sum(monthly)] if key in EVENTS else monthly))[-1]
    return tuple(found.items())


def audience_of_month(
    session: Session, *, centre_id: int, year: int, month: int
) -> dict[AudienceKey, int]:
    """What is known of the month itself, by channel."""
    statement = select(col(AudienceFigure.key), col(AudienceFigure.value)).where(
        col(AudienceFigure.centre_id) == centre_id,
        col(AudienceFigure.year) == year,
        col(AudienceFigure.month) == month,
        col(AudienceFigure.deleted_at).is_(None),
    )
    return dict(session.execute(statement).all())
