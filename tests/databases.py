"""Where the databases of tests are: files of SQLite, or databases of a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import NullPool, make_url, text
from sqlmodel import Session, SQLModel, create_engine

from components import data
from db import schema, turns
from db.engine import get_engine
from scripts.live import copy_database

SQLITE, POSTGRESQL = "sqlite", "postgresql"


class Databases(Protocol):
    """Databases are known by their addresses, as ``DATABASE_URL`` says them."""

    def new(self) -> str:
        """A database that holds nothing."""

    def copy(self, url: str) -> str:
        """A database that holds the same; nobody is connected to the first."""

    def drop(self, url: str) -> None: ...


class SQLiteFiles:
    def __init__(self, folder: Path) -> None:
        self._files = (folder / f"{number}.db" for number in count(1))

    def new(self) -> str:
        return f"sqlite:///{next(self._files)}"

    def copy(self, url: str) -> str:
        copy = self.new()
        copy_database(_file(url), _file(copy))
        return copy

    def drop(self, url: str) -> None:
        for suffix in ("", "-wal", "-shm", turns.SUFFIX):
            Path(f"{_file(url)}{suffix}").unlink(missing_ok=True)


class PostgresDatabases:
    """``url`` is of a role that may create databases."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)

    def new(self) -> str:
        return self._create("")

    def copy(self, url: str) -> str:
        return self._create(f"TEMPLATE {make_url(url).database} STRATEGY FILE_COPY")

    def drop(self, url: str) -> None:
        self._send(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _create(self, options: str) -> str:
        name = f"test_{uuid4().hex}"
        self._send(f"CREATE DATABASE {name} {options}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _send(self, statement: str) -> None:
        address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())


def _file(url: str) -> Path:
    return Path(make_url(url).database or "")


@contextmanager
def migrated(databases: Databases) -> Iterator[str]:
    """A database at today’s schema."""
    with _dropped(databases, databases.new()) as url:
        with in_use(url):
            schema.upgrade()
        yield url


@contextmanager
def copied(databases: Databases, template: str) -> Iterator[str]:
    with _dropped(databases, databases.copy(template)) as url:
        yield url


def mix(url: str) -> None:
    """Have PostgreSQL give back, without an order asked for, another one than that of insertion."""
    with session_on(url) as session, session.begin():
        if session.get_bind().dialect.name == SQLITE:
            return
        for table in SQLModel.metadata.tables.values():
            if "id" in table.columns and table.name != "journal":
                session.execute(text(f"UPDATE {table.name} SET id = id WHERE id % 3 = 1"))  # noqa: S608


@contextmanager
def in_use(url: str) -> Iterator[str]:
    """The database of ``DATABASE_URL``, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        get_engine.cache_clear()
        data.forget()
        yield url
        get_engine().dispose()
        get_engine.cache_clear()
        data.forget()


@contextmanager
def session_on(url: str) -> Iterator[Session]:
    """Beside the application: neither its engine nor its rules of writing."""
    with Session(create_engine(url, poolclass=NullPool)) as session:
        yield session


@contextmanager
def _dropped(databases: Databases, url: str) -> Iterator[str]:
    try:
        yield url
    finally:
        databases.drop(url)
