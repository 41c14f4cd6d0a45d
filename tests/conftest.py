"""A fresh database for each test, and the ways to look at what happens to it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import event
from sqlmodel import Session
from streamlit.components.v2 import manifest_scanner

from components import data
from db import schema
from db.engine import get_engine
from scripts.live import copy_database, load_demonstration

# The same examples at each run: a suite that fails must fail again when it is looked at.
settings.register_profile("maillage", max_examples=40, derandomize=True, deadline=None)
settings.load_profile("maillage")

_installed_components = manifest_scanner.scan_component_manifests


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_read_once() -> Iterator[None]:
    """Each AppTest looks for components in every installed package: a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(_installed_components))
        yield


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at today's schema. Made once; tests work on copies."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", sqlite_url(file))
        get_engine.cache_clear()
        schema.upgrade()
        get_engine().dispose()
        get_engine.cache_clear()
    return file


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, loaded by the administrator's commands. Made once; work on copies."""
    file = tmp_path_factory.mktemp("template") / "demonstration.db"
    load_demonstration(sqlite_url(file))
    return file


@pytest.fixture
def database(empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty migrated database, the one of ``DATABASE_URL`` during the test. Its address."""
    yield from _working_on_a_copy(empty_file, tmp_path, monkeypatch)


@pytest.fixture
def demonstration(
    demonstration_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A database that holds the demonstration, the one of ``DATABASE_URL`` during the test."""
    yield from _working_on_a_copy(demonstration_file, tmp_path, monkeypatch)


@pytest.fixture
def session(database: str) -> Iterator[Session]:  # noqa: ARG001 -- the engine reads its address
    with Session(get_engine()) as session:
        yield session


@pytest.fixture
def statements(database: str) -> Iterator[list[str]]:  # noqa: ARG001
    """The SQL sent since the test began, to catch a query repeated for each row."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = get_engine()
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def _working_on_a_copy(
    template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    file = folder / "test.db"
    copy_database(template, file)
    monkeypatch.setenv("DATABASE_URL", sqlite_url(file))
    get_engine.cache_clear()
    data.forget()
    yield sqlite_url(file)
    get_engine().dispose()
    get_engine.cache_clear()
    data.forget()
