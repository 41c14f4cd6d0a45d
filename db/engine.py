"""One engine per process: SQLite by default, PostgreSQL by ``DATABASE_URL``.

A second one where ``DATABASE_READ_URL`` names a replica.
"""

import os
import sqlite3
from functools import cache
from pathlib import Path

from sqlalchemy import URL, Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import create_engine

ROOT = Path(__file__).parent.parent

# Without foreign_keys, SQLite ignores them; WAL lets readers go on while one writes; what is
# deleted is overwritten, so that a name forgotten is not left in a free page of the file.
PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "synchronous=NORMAL",
    "secure_delete=ON",
)
# Seconds, to a server that does not answer; to a replica, which another stands in for.
LONGEST_CONNECTION, LONGEST_TO_REPLICA = 5, 2
# A machine that went away without a word is missed within some ten seconds.
KEPT_ALIVE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
FILE = "file"  # which one a connection of SQLite was opened on


def database_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'data' / 'maillage.db'}"


@cache
def get_engine() -> Engine:
    """The one engine of the application, that of ``database_url()``."""
    return engine_of(database_url())


@cache
def get_read_engine() -> Engine | None:
    """The engine of the replica that follows the primary, if there is one."""
    address = os.environ.get("DATABASE_READ_URL")
    return engine_of(address, LONGEST_TO_REPLICA) if address else None


def engine_of(address: str | URL, longest_connection: int = LONGEST_CONNECTION) -> Engine:
    """A new engine; the folder of a SQLite file is made if it is missing."""
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    patience = {"connect_timeout": longest_connection, **KEPT_ALIVE}
    return create_engine(url, pool_pre_ping=True, connect_args=patience, hide_parameters=True)


def _url(address: str | URL) -> URL:
    try:
        return make_url(address)
    except ValueError as error:  # a port that is not a number
        raise ArgumentError(str(error)) from error


def _sqlite_engine(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    file = _OneFile(Path(url.database or ""))
    event.listen(engine, "do_connect", file.refuse_once_gone)
    event.listen(engine, "connect", file.note)
    event.listen(engine, "checkout", file.refuse_another)
    return engine


class _OneFile:
    """Have all that is written go into the file that bears the name.

    A file taken away may still be written in by who has it open: all that is lost. Nor does a
    server that had a database make an empty one in its place.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.was_there = False

    def refuse_once_gone(self, *_: object) -> None:
        if self.was_there and self._identity() is None:
            raise sqlite3.OperationalError("the file of the database is gone")

    def note(self, _connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info[FILE] = self._identity()
        self.was_there = record.info[FILE] is not None

    def refuse_another(
        self, _connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
    ) -> None:
        if record.info[FILE] != self._identity():
            raise DisconnectionError("another file bears the name")  # the pool opens that one

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
