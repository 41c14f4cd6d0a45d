"""A page fits the screen it is on: a phone, a laptop, a projector."""

import pytest
from playwright.sync_api import Page

from tests.browser.screens import SCREENS, open_screen

SIZES = ((390, 844), (1366, 768), (1920, 1080))

# Streamlit scrolls its main block, not the document. Ancestors that scroll their own content on
# purpose (a wide table) are left out.
OVERFLOWING = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = e => getComputedStyle(e).overflowX !== 'visible';
    const main = document.querySelector('[data-testid="stMain"]');
    const inside = e => { for (let p = e.parentElement; p && p !== main; p = p.parentElement)
        if (scrolls(p)) return true; return false; };
    return [...main.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > width + 1 && !inside(e))
        .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden')
        .map(e => e.tagName + '.' + e.className + ' « ' + e.textContent.slice(0, 40) + ' »')
        .slice(0, 5);
}"""
SCROLLED = """() => ['html', '[data-testid="stMain"]'].filter(s => {
    const e = document.querySelector(s); return e && e.scrollWidth > e.clientWidth + 1; })"""


@pytest.mark.parametrize("address", SCREENS)
def test_nothing_overflows_sideways(signed_in: Page, address: str) -> None:
    open_screen(signed_in, address)

    for width, height in SIZES:
        signed_in.set_viewport_size({"width": width, "height": height})
        faults = signed_in.evaluate(OVERFLOWING) + signed_in.evaluate(SCROLLED)
        assert faults == [], f"at {width}×{height}"


def test_the_sign_in_form_fits_a_phone(visitor: Page) -> None:
    visitor.set_viewport_size({"width": 390, "height": 844})

    open_screen(visitor, "/")

    assert visitor.evaluate(OVERFLOWING) == []
