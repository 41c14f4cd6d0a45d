"""The frozen copy of a closed month, and the digest that tells it was not touched since."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def frozen_month(
    figures: Mapping[str, float | None],
    *,
    highlights: Sequence[str] = (),
    commentary: str | None = None,
    meeting_ids: Sequence[int] | None = None,
) -> dict[str, Any]:
    """What a closing keeps: the figures by key of indicator, the words, the meetings counted.

    ``meeting_ids`` is None when the month was published before its rows were known.
    """
    return {
        "figures": dict(figures),
        "highlights": list(highlights),
        "commentary": commentary,
        "meeting_ids": None if meeting_ids is None else sorted(meeting_ids),
    }


def digest(frozen: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the frozen copy as canonical JSON (keys sorted, no space)."""
    canonical = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
