"""Closings of the demonstration, and the lines that the journal would hold of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from db.demo.centre import CentreLoader, Row
from db.journaling import keep
from db.models import MonthClosing
from domain.history import CHANGED, CREATED

REOPENING = ("reopened_at", "reopened_by", "reopened_because")


def add_told_closings(centre: CentreLoader, rows: Sequence[Row]) -> None:
    """Each is told at the moment it bears, as if its author had closed or reopened the month."""
    ids = centre.add(MonthClosing, rows)
    lines = [line for pair in zip(ids, rows, strict=True) for line in _lines(centre, *pair)]
    keep(centre.session, sorted(lines, key=lambda line: line["at"]))


def _lines(centre: CentreLoader, key: int, row: Row) -> Iterator[Row]:
    made = {name: value for name, value in row.items() if name not in REOPENING}
    its_own = {
        "centre_id": centre.centre_id,
        "row_table": str(MonthClosing.__tablename__),
        "row_id": str(key),
        "at": row["closed_at"],
        "account_id": row.get("closed_by"),
    }
    after = {"id": key, "centre_id": centre.centre_id, **_plain(made)}
    yield {**its_own, "action": CREATED, "after": after}
    if row.get("reopened_at"):
        reopened = {"at": row["reopened_at"], "account_id": row["reopened_by"], "action": CHANGED}
        sides = {
            "before": dict.fromkeys(REOPENING),
            "after": _plain({name: row[name] for name in REOPENING}),
        }
        yield {**its_own, **reopened, **sides}


def _plain(values: Row) -> dict[str, Any]:
    """As JSON holds them."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }
