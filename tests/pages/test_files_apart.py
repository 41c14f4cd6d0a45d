"""Nothing of the centre of others leaves in a file: documents, exported lists, feeds, shared pages.

Pages and routes themselves: test_centres_apart.py, of which these are the same two centres.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from components import document_preview, documents_view
from db.engine import get_engine
from db.models import Centre, Meeting
from documents.making import MODULES, make
from domain.document_kinds import DocumentKind, Order, lowest_role
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from tests.components.serving import client
from tests.db.test_isolation import Ground
from tests.documents.conftest import quiet
from tests.pages.neighbours import (
    MARK,
    MINE,
    ROLES,
    THEIRS,
    each_member,
    each_page,
    of_theirs,
)
from tests.pages.opening import open_page, refusal

TODAY = date(2024, 11, 22)
NOW = datetime(2024, 11, 22, 10, 2, tzinfo=ZoneInfo("Europe/Paris"))
KINDS = [kind.value for kind in DocumentKind]
READY = b"un document"

pytestmark = pytest.mark.only_sqlite(
    reason="what is read is tried on both, and no wall of the database hides a fault here"
)
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every file that the pages opened offer, made."""
    found: list[bytes] = []

    def keep(_label: str, data: Any, **_: Any) -> None:
        found.append(data() if callable(data) else data)

    monkeypatch.setattr("streamlit.download_button", keep)
    return found


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """The documents asked of the workshop, whole or as a first page; none is made."""
    found: list[Order] = []

    def prepare(order: Order, *_: Any) -> bytes:
        found.append(order)
        return READY

    for module in (documents_view, document_preview):
        monkeypatch.setattr(module, "prepare", prepare)
    return found


def press(page: AppTest) -> None:
    """« Préparer le fichier », where it is offered."""
    for button in page.button:
        button.click()
    page.run()


def test_each_kind_of_document_is_tried() -> None:
    assert set(MODULES) == set(DocumentKind)


@each_kind
@each_member
def test_a_document_is_of_my_centre(
    kind: str, username: str, ground: Ground, ordered: list[Order], taken: list[bytes]
) -> None:
    """Whatever the address tells of theirs beside it."""
    theirs = of_theirs(ground, Meeting)
    page = open_page("rapports", username, document=kind, annee=2024, id=theirs, rencontre=theirs)
    press(page)

    offered = ROLES[username] >= lowest_role(DocumentKind(kind))
    assert not page.exception
    assert {order.scope.centre_id for order in ordered} <= {ground.mine}
    assert taken == ([READY] if offered else [])


@each_kind
@each_member
@pytest.mark.usefixtures("ground")
def test_no_document_is_of_the_centre_of_others(
    kind: str, username: str, ordered: list[Order], taken: list[bytes]
) -> None:
    """Not even by a button that was drawn for mine, pressed once the address tells theirs."""
    page = open_page("rapports", username, document=kind, annee=2024)
    ordered.clear()
    page.query_params["centre"] = THEIRS
    press(page)

    assert refusal(page)
    assert (ordered, taken) == ([], [])


@pytest.fixture
def alone(session: Session) -> Ground:
    """Mine is filled, theirs is not yet."""
    found = Ground(session)
    session.commit()
    return found


def test_another_centre_changes_no_byte_of_a_document(alone: Ground) -> None:
    def made(kind: DocumentKind) -> bytes:
        scope = Scope(alone.mine, Period.of_year(2024))
        return make(alone.session, Order(kind, scope, Role.ADMIN, TODAY, NOW), quiet)

    before = {kind: made(kind) for kind in DocumentKind}
    alone.fill(alone.theirs, MARK)
    alone.session.commit()

    assert [kind for kind in DocumentKind if made(kind) != before[kind]] == []


@each_page
@each_member
@pytest.mark.usefixtures("ordered")
def test_no_exported_list_has_a_row_of_others(
    address: str, username: str, ground: Ground, taken: list[bytes]
) -> None:
    """As the page opens, then asked for rows of theirs; from their centre, no file at all."""
    theirs = of_theirs(ground, Meeting)
    open_page(address, username, annee=2024, mois=3)
    open_page(address, username, annee=2024, id=theirs, rencontre=theirs)
    assert [body for body in taken if MARK.encode() in body] == []

    taken.clear()
    open_page(address, username, annee=2024, centre=THEIRS)
    assert taken == []


@pytest.mark.usefixtures("ground")
def test_their_own_lists_have_their_rows(taken: list[bytes]) -> None:
    """So that what is not found above is what would be there."""
    for address in ("rencontres", "annuaire", "temoignages"):
        taken.clear()
        open_page(address, THEIRS, annee=2024)
        assert [body for body in taken if MARK.encode() in body], address


def test_a_feed_or_a_shared_page_is_of_its_centre_whatever_is_asked_beside(ground: Ground) -> None:
    with Session(get_engine()) as session:
        session.scalars(select(Centre).where(Centre.slug == MINE)).one().public_agenda = True
        session.commit()
    beside = f"centre={THEIRS}&centre_id={ground.theirs}&id={of_theirs(ground, Meeting)}"
    for path in ("/partage/jeton", "/agenda/mien.ics", "/agenda/mien"):
        answer = client().get(f"{path}?{beside}")
        assert answer.status_code == 200, path
        assert MARK not in answer.text
    # A row of theirs, asked of my open agenda.
    assert client().get(f"/agenda/mien/{of_theirs(ground, Meeting)}.ics").status_code == 404
