"""Everything the documents of a period are made of, in one reading."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Publication
from db.queries.board import board, counted_publications
from db.queries.differences import kept_notes, year_differences
from domain.report_reading import Published, ReportReading
from domain.scope import Scope


def report_reading(
    session: Session, *, scope: Scope, filters: tuple[str, ...], today: date, now: datetime
) -> ReportReading:
    """What the board may see of the scope: no participant’s name, no word said without consent."""
    centre_id, year = scope.centre_id, scope.period.year
    return ReportReading(
        board=board(session, scope=scope, filters=filters, today=today, now=now),
        differences=year_differences(session, centre_id=centre_id, year=year, today=today),
        notes=kept_notes(session, centre_id=centre_id, year=year),
        publications=published(session, scope=scope, today=today),
    )


def published(session: Session, *, scope: Scope, today: date) -> tuple[Published, ...]:
    """Those the figure counts, oldest first."""
    statement = (
        select(
            col(Publication.kind),
            col(Publication.title),
            col(Publication.published_on),
            col(Publication.date_precision),
            col(Publication.url),
        )
        .where(
            col(Publication.centre_id) == scope.centre_id,
            col(Publication.id).in_(counted_publications(session, scope, today)),
        )
        .order_by(col(Publication.published_on), col(Publication.id))
    )
    return tuple(Published(*row) for row in session.execute(statement))
