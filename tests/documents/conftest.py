"""What documents are made of, and the other programs that open them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import Session

from db.command_line import centre_named
from db.queries.report import report_reading
from domain.periods import Period
from domain.report_reading import ReportReading
from domain.scope import Scope
from tests.databases import session_on

# The moment every reading of these tests is made.
NOW = datetime(2026, 11, 22, 10, 2, tzinfo=ZoneInfo("Europe/Paris"))
REAL, FICTIONAL = "trajectoire-ressources", "centre-fictif"

# A centre and a period.
Read = Callable[[str, Period], ReportReading]


@pytest.fixture(scope="session")
def reading_of(read_demonstration: str) -> Read:
    """The reading of documents, on the demonstration. Each one is made once."""

    @cache
    def read(slug: str, period: Period) -> ReportReading:
        with session_on(read_demonstration) as session:
            scope = Scope(centre_named(session, slug), period)
            return report_reading(session, scope=scope, filters=(), today=NOW.date(), now=NOW)

    return read


@pytest.fixture(scope="module")
def sessions(read_demonstration: str) -> Iterator[Session]:
    with session_on(read_demonstration) as session:
        yield session


def opened(body: bytes) -> Workbook:
    """A file of tables, by another program than the one that wrote it."""
    return load_workbook(BytesIO(body))


def quiet(_step: str) -> None:
    """To who makes a document: nobody listens."""


def program(name: str) -> str:
    """Where a program is. Without it the test is skipped, or fails where it is required."""
    found = shutil.which(name)
    if found is None:
        words = f"{name} is missing: apt-get install poppler-utils libreoffice-writer-nogui"
        if os.environ.get("REQUIRE_OFFICE"):
            pytest.fail(words)
        pytest.skip(words)
    return found


def run(*arguments: str) -> str:
    """What a program of ``program`` says."""
    done = subprocess.run(  # noqa: S603 -- poppler and LibreOffice on our own files
        [program(arguments[0]), *arguments[1:]], capture_output=True, check=True, timeout=120
    )
    return done.stdout.decode("utf-8", "replace")


def plain(text: str) -> str:
    """The words alone: files break lines and set spaces as they like."""
    return " ".join(text.replace("\u200b", "").split())


def text_of_pdf(file: Path, *options: str) -> str:
    return plain(run("pdftotext", *options, str(file), "-"))
