"""A page fits the screen it is on: a phone, a laptop, a projector."""

import pytest
from playwright.sync_api import Page

from tests.browser.screens import SCREENS, open_screen

pytestmark = pytest.mark.looks

SIZES = ((390, 844), (1366, 768), (1920, 1080))

# What goes past the right edge, and what scrolls sideways as a whole (Streamlit scrolls its main
# block, not the document). What lies in a box that scrolls its own content on purpose, as a wide
# table does, is left out. Charts have a moment to follow a new width.
OVERFLOWING = """async () => {
    const main = document.querySelector('[data-testid="stMain"]');
    const scrolls = e => getComputedStyle(e).overflowX !== 'visible';
    const inside = e => { for (let p = e.parentElement; p && p !== main; p = p.parentElement)
        if (scrolls(p)) return true; return false; };
    const past = e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    const seen = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
    const faults = () => [
        ...[document.documentElement, main].filter(e => e.scrollWidth > e.clientWidth + 1),
        ...[...main.querySelectorAll('*')].filter(e => past(e) && seen(e) && !inside(e)),
    ].map(e => `${e.tagName}.${e.getAttribute('class')} « ${e.textContent.slice(0, 40)} »`);
    const end = performance.now() + 3000;
    while (faults().length && performance.now() < end) await new Promise(requestAnimationFrame);
    return faults().slice(0, 5);
}"""


@pytest.mark.parametrize("address", SCREENS)
def test_nothing_overflows_sideways(signed_in: Page, address: str) -> None:
    open_screen(signed_in, address)

    for width, height in SIZES:
        signed_in.set_viewport_size({"width": width, "height": height})
        assert signed_in.evaluate(OVERFLOWING) == [], f"at {width}×{height}"


def test_the_sign_in_form_fits_a_phone(visitor: Page) -> None:
    visitor.set_viewport_size({"width": 390, "height": 844})

    open_screen(visitor, "/")

    assert visitor.evaluate(OVERFLOWING) == []
