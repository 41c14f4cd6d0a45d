"""Two servers on one SQLite file: nothing lost, each in his turn, each sees the other."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest
from filelock import FileLock, Timeout
from sqlalchemy import make_url, select
from sqlmodel import Session, col

from components.data import read, write
from db.commands.publications import save_publication
from db.models import Meeting, Publication
from db.queries.integrity import faults
from db.turns import SUFFIX
from db.unit_of_work import Author, reading, writing
from domain.publication_entry import PublicationEntry
from domain.vocabulary import DatePrecision, PublicationKind, TerritoryLevel
from tests import factories

COLLEAGUES, OF_THEIRS, OURS = 1, 8, 8


def ground() -> tuple[int, int]:
    """The account and the centre of those who enter, and the territories they name."""
    with writing() as session:
        region = factories.make_region(session)
        jura = factories.make_territory(
            session, "Jura", level=TerritoryLevel.DEPARTEMENT, within=region, code="39"
        )
        factories.make_territory(session, "Grand Dole", within=jura, code="DOLE")
        centre = factories.make_centre(session, region=region)
        account = factories.make_account(session)
        factories.make_member(session, account, centre)
    return account, centre


@contextmanager
def other_server(account: int, centre: int) -> Iterator["subprocess.Popen[str]"]:
    """Who enters meetings in another process, without a pause."""
    command = [sys.executable, "-m", "tests.db.writers", *map(str, (account, centre, COLLEAGUES))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def enter(author: Author, number: int) -> int:
    day = date(2026, 11, 20)
    title = f"Note {number}"
    entry = PublicationEntry(PublicationKind.NOTE, title, day, DatePrecision.DAY)
    return write(save_publication, author, entry)


def meetings(session: Session) -> set[int]:
    return {one for one in session.scalars(select(col(Meeting.id))) if one}


def publications(session: Session) -> set[int]:
    return {one for one in session.scalars(select(col(Publication.id))) if one}


@pytest.mark.only_sqlite(reason="one writer at a time in a whole file")
@pytest.mark.usefixtures("database")
def test_two_servers_write_in_one_file_at_once() -> None:
    account, centre = ground()
    acknowledged: set[int] = set()

    with other_server(account, centre) as other, ThreadPoolExecutor(2) as pool:
        assert other.stdout
        acknowledged.add(int(other.stdout.readline()))  # it writes by now
        ours = [pool.submit(enter, Author(account, centre), number) for number in range(OURS)]
        for _ in range(OF_THEIRS):
            acknowledged.add(int(other.stdout.readline()))
            assert acknowledged <= read(meetings), "seen by the next reading"
        written = {entered.result() for entered in ours}
        other.kill()
        acknowledged |= {int(line) for line in other.communicate()[0].splitlines()}

    with reading() as session:
        assert publications(session) == written
        assert len(written) == OURS
        assert acknowledged <= meetings(session)
        assert faults(session) == []


def has_the_turn(file: str) -> bool:
    """Whether someone waits to write, ahead of those who come later."""
    try:
        FileLock(file + SUFFIX, blocking=False).acquire().lock.release()
    except Timeout:
        return True
    return False


@pytest.mark.only_sqlite(reason="SQLite has no queue of its own")
def test_who_writes_without_a_pause_lets_the_other_in(database: str) -> None:
    file = make_url(database).database or ""
    order: list[str] = []

    def write_once(who: str) -> None:
        with writing():
            order.append(who)

    with ThreadPoolExecutor(1) as pool:
        with writing():
            other = pool.submit(write_once, "the other")
            while not has_the_turn(file):
                assert not other.done()
        write_once("the same again")
        other.result()

    assert order == ["the other", "the same again"]
