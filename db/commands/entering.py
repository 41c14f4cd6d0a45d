"""What every command of entry begins and ends with: rights, the row meant, one row a form."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.commands import drafts
from db.models import Account, Edited, Membership, Submission
from db.unit_of_work import AUTHOR, Author
from domain.entry import EntryError
from domain.roles import Role

R = TypeVar("R", bound=Edited)


class ForbiddenError(EntryError):
    """The author may not write this in this centre, or no longer may."""


class StaleError(EntryError):
    """Someone else saved the row since it was opened. ``version`` is the one it has now.

    ``author`` and ``at`` say who saved it and when, where one row tells.
    """

    def __init__(self, version: int, author: str | None = None, at: datetime | None = None) -> None:
        super().__init__(
            {"version": "Quelqu’un a enregistré cette fiche depuis que vous l’avez ouverte."}
        )
        self.version, self.author, self.at = version, author, at


def require_role(session: Session, role: Role) -> tuple[int, int]:
    """The account and the centre that write, once the database has said that they may.

    First statement of each command of entry: a button pressed runs before the page’s guard.
    """
    author: Author = session.info[AUTHOR]
    key = {"account_id": author.account_id, "centre_id": author.centre_id}
    member = session.get(Membership, key) if all(key.values()) else None
    if member is None or member.role < role or _is_closed(session, member.account_id):
        raise ForbiddenError({"": "Votre compte ne permet pas cette écriture dans ce centre."})
    return member.account_id, member.centre_id


def _is_closed(session: Session, account_id: int) -> bool:
    """Whether the account was suspended, or deleted, since the page was drawn."""
    account = session.get_one(Account, account_id)
    return account.suspended_at is not None or account.deleted_at is not None


def own_row(session: Session, table: type[R], row_id: int, *, version: int | None = None) -> R:
    """The row of the author’s centre, held until the end of the transaction.

    Raise EntryError when the centre has none, StaleError when ``version`` is not its own.
    """
    author: Author = session.info[AUTHOR]
    row = session.get(table, row_id, with_for_update=True)
    if row is None or getattr(row, "centre_id", None) != author.centre_id:
        raise EntryError({"": "Cette fiche n’existe pas dans ce centre."})
    if version is not None and row.version != version:
        saved_by = session.get(Account, row.updated_by) if row.updated_by else None
        raise StaleError(row.version, saved_by.name if saved_by else None, row.updated_at)
    return row


def save_once(session: Session, *, token: str, form: str, save: Callable[[], int]) -> int:
    """The id of the row ``save`` makes, or of the one it made when the form was sent before.

    Double click, page sent again, lost connection: one row. The form’s draft goes with it.
    """
    account_id, centre_id = require_role(session, Role.EDITOR)
    sent = Submission(token=token, account_id=account_id, centre_id=centre_id, row_id=0)
    try:
        # Two at once: the second waits here for the first, then finds its row.
        with session.begin_nested():
            session.add(sent)
    except IntegrityError:
        return session.get_one(Submission, token).row_id
    sent.row_id = save()
    drafts.drop(session, account_id=account_id, centre_id=centre_id, form=form)
    return sent.row_id
