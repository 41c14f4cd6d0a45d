"""What the form of a publication starts from, and the last ones entered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlmodel import Session, col

from db.models import Publication, utc_now
from domain.meeting_life import RESTORABLE
from domain.publication_entry import PublicationEntry
from domain.roles import Role
from domain.vocabulary import DatePrecision, PublicationKind

HOW_MANY = 10


@dataclass(frozen=True)
class Entered:
    """A publication as its form holds it."""

    entry: PublicationEntry
    deleted_at: datetime | None


class PublicationLine(NamedTuple):
    """A publication in the list of the last ones."""

    id: int
    kind: PublicationKind
    title: str
    published_on: date
    date_precision: DatePrecision
    deleted_at: datetime | None


def entered(session: Session, *, centre_id: int, publication_id: int, role: Role) -> Entered | None:
    """The publication, for who may change it; None when the centre has none of that number."""
    if role < Role.EDITOR:
        return None
    row = session.execute(
        select(Publication).where(
            col(Publication.id) == publication_id, col(Publication.centre_id) == centre_id, _kept()
        )
    ).scalar_one_or_none()
    if row is None:
        return None
    values = {name: getattr(row, name) for name in PublicationEntry.__dataclass_fields__}
    return Entered(PublicationEntry(**values), row.deleted_at)


def last_publications(
    session: Session, *, centre_id: int, role: Role, meeting_id: int | None = None
) -> tuple[PublicationLine, ...]:
    """The last touched first, of a meeting or of all; those one may bring back are among them."""
    if role < Role.EDITOR:
        return ()
    statement = (
        select(*(col(getattr(Publication, name)) for name in PublicationLine._fields))
        .where(
            col(Publication.centre_id) == centre_id,
            _kept(),
            *([col(Publication.meeting_id) == meeting_id] if meeting_id else []),
        )
        .order_by(col(Publication.updated_at).desc(), col(Publication.id).desc())
        .limit(HOW_MANY)
    )
    return tuple(PublicationLine(*row) for row in session.execute(statement))


def _kept() -> Any:
    """Not deleted, or not for so long that it is lost."""
    deleted_at = col(Publication.deleted_at)
    return or_(deleted_at.is_(None), deleted_at > utc_now() - RESTORABLE)
