"""One engine per process: SQLite by default, PostgreSQL by ``DATABASE_URL``."""

import os
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlmodel import create_engine

ROOT = Path(__file__).parent.parent

# Without foreign_keys, SQLite ignores them; WAL lets readers go on while one writes.
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL")


def database_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'data' / 'maillage.db'}"


@cache
def get_engine() -> Engine:
    """The engine of ``database_url()``; the folder of a SQLite file is made if it is missing."""
    engine = create_engine(database_url(), pool_pre_ping=not _is_sqlite(database_url()))
    if _is_sqlite(database_url()):
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
