"""What pages that are only read are opened on: one copy a module, not one a test."""

from collections.abc import Iterator

import pytest

from tests.databases import Databases, copied, in_use
from tests.db.test_isolation import Ground
from tests.pages.neighbours import neighbours


@pytest.fixture(scope="module")
def standing_demonstration(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """The database of ``DATABASE_URL`` for the module. Sessions are opened in it, no more."""
    with copied(databases, demonstration_template) as url, in_use(url):
        yield url


@pytest.fixture(scope="module")
def ground(databases: Databases, empty_template: str) -> Iterator[Ground]:
    """Two centres that hold the same, kept apart."""
    with copied(databases, empty_template) as url, in_use(url), neighbours() as found:
        yield found
