"""What tests of pages and data without an account begin with."""

import pytest

from components import readiness, sharing_limit
from domain.rate_limit import RateLimit


def forget_callers(monkeypatch: pytest.MonkeyPatch, limit: int = 60) -> None:
    """Nobody has asked for anything yet, and nothing is known of the database."""
    for counted in ("_pages", "_data", "_keys"):
        monkeypatch.setattr(sharing_limit, counted, RateLimit(limit))
    monkeypatch.setattr(readiness, "_known", readiness._Knowledge())
