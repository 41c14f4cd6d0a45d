"""What leaves the database in a file is told in the journal."""

from sqlmodel import Session

from db.bulk import tell
from db.commands.entering import require_role
from domain.roles import Role


def tell_export(session: Session) -> None:
    """Tell that the journal was taken away."""
    require_role(session, Role.DIRECTOR)
    tell(session, "exporter le journal", table="journal")
