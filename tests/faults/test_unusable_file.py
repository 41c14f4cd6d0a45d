"""The server starts on a file that is damaged, or on a full disk: one sentence, no stack trace."""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url
from streamlit.testing.v1 import AppTest

from app import app as launcher
from components import readiness
from db.engine import get_engine
from db.faults import DAMAGED, STARVED
from scripts.live import copy_database
from tests.components.serving import client
from tests.databases import in_use
from tests.faults.entering import ground, told
from tests.faults.test_unwritable import fill, small_disk
from tests.pages.opening import ROOT

pytestmark = pytest.mark.only_sqlite(reason="a file, and the disk it is on")
STILL_THERE = "Ce qui est enregistré l’est toujours"


@pytest.fixture(autouse=True)
def ignorance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_known", readiness._Knowledge())


@pytest.fixture
def whole(database: str, tmp_path: Path) -> Path:
    """A file that holds an account and a centre, all of it in the file itself."""
    ground()
    get_engine().dispose()
    file = tmp_path / "maillage.db"
    copy_database(Path(make_url(database).database or ""), file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    return file


def screen() -> AppTest:
    return AppTest.from_file(ROOT / launcher.script_path, default_timeout=20).run()


def refuses(sentence: str, log: pytest.LogCaptureFixture) -> AppTest:
    """In the log, at /sante and on screen, again and again."""
    with log.at_level(logging.ERROR):
        assert readiness.prepare() == sentence
    assert [line.message for line in log.records] == [f"database unusable: {sentence}"]
    for _ in range(2):
        answer = client().get("/sante")
        assert (answer.status_code, answer.json()) == (503, {"etat": "panne", "raison": sentence})
    page = screen()
    assert told(page) == [sentence]
    assert [button.label for button in page.button] == ["Réessayer"]
    return page


def not_a_database(file: Path) -> None:
    file.write_bytes(b"<html>rien</html>" * 500)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def spoiled_inside(file: Path) -> None:
    """The schema and its number can still be read."""
    body = bytearray(file.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        page = "SELECT rootpage FROM sqlite_master WHERE name = 'account'"
        root = connection.execute(page).fetchone()[0]
    body[(root - 1) * size : root * size] = b"\x07" * size
    file.write_bytes(body)


@pytest.mark.parametrize("damage", [not_a_database, cut_short, spoiled_inside])
def test_a_damaged_file_is_said_to_be_so_until_it_is_replaced(
    damage: Callable[[Path], None],
    whole: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kept = Path(shutil.copy(whole, tmp_path / "sauvegarde.db"))
    damage(whole)
    before = whole.read_bytes()
    with in_use(f"sqlite:///{whole}"):
        page = refuses(DAMAGED, caplog)
        assert STILL_THERE not in "".join(text.value for text in page.markdown)
        assert whole.read_bytes()[100:] == before[100:], "nothing is written into it"

        kept.replace(whole)
        assert client().get("/sante").status_code == 200
        assert told(screen()) == []


@pytest.mark.parametrize("is_new", [True, False])
def test_a_disk_that_is_full_at_start(
    is_new: bool, whole: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        file, ballast = disk / "maillage.db", disk / "ballast"
        if not is_new:
            shutil.copy(whole, file)
        fill(ballast)
        with in_use(f"sqlite:///{file}"):
            page = refuses(STARVED, caplog)
            assert STILL_THERE in "".join(text.value for text in page.markdown)

            ballast.unlink()
            assert readiness.prepare() is None
            assert client().get("/sante").status_code == 200
