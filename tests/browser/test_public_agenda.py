"""The public agenda in a real browser: without an account, without a script, on a telephone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import live
from scripts.live import Server
from tests.browser.test_accessibility import serious_faults

pytestmark = pytest.mark.looks

AGENDA = "/agenda/centre-fictif"
SIZES = ((390, 844), (1366, 768), (1920, 1080))
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def without_scripts(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_no_serious_fault(visitor: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor.set_viewport_size({"width": width, "height": 844})
    visitor.emulate_media(color_scheme=scheme)

    visitor.goto(AGENDA)

    assert serious_faults(visitor) == []


def test_what_the_keyboard_reaches_is_outlined(visitor: Page) -> None:
    visitor.goto(AGENDA)

    for reached in ("summary", "a"):
        visitor.keyboard.press("Tab")
        expect(visitor.locator(f"{reached}:focus")).to_have_css("outline-width", "3px")


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_the_screen(visitor: Page, size: tuple[int, int]) -> None:
    visitor.set_viewport_size({"width": size[0], "height": size[1]})
    visitor.goto(AGENDA)
    assert visitor.evaluate(WIDER) == 0


def test_it_loads_our_style_and_nothing_is_refused(visitor: Page) -> None:
    refused: list[str] = []
    visitor.on("console", lambda message: refused.append(message.text))
    visitor.on("requestfailed", lambda request: refused.append(request.url))

    visitor.goto(AGENDA)

    assert visitor.evaluate("document.fonts.load('16px Public Sans').then(of => of.length)") == 1
    assert refused == []


def test_the_months_turn_from_the_keyboard(visitor: Page) -> None:
    visitor.goto(AGENDA)
    following = visitor.locator('a[rel="next"]')
    shown = following.locator(".name").inner_text()

    following.focus()
    visitor.keyboard.press("Enter")

    expect(visitor.locator("#agenda-mois")).to_have_text(shown.capitalize())


def test_without_scripts_a_day_leads_to_its_meeting(without_scripts: Page) -> None:
    without_scripts.goto(AGENDA)
    link = without_scripts.locator(".agenda-month td li a").first
    there = (link.get_attribute("href") or "").rpartition("#")[2]

    link.click()

    expect(without_scripts.locator(f"#{there}")).to_be_in_viewport()


def test_a_finger_finds_room_on_each_day(browser: Browser, server: Server) -> None:
    context = live.new_context(browser, server.url, width=390, height=844)
    page = context.new_page()
    page.goto(AGENDA)

    for day in page.locator(".cell-count").all():
        box = day.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44

    context.close()
