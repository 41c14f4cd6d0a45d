"""Read what the journal keeps of a meeting, its parts, its publications and its testimonials."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from db.models import Account, Journal, Publication, Testimonial
from db.queries.names import names
from domain.history import Line, Moment, references, tell
from domain.journal_rows import PARTS
from domain.roles import Role

LINKED: tuple[type[Publication | Testimonial], ...] = (Publication, Testimonial)


def of_meeting(
    session: Session, *, centre_id: int, meeting_id: int, role: Role
) -> tuple[Moment, ...]:
    """What was done to the meeting, the last first; nothing for who may not read names."""
    if role < Role.EDITOR:
        return ()
    lines = _lines(session, centre_id, meeting_id)
    return tell(lines, names(session, centre_id=centre_id, keys=references(lines))[0])


def _lines(session: Session, centre_id: int, meeting_id: int) -> list[Line]:
    statement = (
        select(Journal, col(Account.name))
        .outerjoin(Account, col(Account.id) == col(Journal.account_id))
        .where(col(Journal.centre_id) == centre_id, or_(*_about(session, centre_id, meeting_id)))
        .order_by(col(Journal.id))
    )
    return [
        Line(
            row.at,
            author,
            row.action,
            row.row_table or "",
            row.row_id or "",
            row.before or {},
            row.after or {},
        )
        for row, author in session.execute(statement)
    ]


def _about(session: Session, centre_id: int, meeting_id: int) -> list[ColumnElement[bool]]:
    table, key = col(Journal.row_table), col(Journal.row_id)
    parts = and_(table.in_(PARTS), key.startswith(f"{meeting_id}/"))
    return [
        and_(table == "meeting", key == str(meeting_id)),
        parts,
        *(_linked(session, model, centre_id, meeting_id) for model in LINKED),
    ]


def _linked(
    session: Session, model: type[Publication | Testimonial], centre_id: int, meeting_id: int
) -> ColumnElement[bool]:
    """Rows that are linked to the meeting, and the moments when others were."""
    linked = session.scalars(
        select(col(model.id)).where(
            col(model.centre_id) == centre_id, col(model.meeting_id) == meeting_id
        )
    )
    return and_(
        col(Journal.row_table) == str(model.__tablename__),
        or_(
            col(Journal.row_id).in_([str(row_id) for row_id in linked]),
            *(
                side["meeting_id"].as_integer() == meeting_id
                for side in (col(Journal.before), col(Journal.after))
            ),
        ),
    )
