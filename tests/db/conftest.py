"""The demonstration as it is loaded on a fixed day, made once; tests work on copies."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlmodel import Session

from db import demo
from tests.db.recount import Recount

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def demo_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_into_copy(empty_file, tmp_path_factory.mktemp("demo") / "demo.db", TODAY)


@pytest.fixture
def demo_session(demo_file: Path, tmp_path: Path) -> Iterator[Session]:
    """Foreign keys are not enforced here, so that a test may break what ``check`` looks for."""
    file = tmp_path / "demo.db"
    shutil.copyfile(demo_file, file)
    engine = create_engine(f"sqlite:///{file}")
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="session")
def demo_reading(demo_file: Path) -> Iterator[Session]:
    """The demonstration, for tests that read it and change nothing: no copy for each."""
    engine = create_engine(f"sqlite:///{demo_file}")
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="session")
def recount(demo_reading: Session) -> Recount:
    return Recount(demo_reading)


def load_into_copy(empty_file: Path, file: Path, today: date) -> Path:
    shutil.copyfile(empty_file, file)
    engine: Engine = create_engine(f"sqlite:///{file}")
    with Session(engine) as session, session.begin():
        demo.load(session, today)
    engine.dispose()
    return file
