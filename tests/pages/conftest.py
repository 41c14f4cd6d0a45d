"""The demonstration for pages that are only read: one copy a module, not one a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from components import data
from db.engine import get_engine
from scripts.live import copy_database
from tests.conftest import sqlite_url


@pytest.fixture(scope="module")
def standing_demonstration(
    demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The database of ``DATABASE_URL`` for the module. Sessions are opened in it, no more."""
    file = tmp_path_factory.mktemp("pages") / "standing.db"
    copy_database(demonstration_file, file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", sqlite_url(file))
        get_engine.cache_clear()
        data.forget()
        yield sqlite_url(file)
        get_engine().dispose()
        get_engine.cache_clear()
        data.forget()
