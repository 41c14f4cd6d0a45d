"""Readings by the replica of ``DATABASE_READ_URL``, while it answers and is not behind.

A streaming replica takes no lock and no write: only plain readings come here.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlmodel import Session

from db.age import Age, age, covers
from db.engine import get_read_engine
from db.unit_of_work import reading, session_on

R = TypeVar("R")

SET_ASIDE_FOR = 10.0  # seconds

log = logging.getLogger(__name__)


@dataclass
class _Trust:
    """Until when the replica is not asked anything; None while it answers."""

    aside_until: float | None = None
    lock: Lock = field(default_factory=Lock)

    def may_ask(self) -> bool:
        """Once its time is over, one asks it again while the others go on without it."""
        with self.lock:
            if self.aside_until is None:
                return True
            if monotonic() < self.aside_until:
                return False
            self.aside_until = monotonic() + SET_ASIDE_FOR
            return True

    def lose(self, error: Exception) -> None:
        with self.lock:
            self.aside_until = monotonic() + SET_ASIDE_FOR
        log.warning("replica set aside for %d s: %s", SET_ASIDE_FOR, type(error).__name__)

    def find_again(self) -> None:
        if self.aside_until is not None:
            self.aside_until = None
            log.warning("replica answers again")


_trust = _Trust()


def ask(query: Callable[[Session], R], asked: Age) -> R:
    """What the query answers on a database that has all that ``asked`` counts.

    The replica if it is that far, whatever it does else the primary.
    """
    engine = get_read_engine()
    if engine is not None and _trust.may_ask():
        try:
            with session_on(engine) as session:
                # It only goes forward: what it has now, the query will find.
                is_there = covers(age(session), asked)
                _trust.find_again()
                if is_there:
                    return query(session)
        except (DBAPIError, NoConnectionLeft) as error:
            _trust.lose(error)
    with reading() as session:
        return query(session)


def standing() -> str | None:
    """How the replica is, in French; None where there is none. Ask both databases."""
    engine = get_read_engine()
    if engine is None:
        return None
    with reading() as session:
        asked = age(session)
    try:
        with session_on(engine) as session:
            return "à jour" if covers(age(session), asked) else "en retard"
    except (DBAPIError, NoConnectionLeft) as error:
        _trust.lose(error)
        return "injoignable"
