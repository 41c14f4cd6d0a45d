"""Openings and changes as Chromium sees them."""

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from bench.subjects import Subject
from scripts.live import Server, new_context

# Looks once a frame, in the page itself: the measure holds no round trip to Python. The time
# starts when the browser leaves for the page.
WATCH = """
    const shown = s => { const e = document.querySelector(s);
        return e !== null && e.getClientRects().length > 0; };
    const look = () => { if (%s) window.thereAt = performance.now();
        else requestAnimationFrame(look); };
    requestAnimationFrame(look);
"""
# From the click on the option to the first frame with other figures.
WATCH_CHANGE = """() => {
    const figures = () => [...document.querySelectorAll('#tiles [data-value]')]
        .map(e => e.textContent).join('|');
    const before = figures();
    window.changedIn = undefined;
    document.addEventListener('click', () => {
        const start = performance.now();
        const look = () => { const now = figures();
            if (now && now !== before) window.changedIn = performance.now() - start;
            else requestAnimationFrame(look); };
        requestAnimationFrame(look);
    }, {capture: true, once: true});
}"""

WHEN_KNOWN = """name => new Promise((found, never) => {
    const look = () => { if (window[name] !== undefined) found(window[name]);
        else if (performance.now() > 60000) never(new Error(`${name} never came`));
        else requestAnimationFrame(look); };
    look();
})"""


@dataclass(frozen=True)
class Opening:
    """Milliseconds until the whole page is there: in a new browser, then in the same one."""

    cold: float
    warm: float


def open_twice(browser: Browser, subject: Subject, server: Server) -> Opening:
    context = new_context(browser, server.url, token=subject.token)
    context.add_init_script(WATCH % subject.is_there)
    opening = Opening(_open(context, subject), _open(context, subject))
    context.close()
    return opening


def _open(context: BrowserContext, subject: Subject) -> float:
    page = context.new_page()
    page.goto(subject.address)
    milliseconds = when_known(page, "thereAt")
    page.close()
    return milliseconds


def change_years(
    browser: Browser, subject: Subject, server: Server, years: list[str]
) -> list[float]:
    """Milliseconds from the choice of each year to its figures."""
    context = new_context(browser, server.url, token=subject.token)
    page = context.new_page()
    page.goto(subject.address)
    page.locator("#tiles [data-value]").first.wait_for()
    seen = [_choose(page, year) for year in years]
    context.close()
    return seen


def _choose(page: Page, year: str) -> float:
    link = page.locator(f"#annee-{year}")
    link.wait_for()
    page.evaluate(WATCH_CHANGE)
    link.click()
    return when_known(page, "changedIn")


def when_known(page: Page, name: str) -> float:
    """A number the page is about to find. Our CSP forbids Playwright's own way to wait for one."""
    milliseconds: float = page.evaluate(WHEN_KNOWN, name)
    return milliseconds
