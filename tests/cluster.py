"""A primary and a replica that follows it, and servers of ours on both."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from scripts.live import ROOT, Server, serving
from tests import postgres

# All statements are logged: the log tells which of the two was asked.
LOGGED = {**postgres.FAST, "synchronous_commit": "on", "log_statement": "all"}
PATIENCE = 20  # seconds


class Cluster(NamedTuple):
    primary: postgres.Server
    replica: postgres.Server

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """One more server of ours, on both."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.primary.url(),
            "DATABASE_READ_URL": self.replica.url(),
        }
        python, script = Path(sys.executable), ROOT / "app.py"
        with serving(python, script, health="/sante", environment=environment) as server:
            yield server

    def pause(self) -> None:
        """From now on the replica hears what is written, and does not show it."""
        ask(self.replica, "SELECT pg_wal_replay_pause()")
        until(lambda: ask(self.replica, "SELECT pg_get_wal_replay_pause_state()") == "paused")

    def resume(self) -> None:
        ask(self.replica, "SELECT pg_wal_replay_resume()")
        self.catch_up()

    def catch_up(self) -> None:
        """Return once the replica shows all that was written."""
        written = ask(self.primary, "SELECT pg_current_wal_lsn()")
        shown = f"SELECT pg_last_wal_replay_lsn() >= '{written}'"
        until(lambda: ask(self.replica, shown))


@contextmanager
def running() -> Iterator[Cluster]:
    """Both started from the same package; the replica is a copy of the primary, made as it runs."""
    with postgres.running(LOGGED) as primary, postgres.short_folder() as folder:
        replica = postgres.Server(folder)
        source = primary.url(postgres.SUPERUSER, postgres.SUPERUSER)
        how = ("--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        postgres.run("pg_basebackup", f"--pgdata={replica.data}", f"--dbname={source}", *how)
        replica.start()
        try:
            yield Cluster(primary, replica)
        finally:
            replica.stop()


def ask(server: postgres.Server, statement: str) -> Any:
    """The one value that a statement of the superuser answers."""
    url = server.url(role=postgres.SUPERUSER)
    with psycopg.connect(url, autocommit=True) as connection:
        (value,) = connection.execute(statement.encode()).fetchone() or (None,)
    return value


def until(is_so: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
