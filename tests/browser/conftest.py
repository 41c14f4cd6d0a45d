"""A real server on a copy of the demonstration, and a real Chromium in front of it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts import live
from scripts.live import Server
from tests.databases import Databases, copied

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser: skipped with the way to get one, or failing when one is required."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            if live.find_chromium() is None and not os.environ.get("REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason=live.HOW_TO_GET_CHROMIUM))


# The scope is this folder’s: Playwright keeps an event loop running in the main thread for as
# long as it lives, and other tests may want their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with live.chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def live_database(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """The address of the database the server works on."""
    with copied(databases, demonstration_template) as url:
        yield url


@pytest.fixture(scope="package")
def server(live_database: str) -> Iterator[Server]:
    with live.serving_maillage(live_database) as server:
        yield server


@pytest.fixture(scope="package")
def directors_browser(
    browser: Browser, server: Server, live_database: str
) -> Iterator[BrowserContext]:
    """A browser where « direction » is signed in; it keeps the files it was sent."""
    token = live.open_session(live_database, "direction")
    context = live.new_context(browser, server.url, token=token)
    yield context
    context.close()


@pytest.fixture
def signed_in(directors_browser: BrowserContext) -> Iterator[Page]:
    """A new page of the director’s browser."""
    page = directors_browser.new_page()
    yield page
    page.close()


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Page]:
    """A page of a browser that was never here before."""
    context = live.new_context(browser, server.url)
    yield context.new_page()
    context.close()
