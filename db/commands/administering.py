"""What an administrator does to accounts: invite, roles, links to choose a password, suspension.

Each command is written in one centre, where its author is an administrator. What concerns a whole
account (its name, its ways in) is for who administers all its centres: an administrator of one of
them could otherwise enter the others in somebody else’s name.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from db.commands import accounts
from db.commands.entering import ForbiddenError, require_role
from db.models import Account, AccountLink, Membership, utc_now
from db.unit_of_work import OVERTAKEN
from domain.accounts import LINK_LIFETIME, InvitationEntry, PersonEntry, proposed_username
from domain.entry import EntryError
from domain.formats import NBSP
from domain.passwords import NO_PASSWORD
from domain.roles import Role

NOT_YOURS = "Ce compte n’est pas de ceux que vous administrez."
SHARED = (
    "Ce compte appartient aussi à un centre que vous n’administrez pas. Vous pouvez changer ses "
    "droits dans les vôtres."
)
LAST = (
    "C’est le dernier administrateur de ce centre. Donnez d’abord ces droits à quelqu’un d’autre."
)
ITSELF = "Vous ne pouvez pas suspendre votre propre compte."
OWN_ACCESS = (
    "Vous ne pouvez pas arrêter votre propre mot de passe\u00a0: changez-le dans «\u00a0Mon "
    "compte\u00a0»."
)
ONLY_CENTRE = f"C’est son seul centre{NBSP}: suspendez plutôt le compte."
SUSPENDED = "Ce compte est suspendu. Rétablissez-le d’abord."


def invite(session: Session, entry: InvitationEntry, *, token_digest: str) -> int:
    """Make an account without a password, and the link by which its owner chooses one; its id."""
    author, centre_id = require_role(session, Role.ADMIN)
    person = entry.person
    taken = session.exec(select(Account.username)).all()
    account = Account(
        username=proposed_username(person.email or person.name, taken),
        name=person.name,
        email=_free_email(session, person),
        password_hash=NO_PASSWORD,
    )
    with _alone(session):
        session.add(account)
    assert account.id is not None  # noqa: S101 -- given by the flush
    session.add(Membership(account_id=account.id, centre_id=centre_id, role=int(entry.role)))
    _add_link(session, account.id, author, centre_id, token_digest)
    return account.id


def change_person(session: Session, entry: PersonEntry, *, account_id: int) -> int:
    """Correct the name and the e-mail of an account; its id."""
    account = _whole(session, account_id)
    email = _free_email(session, entry, of=account_id)
    with _alone(session):
        account.name, account.email = entry.name, email
    return account_id


def set_role(session: Session, *, account_id: int, role: Role | None) -> None:
    """Give an account this role in the author’s centre; None takes it out of the centre."""
    author, centre_id = require_role(session, Role.ADMIN)
    if not centres_of(session, account_id) & administered(session, author):
        raise ForbiddenError({"": NOT_YOURS})
    held = session.get(Membership, (account_id, centre_id))
    if held and held.role == Role.ADMIN and role is not Role.ADMIN:
        _leave_an_administrator(session, account_id, {centre_id})
    if role is None:
        _take_out(session, account_id, held)
    elif held is None:
        session.add(Membership(account_id=account_id, centre_id=centre_id, role=int(role)))
    else:
        held.role = int(role)


def make_link(
    session: Session, *, account_id: int, token_digest: str, stop_password: bool = False
) -> None:
    """Make the one link by which the owner chooses a password; the one before opens nothing.

    His password and his sessions last until he uses it, unless ``stop_password``: which the author
    cannot do to himself, for he would lose the link with his session.
    """
    author, centre_id = require_role(session, Role.ADMIN)
    account = _whole(session, account_id)
    if account.suspended_at:
        raise EntryError({"": SUSPENDED})
    if stop_password and account_id == author:
        raise EntryError({"": OWN_ACCESS})
    if stop_password:
        account.password_hash = NO_PASSWORD
        accounts.shut(session, account_id=account_id)
    _add_link(session, account_id, author, centre_id, token_digest)


def cancel_link(session: Session, *, account_id: int) -> None:
    _whole(session, account_id)
    if link := session.get(AccountLink, account_id):
        session.delete(link)


def suspend(session: Session, *, account_id: int) -> None:
    """Close an account to its owner at once: sessions, link and password."""
    author, _ = require_role(session, Role.ADMIN)
    _whole(session, account_id)
    if account_id == author:
        raise EntryError({"": ITSELF})
    ruled = {
        membership.centre_id
        for membership in _memberships(session, account_id)
        if membership.role == Role.ADMIN
    }
    _leave_an_administrator(session, account_id, ruled)
    accounts.suspend(session, account_id=account_id)


def restore(session: Session, *, account_id: int) -> None:
    _whole(session, account_id)
    accounts.restore(session, account_id=account_id)


def end_session(session: Session, *, account_id: int, session_id: int) -> None:
    """Close one session of the account."""
    _whole(session, account_id)
    accounts.revoke(session, account_id=account_id, session_id=session_id)


def end_sessions(session: Session, *, account_id: int) -> None:
    """Close every session of the account."""
    _whole(session, account_id)
    accounts.revoke_all(session, account_id=account_id)


def administered(session: Session, account_id: int) -> set[int]:
    """The centres where the account is an administrator."""
    held = _memberships(session, account_id)
    return {one.centre_id for one in held if one.role == Role.ADMIN}


def centres_of(session: Session, account_id: int) -> set[int]:
    return {membership.centre_id for membership in _memberships(session, account_id)}


def _memberships(session: Session, account_id: int) -> Collection[Membership]:
    return session.exec(select(Membership).where(Membership.account_id == account_id)).all()


def _whole(session: Session, account_id: int) -> Account:
    """The account, held, all of whose centres the author administers. Raise ForbiddenError."""
    author, _ = require_role(session, Role.ADMIN)
    centres, mine = centres_of(session, account_id), administered(session, author)
    if not centres & mine:
        raise ForbiddenError({"": NOT_YOURS})
    if centres - mine:
        raise ForbiddenError({"": SHARED})
    return session.get_one(Account, account_id, with_for_update=True)


def _leave_an_administrator(session: Session, account_id: int, centres: Collection[int]) -> None:
    """Raise EntryError when one of the centres has no other administrator who can come in.

    Administrators are held first: two of them, at the same moment, cannot put each other out.
    """
    ruling = select(Membership).where(
        col(Membership.centre_id).in_(centres), Membership.role == int(Role.ADMIN)
    )
    in_order = ruling.order_by(col(Membership.centre_id), col(Membership.account_id))
    session.exec(in_order.with_for_update()).all()
    others = (
        select(Membership.centre_id)
        .join(Account, col(Account.id) == col(Membership.account_id))
        .where(
            col(Membership.centre_id).in_(centres),
            Membership.role == int(Role.ADMIN),
            Membership.account_id != account_id,
            col(Account.suspended_at).is_(None),
            col(Account.deleted_at).is_(None),
            or_(
                col(Account.password_hash) != NO_PASSWORD,
                col(Account.last_sign_in_at).is_not(None),
            ),
        )
    )
    if set(centres) - set(session.scalars(others)):
        raise EntryError({"": LAST})


def _take_out(session: Session, account_id: int, held: Membership | None) -> None:
    if held is None:
        return
    if len(centres_of(session, account_id)) == 1:
        raise EntryError({"": ONLY_CENTRE})
    session.delete(held)


def _add_link(
    session: Session, account_id: int, author: int, centre_id: int, token_digest: str
) -> None:
    session.merge(
        AccountLink(
            account_id=account_id,
            centre_id=centre_id,
            made_by=author,
            token_digest=token_digest,
            expires_at=utc_now() + LINK_LIFETIME,
        )
    )
    session.flush()


@contextmanager
def _alone(session: Session) -> Iterator[None]:
    """Raise EntryError when somebody took the same e-mail or username at the same moment."""
    try:
        with session.begin_nested():
            yield
    except IntegrityError as taken:
        raise EntryError({"": OVERTAKEN}) from taken


def _free_email(session: Session, person: PersonEntry, of: int | None = None) -> str | None:
    try:
        return accounts.free_email(session, person.email, of=of)
    except accounts.AccountError as taken:
        raise EntryError({"email": str(taken)}) from taken
