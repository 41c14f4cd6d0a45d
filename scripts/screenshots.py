"""Pictures of the pages, taken in a real Chromium on the demonstration.

    python -m scripts.screenshots FOLDER [ADDRESS ...] [--full] [--url http://localhost:8501]
    python -m scripts.screenshots --documentation      (make screenshots)

Without addresses: every page. Sizes: laptop, projector, phone; by day and by night.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page

from components.site_map import PAGES
from scripts import live
from scripts.live import ROOT

Scheme = Literal["light", "dark"]

SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "390": (390, 844)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# The pictures of the documentation: file under docs/, address, size, the whole page or its top.
DOCUMENTATION = (
    ("images/dashboard.png", "/?annee=2023", "1366", False),
    ("guide/images/tableau-de-bord.png", "/?annee=2023", "1366", True),
    ("guide/images/lignes.png", "/lignes?indicateur=participations&annee=2023", "1366", False),
    ("guide/images/mois.png", "/mois?annee=2023&mois=2", "1366", True),
    ("guide/images/carte.png", "/carte?annee=2023", "1366", True),
    ("guide/images/territoire.png", "/carte?annee=2023&territoire=CV074", "1366", False),
    ("guide/images/rencontres.png", "/rencontres?annee=2023", "1366", False),
    # The real year is loaded first: the number of its meetings does not depend on the day.
    ("guide/images/rencontre.png", "/rencontre?id=26", "1366", False),
    ("guide/images/agenda.png", "/agenda?centre=centre-fictif", "1366", False),
    ("guide/images/temoignages.png", "/temoignages?annee=2023", "1366", True),
    ("guide/images/compte.png", "/compte", "1366", False),
)
ADMINISTRATION = ("guide/images/comptes.png", "/comptes", "1366", False)
SIGN_IN = ("guide/images/connexion.png", "/", "1366", False)

# The gallery of board mode: scenes of the real year, by what their keys end with.
DECK = "/projection?centre=trajectoire-ressources&annee=2023&scenario=annee&scene=1"
GALLERY: dict[Scheme, tuple[str, ...]] = {
    "light": (
        "couverture",
        "chiffres",
        "douze-mois",
        "mois/06",
        "mois/10",
        "carte",
        "absences",
        "formats-themes",
        "paroles/1",
        "publications",
        "ecarts",
        "fin",
    ),
    "dark": ("chiffres", "carte"),
}
GALLERY_SIZE = (960, 540)


def main() -> None:
    options = _options()
    if live.find_chromium() is None:
        sys.exit(live.HOW_TO_GET_CHROMIUM)
    with live.chromium() as browser, _site(options.url) as (url, token):
        if options.documentation:
            document(browser, url, token)
            show_gallery(browser, url, token)
        else:
            look_around(browser, url, token, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("addresses", nargs="*", help="such as /mois?annee=2023 (default: all)")
    parser.add_argument("--full", action="store_true", help="the whole page, not the first screen")
    parser.add_argument("--documentation", action="store_true", help="the pictures of docs/")
    parser.add_argument("--url", help="a demonstration that runs already; else one is started")
    return parser.parse_args()


@contextmanager
def _site(url: str | None) -> Iterator[tuple[str, str | None]]:
    """The address to look at, and a session there when the database is ours."""
    if url:
        yield url, None
        return
    with tempfile.TemporaryDirectory() as folder:
        database_url = f"sqlite:///{Path(folder) / 'demonstration.db'}"
        live.load_demonstration(database_url)
        with live.serving_maillage(database_url) as server:
            yield server.url, live.open_session(database_url)


def look_around(browser: Browser, url: str, token: str | None, options: argparse.Namespace) -> None:
    options.folder.mkdir(parents=True, exist_ok=True)
    addresses = options.addresses or [screen.href for screen in PAGES]
    for size in SIZES:
        context = _context(browser, url, token, SIZES[size])
        for scheme in SCHEMES:
            for address in addresses:
                file = options.folder / f"{_file_name(address)}-{size}-{scheme}.png"
                _picture(context, address, file, scheme=scheme, full=options.full)
        context.close()


def document(browser: Browser, url: str, token: str | None) -> None:
    groups = ((True, DOCUMENTATION), (False, (ADMINISTRATION, SIGN_IN)))
    for signed_in, pictures in groups:
        for file, address, size, full in pictures:
            context = _context(browser, url, token if signed_in else None, SIZES[size], signed_in)
            if (file, address, size, full) == ADMINISTRATION:
                _sign_in(context.new_page(), "admin")
            target = ROOT / "docs" / file
            target.parent.mkdir(parents=True, exist_ok=True)
            _picture(context, address, target, full=full)
            context.close()


def show_gallery(browser: Browser, url: str, token: str | None) -> None:
    """Walks one presentation by its keys, by day then by night."""
    context = _context(browser, url, token, GALLERY_SIZE)
    page = context.new_page()
    page.goto(DECK)
    for scheme, keys in GALLERY.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for key in keys:
            _go_to(page, key)
            name = key.replace("/", "-") + ("-nuit" if scheme == "dark" else "")
            file = ROOT / "docs" / "guide" / "images" / f"projection-{name}.png"
            page.screenshot(path=file)
            print(file)
    context.close()


def _go_to(page: Page, key: str) -> None:
    scene = page.locator(f".scene[data-key$='/{key}']")
    page.keyboard.type(scene.get_attribute("data-number") or "")
    page.keyboard.press("Enter")
    scene.wait_for()
    page.evaluate("document.fonts.ready")


def _context(
    browser: Browser,
    url: str,
    token: str | None,
    size: tuple[int, int],
    signed_in: bool = True,
) -> BrowserContext:
    width, height = size
    context = live.new_context(browser, url, token=token, width=width, height=height)
    if signed_in and token is None:
        _sign_in(context.new_page())
    return context


def _sign_in(page: Page, username: str = "direction") -> None:
    page.goto("/")
    page.get_by_label("Identifiant").fill(username)
    page.get_by_label("Mot de passe", exact=True).fill("demonstration")
    with page.expect_response("**/api/session"):  # which gives the cookie
        page.get_by_role("button", name="Se connecter").click()
    page.locator(".site .account").wait_for()
    page.close()


def _picture(
    context: BrowserContext, address: str, file: Path, *, scheme: Scheme = "light", full: bool
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    live.wait_until_settled(page)
    if full:
        _make_room(page)
    page.screenshot(path=file)
    page.close()
    print(file)


def _make_room(page: Page) -> None:
    """Streamlit scrolls inside the window: the window takes the height of what it holds."""
    size = page.viewport_size
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    if size and height > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": height})
        live.wait_until_settled(page)


def _file_name(address: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in address).strip("-") or "accueil"


if __name__ == "__main__":
    main()
