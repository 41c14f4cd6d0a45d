"""What a newcomer does first: sign in, read the year, come back."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from scripts.live import wait_until_settled
from tests.browser.screens import SCREENS, open_screen


class Watched:
    """A page, and what should never be seen of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        # A violation of the CSP is among the errors of the console.
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _note_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in ("127.0.0.1", None):
            self.faults.append(f"request to another host: {request.url}")


@pytest.fixture
def watched(signed_in: Page) -> Iterator[Watched]:
    watched = Watched(signed_in)
    yield watched
    assert watched.faults == []


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/?annee=2023")
    page.get_by_label("Identifiant").fill(username)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter").click()


def test_signing_in_by_the_form_opens_the_year_and_lasts(visitor: Page) -> None:
    watched = Watched(visitor)

    sign_in(visitor, "direction", "demonstration")
    expect(visitor.locator("#tiles [data-tile]")).not_to_have_count(0)
    wait_until_settled(visitor)
    visitor.reload()

    expect(visitor.locator("#tiles [data-tile]")).not_to_have_count(0)
    expect(visitor.get_by_label("Identifiant")).to_have_count(0)
    assert watched.faults == []


def test_a_wrong_password_is_told_in_french_and_opens_nothing(visitor: Page) -> None:
    sign_in(visitor, "direction", "pas le bon")

    expect(visitor.get_by_role("alert")).to_contain_text("mot de passe")
    assert visitor.locator("#tiles").count() == 0


def test_the_session_cookie_is_out_of_reach_of_scripts(visitor: Page) -> None:
    # The page exchanges its ticket for the cookie once it is shown.
    with visitor.expect_response("**/api/session"):
        sign_in(visitor, "direction", "demonstration")

    cookies = {cookie["name"]: cookie for cookie in visitor.context.cookies()}

    assert cookies["maillage_session"]["httpOnly"]
    assert cookies["maillage_session"]["sameSite"] == "Lax"


def test_the_year_2023_shows_what_was_published(signed_in: Page) -> None:
    open_screen(signed_in, "/?annee=2023")

    values = signed_in.locator("#tiles [data-value]")
    expect(values.nth(0)).to_have_text("128")
    expect(values.nth(1)).to_have_text("3\u202f492")
    expect(signed_in.locator("#mois-graphiques")).to_be_visible()
    expect(signed_in.locator("#attention")).to_be_visible()


@pytest.mark.parametrize("address", SCREENS)
def test_a_page_raises_no_fault_and_calls_nobody(watched: Watched, address: str) -> None:
    open_screen(watched.page, address)

    expect(watched.page.get_by_test_id("stException")).to_have_count(0)
    expect(watched.page.locator("h1")).to_have_count(1)


@pytest.mark.looks
@pytest.mark.parametrize("address", SCREENS)
def test_a_visitor_sees_the_form_at_every_address(visitor: Page, address: str) -> None:
    open_screen(visitor, address)

    expect(visitor.get_by_label("Identifiant")).to_be_visible()
    assert visitor.locator("[data-tile], table").count() == 0
