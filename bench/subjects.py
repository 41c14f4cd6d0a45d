"""What is measured: the dashboard, board mode, and a bare page twice beside each."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import streamlit

from scripts.live import ROOT, Server, serving

BARE_PAGE = ROOT / "bench" / "bare.py"
BARE_KEYS = ROOT / "bench" / "bare_keys.py"
BARE_ENVIRONMENT = ROOT / ".venv-bare"

# When the whole of a page is there, in the words of the browser.
DASHBOARD_IS_THERE = """
    document.querySelectorAll('#tiles [data-tile] [data-value]').length >= 6
    && shown('#attention li, #attention .calm') && shown('#mois-graphiques')
    && document.querySelectorAll('#mois-graphiques tbody').length >= 3
"""
BARE_PAGE_IS_THERE = "shown('[data-testid=stMarkdown]')"
DECK_IS_THERE = "shown('[data-scene]')"
BARE_KEYS_ARE_THERE = "shown('h1') && 'listening' in document.documentElement.dataset"


@dataclass(frozen=True)
class Subject:
    """A page, and how it is served."""

    name: str
    python: Path  # of the environment whose Streamlit serves it
    script: Path
    is_there: str
    health: str = "/_stcore/health"
    address: str = "/"
    environment: dict[str, str] = field(default_factory=dict)
    token: str | None = None

    @property
    def page(self) -> str:
        return self.address.partition("?")[0].removeprefix("/")

    @property
    def query(self) -> str:
        return self.address.partition("?")[2]

    @contextmanager
    def served(self) -> Iterator[Server]:
        environment = {**os.environ, **self.environment}
        with serving(
            self.python, self.script, health=self.health, environment=environment
        ) as server:
            yield server


def dashboard(database_url: str, token: str, address: str, name: str = "dashboard") -> Subject:
    return _maillage(name, DASHBOARD_IS_THERE, database_url, token, address)


def deck(database_url: str, token: str, address: str) -> Subject:
    return _maillage("deck", DECK_IS_THERE, database_url, token, address)


def _maillage(name: str, is_there: str, database_url: str, token: str, address: str) -> Subject:
    return Subject(
        name,
        Path(sys.executable),
        ROOT / "app.py",
        is_there,
        health="/sante",
        address=address,
        environment={"DATABASE_URL": database_url},
        token=token,
    )


def bare_pages() -> tuple[Subject, Subject]:
    return _bare(BARE_PAGE, BARE_PAGE_IS_THERE)


def bare_keys() -> tuple[Subject, Subject]:
    return _bare(BARE_KEYS, BARE_KEYS_ARE_THERE)


def _bare(script: Path, is_there: str) -> tuple[Subject, Subject]:
    """As ``pip install streamlit`` serves it; then in our own environment, a stricter measure."""
    plain = Subject("bare", _plain_python(), script, is_there)
    return plain, Subject("bare, our packages", Path(sys.executable), script, is_there)


def _plain_python() -> Path:
    """Made once, with the version we use and nothing else."""
    windows = os.name == "nt"
    python = BARE_ENVIRONMENT / ("Scripts/python.exe" if windows else "bin/python")
    if not _has_our_version(python):
        print("Making .venv-bare: plain Streamlit and what it brings.", flush=True)
        _run(sys.executable, "-m", "venv", "--clear", str(BARE_ENVIRONMENT))
        wanted = f"streamlit=={streamlit.__version__}"
        _run(str(python), "-m", "pip", "install", "-qq", wanted)
    return python


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def _has_our_version(python: Path) -> bool:
    if not python.exists():
        return False
    asked = (str(python), "-c", "import streamlit; print(streamlit.__version__)")
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip() == streamlit.__version__)
