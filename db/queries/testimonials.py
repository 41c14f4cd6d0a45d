"""Read testimonials, within what their authors allow."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Meeting, Testimonial
from domain.listings import Card, Wall, may_show
from domain.roles import Role

# Words outlive the meeting they were said at: once it is deleted, nothing leads to it.
_LIVING_MEETING = (
    select(col(Meeting.id))
    .where(col(Meeting.id) == col(Testimonial.meeting_id), col(Meeting.deleted_at).is_(None))
    .scalar_subquery()
)

CARD = (
    col(Testimonial.id),
    col(Testimonial.body),
    col(Testimonial.is_summary),
    col(Testimonial.author),
    col(Testimonial.function),
    col(Testimonial.organisation),
    col(Testimonial.family),
    col(Testimonial.year),
    col(Testimonial.month),
    _LIVING_MEETING.label("meeting_id"),
    col(Testimonial.territory_id),
    col(Testimonial.theme_id),
    col(Testimonial.consent),
)


def wall(
    session: Session,
    *,
    centre_id: int,
    role: Role,
    today: date,
    year: int | None = None,
    month: int | None = None,
    meeting_id: int | None = None,
) -> Wall:
    """The testimonials this role may read today, latest first."""
    wanted = {
        col(Testimonial.year): year,
        col(Testimonial.month): month,
        col(Testimonial.meeting_id): meeting_id,
    }
    conditions: list[Any] = [column == value for column, value in wanted.items() if value]
    statement = (
        select(*CARD, col(Testimonial.consent_until), col(Testimonial.withdrawn_on))
        .where(
            col(Testimonial.centre_id) == centre_id,
            col(Testimonial.deleted_at).is_(None),
            *conditions,
        )
        .order_by(
            col(Testimonial.year).desc(), col(Testimonial.month).desc(), col(Testimonial.id).desc()
        )
    )
    rows = session.execute(statement).all()
    shown = [
        Card(*row[:-2])
        for row in rows
        if may_show(row.consent, row.consent_until, row.withdrawn_on, role, today)
    ]
    return Wall(tuple(shown), len(rows) - len(shown))
