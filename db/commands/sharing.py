"""Write links to a page of figures, and who may read the public data of a centre.

A link and a key are known by digests alone: reading the database opens neither.
"""

from sqlmodel import Session, col, select

from db.commands.entering import own_row, require_role
from db.models import Centre, PublicAccess, ShareLink, utc_now
from domain.roles import Role
from domain.sharing import LinkEntry


def create_link(session: Session, entry: LinkEntry, *, token_digest: str) -> int:
    """Open a page of figures to who holds the token; the link’s id."""
    _, centre_id = require_role(session, Role.DIRECTOR)
    row = ShareLink(
        centre_id=centre_id,
        token_digest=token_digest,
        recipient=entry.recipient,
        year=entry.year,
        month=entry.month,
        territory_id=entry.territory_id,
        ends_on=entry.ends_on,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def revoke_link(session: Session, *, link_id: int) -> None:
    """Close the page at once, and for ever. Revoked again, the link keeps the first hour."""
    require_role(session, Role.DIRECTOR)
    row = own_row(session, ShareLink, link_id)
    row.revoked_at = row.revoked_at or utc_now()


def renew_key(session: Session, *, key_digest: str) -> None:
    """Give the centre its key; the one before opens nothing any more."""
    row = _access(session)
    row.key_digest, row.key_since = key_digest, utc_now()


def revoke_key(session: Session) -> None:
    row = _access(session)
    row.key_digest = row.key_since = None


def open_data(session: Session, *, is_open: bool) -> None:
    """Have everyone read the public data of the centre, or only who has its key."""
    _access(session).is_open = is_open


def _access(session: Session) -> PublicAccess:
    """The director’s centre has one row, made at need and held: two writers wait for each other."""
    _, centre_id = require_role(session, Role.DIRECTOR)
    session.get_one(Centre, centre_id, with_for_update=True)
    of_the_centre = select(PublicAccess).where(col(PublicAccess.centre_id) == centre_id)
    row = session.exec(of_the_centre).one_or_none()
    if row is None:
        row = PublicAccess(centre_id=centre_id)
        session.add(row)
    return row
