"""What the owner of an account does by the link he was sent: choose a password, once."""

from sqlmodel import Session, select

from db.commands import accounts
from db.commands.accounts import AccountError, digest
from db.commands.administering import administered, centres_of
from db.models import Account, AccountLink, utc_now
from domain.accounts import LINK_LIFETIME
from domain.moments import runs

DEAD = (
    "Ce lien ne sert plus\u00a0: il a déjà servi, a plus de 72\u00a0heures, ou a été remplacé. "
    "Demandez-en un nouveau à votre administrateur."
)


def use_link(session: Session, *, token: str, username: str, password: str) -> int:
    """Give the account its password, and the username its owner chose; its id.

    Raise AccountError when the link opens nothing, WeakPasswordError for the password. Every
    session of the account is closed.
    """
    account = _opened_by(session, token)
    if accounts.plain_username(username) != account.username:
        account.username = accounts.free_username(session, username)
    account_id = account.id or 0
    accounts.change_password(session, account_id=account_id, password=password)
    return account_id


def _opened_by(session: Session, token: str) -> Account:
    """The account of a live link, whose maker may still give a way into all its centres."""
    its_own = select(AccountLink).where(AccountLink.token_digest == digest(token))
    # Of two who come with the same link, the second waits here, then finds nothing.
    link = session.exec(its_own.with_for_update()).one_or_none()
    if link is None or not runs(link.expires_at, utc_now(), LINK_LIFETIME):
        raise AccountError(DEAD)
    maker, account = accounts.get(session, link.made_by), accounts.get(session, link.account_id)
    ruled = administered(session, link.made_by)
    if account.suspended_at or maker.suspended_at or centres_of(session, link.account_id) - ruled:
        raise AccountError(DEAD)
    return account
