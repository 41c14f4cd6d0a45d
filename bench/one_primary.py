"""What one primary bears: the numbers of docs/scaling.md. ``python -m bench.one_primary``

A PostgreSQL of the package of the tests, with its own settings: it waits for the disk at each
commit. It shares the machine with those who ask it.
"""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import text
from sqlmodel import select

from bench.crowded import add_large_centre
from db.age import age
from db.commands.meetings import save_meeting
from db.models import Account, Centre, Membership
from db.queries.dashboard import year_at_a_glance
from db.unit_of_work import Author, reading, writing
from domain.meeting_entry import BLANK, read_meeting
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from scripts.live import load_demonstration
from tests import postgres

CENTRES = 4
SECONDS = 6.0
SIZES = """
    SELECT relname, n_live_tup, pg_total_relation_size(relid)
    FROM pg_stat_user_tables WHERE n_live_tup > 1000 ORDER BY 3 DESC
"""


class Turns(NamedTuple):
    """Milliseconds each turn took, and those of a core they took in all in the application."""

    spent: list[float]
    worked: float


def main() -> None:
    with postgres.running({}) as server:
        os.environ["DATABASE_URL"] = server.url()
        load_demonstration(server.url())
        _analyse()
        centres = _open_centres()
        for label, work, given in (
            ("Age of the data", _age, centres[:1]),
            ("Dashboard, nothing remembered", _dashboard, centres[:1]),
            ("Dashboard, nothing remembered", _dashboard, centres),
            ("Meetings entered, 1 centre", _enter, centres[:1]),
            ("Meetings entered, 1 centre", _enter, centres[:1] * CENTRES),
            ("Meetings entered, a centre each", _enter, centres),
        ):
            before = _database_worked(server)
            turns = _many(work, given)
            _tell(label, turns, _database_worked(server) - before)
        add_large_centre(server.url())
        _analyse()
        _tell_sizes()


def _analyse() -> None:
    """As the server does by itself a minute after many rows came: without it, plans are blind."""
    with writing() as session:
        session.connection().exec_driver_sql("ANALYZE")


def _open_centres() -> list[Author]:
    """New centres, where « saisie » enters."""
    with writing() as session:
        like = session.exec(select(Centre)).all()[0].model_dump(exclude={"id"})
        account = session.exec(select(Account.id).where(Account.username == "saisie")).one() or 0
        made = [Centre(**like | {"slug": f"n{n}", "name": f"N{n}"}) for n in range(CENTRES)]
        session.add_all(made)
        session.flush()
        authors = [Author(account, centre.id or 0) for centre in made]
        for author in authors:
            centre = author.centre_id or 0
            session.add(Membership(account_id=account, centre_id=centre, role=Role.EDITOR))
    return authors


def _many(work: Callable[[Author], None], given: Sequence[Author]) -> list[Turns]:
    """As many processes as there are to work for, at once."""
    with ProcessPoolExecutor(len(given), get_context("spawn")) as processes:
        works = [processes.submit(_repeat, work, author) for author in given]
        return [one.result() for one in works]


def _repeat(work: Callable[[Author], None], author: Author) -> Turns:
    work(author)  # what is made once is made
    spent, end, began = [], time.perf_counter() + SECONDS, time.process_time()
    while (start := time.perf_counter()) < end:
        work(author)
        spent.append(1000 * (time.perf_counter() - start))
    return Turns(spent, 1000 * (time.process_time() - began))


def _database_worked(server: postgres.Server) -> float:
    """Milliseconds of a core that the connections closed by now took (Linux)."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _tell(label: str, turns: list[Turns], database: float) -> None:
    spent = [one for turn in turns for one in turn.spent]
    worked = sum(turn.worked for turn in turns)
    cuts = quantiles(spent, n=20)
    numbers = (len(spent) / SECONDS, cuts[9], cuts[18], worked / len(spent), database / len(spent))
    cells = " | ".join(f"{number:.1f}" for number in numbers)
    print(f"| {label} | {len(turns)} | {cells} |", flush=True)


def _age(_author: Author) -> None:
    with reading() as session:
        age(session)


def _dashboard(_author: Author) -> None:
    today = date.today()
    with reading() as session:
        centre = session.exec(select(Centre.id).where(Centre.fictional)).first() or 0
        year_at_a_glance(session, scope=Scope(centre, Period.of_year(today.year)), today=today)


def _enter(author: Author) -> None:
    """A meeting nobody entered yet, as the form sends it."""
    title = uuid4().hex
    held_on = date(2025, 1, 1) + timedelta(days=int(title[:4], 16) % 365)
    typed = {"title": title, "format": "oxygene", "held_on": f"{held_on:%d/%m/%Y}"}
    told = {"headcount": "30", "themes": ["Emploi"], "partners": ["Ville de Dole"]}
    values = read_meeting({**BLANK, **typed, **told}, date.today())
    with writing(author) as session:
        save_meeting(session, values)


def _tell_sizes() -> None:
    with reading() as session:
        print(session.scalar(text("SELECT pg_size_pretty(pg_database_size(current_database()))")))
        for table, rows, size in session.execute(text(SIZES)):
            print(f"| {table} | {rows:,} | {size / rows:.0f} |")


if __name__ == "__main__":
    main()
