"""The reader of announcements: texts of every make, each with the exact draft it must give."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.announcement import Announcement, as_json, decoded, read_announcement
from domain.formats import NBSP, NNBSP

TODAY = date(2025, 1, 15)
TEXTS = sorted((Path(__file__).parent / "announcements").glob("*.txt"))
NOTHING = as_json(Announcement())


def _asked_and_expected(file: Path) -> tuple[str, dict[str, Any]]:
    """The text above the line of « = »; under it, what is not empty in its draft."""
    text, _, expected = decoded(file.read_bytes()).partition("\n=====\n")
    return text, NOTHING | json.loads(expected)


def _with_plain_spaces(draft: dict[str, Any]) -> dict[str, Any]:
    """Ordinary spaces in sentences: a file of text hides the others."""
    shown = json.dumps(draft, ensure_ascii=False)
    return dict(json.loads(shown.replace(NBSP, " ").replace(NNBSP, " ")))


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_each_text_gives_its_draft(file: Path) -> None:
    text, expected = _asked_and_expected(file)
    draft = _with_plain_spaces(as_json(read_announcement(text, TODAY)))
    assert draft == expected
