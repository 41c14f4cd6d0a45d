"""Two centres that hold the same, but for a word, and the members of the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from components.site_map import PAGES
from db.commands.accounts import digest
from db.engine import get_engine
from db.models import PublicAccess
from domain import passwords
from domain.roles import Role
from tests import factories
from tests.db.test_isolation import Ground
from tests.people import make_account

MINE, THEIRS = "mien", "voisin"
# In all that theirs holds, and nowhere in the words of the product.
MARK = "zibeline"
# Of the public data of mine.
KEY = "cle-du-centre-mien"
# One of each role in mine.
ROLES = {f"{MINE}-{role.name.lower()}": role for role in Role}
ADDRESSES = [screen.address for screen in PAGES]

each_member = pytest.mark.parametrize("username", ROLES)
each_page = pytest.mark.parametrize("address", ADDRESSES, ids=lambda found: found or "accueil")


@contextmanager
def neighbours() -> Iterator[Ground]:
    """The two centres, of one region, in the empty database of ``DATABASE_URL``."""
    with pytest.MonkeyPatch.context() as patch, Session(get_engine()) as session:
        patch.setattr(passwords, "COST", 4)
        found = Ground(session)
        found.fill(found.theirs, MARK)
        mine = select(PublicAccess).where(PublicAccess.centre_id == found.mine)
        session.scalars(mine).one().key_digest = digest(KEY)
        factories.make_share_link(session, found.mine, "jeton", ends_on=date(2999, 12, 31))
        session.commit()
        for username, role in ROLES.items():
            make_account(username, (MINE, role))
        make_account(THEIRS, (THEIRS, Role.ADMIN))
        yield found


def of_theirs(ground: Ground, table: Any) -> int:
    """The number of a row of the other centre."""
    with Session(get_engine()) as session:
        found = session.scalars(
            select(table.id).where(table.centre_id == ground.theirs).order_by(table.id)
        ).first()
    assert found
    return int(found)
