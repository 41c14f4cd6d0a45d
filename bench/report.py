"""The table of ratios, with the machine and the versions it was measured with."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.rounds import Measures
from documents.worker import MEMORY

PACKAGES = ("streamlit", "pandas", "altair", "sqlmodel", "sqlalchemy", "uvloop")


@dataclass(frozen=True)
class Target:
    """A measure of ours, beside another one or in milliseconds, and how far it may go."""

    label: str
    measure: str
    limit: float
    ours: str = "dashboard"
    beside: str | None = "bare"


TARGETS = (
    Target("Cold opening, all visible", "cold", 1.2),
    Target("Warm opening, all visible", "warm", 1.8),
    Target("50 sessions opening at once", "sessions", 1.0),
    Target("Change of year, in the browser", "year seen", 60, beside=None),
    Target("Change of year, on the server", "year spent", 15, beside=None),
    Target("Key to scene", "key", 2.5, "deck"),
    Target("Key to scene", "key", 120, "deck", beside=None),
    Target("First run, nothing cached, large database", "first run", 1.2, "large", "small"),
    Target("Dashboard's query, large database", "reading", 1.2, "large", "small"),
    Target("Closing a month, large database", "closing", 1.2, "large", "small"),
    Target("Reading a closed month, large database", "closing read", 1.2, "large", "small"),
    Target(
        "Change of year while reports are made", "year beside", 1.5, "beside documents", "alone"
    ),
    Target("500 lines pasted: read and matched", "paste read", 2000, "paste", beside=None),
    Target("500 lines pasted: saved", "paste saved", 2000, "paste", beside=None),
)
# Told, without a target.
BESIDES = (
    Target("Year never asked before, in the browser", "year first seen", 0, beside=None),
    Target("Year never asked before, on the server", "year first spent", 0, beside=None),
)

TEMPLATE = """\
# Performance

Written by `make bench` (`ROUNDS=` sets how many); do not edit. {rounds} rounds on {day}.

{machine}

In each round every page has a fresh server, in turn, and another page begins. A number is the
median of its rounds, with the lowest and the highest; read the ratios, not the milliseconds.
**Bare** is one line (`bench/bare.py`) served by plain `streamlit run` from an environment that
holds only Streamlit (`.venv-bare`). **Bare, our packages** is the same page in our environment
(uvloop, httptools, orjson), a stricter measure that has no target.

## Ratios

| | ours, ms | beside, ms | ratio | target | | to bare, our packages |
|---|---|---|---|---|---|---|
{ratios}

- *Opening*: from leaving for the page to the first frame where all of it is visible (six tiles,
  what needs attention, the twelve months; the text of the bare page), in a browser never used
  before, then in the same one.
- *50 sessions*: connections and first runs of 50 websocket clients, until the last has ended.
- *Change of year*: from the click on the year to the first frame with its figures; and from the
  request to the end of the script, seen by a websocket client. Years already asked once; for
  those that no cache knows, see below.
- *Key to scene*: from the key, in a window of 1920 × 1080, to the end of the frame its scene is
  on. Beside it, a page of one title a scene (`bench/bare_keys.py`) which the key runs again.
- *Large database*: the same centre, in a database that also holds {meetings} meetings and
  {attendances} attendances of another one. Beside it, the small database. First run of a session
  on a server that opened another centre only; then the query alone, on a new connection.
- *While reports are made*: changes of year seen by a websocket client, while Word and PDF reports
  and slides are made one after the other; beside it, the same changes alone.
- *Closing*: the month counted, its figures, highlights and meetings frozen and journaled, before
  the commit; then its page's reading: checklist, figures, closings, what changed since.
- *500 lines pasted*: a sign-in sheet against 5,000 people and 300 organisations that no cache
  knows, half of its lines of known people, a quarter ill-spelt, a quarter new; then its save, 500
  attendances and 250 people with their journal, before the commit.

## Besides

| | |
|---|---|
{besides}
"""


def write_report(
    file: Path, measures: Measures, *, rounds: int, browser: str, crowd: tuple[int, int]
) -> None:
    """Write the page, and print its table."""
    ratios = [_row(measures, target) for target in TARGETS]
    besides = (
        [
            f"| {target.label} | {_spread(measures[target.measure][target.ours])} ms |"
            for target in BESIDES
        ]
        + [
            f"| Memory a session, {name} | {statistics.median(values):.0f} kB |"
            for name, values in sorted(measures["memory"].items())
        ]
        + [
            f"| Memory to make a {name} (limit {MEMORY // 2**20} MB) | {max(values):.0f} MB |"
            for name, values in sorted(measures["document memory"].items())
        ]
    )
    text = TEMPLATE.format(
        rounds=rounds,
        day=date.today().isoformat(),
        machine=_machine(browser),
        ratios="\n".join(ratios),
        besides="\n".join(besides),
        meetings=f"{crowd[0]:,}",
        attendances=f"{crowd[1]:,}",
    )
    file.write_text(text, encoding="utf-8")
    print("\n".join((*ratios, *besides)))


def _row(measures: Measures, target: Target) -> str:
    of = measures[target.measure]
    ours = statistics.median(of[target.ours])
    cells = [target.label, _spread(of[target.ours])]
    if target.beside is None:
        cells += ["", "", f"≤ {target.limit:g} ms", _verdict(ours, target.limit), ""]
        return _line(cells)
    ratio = ours / statistics.median(of[target.beside])
    cells += [_spread(of[target.beside]), f"{ratio:.2f}", f"≤ {target.limit:g}"]
    cells += [_verdict(ratio, target.limit), _stricter(ours, of["bare, our packages"])]
    return _line(cells)


def _verdict(value: float, limit: float) -> str:
    return "reached" if value <= limit else "**missed**"


def _stricter(ours: float, values: Sequence[float]) -> str:
    return f"{ours / statistics.median(values):.2f}" if values else ""


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _machine(browser: str) -> str:
    # Milliseconds are to be read on a quiet machine: ours alone make a load of about 2.
    load = f", load {os.getloadavg()[2]:.1f} over 15 minutes" if hasattr(os, "getloadavg") else ""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES if _is_installed(name))
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.machine()}; "
        f"browser and server share them{load}. Python {platform.python_version()}, "
        f"Chromium {browser}, {packages}."
    )


def _processor() -> str:
    names = Path("/proc/cpuinfo")
    if not names.exists():
        return platform.processor() or "unknown"
    lines = names.read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else "unknown"


def _is_installed(name: str) -> bool:
    # uvloop has no Windows build.
    return name != "uvloop" or os.name != "nt"
