"""The demonstration as it is loaded on a fixed day, made once; tests work on copies."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlmodel import Session, SQLModel

from db import demo
from db.queries.once import answers_kept
from tests.databases import Databases, copied, mix, session_on
from tests.db.recount import Recount

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def engine(databases: Databases, empty_template: str) -> Iterator[Engine]:
    """On an empty database where laws are tried: no example of them is ever committed."""
    with copied(databases, empty_template) as url:
        engine = create_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def demo_template(databases: Databases, empty_template: str) -> Iterator[str]:
    with loaded(databases, empty_template, TODAY) as url:
        _free_of_foreign_keys(url)
        yield url


@pytest.fixture
def demo_session(databases: Databases, demo_template: str) -> Iterator[Session]:
    """Foreign keys are not enforced here, so that a test may break what ``check`` looks for."""
    with copied(databases, demo_template) as url, session_on(url) as session:
        yield session


@pytest.fixture(scope="session")
def demo_reading(databases: Databases, demo_template: str) -> Iterator[Session]:
    """The demonstration, for tests that read it and change nothing: no copy, no row read twice."""
    with (
        copied(databases, demo_template) as url,
        session_on(url) as session,
        answers_kept(session),
    ):
        yield session


@pytest.fixture(scope="session")
def recount(demo_reading: Session) -> Recount:
    return Recount(demo_reading)


@contextmanager
def loaded(databases: Databases, empty_template: str, today: date) -> Iterator[str]:
    """The demonstration as it is loaded that day."""
    with copied(databases, empty_template) as url:
        with session_on(url) as session, session.begin():
            demo.load(session, today)
        mix(url)
        yield url


def _free_of_foreign_keys(url: str) -> None:
    with session_on(url) as session, session.begin():
        if session.get_bind().dialect.name == "sqlite":
            return  # enforces those of the application’s own connections only
        for table in SQLModel.metadata.tables.values():
            for key in table.foreign_key_constraints:
                session.execute(text(f"ALTER TABLE {table.name} DROP CONSTRAINT {key.name}"))
