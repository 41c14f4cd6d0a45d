"""The addresses looked at in a browser."""

from playwright.sync_api import Page

from components.site_map import PAGES
from domain.roles import Role
from scripts.live import wait_until_settled

# With what an address needs to have something to show.
PARAMETERS = {
    "": "?annee=2023",
    "mois": "?annee=2023&mois=2",
    "carte": "?annee=2023",
    "rencontres": "?annee=2023",
    "rencontre": "?id=1",
    "agenda": "?centre=centre-fictif",
    "temoignages": "?annee=2023",
    "lignes": "?indicateur=meetings&annee=2023",
    "remontee": "?annee=2023",
    "participants": "?id=1",
}
# The other page behind the address of rows.
AUDIENCE = "/lignes?indicateur=audience-website_views&annee=2023"
# Those of a director: an administrator’s are looked at in test_accounts.py.
SCREENS = (
    *(
        f"/{screen.address}{PARAMETERS.get(screen.address, '')}"
        for screen in PAGES
        if screen.role <= Role.DIRECTOR
    ),
    AUDIENCE,
)


def open_screen(page: Page, address: str) -> None:
    page.goto(address)
    wait_until_settled(page)
