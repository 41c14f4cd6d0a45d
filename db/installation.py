"""The one row that says what this database is."""

from contextlib import suppress

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from db.models import Installation


def ensure_installation(session: Session) -> Installation:
    """The row of this database, made if it is new."""
    if session.exec(select(Installation)).first() is None:
        # Two servers may begin at once: the second finds the row of the first.
        with suppress(IntegrityError), session.begin_nested():
            session.add(Installation(id=1))
    return session.exec(select(Installation)).one()
