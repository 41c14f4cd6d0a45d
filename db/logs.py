"""What the program says of itself: one JSON object a line, on standard error.

No line tells what someone typed, nor who he is. An error says its kind, where it rose, and what its
database made of it; its own words only where they cannot hold a row.
"""

import json
import logging
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg

ROOT = Path(__file__).parent.parent

# Our own words hold no personal data. Of others, only the words without what was put in them.
OURS = ("components", "db", "documents", "scripts")
# What a line may carry besides, given by ``extra``.
FACTS = ("reference", "method", "route", "status", "ms")


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _words(record),
            **{name: getattr(record, name) for name in FACTS if hasattr(record, name)},
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = [_told(error) for error in _chain(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False)


HANDLER = logging.StreamHandler()
HANDLER.setFormatter(JsonLines())


def start() -> None:
    """Have whatever is said in this process go through ``HANDLER``, unforeseen ends included."""
    logging.root.handlers = [HANDLER]
    logging.root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    sys.excepthook = _ended
    threading.excepthook = lambda end: _ended(
        end.exc_type, end.exc_value or end.exc_type(), end.exc_traceback
    )


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger(__name__).critical("ended by an error", exc_info=(kind, error, trace))


def _words(record: logging.LogRecord) -> str:
    is_ours = record.name.partition(".")[0] in OURS
    return record.getMessage() if is_ours else str(record.msg)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, then what caused it."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, Any] = {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    return {**told, **_harmless(error)}


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _harmless(error: BaseException) -> dict[str, Any]:
    """What an error says besides, where its words are of the machine and never of a row.

    PostgreSQL quotes values in the detail of a broken constraint, and in what it cannot read.
    """
    if isinstance(error, sqlite3.Error | ImportError | psycopg.OperationalError):
        return {"words": str(error)}
    if isinstance(error, psycopg.Error):
        found = {"sqlstate": error.sqlstate, "constraint": error.diag.constraint_name}
        return {name: value for name, value in found.items() if value}
    if isinstance(error, OSError) and error.strerror:
        return {"words": error.strerror}
    return {}
