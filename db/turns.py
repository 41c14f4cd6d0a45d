"""Whose turn it is to write in a SQLite file, which knows of no queue.

SQLite has who waits ask again every tenth of a second: another, who writes without a pause, takes
each moment in between, and the first is told after ten seconds that the database is busy.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock

SUFFIX = "-turn"  # of the file beside that of the database: empty, and never deleted
PATIENCE, PAUSE = 10.0, 0.01  # seconds


@contextmanager
def turn(file: str) -> Iterator[None]:
    """Ask for the lock of ``file`` within, ahead of whoever comes later, who wrote last included.

    It spares waiting and guards nothing: where the turn cannot be had (no place left for its file,
    nobody gives it back in time), one asks without it.
    """
    lock = FileLock(f"{file}{SUFFIX}", timeout=PATIENCE, poll_interval=PAUSE)
    with suppress(OSError):  # filelock.Timeout is one too
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
