"""Write a publication, trace of a meeting or not."""

from sqlmodel import Session

from db.commands.deleting import delete_row, refuse_deleted, restore_row
from db.commands.entering import own_row, require_role
from db.models import Meeting, Publication
from domain.publication_entry import PublicationEntry
from domain.roles import Role


def save_publication(session: Session, entry: PublicationEntry) -> int:
    """Make the publication, or change the one the entry names; its id.

    Raise EntryError for a row of another centre, StaleError when someone saved it meanwhile.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    if entry.meeting_id is not None:
        refuse_deleted(own_row(session, Meeting, entry.meeting_id))
    columns = {**vars(entry)}
    row_id, version = columns.pop("id"), columns.pop("version")
    if row_id is None:
        row = Publication(centre_id=centre_id, **columns)
    else:
        row = refuse_deleted(own_row(session, Publication, row_id, version=version))
        for name, value in columns.items():
            setattr(row, name, value)
    session.add(row)
    session.flush()
    return row.id or 0


def delete_publication(session: Session, *, publication_id: int) -> None:
    delete_row(session, Publication, publication_id)


def restore_publication(session: Session, *, publication_id: int) -> None:
    restore_row(session, Publication, publication_id)
