"""What one person is shown, another never is, though one process remembers the readings of all."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from components import data
from components.site_map import PAGES, Screen
from components.who import SESSION_KEY
from db.engine import get_engine
from db.models import Centre, Meeting
from domain import passwords
from domain.roles import Role
from tests.databases import Databases, copied, in_use
from tests.pages.opening import FICTIONAL, REAL
from tests.people import make_account
from tests.signing_in import open_session

ROOT = Path(__file__).parents[2]
# Roles of one centre, and members of one that are not of the other.
PEOPLE = {
    "conseil": FICTIONAL,
    "saisie": FICTIONAL,
    "direction": FICTIONAL,
    "ici": REAL,
}
# Drawn anew at each run; the hour of it, and what the server weighs.
DRAWN = re.compile(r"(?m)^ *(deferred_file_)?id: .*$|\d+\s?(h\s?\d\d|Mo\b)")


@pytest.fixture(scope="module")
def sessions(databases: Databases, demonstration_template: str) -> Iterator[dict[str, int]]:
    """One of each of these people, by name."""
    with (
        pytest.MonkeyPatch.context() as patch,
        copied(databases, demonstration_template) as url,
        in_use(url),
    ):
        patch.setattr(passwords, "COST", 4)
        make_account("ici", (REAL, Role.ADMIN))
        yield {name: open_session(name)[0] for name in PEOPLE}


@pytest.fixture(scope="module")
def meeting(sessions: dict[str, int]) -> int:  # noqa: ARG001
    with Session(get_engine()) as session:
        held = select(Meeting.id).join(Centre).where(Centre.slug == FICTIONAL)
        return session.exec(held.order_by(col(Meeting.id).desc())).first() or 0


def shown(file: str, name: str, session: int, meeting: int) -> str:
    """All that the server sends of the page."""
    page = AppTest.from_file(ROOT / "pages" / file, default_timeout=20)
    page.session_state[SESSION_KEY] = session
    asked = {"id": meeting, "rencontre": meeting, "indicateur": "people", "document": "remontee"}
    for key, value in {"centre": PEOPLE[name], **asked}.items():
        page.query_params[key] = str(value)
    page.run()
    assert not page.exception
    return DRAWN.sub("", "\n".join(str(getattr(node, "proto", "")) for node in page.main))


@pytest.mark.only_sqlite(reason="what is remembered is remembered before any database")
@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.address or "accueil")
def test_what_is_shown_does_not_depend_on_who_came_before(
    screen: Screen, sessions: dict[str, int], meeting: int
) -> None:
    alone = {}
    for name, session in sessions.items():
        data.forget()
        alone[name] = shown(screen.file, name, session, meeting)
    data.forget()

    assert alone["ici"] != alone["conseil"]
    for name, session in (*sessions.items(), *reversed(sessions.items())):
        assert shown(screen.file, name, session, meeting) == alone[name], name
