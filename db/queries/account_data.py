"""Read what is held about an account, for its owner."""

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Account, Centre, Journal, Membership, SignInSession
from domain.account_data import AccountHeld, Deed, Seat
from domain.roles import Role


def held_of_account(session: Session, *, account_id: int) -> AccountHeld:
    """All of it, whatever the centre. No secret: digests of passwords tell him nothing."""
    account = session.get_one(Account, account_id)
    rights = select(col(Centre.name), col(Membership.role)).join(
        Membership, col(Membership.centre_id) == col(Centre.id)
    )
    seats = select(SignInSession).where(col(SignInSession.account_id) == account_id)
    deeds = select(
        col(Journal.at), col(Journal.action), col(Journal.row_table), col(Journal.row_id)
    ).where(col(Journal.account_id) == account_id)
    return AccountHeld(
        name=account.name,
        username=account.username,
        email=account.email,
        made_at=account.created_at,
        last_sign_in_at=account.last_sign_in_at,
        rights=tuple(
            (centre, Role(role).label)
            for centre, role in session.execute(
                rights.where(col(Membership.account_id) == account_id).order_by(col(Centre.id))
            )
        ),
        seats=tuple(
            Seat(row.created_at, row.expires_at, row.revoked_at, row.agent)
            for row in session.scalars(seats.order_by(col(SignInSession.id)))
        ),
        deeds=tuple(Deed(*row) for row in session.execute(deeds.order_by(col(Journal.id)))),
    )
