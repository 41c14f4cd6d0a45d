"""A centre with an administrator, léa and paul, and browsers where they are signed in."""

from starlette.testclient import TestClient

from components.who import COOKIE
from db.commands import account_links, administering
from db.commands.accounts import digest
from db.unit_of_work import Author, writing
from domain.roles import Role
from tests.components.serving import client
from tests.people import make_account, open_centre
from tests.signing_in import open_session

NOBODY, KNOWN = 403, 404  # what a presentation that is not there answers
NEW = "une tout autre phrase"


def people() -> Author:
    """Léa is of two centres, paul of the first; the administrator of both, in the first."""
    centre, _ = open_centre("un"), open_centre("deux")
    make_account("lea", ("un", Role.READER), ("deux", Role.READER))
    make_account("paul", ("un", Role.READER))
    return Author(make_account("chef", ("un", Role.ADMIN), ("deux", Role.ADMIN)), centre)


def browser_of(username: str) -> TestClient:
    """A browser where this account has signed in."""
    browser = client()
    _, ticket = open_session(username)
    assert browser.post("/api/session", content=ticket).status_code == 204
    return browser


def browser_with(token: str) -> TestClient:
    browser = client()
    browser.cookies.set(COOKIE, token)
    return browser


def token_of(browser: TestClient) -> str:
    (token,) = {cookie.value for cookie in browser.cookies.jar if cookie.name == COOKIE}
    return token or ""


def asked(browser: TestClient) -> int:
    """What it is answered: NOBODY, or KNOWN."""
    return browser.get("/api/projection/1").status_code


def reset(chief: Author, account: int) -> None:
    """The account has a new password, chosen by a link."""
    with writing(chief) as session:
        administering.make_link(session, account_id=account, token_digest=digest("lien"))
    with writing() as session:
        account_links.use_link(session, token="lien", username="lea", password=NEW)
