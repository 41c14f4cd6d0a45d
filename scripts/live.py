"""A running Maillage, and a Chromium to look at it: browser tests, bench and screenshots.

Chromium is the system's own: ``CHROMIUM`` names it, else the usual places are tried.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from sqlmodel import Session, create_engine, select

from components.who import COOKIE
from db.commands import accounts
from db.models import Account
from domain.formats import NBSP

ROOT = Path(__file__).parent.parent

HOW_TO_GET_CHROMIUM = (
    f"Aucun Chromium trouvé{NBSP}: installez-le (Debian{NBSP}: apt-get install chromium) "
    "ou nommez-le par CHROMIUM=/chemin/vers/chromium"
)
USUAL_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Besides those Playwright sets: nothing leaves this machine, nothing depends on its graphics.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-domain-reliability",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0"
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
START_SECONDS = 60
PATIENCE_MILLISECONDS = 45_000


def find_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = (shutil.which(name) for name in USUAL_NAMES)
    installed = (place for place in USUAL_PLACES if Path(place).exists())
    return next(filter(None, (*found, *installed)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium without a window; a fresh context of it is a browser never used before."""
    executable = find_chromium()
    if executable is None:
        raise RuntimeError(HOW_TO_GET_CHROMIUM)
    with sync_playwright() as playwright:
        browser = _launch(playwright, executable)
        yield browser
        browser.close()


def _launch(playwright: Playwright, executable: str) -> Browser:
    return playwright.chromium.launch(executable_path=executable, args=list(FLAGS))


def new_context(
    browser: Browser, url: str, *, token: str | None = None, width: int = 1366, height: int = 768
) -> BrowserContext:
    """A French browser that was never here before; signed in when it carries a token."""
    context = browser.new_context(
        base_url=url,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    if token:
        context.add_cookies([{"name": COOKIE, "value": token, "url": url, "httpOnly": True}])
    return context


def wait_until_settled(page: Page) -> None:
    """The script has run to its end, and what it drew is drawn."""
    page.locator(SETTLED).wait_for()
    page.locator("h1").first.wait_for()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.evaluate("document.fonts.ready")


def open_session(database_url: str, username: str = "direction") -> str:
    """The token of a new session of the account, opened as the sign-in form opens it."""
    engine = create_engine(database_url)
    with Session(engine) as session, session.begin():
        account = session.exec(select(Account).where(Account.username == username)).one()
        _, ticket = accounts.open_session(session, account_id=account.id or 0, agent=AGENT)
        token = accounts.exchange_ticket(session, ticket=ticket)
    engine.dispose()
    if token is None:
        raise RuntimeError("a ticket just drawn was refused")
    return token


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def load_demonstration(database_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": database_url}
    for name in ("init", "demo"):
        subprocess.run(
            [sys.executable, "-m", "db", name],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite file, with what its write-ahead log still holds."""
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as copy:
        held.backup(copy)


@contextmanager
def serving_maillage(database_url: str, port: int | None = None) -> Iterator["Server"]:
    python, script = Path(sys.executable), ROOT / "app.py"
    environment = {**os.environ, "DATABASE_URL": database_url}
    with serving(python, script, health="/sante", environment=environment, port=port) as server:
        yield server


class Server:
    """A server that runs, and what it says."""

    def __init__(self, url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self.url = url
        self.process = process
        self.log = log

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def said(self) -> str:
        """The end of its log."""
        return self.log.read_text("utf-8", errors="replace")[-4000:]


@contextmanager
def serving(
    python: Path,
    script: Path,
    *,
    health: str = "/_stcore/health",
    environment: dict[str, str] | None = None,
    port: int | None = None,
) -> Iterator[Server]:
    """``streamlit run`` on this port or a free one, once it answers; stopped on the way out."""
    port = port or free_port()
    command = [str(python), "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false", "--logger.hideWelcomeMessage", "true"]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=script.parent, env=environment, stdout=output, stderr=output
            )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        try:
            _wait_until_it_answers(server, health)
            yield server
        except Exception as error:
            error.add_note(f"The server said:\n{server.said()}")
            raise
        finally:
            _stop(process)


def _wait_until_it_answers(server: Server, health: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        if _answers(server.url + health):
            return
        time.sleep(0.05)
    raise RuntimeError("The server did not start.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 -- our own address
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
