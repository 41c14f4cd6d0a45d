"""A fresh database for each test, on each kind of database, and how to look at what happens to it.

A test that works on a database is run on SQLite and on PostgreSQL (``--database`` narrows that).
One that is about SQLite itself says so: ``@pytest.mark.only_sqlite(reason=…)``.
"""

import gc
import os
import time
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import settings
from sqlalchemy import event
from sqlmodel import Session
from streamlit.components.v2 import manifest_scanner

from db.engine import get_engine
from scripts.live import load_demonstration
from tests import postgres as server_of_ours
from tests.databases import (
    POSTGRESQL,
    SQLITE,
    Databases,
    PostgresDatabases,
    SQLiteFiles,
    copied,
    in_use,
    migrated,
    mix,
)

# The day of tests is that of the centres: in UTC, an hour or two of each night is another day.
os.environ["TZ"] = "Europe/Paris"
time.tzset()

# A process of tests holds 800 MB; looking in it for what to free took a tenth of the time.
gc.set_threshold(50_000, 20, 100)

# The same examples at each run: a suite that fails must fail again when it is looked at.
settings.register_profile("maillage", max_examples=40, derandomize=True, deadline=None)
settings.load_profile("maillage")

_installed_components = manifest_scanner.scan_component_manifests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(SQLITE, POSTGRESQL), help="on this one only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "databases" not in metafunc.fixturenames:
        return
    asked = metafunc.config.getoption("--database")
    kinds = [asked] if asked else [SQLITE, POSTGRESQL]
    if metafunc.definition.get_closest_marker("only_sqlite"):
        kinds = [SQLITE]
    if metafunc.definition.get_closest_marker("looks"):
        kinds = kinds[:1]
    metafunc.parametrize("databases", kinds, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several processes, a file stays with one: what it prepares, it prepares once.

    All browsers stay with one too: two at a time take all the machine from each other.
    """
    for item in items:
        params = getattr(item, "callspec", None)
        database = params.params.get("databases", "") if params else ""
        group = f"{item.path.name}-{database}"
        in_browser = "browser" in item.path.parts
        item.add_marker(pytest.mark.xdist_group("browser" if in_browser else group))


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_read_once() -> Iterator[None]:
    """Each AppTest looks for components in every installed package: a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(_installed_components))
        yield


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """Those of ``TEST_POSTGRES_URL`` (a role that may create some), or of a server of ours."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield PostgresDatabases(given)
        return
    with server_of_ours.running() as server:
        yield PostgresDatabases(server.url())


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """The kind of database the test is run on."""
    if request.param == SQLITE:
        return SQLiteFiles(tmp_path_factory.mktemp("databases"))
    found: Databases = request.getfixturevalue("postgres_databases")
    return found


@pytest.fixture(scope="session")
def empty_template(databases: Databases) -> Iterator[str]:
    """An empty database at today's schema. Made once; nobody connects to it, tests copy it."""
    with migrated(databases) as url:
        yield url


@pytest.fixture(scope="session")
def demonstration_template(databases: Databases) -> Iterator[str]:
    """The demonstration, loaded by the administrator's commands. Made once, to be copied."""
    with migrated(databases) as url:
        load_demonstration(url)
        mix(url)
        yield url


@pytest.fixture
def database(databases: Databases, empty_template: str) -> Iterator[str]:
    """An empty migrated database, the one of ``DATABASE_URL`` during the test. Its address."""
    with copied(databases, empty_template) as url, in_use(url):
        yield url


@pytest.fixture
def demonstration(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """A database that holds the demonstration, the one of ``DATABASE_URL`` during the test."""
    with copied(databases, demonstration_template) as url, in_use(url):
        yield url


@pytest.fixture(scope="session")
def read_demonstration(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """The demonstration, for tests that read it and change nothing: no copy for each."""
    with copied(databases, demonstration_template) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_databases: PostgresDatabases) -> Iterator[str]:
    with migrated(postgres_databases) as url:
        yield url


@pytest.fixture
def postgres(postgres_databases: PostgresDatabases, postgres_template: str) -> Iterator[str]:
    """An empty migrated PostgreSQL database, in a test that is run once. Its address.

    Its role is the one of the application: it owns the database, and is no superuser.
    """
    with copied(postgres_databases, postgres_template) as url:
        yield url


@pytest.fixture
def session(database: str) -> Iterator[Session]:  # noqa: ARG001 -- the engine reads its address
    with Session(get_engine()) as session:
        yield session


@pytest.fixture
def statements(database: str) -> Iterator[list[str]]:  # noqa: ARG001
    """The SQL sent since the test began, to catch a query repeated for each row."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if "set_config" not in statement:  # sent as each transaction of PostgreSQL begins
            sent.append(statement)

    engine = get_engine()
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
