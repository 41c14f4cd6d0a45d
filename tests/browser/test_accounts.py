"""From the invitation to the dashboard, in two browsers: the administrator’s and the guest’s."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import live
from scripts.live import Server, wait_until_settled
from scripts.screenshots import SCHEMES
from tests.browser.screens import open_screen
from tests.browser.test_accessibility import serious_faults
from tests.browser.test_layout import OVERFLOWING, SIZES

PASSWORD = "une phrase que je retiens"


def choose(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_label("Le même, encore").fill(PASSWORD)
    with page.expect_response("**/api/session"):
        page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", name="Tableau de bord")).to_be_visible()


def test_an_invitation_is_made_used_once_and_signs_in(
    browser: Browser, server: Server, live_database: str
) -> None:
    token = live.open_session(live_database, "admin")
    office, home = (live.new_context(browser, server.url, token=t) for t in (token, None))
    page, guest = office.new_page(), home.new_page()
    asked: list[str] = []
    guest.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))

    page.goto("/comptes?inviter=oui")
    wait_until_settled(page)
    page.get_by_label("Nom (obligatoire)").fill("Marie Martin")
    page.get_by_label("E-mail (obligatoire)").fill("marie.martin@example.org")
    page.get_by_role("radio", name="Saisie").click()
    wait_until_settled(page)
    page.get_by_role("button", name="Créer l’invitation").click()
    link = page.locator("#secret").inner_text()
    secret = link.partition("#")[2]

    choose(guest, link)

    assert len(secret) >= 43
    # Neither in the address, nor in the history, nor told to any server.
    assert secret not in guest.url
    guest.go_back()
    assert secret not in guest.url
    assert not [one for one in asked if secret in one]
    guest.goto("/")
    expect(guest.get_by_role("heading", name="Tableau de bord")).to_be_visible()

    stranger = live.new_context(browser, server.url).new_page()
    stranger.goto(link)
    expect(stranger.get_by_role("alert")).to_contain_text("Ce lien ne sert plus")

    page.reload()
    expect(page.locator("#secret")).to_have_count(0)
    page.get_by_text("Suspendre…").click()
    page.get_by_role("button", name="Oui, suspendre").click()
    expect(page.get_by_role("button", name="Rétablir le compte")).to_be_visible()
    guest.goto("/mois")
    expect(guest.get_by_label("Identifiant")).to_be_visible()
    for context in (office, home, stranger.context):
        context.close()


@pytest.fixture(scope="module")
def office(browser: Browser, server: Server, live_database: str) -> Iterator[Page]:
    """A page where « admin » is signed in."""
    context = live.new_context(browser, server.url, token=live.open_session(live_database, "admin"))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "address", ["/comptes", "/comptes?inviter=oui", "/comptes?compte=2", "/invitation"]
)
def test_what_an_administrator_sees_fits_and_has_no_serious_fault(
    office: Page, address: str
) -> None:
    for scheme in SCHEMES:
        office.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        open_screen(office, address)
        assert serious_faults(office) == [], scheme
    for width, height in SIZES:
        office.set_viewport_size({"width": width, "height": height})
        assert office.evaluate(OVERFLOWING) == [], f"at {width}×{height}"
