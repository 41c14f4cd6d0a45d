"""The one row that says what this database is."""

import secrets

from sqlalchemy import func, select
from sqlmodel import Session

from db.bulk import insert_rows
from db.models import Installation, utc_now


def ensure_installation(session: Session) -> None:
    """Draw the secret of a new database; one already made keeps its own.

    Written past the journal, which would copy the secret.
    """
    if not session.scalar(select(func.count()).select_from(Installation)):
        row = {"demonstration": False, "secret": secrets.token_hex(32), "created_at": utc_now()}
        insert_rows(session, Installation, [row])
