"""The disk is full, or another writes too long: said in French, and what was typed stays."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import repeat
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select, text

from components import readiness
from components.data import write
from components.readiness import UNREACHABLE
from db import engine
from db.commands.publications import save_publication
from db.engine import get_engine
from db.faults import BUSY, FULL, UnsavedError
from db.models import Publication
from db.unit_of_work import Author, reading
from domain.publication_entry import PublicationEntry
from domain.vocabulary import DatePrecision, PublicationKind
from scripts.live import copy_database
from tests.databases import in_use
from tests.faults.entering import begin, ground, is_saved, send, told, type_title, typed

KEPT = "Ce que vous tapez reste à l’écran."
RAISE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$
"""


def publications() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Publication)) or 0


def goes_through(full: Callable[[], object], room: Callable[[], object], sentence: str) -> None:
    """One types, the database fails, one types on and sends, it can write again: one sends."""
    ground()
    at = begin("Avant la panne")
    full()

    assert told(type_title(at, "Pendant la panne")) == [f"{sentence} {KEPT}"]
    for _ in range(2):
        assert told(send(at)) == [sentence]
        assert typed(at) == "Pendant la panne"
    assert publications() == 0

    room()
    assert is_saved(send(at), "Pendant la panne")
    assert publications() == 1


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of two megabytes, where who runs the tests may make one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:  # noqa: S603
        pytest.skip("only who may mount a small disk can fill one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


@pytest.mark.only_sqlite(reason="a file on a disk of its own")
def test_a_disk_that_is_full(database: str, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        copy_database(Path(make_url(database).database or ""), disk / "maillage.db")
        ballast = disk / "ballast"
        with in_use(f"sqlite:///{disk}/maillage.db"):
            goes_through(lambda: fill(ballast), ballast.unlink, FULL)


def fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        file.writelines(repeat(bytes(4096)))


def test_a_postgresql_without_room(postgres: str) -> None:
    def send_all(*statements: str) -> None:
        with get_engine().begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    refuse = "CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {} EXECUTE FUNCTION no_room()"
    with in_use(postgres):
        goes_through(
            lambda: send_all(RAISE, *(refuse.format(t) for t in ("draft", "journal"))),
            lambda: send_all("DROP FUNCTION no_room CASCADE"),
            FULL,
        )


@pytest.mark.only_sqlite(reason="one writer at a time in a whole file")
def test_another_writes_longer_than_one_waits(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, "busy_timeout=50"))
    file = make_url(database).database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        goes_through(partial(other.execute, "BEGIN IMMEDIATE"), other.rollback, BUSY)


@pytest.mark.only_sqlite(reason="a file")
@pytest.mark.usefixtures("database")
def test_nothing_is_written_in_a_file_taken_away(tmp_path: Path) -> None:
    author = Author(*ground())
    day = date(2026, 11, 20)
    entry = PublicationEntry(PublicationKind.NOTE, "Une note", day, DatePrecision.DAY)
    file = Path(get_engine().url.database or "")
    kept = shutil.move(file, tmp_path)

    for _ in range(2):
        with pytest.raises(UnsavedError, match="n’a pas répondu"):
            write(save_publication, author, entry)
        assert readiness.examine() == UNREACHABLE
    assert not file.exists(), "no empty database in its place"

    shutil.move(kept, file)
    assert readiness.examine() is None
    write(save_publication, author, entry)
    assert publications() == 1
