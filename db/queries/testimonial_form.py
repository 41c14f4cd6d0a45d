"""What the form of a testimonial starts from, and those that still ask for something."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlmodel import Session, col

from db.models import Organisation, Territory, Testimonial, utc_now
from domain.entry import plain
from domain.meeting_life import RESTORABLE
from domain.roles import Role
from domain.testimonial_entry import ConsentGiven, TestimonialEntry
from domain.vocabulary import Consent, Family


@dataclass(frozen=True)
class Entered:
    """A testimonial as its form holds it. Once withdrawn, it has neither words nor author."""

    entry: TestimonialEntry
    withdrawn_on: date | None
    deleted_at: datetime | None


class Unsettled(NamedTuple):
    """A testimonial that waits for a consent, or may be brought back; not its words."""

    id: int
    organisation: str
    year: int
    month: int
    consent_until: date | None
    withdrawn_on: date | None
    deleted_at: datetime | None


def entered(session: Session, *, centre_id: int, testimonial_id: int, role: Role) -> Entered | None:
    """The testimonial, for who may change it; None when the centre has none of that number."""
    if role < Role.EDITOR:
        return None
    statement = (
        select(Testimonial, col(Territory.code))
        .outerjoin(Territory, col(Territory.id) == col(Testimonial.territory_id))
        .where(col(Testimonial.id) == testimonial_id, col(Testimonial.centre_id) == centre_id)
    )
    found = session.execute(statement).one_or_none()
    if found is None or _is_lost(found[0].deleted_at):
        return None
    row, territory = found
    entry = _entry(row, territory)
    if row.withdrawn_on is not None:
        entry = replace(entry, body="", author=None, function=None)
    return Entered(entry, row.withdrawn_on, row.deleted_at)


def unsettled(
    session: Session, *, centre_id: int, role: Role, today: date
) -> tuple[Unsettled, ...]:
    """Those without a consent that holds today, and those deleted that may be brought back."""
    if role < Role.EDITOR:
        return ()
    statement = (
        select(*(col(getattr(Testimonial, name)) for name in Unsettled._fields))
        .where(
            col(Testimonial.centre_id) == centre_id,
            or_(
                col(Testimonial.consent) == Consent.PENDING,
                col(Testimonial.consent_until) < today,
                col(Testimonial.withdrawn_on).is_not(None),
                col(Testimonial.deleted_at).is_not(None),
            ),
        )
        .order_by(
            col(Testimonial.year).desc(), col(Testimonial.month).desc(), col(Testimonial.id).desc()
        )
    )
    rows: Any = session.execute(statement)
    return tuple(Unsettled(*row) for row in rows if not _is_lost(row.deleted_at))


def families(session: Session, *, centre_id: int) -> dict[str, Family]:
    """The family of each organisation of the centre, by its name in plain letters."""
    statement = select(col(Organisation.name), col(Organisation.family)).where(
        col(Organisation.centre_id) == centre_id, col(Organisation.deleted_at).is_(None)
    )
    return {plain(name): family for name, family in session.execute(statement)}


def _is_lost(deleted_at: datetime | None) -> bool:
    return deleted_at is not None and deleted_at + RESTORABLE <= utc_now()


def _entry(row: Testimonial, territory: str | None) -> TestimonialEntry:
    return TestimonialEntry(
        body=row.body,
        is_summary=row.is_summary,
        organisation=row.organisation,
        family=row.family,
        given=ConsentGiven(
            *(row.consent, row.consent_channel, row.consent_on),
            *(row.consent_until, row.consent_reference),
        ),
        author=row.author,
        function=row.function,
        meeting_id=row.meeting_id,
        year=row.year,
        month=row.month,
        territory=territory,
        theme_id=row.theme_id,
        id=row.id,
        version=row.version,
    )
