"""What another user's page costs while documents are made, and the memory each one takes."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from documents.making import WHOLE
from documents.worker import ORDER
from documents.workshop import prepare
from domain.document_kinds import DocumentKind, Order
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from scripts.live import ROOT

# Makes a document, then says « VmHWM: … kB ».
MEASURED = """
import sys
from documents import worker
worker.main(*sys.argv[1:])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
KINDS = (
    DocumentKind.REPORT_DOCX,
    DocumentKind.REPORT_PDF,
    DocumentKind.SLIDES,
    DocumentKind.WORKBOOK,
)


@contextmanager
def documents_in_the_making(database_url: str, centre_id: int) -> Iterator[None]:
    """Documents made one after the other, as the server has them made, until the block ends."""
    over, begun = threading.Event(), threading.Event()

    def work() -> None:
        while not over.is_set():
            for kind in KINDS:
                prepare(_order(kind, centre_id), lambda _step: begun.set())

    with patch.dict(os.environ, DATABASE_URL=database_url):
        worker = threading.Thread(target=work)
        worker.start()
        begun.wait(60)
        try:
            yield
        finally:
            over.set()
            worker.join()


def largest_memory(kind: DocumentKind, database_url: str, centre_id: int) -> float:
    """The most memory, in megabytes, that the process making the document ever held.

    It tells so itself: what the system says of a child begins at what its parent held.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [sys.executable, "-c", MEASURED, WHOLE, str(Path(folder) / "document")],
            input=ORDER.dump_json(_order(kind, centre_id)),
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url},
            check=True,
        )
    return int(made.stdout.split()[-2]) / 1024


def _order(kind: DocumentKind, centre_id: int) -> Order:
    now = datetime.now(UTC)
    scope = Scope(centre_id, Period.of_year(now.year - 1))
    return Order(kind, scope, Role.DIRECTOR, now.date(), now)
