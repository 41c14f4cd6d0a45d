"""The demonstration for pages that are only read: one copy a module, not one a test."""

from collections.abc import Iterator

import pytest

from tests.databases import Databases, copied, in_use


@pytest.fixture(scope="module")
def standing_demonstration(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """The database of ``DATABASE_URL`` for the module. Sessions are opened in it, no more."""
    with copied(databases, demonstration_template) as url, in_use(url):
        yield url
