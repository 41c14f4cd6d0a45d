"""Sign in whom a provider of identities vouches for. No account is made, no role is given."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from db.commands import accounts
from db.commands.accounts import AccountError, digest
from db.models import Account
from domain.formats import NBSP
from domain.identity import Proof

UNKNOWN = (
    f"Aucun compte ne porte l’adresse «{NBSP}%s{NBSP}». Demandez à votre administrateur de vous "
    "inviter, ou d’inscrire cette adresse à votre compte."
)
SUSPENDED = "Votre compte est suspendu. Adressez-vous à votre administrateur."


class ProofUsedError(AccountError):
    """This answer of the provider has opened a session already: it opens no other."""


def open_session_of(session: Session, proof: Proof, *, agent: str = "") -> tuple[int, str]:
    """Start a session of the account that bears the e-mail: its id, and its ticket.

    Raise ProofUsedError, or AccountError with what to tell.
    """
    bearer = select(Account).where(
        col(Account.email) == proof.email, col(Account.deleted_at).is_(None)
    )
    account = session.exec(bearer).one_or_none()
    if account is None or account.id is None:
        raise AccountError(UNKNOWN % proof.email)
    if account.suspended_at:
        raise AccountError(SUSPENDED)
    try:
        with session.begin_nested():
            return accounts.open_session(
                session, account_id=account.id, agent=agent, identity_digest=digest(proof.key)
            )
    except IntegrityError as used:
        raise ProofUsedError(SUSPENDED) from used
