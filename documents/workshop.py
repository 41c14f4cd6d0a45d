"""Where the server has its documents made: elsewhere, one at a time."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Semaphore, Timer

from documents.making import WHOLE
from documents.worker import ORDER
from domain.document_kinds import Order

ROOT = Path(__file__).parent.parent
WORKER = (sys.executable, "-m", "documents.worker")
LONGEST = 120  # seconds
AFTER_ANOTHER = "Un autre document est en préparation, le vôtre suit"

_bench = Semaphore(1)


class DocumentError(Exception):
    """The document could not be made. The message says so in French."""


def prepare(order: Order, tell: Callable[[str], None], part: str = WHOLE) -> bytes:
    """The file, or a part of it, made by ``documents.worker``.

    ``tell`` hears of each step, in French, as it begins.
    Raise DocumentError when it cannot be made, or takes longer than LONGEST.
    """
    with _turn(tell), TemporaryDirectory() as folder:
        target = Path(folder) / "document"
        with _worker(part, target) as process:
            _ask(process, order)
            for step in process.stdout or ():
                tell(step.strip())
            if process.wait() != 0:
                raise DocumentError(
                    "Le document n’a pas pu être préparé. Réessayez\u202f; si cela se reproduit, "
                    "prévenez l’administrateur\u00a0: le journal du serveur dit pourquoi."
                )
        return target.read_bytes()


@contextmanager
def _turn(tell: Callable[[str], None]) -> Iterator[None]:
    if not _bench.acquire(blocking=False):
        tell(AFTER_ANOTHER)
        _bench.acquire()
    try:
        yield
    finally:
        _bench.release()


@contextmanager
def _worker(part: str, target: Path) -> Iterator["subprocess.Popen[str]"]:
    """Gone with whoever waits for it: a user who leaves the page leaves no work behind."""
    process = subprocess.Popen(  # noqa: S603 -- our own module
        [*WORKER, part, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        encoding="utf-8",
    )
    too_long = Timer(LONGEST, process.kill)
    too_long.start()
    with process:
        try:
            yield process
        finally:
            too_long.cancel()
            process.kill()


def _ask(process: "subprocess.Popen[str]", order: Order) -> None:
    # One that could not even start does not listen: its exit code tells.
    with suppress(BrokenPipeError), process.stdin or nullcontext() as request:
        if request:
            request.write(ORDER.dump_json(order).decode())
