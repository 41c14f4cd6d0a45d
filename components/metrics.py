"""What is counted for whoever watches the server, in the text that Prometheus reads.

Of this process only: with several, each is read at its own port. No label holds what someone typed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components.index_page import NOT_FOUND
from db import schema
from domain.version import VERSION

SWITCH = "MAILLAGE_METRICS"

# When each began to be counted: nobody asks, and it doubles what is sent.
disable_created_metrics()  # type: ignore[no-untyped-call]

REQUESTS = Counter("maillage_requests", "Answers given", ["method", "route", "status"])
PAGE_SECONDS = Histogram(
    "maillage_page_seconds",
    "What a run of a page takes, reading and drawing",
    ["page"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
OPEN_SESSIONS = Gauge("maillage_open_sessions", "Browsers connected to this process")
DATABASE_ERRORS = Counter("maillage_database_errors", "Errors of the database", ["kind"])
READINGS = Counter("maillage_readings", "Readings pages ask for", ["answered_by"])
DOCUMENTS = Counter("maillage_documents", "Files made", ["kind", "outcome"])
BUILD = Gauge("maillage_build", "Always 1: what runs", ["version", "schema"])


@event.listens_for(Engine, "handle_error")
def _count_error(context: ExceptionContext) -> None:
    DATABASE_ERRORS.labels(type(context.original_exception).__name__).inc()


@contextmanager
def page_timed(address: str) -> Iterator[None]:
    """However the run ends: a page may stop, or begin again, in the middle."""
    begun = perf_counter()
    try:
        yield
    finally:
        PAGE_SECONDS.labels(f"/{address}").observe(perf_counter() - begun)


def are_open() -> bool:
    return os.environ.get(SWITCH) == "yes"


def exposition(_request: Request) -> Response:
    """The figures, where ``MAILLAGE_METRICS`` is « yes »; else the page of what does not exist."""
    if not are_open():
        return HTMLResponse(NOT_FOUND, 404)
    BUILD.labels(VERSION, schema.head()).set(1)
    return Response(
        generate_latest(),
        headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"},
    )
