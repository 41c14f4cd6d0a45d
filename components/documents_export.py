"""What must be told before a file with names is handed out."""

from components.auth import author
from components.data import write
from db.commands import exporting
from domain.document_kinds import NAMING, Order
from domain.roles import User


def journal_export(user: User, order: Order) -> None:
    """Tell the journal of a document that names people; of the others there is nothing to tell.

    Raise ForbiddenError when the database does not let this account read them.
    """
    if order.kind in NAMING:
        write(exporting.tell_people_export, author(user), period=order.scope.period)
