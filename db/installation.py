"""The one row that says what this database is."""

from sqlmodel import Session, select

from db.models import Installation


def ensure_installation(session: Session) -> Installation:
    """The row of this database, made if it is new."""
    installation = session.exec(select(Installation)).first()
    if installation is None:
        installation = Installation()
        session.add(installation)
        session.flush()
    return installation
