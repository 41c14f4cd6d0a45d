"""What prepares much once relies on groups: pytest 9.2 with xdist 3.8 forgot them in silence."""

import os

import pytest


def test_a_file_stays_with_one_process(request: pytest.FixtureRequest) -> None:
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    assert alone or request.node.nodeid.endswith("@test_groups.py-")
