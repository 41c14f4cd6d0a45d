"""Rounds: in each, every subject in turn on a fresh server, so that noise falls on all alike."""

import asyncio
import gc
import time
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, TypeVar

from playwright.sync_api import Browser
from sqlalchemy import Engine
from sqlmodel import Session, col, create_engine, select

from bench import keys, openings, sessions
from bench.documenting import KINDS, documents_in_the_making, largest_memory
from bench.subjects import Subject
from db.commands.closing import close_month
from db.models import Centre, Membership, MonthClosing
from db.queries.closing import month_desk, month_reading
from db.queries.dashboard import year_at_a_glance
from db.unit_of_work import AUTHOR, Author
from domain.closing_entry import ClosingEntry
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from scripts.live import Server

# What was measured: by name of the measure, then of the subject, one number a round or more.
Measures = dict[str, dict[str, list[float]]]

T = TypeVar("T")

SESSIONS = 50
READINGS = 5
BESIDE = 20  # years, there and back


def new_measures() -> Measures:
    return defaultdict(lambda: defaultdict(list))


def in_turn(subjects: Sequence[Subject], number: int) -> Sequence[Subject]:
    """The subjects, beginning with another one at each round."""
    first = number % len(subjects)
    return [*subjects[first:], *subjects[:first]]


def _alone(work: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: Playwright keeps an event loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def measure_openings(browser: Browser, subject: Subject, measures: Measures) -> None:
    """Cold and warm opening, then many sessions, on a server that already opened one page."""
    with subject.served() as server:
        openings.open_twice(browser, subject, server)
        opening = openings.open_twice(browser, subject, server)
        measures["cold"][subject.name].append(opening.cold)
        measures["warm"][subject.name].append(opening.warm)
        _measure_crowd(subject, server, measures)


def _measure_crowd(subject: Subject, server: Server, measures: Measures) -> None:
    crowd = _alone(sessions.open_together(subject, server, SESSIONS))
    measures["sessions"][subject.name].append(1000 * crowd.seconds)
    if crowd.kilobytes_a_session is not None:
        measures["memory"][subject.name].append(crowd.kilobytes_a_session)


def measure_keys(browser: Browser, subject: Subject, measures: Measures) -> None:
    with subject.served() as server:
        keys.press_keys(browser, subject, server)
        measures["key"][subject.name] += keys.press_keys(browser, subject, server)


def measure_year(browser: Browser, subject: Subject, years: list[str], measures: Measures) -> None:
    """Changes of year, each year for the first time and then again."""
    with subject.served() as server:
        openings.open_twice(browser, subject, server)
        seen = openings.change_years(browser, subject, server, years)
        _sort_changes("seen", seen, len(set(years)), measures)
    with subject.served() as server:
        _alone(sessions.first_run(subject, server))
        spent = _alone(_spend_changes(subject, server, years))
        _sort_changes("spent", spent, len(set(years)), measures)


def measure_beside_documents(subject: Subject, centre_id: int, measures: Measures) -> None:
    """Changes of year of one user, alone, then while documents are made for others."""
    years = [str(date.today().year - back) for back in (1, 0) * BESIDE]
    with subject.served() as server:
        _alone(sessions.first_run(subject, server))
        _alone(_spend_changes(subject, server, years))
        alone = _alone(_spend_changes(subject, server, years))
        with documents_in_the_making(subject.environment["DATABASE_URL"], centre_id):
            beside = _alone(_spend_changes(subject, server, years))
    measures["year beside"]["alone"] += alone
    measures["year beside"]["beside documents"] += beside
    for kind in KINDS:
        held = largest_memory(kind, subject.environment["DATABASE_URL"], centre_id)
        measures["document memory"][kind.value].append(held)


def _sort_changes(name: str, durations: list[float], distinct: int, measures: Measures) -> None:
    """The page opens on the last of the years: all the others are first seen when chosen."""
    measures[f"year first {name}"]["dashboard"] += durations[: distinct - 1]
    measures[f"year {name}"]["dashboard"] += durations[distinct - 1 :]


async def _spend_changes(subject: Subject, server: Server, years: list[str]) -> list[float]:
    session = await sessions.open_session(subject, server)
    await session.run()
    durations = []
    for year in years:
        durations.append(1000 * await session.run(annee=year))
        sessions.check(session, subject)
    await session.socket.close()
    return durations


def measure_first_run(subject: Subject, warm: Subject, measures: Measures) -> None:
    """A dashboard that no cache knows, on a server where another centre's was opened."""
    with subject.served() as server:
        _alone(sessions.first_run(warm, server))
        seconds = _alone(sessions.first_run(subject, server))
    measures["first run"][subject.name].append(1000 * seconds)


def measure_reading(name: str, database_url: str, slug: str, measures: Measures) -> None:
    """The dashboard's query, each time on a connection that has read nothing yet."""
    engine = create_engine(database_url)
    gc.collect()
    for _ in range(READINGS):
        measures["reading"][name].append(_read(engine, slug))
        engine.dispose()


def measure_closing(name: str, database_url: str, slug: str, measures: Measures) -> None:
    """A month of last year read to be closed, closed, and read as it was closed."""
    engine = create_engine(database_url)
    gc.collect()
    for _ in range(READINGS):
        for measure, milliseconds in _close(engine, slug).items():
            measures[measure][name].append(milliseconds)
        engine.dispose()


def _close(engine: Engine, slug: str) -> dict[str, float]:
    """Nothing is kept: each measure begins as the first."""
    today = date.today()
    year, month = today.year - 1, 3
    with Session(engine) as session:
        centre_id, account_id = _director(session, slug)
        session.info[AUTHOR] = Author(account_id, centre_id)
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        closed = select(MonthClosing).where(
            col(MonthClosing.centre_id) == centre_id,
            col(MonthClosing.year) == year,
            col(MonthClosing.month) == month,
        )
        for row in session.exec(closed):
            session.delete(row)
        session.flush()
        seen = month_reading(session, centre_id=centre_id, year=year, month=month).seen
        start = time.perf_counter()
        close_month(session, ClosingEntry(year, month, today, seen), month_reading)
        closing = time.perf_counter()
        month_desk(session, centre_id=centre_id, year=year, month=month, today=today)
        read = time.perf_counter()
        session.rollback()
    return {"closing": 1000 * (closing - start), "closing read": 1000 * (read - closing)}


def _director(session: Session, slug: str) -> tuple[int, int]:
    centre_id = session.exec(select(Centre.id).where(Centre.slug == slug)).one() or 0
    directs = select(Membership.account_id).where(
        col(Membership.centre_id) == centre_id, col(Membership.role) == Role.DIRECTOR
    )
    return centre_id, session.exec(directs).first() or 0


def _read(engine: Engine, slug: str) -> float:
    today = date.today()
    with Session(engine) as session:
        centre_id = session.exec(select(Centre.id).where(Centre.slug == slug)).one()
        scope = Scope(centre_id or 0, Period.of_year(today.year))
        start = time.perf_counter()
        year_at_a_glance(session, scope=scope, today=today)
        return 1000 * (time.perf_counter() - start)
