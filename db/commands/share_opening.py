"""What a link remembers of those who open it: nobody signs in, so no right is asked."""

from datetime import date

from sqlalchemy import update
from sqlmodel import Session, col

from db.bulk import change_rows
from db.models import ShareLink, utc_now


def note_opening(session: Session, *, link_id: int, today: date) -> None:
    """One more opening, and its day. No change to the centre’s data: the journal has no line."""
    opened = update(ShareLink).where(col(ShareLink.id) == link_id)
    count = col(ShareLink.openings) + 1
    change_rows(session, opened.values(openings=count, opened_on=today))


def note_end(session: Session, *, link_id: int, today: date) -> None:
    """Have the journal tell, once, that the last day of the link has passed."""
    row = session.get_one(ShareLink, link_id, with_for_update=True)
    if row.ends_on < today and row.ended_at is None and row.revoked_at is None:
        row.ended_at = utc_now()
