"""What visitors do: read a page, think, read another; type a meeting and save it."""

import asyncio
import time
from dataclasses import dataclass, field
from random import Random
from uuid import uuid4

from websockets.exceptions import WebSocketException

from bench.network import Visitor
from bench.sessions import Session, open_session
from bench.subjects import dashboard
from scripts.live import Server

# Seconds somebody looks at a page, or at what he is about to type.
THINKING = (20.0, 30.0)
TYPING = (5.0, 10.0)
PATIENCE = 30  # seconds, after which an answer is missing
# Each page, what its heading says, and how many of a hundred visits are to it.
PAGES = (
    ("", "Tableau de bord", 35),
    ("rencontres", "Rencontres", 20),
    ("mois", "", 15),
    ("carte", "Carte", 10),
    ("agenda", "Agenda", 10),
    ("temoignages", "Témoignages", 5),
    ("objectifs", "Objectifs", 5),
)


@dataclass
class Tally:
    """Milliseconds of each answer by its kind, what failed, and the titles told to be saved."""

    pages: list[float] = field(default_factory=list)
    fields: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)


class Visit:
    """A visitor in front of his browser, with an open session on one of the servers."""

    def __init__(self, visitor: Visitor, server: Server, tally: Tally) -> None:
        self.visitor, self.server, self.tally = visitor, server, tally
        self.random = Random(visitor.number)  # noqa: S311 -- drawn from a seed, not a secret
        self.session: Session | None = None

    async def go_on(self, end: float) -> None:
        """Visit until then; a visitor who is cut off opens his browser again."""
        await asyncio.sleep(self.random.uniform(0, THINKING[1]))  # nobody comes at the same time
        while time.monotonic() < end:
            try:
                await (self.enter(TYPING) if self.visitor.enters else self.read())
            except (WebSocketException, OSError, TimeoutError, RuntimeError) as error:
                self.tally.errors.append(f"{type(error).__name__}: {error}")
                await self.leave()
            if not self.visitor.enters:
                await asyncio.sleep(self.random.uniform(*THINKING))
        await self.leave()

    async def read(self) -> None:
        """A page drawn among those of a centre."""
        address, heading, _ = self.random.choices(PAGES, [share for *_, share in PAGES])[0]
        await self._open(address, heading)

    async def enter(self, typing: tuple[float, float] = (0, 0)) -> None:
        """The form: opened, three fields typed one after the other, saved."""
        session = await self._open("saisir", "Saisir une rencontre")
        title = f"Charge {uuid4().hex}"
        for typed in ({"title": title}, {"format": "Oxygène"}, {"headcount": "30"}):
            await asyncio.sleep(self.random.uniform(*typing))
            async with asyncio.timeout(PATIENCE):
                self.tally.fields.append(1000 * await session.type_in(**typed))
            _check(session, "Saisir une rencontre")
        await asyncio.sleep(self.random.uniform(*typing))
        async with asyncio.timeout(PATIENCE):
            self.tally.saves.append(1000 * await session.press("Enregistrer"))
        _check(session, "Rencontre enregistrée")
        _check(session, title)
        self.tally.told.add(title)

    async def leave(self) -> None:
        if self.session:
            await self.session.socket.close()
        self.session = None

    async def _open(self, address: str, heading: str) -> Session:
        """Follow a link, in the same browser tab."""
        if self.session is None:
            url = f"/{address}?centre={self.visitor.centre}"
            self.session = await open_session(dashboard("", self.visitor.token, url), self.server)
        self.session.page, self.session.fields = address, {}
        async with asyncio.timeout(PATIENCE):
            self.tally.pages.append(1000 * await self.session.run())
        _check(self.session, f"{heading}</h1>")
        return self.session


def _check(session: Session, expected: str) -> None:
    if session.troubles or expected not in session.html:
        raise RuntimeError(f"{session.page}: {session.troubles or f'no {expected}'}")
