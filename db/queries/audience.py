"""Read how many people the centre’s channels reached."""

from collections import defaultdict

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import AudienceFigure
from db.queries.last_change import last_change
from domain.audience import WHOLE, Heard, heard
from domain.counted import CountedAudience
from domain.roles import Role
from domain.vocabulary import AudienceKey


def audience(session: Session, *, centre_id: int, year: int) -> tuple[Heard, ...]:
    """Each measure known of the year, beside the same months of the year before."""
    statement = select(
        col(AudienceFigure.key),
        col(AudienceFigure.year),
        col(AudienceFigure.month),
        col(AudienceFigure.value),
    ).where(
        col(AudienceFigure.centre_id) == centre_id,
        col(AudienceFigure.year).in_((year - 1, year)),
        col(AudienceFigure.deleted_at).is_(None),
    )
    known: defaultdict[tuple[AudienceKey, int], dict[int, int]] = defaultdict(dict)
    for key, of_year, month, value in session.execute(statement):
        known[key, of_year][month or WHOLE] = value
    return tuple(
        heard(key, year, known[key, year], known[key, year - 1])
        for key in AudienceKey
        if (key, year) in known
    )


def counted_audience(
    session: Session, *, centre_id: int, year: int, measure: AudienceKey, role: Role
) -> CountedAudience | None:
    """One measure of the year and who changed it last; None when nothing is known of it."""
    known = audience(session, centre_id=centre_id, year=year)
    found = next((one for one in known if one.key is measure), None)
    if found is None:
        return None
    # Those taken away too: their going is a change.
    typed = select(col(AudienceFigure.id)).where(
        col(AudienceFigure.centre_id) == centre_id,
        col(AudienceFigure.year) == year,
        col(AudienceFigure.key) == measure,
    )
    keys = {"audience_figure": [key for key in session.scalars(typed) if key]}
    return CountedAudience(found, last_change(session, centre_id=centre_id, role=role, keys=keys))


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
