"""The first administrator of a database nobody has an account in.

He shows the token that the server printed in its log: whoever reads that log runs the server.
"""

import secrets

from sqlmodel import Session, col, select

from db.commands import accounts, centres
from db.commands.accounts import AccountError, digest
from db.commands.centres import CentreError
from db.installation import ensure_installation
from db.models import Account, Centre, Installation
from db.reference.territories import REGION_CODE, ensure_territories
from domain.accounts import FirstStart, slug_of
from domain.roles import Role

WRONG = (
    "Ce n’est pas le dernier jeton du journal du serveur. Il change à chaque démarrage\u00a0: "
    "prenez le plus récent."
)
NO_LETTER = "Le nom du centre doit compter au moins une lettre de a à z, ou un chiffre."
BEGUN = "Un compte existe déjà\u00a0: connectez-vous."
# What counts its tries: no username holds a space.
NAME = digest("première mise en service")


class WrongTokenError(AccountError):
    """Not the token of the log: one more try."""


def renew_token(session: Session) -> str | None:
    """A new token, the only one that serves from now on; None once there is an account."""
    row = _held(session)
    if _has_accounts(session):
        row.first_start_digest = None
        return None
    ensure_territories(session)
    token = secrets.token_urlsafe(24)
    row.first_start_digest = digest(token)
    accounts.forget_failures(session, name_digest=NAME)
    return token


def begin(session: Session, entry: FirstStart, *, token: str) -> int:
    """Make the administrator of every centre, and the first centre when there is none; his id.

    Raise AccountError, CentreError or WeakPasswordError.
    """
    row = _held(session)
    if _has_accounts(session):
        raise AccountError(BEGUN)
    if not row.first_start_digest or not secrets.compare_digest(
        row.first_start_digest, digest(token.strip())
    ):
        raise WrongTokenError(WRONG)
    if entry.centre is not None:
        slug = slug_of(entry.centre)
        if entry.centre and not slug:
            raise CentreError(NO_LETTER)
        centres.add_centre(session, slug=slug, name=entry.centre, region=REGION_CODE)
    row.first_start_digest = None
    living = select(Centre.slug).where(col(Centre.deleted_at).is_(None))
    return accounts.create_account(
        session,
        username=entry.username,
        name=entry.name,
        email=entry.email,
        password=entry.password,
        memberships=[(slug, Role.ADMIN) for slug in session.exec(living)],
    )


def _held(session: Session) -> Installation:
    """The row of this database, held: of two who begin at once, the second finds an account."""
    row = ensure_installation(session)
    return session.get_one(Installation, row.id, with_for_update=True, populate_existing=True)


def _has_accounts(session: Session) -> bool:
    return session.exec(select(Account.id).limit(1)).first() is not None
