"""Open the agenda of a centre to the public, or close it."""

from sqlmodel import Session

from db.commands.entering import require_role
from db.models import Centre
from domain.roles import Role


def set_public_agenda(session: Session, *, public: bool) -> None:
    """Asked twice, it writes once. Closed, neither page nor feed answers any more."""
    _, centre_id = require_role(session, Role.DIRECTOR)
    session.get_one(Centre, centre_id, with_for_update=True).public_agenda = public
