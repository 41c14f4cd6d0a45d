"""From a key to its scene, as Chromium sees it."""

from playwright.sync_api import Browser, Page

from bench.openings import WATCH, when_known
from bench.subjects import Subject
from scripts.live import SETTLED, Server, new_context

KEYS = 25

# Listens before any script of the page. A frame has been made when the message sent from its
# beginning comes back; the time starts when the browser received the key.
WATCH_KEYS = """
    const scene = () => document.querySelector('[data-scene]')?.dataset.scene
        ?? document.querySelector('h1')?.textContent;
    addEventListener('keydown', event => {
        const before = scene();
        window.sceneIn = undefined;
        const made = new MessageChannel();
        made.port1.onmessage = () => { window.sceneIn = performance.now() - event.timeStamp; };
        const look = () => { if (scene() !== before) made.port2.postMessage(null);
            else requestAnimationFrame(look); };
        requestAnimationFrame(look);
    }, true);
"""


def press_keys(browser: Browser, subject: Subject, server: Server) -> list[float]:
    """Milliseconds from each key to the frame its scene is on, in a window of a projector."""
    context = new_context(browser, server.url, token=subject.token, width=1920, height=1080)
    context.add_init_script(WATCH % subject.is_there)
    context.add_init_script(WATCH_KEYS)
    page = context.new_page()
    page.goto(subject.address)
    when_known(page, "thereAt")
    seen = [_press(page) for _ in range(KEYS)]
    context.close()
    return seen


def _press(page: Page) -> float:
    page.locator(SETTLED).wait_for()
    page.keyboard.press("ArrowRight")
    return when_known(page, "sceneIn")
