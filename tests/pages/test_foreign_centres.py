"""Members of a centre of the same region see nothing of the others, whatever they ask for."""

import re
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.engine import get_engine
from db.models import Centre, Meeting, Theme
from db.unit_of_work import writing
from domain import passwords
from domain.roles import Role
from tests.factories import make_centre
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, refusal
from tests.people import make_account

MENU = ("", "mois", "carte", "rencontres", "temoignages")
NOT_HIS = "Ce centre n’existe pas, ou vous n’en êtes pas membre."


def asked(address: str) -> dict[str, Any]:
    return {"indicateur": "meetings"} if address == "lignes" else {}


@pytest.fixture
def stranger(demonstration: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    """Members of an empty centre of the same region, one of each role; its key."""
    monkeypatch.setattr(passwords, "COST", 4)
    with writing() as session:
        region = session.exec(select(Centre.region_id)).first()
        centre = make_centre(session, "etranger", region=region)
    for role in Role:
        make_account(f"autre-{role.name.lower()}", ("etranger", role))
    return centre


def theirs(table: type[Meeting] | type[Theme]) -> int:
    """A row of the fictional centre."""
    with Session(get_engine()) as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == FICTIONAL)).one()
        found = session.exec(select(table.id).where(col(table.centre_id) == centre)).first()
        assert found
        return found


each_role = pytest.mark.parametrize("username", [f"autre-{role.name.lower()}" for role in Role])


@each_role
@pytest.mark.usefixtures("stranger")
def test_no_page_opens_on_the_centre_of_others(username: str) -> None:
    for address in (*MENU, "compte", "lignes", "rencontre"):
        for slug in (REAL, FICTIONAL):
            assert refusal(open_page(address, username, centre=slug)).startswith(NOT_HIS)


@each_role
@pytest.mark.usefixtures("stranger")
def test_no_page_shows_a_row_of_others(username: str) -> None:
    refusal(open_page("rencontre", username, id=theirs(Meeting)))
    for address in ("", "carte", "rencontres", "lignes", "temoignages"):
        page = open_page(address, username, theme=theirs(Theme), **asked(address))
        if address == "temoignages":
            assert "<blockquote>" not in markup(page)
        else:
            refusal(page)


@each_role
@pytest.mark.usefixtures("stranger")
def test_pages_of_an_empty_centre_hold_nothing_of_others(username: str) -> None:
    for address in MENU:
        page = markup(open_page(address, username))
        assert "/rencontre?" not in page
        assert "<blockquote>" not in page


@pytest.mark.usefixtures("demonstration")
def test_a_territory_is_shared_and_its_meetings_are_not() -> None:
    """The Haut-Jura of the real year, and that of the fictional centre the same year."""
    listed = [
        set(re.findall(r"/rencontre\?[^\"]*id=(\d+)", markup(open_page("rencontres", **query))))
        for query in (
            {"centre": REAL, "territoire": "CV129"},
            {"centre": FICTIONAL, "territoire": "CV129"},
        )
    ]

    assert all(listed)
    assert not listed[0] & listed[1]
