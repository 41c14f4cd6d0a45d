"""The release: the one CHANGELOG.md tells first."""

import re
from pathlib import Path

from domain.version import VERSION

ROOT = Path(__file__).parents[2]


def test_it_is_the_first_of_the_changelog() -> None:
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first
    assert VERSION.removesuffix(".0") == first[1]
