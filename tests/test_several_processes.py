"""Several servers of ours on one primary and its replica: what one writes, the others show.

Whoever uses them speaks the protocol of Streamlit: sessions without a browser.
"""

import asyncio
import json
import os
import subprocess
import sys
import urllib.request
from asyncio import timeout
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, closing
from datetime import date
from http.client import HTTPConnection
from typing import Any, NamedTuple

import pytest
from sqlmodel import select
from websockets.exceptions import ConnectionClosed

from bench.sessions import Session, open_session
from bench.subjects import dashboard
from db import schema
from db.commands import accounts
from db.models import Account
from db.unit_of_work import writing
from scripts import live
from scripts.live import ROOT, Server
from tests import cluster, factories
from tests.cluster import Cluster, ask
from tests.databases import in_use, session_on
from tests.postgres import Server as Postgres

EDITORS = "abcd"
SENT_BEFORE_THE_KILL, SENT_BY_EACH, LOOKS = 6, 12, 60


@pytest.fixture(scope="module")
def replicated() -> Iterator[Cluster]:
    """A centre where four enter, on a primary and on the replica that follows it."""
    with cluster.running() as made:
        with in_use(made.primary.url()):
            schema.upgrade()
            with writing() as session:
                centre = factories.make_centre(session)
                factories.make_meeting(session, centre, date.today())
                for name in EDITORS:
                    factories.make_member(session, factories.make_account(session, name), centre)
        made.catch_up()
        yield made


@pytest.fixture(scope="module")
def servers(replicated: Cluster) -> Iterator[tuple[Server, Server]]:
    with replicated.serving() as one, replicated.serving() as other:
        yield one, other


class Visits(NamedTuple):
    """Sessions of browsers; all are closed at the end."""

    replicated: Cluster
    opened: AsyncExitStack

    async def begin(self, server: Server, page: str = "trace", who: str = "a") -> Session:
        """A session that has not run yet."""
        url = self.replicated.primary.url()
        token = await asyncio.to_thread(live.open_session, url, who)
        session = await open_session(dashboard(url, token, f"/{page}?centre=un"), server)
        self.opened.push_async_callback(session.socket.close)
        return session


async def enter(session: Session, title: str) -> None:
    """Enter a publication of today, as its form does; return once the user is told it is saved."""
    await session.run()
    fields = {"title": title, "kind": "Note", "published_on": f"{date.today():%d/%m/%Y}"}
    await session.press("Enregistrer", **fields)
    assert f"Publication enregistrée\u00a0: {title}." in session.html, session.troubles


async def go_on(session: Session, title: str) -> None:
    """What does who was cut off before he was told: he resumes what he typed, if it is offered.

    Else it was saved, and it is listed; or nothing of it had arrived, and he enters it again.
    """
    await session.run()
    if resume := next((label for label in session.buttons if label.startswith("Reprendre")), None):
        await session.press(resume)
        await session.press("Enregistrer")
        assert f"Publication enregistrée\u00a0: {title}." in session.html, session.troubles
    elif title not in await listed(session):
        await enter(session, title)


async def listed(session: Session) -> list[str]:
    """The titles that the next page of this session shows, the last entered first."""
    await session.run()
    assert (session.troubles, "Enregistrer" in session.buttons) == ([], True)
    links = session.html.partition("Les dernières publications saisies")[2].partition("</ul>")[0]
    return [item.split("</a>")[0].rpartition(">")[2] for item in links.split("<li>")[1:]]


def opened(replicated: Cluster) -> str:
    """The ticket of a session that some other process opened."""
    with session_on(replicated.primary.url()) as session, session.begin():
        found = session.exec(select(Account.id).where(Account.username == "a")).one()
        return accounts.open_session(session, account_id=found or 0, agent="")[1]


def taken(server: Server, ticket: str) -> int:
    """What the server answers to the ticket sent by its page: 204, with a cookie, or 403."""
    ours = {"Sec-Fetch-Site": "same-origin"}
    with closing(HTTPConnection("127.0.0.1", server.port)) as connection:
        connection.request("POST", "/api/session", ticket, ours)
        return connection.getresponse().status


def health(server: Server) -> dict[str, str]:
    return dict(json.loads(read(server, "/sante")))


def read(server: Server, path: str) -> bytes:
    with urllib.request.urlopen(server.url + path) as answer:  # noqa: S310 -- our own
        return bytes(answer.read())


def reads_since(server: Postgres, mark: int) -> int:
    """How many times the last publications were read there, after this place of its log."""
    return server.log.read_bytes()[mark:].count(b"ORDER BY publication.updated_at DESC")


def log_size(server: Postgres) -> int:
    return server.log.stat().st_size


def run(replicated: Cluster, scenario: Callable[[Visits], Coroutine[Any, Any, None]]) -> None:
    async def from_first_to_last() -> None:
        async with timeout(120), AsyncExitStack() as opened:
            await scenario(Visits(replicated, opened))

    asyncio.run(from_first_to_last())


def test_what_one_server_writes_the_next_page_of_another_shows(
    replicated: Cluster, servers: tuple[Server, Server]
) -> None:
    async def scenario(visits: Visits) -> None:
        one, other = [await visits.begin(server) for server in servers]
        entered = await listed(other)
        for number in range(4):
            writer, reader = (one, other) if number % 2 else (other, one)
            await enter(writer, f"Tour {number}")
            entered = [f"Tour {number}", *entered][:10]
            assert await listed(reader) == entered
            assert await listed(writer) == entered

    run(replicated, scenario)


def test_the_replica_answers_and_the_primary_is_not_asked(
    replicated: Cluster, servers: tuple[Server, Server]
) -> None:
    async def scenario(visits: Visits) -> None:
        one, other = [await visits.begin(server) for server in servers]
        await enter(one, "Lue au secours")
        replicated.catch_up()
        marks = [log_size(database) for database in replicated]

        assert (await listed(other))[0] == "Lue au secours"
        assert [reads_since(*place) for place in zip(replicated, marks, strict=True)] == [0, 1]

    assert ask(replicated.replica, "SELECT pg_is_in_recovery()") is True
    assert [health(server)["replique"] for server in servers] == ["à jour"] * 2
    run(replicated, scenario)


def test_what_is_written_is_shown_though_the_replica_stands_still(
    replicated: Cluster, servers: tuple[Server, Server]
) -> None:
    async def scenario(visits: Visits) -> None:
        one, other = [await visits.begin(server) for server in servers]
        replicated.pause()
        marks = [log_size(database) for database in replicated]
        await enter(one, "Le secours est en retard")

        for session in (one, other):
            assert (await listed(session))[0] == "Le secours est en retard"
        assert reads_since(replicated.primary, marks[0]) >= 2, "for each server"
        assert health(servers[0])["replique"] == "en retard"
        replicated.resume()
        assert health(servers[0])["replique"] == "à jour"

    run(replicated, scenario)


def test_a_replica_that_dies_is_not_felt(replicated: Cluster) -> None:
    async def scenario(visits: Visits) -> None:
        session = await visits.begin(server)
        await listed(session)
        replicated.replica.process.kill()
        replicated.replica.process.wait()

        await enter(session, "Le secours est mort")
        assert (await listed(session))[0] == "Le secours est mort"
        assert health(server)["replique"] == "injoignable"
        replicated.replica.start()
        replicated.catch_up()
        assert health(server)["replique"] == "à jour"

    with replicated.serving() as server:
        run(replicated, scenario)
        assert "replica set aside for 10 s: OperationalError" in server.said()


def test_any_server_takes_the_ticket_of_another_and_gives_the_same_files(
    replicated: Cluster, servers: tuple[Server, Server]
) -> None:
    ticket = opened(replicated)

    answers = [taken(server, ticket) for server in reversed(servers)]
    pages = [read(server, "/") for server in servers]

    assert answers == [204, 403], "once"
    assert pages[0] == pages[1], "with the addresses of their files"


def test_a_server_killed_under_load_loses_nothing_acknowledged(
    replicated: Cluster, servers: tuple[Server, Server]
) -> None:
    survivor = servers[0]
    told: list[str] = []

    async def write(visits: Visits, who: str, server: Server, enough: asyncio.Event) -> None:
        """Enter one after the other; cut off, go on by the other server, as a proxy has it."""
        session = await visits.begin(server, who=who)
        for number in range(SENT_BY_EACH):
            title = f"Charge {who} {number:02}"
            try:
                await enter(session, title)
            except ConnectionClosed:
                session = await visits.begin(survivor, who=who)
                await go_on(session, title)
            told.append(title)
            if len(told) == SENT_BEFORE_THE_KILL:
                enough.set()

    async def look(visits: Visits) -> None:
        session = await visits.begin(survivor, page="")
        for _ in range(LOOKS):
            await session.run()
            assert (session.troubles, "data-tile" in session.html) == ([], True)

    async def kill(enough: asyncio.Event) -> None:
        await enough.wait()
        victim.process.kill()

    async def scenario(visits: Visits) -> None:
        enough = asyncio.Event()
        served = zip(EDITORS, (victim, victim, survivor, survivor), strict=True)
        writers = [write(visits, who, server, enough) for who, server in served]
        await asyncio.gather(*writers, look(visits), kill(enough))

    with replicated.serving() as victim:
        run(replicated, scenario)
        assert victim.process.poll() is not None

    held = "SELECT array_agg(title ORDER BY title) FROM publication WHERE title LIKE 'Charge %'"
    assert ask(replicated.primary, held) == sorted(told), "each of them, once"
    assert len(told) == len(EDITORS) * SENT_BY_EACH
    assert checked(replicated) == "Base saine"


def checked(replicated: Cluster) -> str:
    """What ``python -m db check`` says first."""
    done = subprocess.run(
        [sys.executable, "-m", "db", "check"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": replicated.primary.url()},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.partition("\n")[0]
