"""Keep what a director says of a difference between figures."""

from typing import Any

from sqlmodel import Session, col, select

from db.commands.entering import own_row, require_role
from db.models import Centre, DifferenceNote
from domain.difference_entry import DifferenceEntry
from domain.roles import Role


def keep_difference(session: Session, entry: DifferenceEntry) -> int:
    """The row’s id. Raise StaleError when someone said something else since it was opened."""
    _, centre_id = require_role(session, Role.DIRECTOR)
    # One at a time: two who explain the same difference are not unknown to each other.
    session.get_one(Centre, centre_id, with_for_update=True)
    statement = select(DifferenceNote).where(
        col(DifferenceNote.centre_id) == centre_id,
        col(DifferenceNote.year) == entry.year,
        col(DifferenceNote.key) == entry.key,
    )
    row = session.exec(statement).one_or_none()
    said: dict[str, Any] = {
        "state": entry.state,
        "note": entry.note,
        "told": entry.told,
        "figures": dict(entry.figures),
    }
    if row is None:
        row = DifferenceNote(centre_id=centre_id, year=entry.year, key=entry.key, **said)
    else:
        own_row(session, DifferenceNote, row.id or 0, version=entry.version or 0)
        row.sqlmodel_update(said)
    session.add(row)
    session.flush()
    return row.id or 0
