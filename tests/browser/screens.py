"""The addresses looked at in a browser, and what it is for a page to be there."""

from playwright.sync_api import Page, expect

from components.site_map import PAGES

# With what an address needs to have something to show.
PARAMETERS = {
    "": "?annee=2023",
    "mois": "?annee=2023&mois=2",
    "carte": "?annee=2023",
    "rencontres": "?annee=2023",
    "rencontre": "?id=1",
    "temoignages": "?annee=2023",
    "lignes": "?indicateur=meetings&annee=2023",
}
SCREENS = tuple(f"/{screen.address}{PARAMETERS.get(screen.address, '')}" for screen in PAGES)

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def open_screen(page: Page, address: str) -> None:
    page.goto(address)
    wait_until_settled(page)


def wait_until_settled(page: Page) -> None:
    """The script has run to its end, and what it drew is drawn."""
    page.locator(SETTLED).wait_for()
    page.locator("h1").first.wait_for()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.evaluate("document.fonts.ready")
