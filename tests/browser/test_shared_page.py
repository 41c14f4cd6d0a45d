"""The page of a link, in a real browser: read by anyone, on any screen, without a script."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from db.commands.accounts import digest
from db.models import Centre, ShareLink
from scripts import live
from scripts.live import Server
from tests.browser.screens import open_screen
from tests.browser.test_accessibility import serious_faults
from tests.databases import session_on

REAL, RUNNING, NOTHING = "/partage/annee-2023", "/partage/annee-en-cours", "/partage/inconnu"

pytestmark = pytest.mark.looks

PAGES = (REAL, RUNNING, NOTHING)
SIZES = ((390, 844), (1366, 768), (1920, 1080))


@pytest.fixture(scope="module")
def shared(live_database: str) -> None:
    """A link to the real year, another to the year that runs in the fictional centre."""
    with session_on(live_database) as session, session.begin():
        centres = {c.slug: c.id or 0 for c in session.exec(select(Centre))}
        for address, slug, year in (
            (REAL, "trajectoire-ressources", 2023),
            (RUNNING, "centre-fictif", date.today().year),
        ):
            token = address.rpartition("/")[2]
            session.add(
                ShareLink(
                    centre_id=centres[slug],
                    token_digest=digest(token),
                    recipient="Préfecture",
                    year=year,
                    ends_on=date(2999, 12, 31),
                )
            )


@pytest.fixture
def reader(browser: Browser, server: Server, shared: None) -> Iterator[Page]:  # noqa: ARG001
    """A page of a browser that was never here before, and complains of nothing."""
    context = live.new_context(browser, server.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    yield page
    context.close()
    # A link that opens nothing answers 404, and the browser says so.
    assert [c for c in complaints if "404" not in c] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_no_serious_fault(reader: Page, address: str, scheme: Literal["light", "dark"]) -> None:
    reader.emulate_media(color_scheme=scheme)

    reader.goto(address)

    assert serious_faults(reader) == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_overflows_sideways(reader: Page, address: str) -> None:
    reader.goto(address)

    for width, height in SIZES:
        reader.set_viewport_size({"width": width, "height": height})
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert reader.evaluate(overflow) <= 0, f"at {width}×{height}"


def test_it_is_read_without_a_script_and_leads_nowhere_inside(reader: Page) -> None:
    reader.goto(REAL)

    assert reader.locator("script").count() == 0
    inside = reader.locator('a[href^="/"]')
    assert inside.count() == 0
    assert reader.locator('[data-tile="meetings"] [data-value]').inner_text() == "128"
    assert reader.context.cookies() == []


def test_a_bar_is_as_high_as_its_month_weighs(reader: Page) -> None:
    reader.goto(REAL)

    height = "e => parseFloat(getComputedStyle(e, '::after').height)"
    june, july = (reader.locator(".bars").first.locator(".bar").nth(n) for n in (5, 6))
    assert july.evaluate(height) / june.evaluate(height) == pytest.approx(6 / 17, abs=0.01)


def test_a_link_is_made_and_copied_by_a_click(signed_in: Page, visitor: Page) -> None:
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_screen(signed_in, "/partage?centre=trajectoire-ressources")
    signed_in.get_by_label("Pour qui").fill("DDETS du Jura")
    signed_in.get_by_label("Pour qui").press("Tab")
    signed_in.get_by_role("button", name="Créer le lien").click()

    signed_in.get_by_role("button", name="Copier").click()

    expect(signed_in.get_by_role("button", name="Copié")).to_be_visible()
    address = signed_in.evaluate("navigator.clipboard.readText()")
    assert address == signed_in.locator("#secret").inner_text()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Année 2023")
