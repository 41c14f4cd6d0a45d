"""Read accounts for whoever administers centres, and the link by which one enters."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import Account, AccountLink, Centre, Installation, Membership, SignInSession, utc_now
from db.queries.accounts import state
from domain.accounts import LINK_LIFETIME, AccountSheet, AccountState, Right
from domain.moments import latest_end, runs
from domain.roles import Role
from domain.searching import plain
from domain.sign_in import SESSION_LIFETIME


@dataclass(frozen=True)
class FoundLink:
    """Whose link it is. Whether it still opens anything is the business of ``use_link``."""

    account_id: int
    centre_id: int
    username: str
    name: str
    state: AccountState


def sheets(session: Session, *, administrator_id: int) -> tuple[AccountSheet, ...]:
    """The accounts of the centres that this account administers, by name."""
    centres = _administered(session, administrator_id)
    of_those = select(col(Membership.account_id)).where(col(Membership.centre_id).in_(centres))
    found = session.execute(
        select(Account, col(AccountLink.expires_at))
        .outerjoin(AccountLink, col(AccountLink.account_id) == col(Account.id))
        .where(col(Account.id).in_(of_those), col(Account.deleted_at).is_(None))
    ).all()
    found = sorted(found, key=lambda row: (plain(row[0].name), row[0].id))
    ids = [account.id for account, _ in found]
    rights, shared = _rights(session, ids, centres)
    live = _sessions(session, ids)
    now = utc_now()
    return tuple(
        AccountSheet(
            id=account.id,
            username=account.username,
            name=account.name,
            email=account.email,
            state=state(account),
            rights=tuple(rights[account.id]),
            is_shared=account.id in shared,
            last_sign_in_at=account.last_sign_in_at,
            sessions=live.get(account.id, 0),
            link_until=until if until and runs(until, now, LINK_LIFETIME) else None,
        )
        for account, until in found
    )


def find_link(session: Session, *, token_digest: str) -> FoundLink | None:
    """Whose link bears this digest, if it is still worth showing the form to him."""
    row = session.execute(
        select(Account, col(AccountLink.centre_id), col(AccountLink.expires_at))
        .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
        .where(
            col(AccountLink.token_digest) == token_digest,
            col(Account.suspended_at).is_(None),
        )
    ).one_or_none()
    if row is None or not runs(row[2], utc_now(), LINK_LIFETIME):
        return None
    account, centre_id, _ = row
    return FoundLink(account.id, centre_id, account.username, account.name, state(account))


def has_accounts(session: Session) -> bool:
    """Whether anyone may ever have signed in here."""
    return session.execute(select(col(Account.id)).limit(1)).first() is not None


def awaits_first_start(session: Session) -> bool:
    """Whether a token was printed that may make the first administrator."""
    return session.execute(select(col(Installation.first_start_digest))).scalar() is not None


def has_centres(session: Session) -> bool:
    living = select(col(Centre.id)).where(col(Centre.deleted_at).is_(None))
    return session.execute(living.limit(1)).first() is not None


def _administered(session: Session, account_id: int) -> list[int]:
    statement = select(col(Membership.centre_id)).where(
        col(Membership.account_id) == account_id, col(Membership.role) == int(Role.ADMIN)
    )
    return list(session.scalars(statement))


def _rights(
    session: Session, ids: list[int], centres: list[int]
) -> tuple[dict[int, list[Right]], set[int]]:
    """What each account holds in these centres, and which of them are of other centres too."""
    rights: defaultdict[int, list[Right]] = defaultdict(list)
    shared = set()
    statement = (
        select(
            *(col(Membership.account_id), col(Membership.role)),
            *(col(Membership.centre_id), col(Centre.slug), col(Centre.name)),
        )
        # Of the other centres, the wall of PostgreSQL hides all but the membership.
        .outerjoin(Centre, col(Centre.id) == col(Membership.centre_id))
        .where(col(Membership.account_id).in_(ids))
        .order_by(col(Membership.centre_id))
    )
    for account_id, role, centre_id, slug, name in session.execute(statement).all():
        if centre_id in centres:
            rights[account_id].append(Right(centre_id, slug, name, Role(role)))
        else:
            shared.add(account_id)
    return rights, shared


def _sessions(session: Session, ids: list[int]) -> dict[int, int]:
    """How many browsers are signed in, by account."""
    now = utc_now()
    counted = (
        select(col(SignInSession.account_id), func.count())
        .where(
            col(SignInSession.account_id).in_(ids),
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.expires_at).between(now, latest_end(now, SESSION_LIFETIME)),
        )
        .group_by(col(SignInSession.account_id))
    )
    return dict(session.execute(counted).all())
