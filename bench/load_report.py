"""The table of the load in docs/performance.md, and whether its targets are reached."""

import os
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.load import Load

HEADING = "## A network at work"
TIMES_ALONE = 3
GROWTH = 0.05  # of the memory, in the last three minutes
POOL = 15  # connections of a process at most: the pool of SQLAlchemy and its overflow
HEALTHY = "Base saine"

TEMPLATE = """\
{heading}

Written by `make bench` (`python -m bench.load`) on {day}: {sessions} people signed in for
{minutes:g} minutes, 10 of them entering, on two servers and one PostgreSQL 18 that waits for the
disk at each commit. All of it, and the client, on {cores} cores; load {load:.1f} over 5 minutes.

| | alone | together | | target | |
|---|---|---|---|---|---|
{rows}

- *Who*: {sessions} accounts in ten centres of three full years (130 meetings a year). Each centre’s
  people are on both servers. A reader opens a page every 20 to 30 seconds: dashboard 35 of 100,
  meetings 20, month 15, map 10, agenda 10, testimonials 5, targets 5. Who enters opens the form,
  types three fields (each runs the page and keeps a draft) and saves, every 30 seconds.
- *A page*: from the request to the end of its script, seen by a websocket client: without the
  browser. The first page of a session counts as the others.
- *Alone*: one person on the same server just before, who reads 20 pages then enters a meeting, six
  times, without thinking. Together there are as many pages a meeting.
- *Memory*: resident, of both servers: at the start, then at each minute.
- *Errors*: an exception or an alert on screen, another page than the one asked, a lost connection,
  thirty seconds without an answer, a `/sante` that is not 200.
"""


def write_section(file: Path, load: "Load") -> bool:
    """Write the table at the end of the file, and print it; whether all targets are reached."""
    rows = _rows(load)
    text = TEMPLATE.format(
        heading=HEADING,
        day=date.today().isoformat(),
        sessions=load.sessions,
        minutes=load.minutes,
        cores=os.cpu_count(),
        load=os.getloadavg()[1],
        rows="\n".join(rows),
    )
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(before.partition(HEADING)[0].rstrip() + "\n\n" + text, encoding="utf-8")
    print("\n".join((*rows, *load.together.errors[:10], *load.watched.faults)))
    return not any("**missed**" in row for row in rows)


def _rows(load: "Load") -> list[str]:
    alone, together, watched = load.alone, load.together, load.watched
    errors = len(together.errors) + len(watched.faults)
    page, beside = _p95(together.pages), _p95(alone.pages)
    grown = watched.megabytes[-1] / watched.megabytes[-4:][0] - 1
    most = max(watched.connections)
    times, growth = "95th of a page, to alone", f"≤ {GROWTH:.0%} in the last 3 min"
    memory = " → ".join(f"{value:.0f}" for value in watched.megabytes)
    return [
        _line("Errors", len(alone.errors), errors, "", "0", errors == 0),
        _spread("Page, ms: median, 95th", alone.pages, together.pages),
        _line(
            times, "", f"{page / beside:.2f}", "", f"≤ {TIMES_ALONE}", page <= TIMES_ALONE * beside
        ),
        _spread("Field typed, ms: median, 95th", alone.fields, together.fields),
        _spread("Meeting saved, ms: median, 95th", alone.saves, together.saves),
        _line("Pages, fields, saves", _counts(load.alone), _counts(load.together), "", "", None),
        _line("Cores the servers took", "", f"{load.processor:.2f}", "", "", None),
        _line("Memory, MB", "", memory, f"{grown:+.1%}", growth, grown <= GROWTH),
        _line("Connections of PostgreSQL", "", most, "", f"≤ {2 * POOL}", most <= 2 * POOL),
        _line("Meetings told to be saved, not found", "", load.lost, "", "0", load.lost == 0),
        _line("`db check`", "", load.check, "", HEALTHY, load.check == HEALTHY),
    ]


def _p95(spent: list[float]) -> float:
    return quantiles(spent, n=20)[18]


def _spread(label: str, alone: list[float], together: list[float]) -> str:
    one, all_of_them = (f"{median(spent):.0f}, {_p95(spent):.0f}" for spent in (alone, together))
    return _line(label, one, all_of_them, "", "", None)


def _counts(tally: object) -> str:
    return ", ".join(f"{len(getattr(tally, kind)):,}" for kind in ("pages", "fields", "saves"))


def _line(
    label: str, alone: object, together: object, note: str, target: str, reached: bool | None
) -> str:
    verdict = {None: "", True: "reached", False: "**missed**"}[reached]
    return f"| {label} | {alone} | {together} | {note} | {target} | {verdict} |"
