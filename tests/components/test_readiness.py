"""The database’s state: asked seldom, told in French, recovered without a restart."""

import time
from pathlib import Path

import pytest

from components import readiness
from db.engine import get_engine
from db.unit_of_work import writing
from tests.components.test_server import out_of_reach, set_revision

CLOCK = "components.readiness.time.monotonic"


@pytest.fixture(autouse=True)
def ignorance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_known", readiness._Knowledge())


@pytest.mark.usefixtures("database")
def test_a_trusted_database_is_not_asked_again(statements: list[str]) -> None:
    assert readiness.fault() is None
    statements.clear()

    assert readiness.fault() is None
    assert statements == []


@pytest.mark.usefixtures("database")
def test_it_is_asked_again_after_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    assert readiness.fault() is None
    set_revision("9999")
    assert readiness.fault() is None

    now = time.monotonic()
    monkeypatch.setattr(CLOCK, lambda: now + 31)

    assert "plus récent" in (readiness.fault() or "")


def test_it_recovers_by_itself_when_the_database_is_back(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out_of_reach(tmp_path, monkeypatch)
    assert readiness.prepare() == readiness.UNREACHABLE

    monkeypatch.setenv("DATABASE_URL", database)
    get_engine.cache_clear()
    assert readiness.fault() == readiness.UNREACHABLE
    now = time.monotonic()
    monkeypatch.setattr(CLOCK, lambda: now + 3)

    assert readiness.fault() is None


def test_a_new_database_is_brought_to_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/maillage.db")
    get_engine.cache_clear()

    assert readiness.prepare() is None
    with writing() as session:
        assert session.connection().dialect.has_table(session.connection(), "account")
    get_engine().dispose()
