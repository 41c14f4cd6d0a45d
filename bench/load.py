"""A network at work: 200 people on one PostgreSQL, 10 of them entering. ``python -m bench.load``

Ends with 1 when a target is missed. Its table goes to docs/performance.md.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.load_report import write_section
from bench.network import Visitor, add_network
from bench.sessions import resident_kilobytes
from bench.visiting import Tally, Visit
from scripts.live import ROOT, Server, serving_maillage
from tests import postgres
from tests.cluster import ask

REPORT = ROOT / "docs" / "performance.md"
SERVERS = 2  # one a core, as deploy/ has it
PAGES_A_SAVE, SAVES_ALONE = 20, 6  # of the one who is alone, as of all together
CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'maillage'"
HELD = "SELECT array_agg(title) FROM meeting WHERE title LIKE 'Charge %'"


@dataclass
class Watched:
    """What was seen of the servers at the beginning and at each minute."""

    megabytes: list[float] = field(default_factory=list)
    connections: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Load:
    """A load and what came of it. ``lost``: told to be saved, and not found at the end."""

    sessions: int
    minutes: float
    alone: Tally
    together: Tally
    watched: Watched
    processor: float  # cores that the servers took, together
    lost: int
    check: str


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        database = stack.enter_context(postgres.running({}))
        print("Loading a network of centres.", flush=True)
        visitors = add_network(database.url(), options.sessions)
        servers = [stack.enter_context(serving_maillage(database.url())) for _ in range(SERVERS)]
        load = asyncio.run(_bear(visitors, servers, database, options.minutes))
    sys.exit(0 if write_section(options.output, load) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--output", type=Path, default=REPORT)
    return parser.parse_args()


async def _bear(
    visitors: Sequence[Visitor],
    servers: Sequence[Server],
    database: postgres.Server,
    minutes: float,
) -> Load:
    alone, together, watched = Tally(), Tally(), Watched()
    for server in servers:
        await _visit_alone(visitors[0], server, Tally())  # what is made once is made
    await _visit_alone(visitors[0], servers[0], alone)
    began, worked = time.monotonic(), _worked(servers)
    print(f"{len(visitors)} people come, for {minutes:g} minutes.", flush=True)
    # Those of a centre are on both servers: affinity is by address, not by centre.
    visits = [
        Visit(visitor, servers[visitor.number // 10 % SERVERS], together) for visitor in visitors
    ]
    end = began + 60 * minutes
    watching = _watch(servers, database, watched, end)
    await asyncio.gather(watching, *(visit.go_on(end) for visit in visits))
    processor = (_worked(servers) - worked) / (time.monotonic() - began)
    told = alone.told | together.told
    lost = len(told.difference(ask(database, HELD)))
    check = _checked(database.url())
    return Load(len(visitors), minutes, alone, together, watched, processor, lost, check)


async def _visit_alone(visitor: Visitor, server: Server, tally: Tally) -> None:
    """One person, who does in his centre as much of each thing as people do together."""
    visit = Visit(visitor, server, tally)
    for _ in range(SAVES_ALONE):
        for _ in range(PAGES_A_SAVE):
            await visit.read()
        await visit.enter()
    await visit.leave()


async def _watch(
    servers: Sequence[Server], database: postgres.Server, watched: Watched, end: float
) -> None:
    """At once, then each minute to the end."""
    while True:
        await asyncio.to_thread(_look, servers, database, watched)
        if time.monotonic() > end - 1:
            return
        await asyncio.sleep(min(60, end - time.monotonic()))


def _look(servers: Sequence[Server], database: postgres.Server, watched: Watched) -> None:
    for server in servers:
        try:
            urllib.request.urlopen(f"{server.url}/sante", timeout=10).close()  # noqa: S310
        except (urllib.error.URLError, OSError) as error:
            watched.faults.append(f"/sante: {error}")
    kilobytes = sum(resident_kilobytes(server) or 0 for server in servers)
    watched.megabytes.append(kilobytes / 1024)
    watched.connections.append(ask(database, CONNECTED))
    print(f"{watched.megabytes[-1]:.0f} MB, {watched.connections[-1]} connections", flush=True)


def _worked(servers: Sequence[Server]) -> float:
    """Seconds of a core that they took since they started (Linux)."""
    ticks = 0
    for server in servers:
        stat = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(stat[11]) + int(stat[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _checked(url: str) -> str:
    """What ``python -m db check`` says first."""
    done = subprocess.run(
        [sys.executable, "-m", "db", "check"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.partition("\n")[0] or done.stderr


if __name__ == "__main__":
    main()
