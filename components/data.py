"""The only door between the screens and the database: sessions, cache, invalidation."""

import logging
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from components import who
from components.answers import Answers
from db import replica, walls
from db.age import Age, age, of_centres
from db.faults import UnsavedError, told
from db.queries.once import answers_kept
from db.unit_of_work import Author, reading, writing, writing_still

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

# The age of the data that can be reached, and the hour: what runs out with time, a month after
# it was deleted, is seen within the next one.
Moment = tuple[Age, int]
HOUR = 3600  # seconds


@dataclass
class _Run:
    """What one run of the script knows of the age of the data."""

    age: Age | None = None


_run: ContextVar[_Run | None] = ContextVar("run", default=None)
# By wall: what one centre writes makes nothing old for the others.
_answers: dict[str | None, Answers] = {}


@contextmanager
def one_age() -> Iterator[None]:
    """Within, the age of the data is asked once, and again after each write.

    Outside, at each reading. Hence a write of any process is seen by the next run or request.
    """
    token = _run.set(_Run())
    try:
        yield
    finally:
        _run.reset(token)


def read(query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query of db.queries, at most once per set of arguments until the next write.

    The arguments carry the rights (a scope, a centre, a role), and the wall is part of the key:
    two users share a reading only when they may see the same. Answers are handed out as they
    are: nobody changes them.
    """
    moment = _now()

    def make() -> R:
        return replica.ask(lambda session: _answer(session, query, *args, **kwargs), moment[0])

    return _remembered(moment, make, query, args, tuple(kwargs.items()))


def once(make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``make`` returns for these arguments, made at most once until the next write."""
    made = partial(make, *args, **kwargs)
    return _remembered(_now(), made, make, args, tuple(kwargs.items()))


def _remembered(moment: Moment, make: Callable[[], R], *key: Hashable) -> R:
    answers = _answers.setdefault(who.raise_wall(), Answers())
    result: R = answers.get(make, moment, *key)
    return result


def _now() -> Moment:
    run = _run.get() or _Run()
    if run.age is None:
        run.age = read_afresh(age)
    centres = walls.centres_of(who.raise_wall())
    within = run.age if centres is None else of_centres(run.age, centres)
    return within, int(monotonic() // HOUR)


def read_afresh(
    query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Run a query whose answer must never be a remembered one: who is signed in."""
    who.raise_wall()
    with reading() as session:
        return _answer(session, query, *args, **kwargs)


def _answer(
    session: Session,
    query: Callable[Concatenate[Session, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """A board asks for the facts of the year with each of its months: they are read once."""
    with answers_kept(session):
        return query(session, *args, **kwargs)


def write(
    command: Callable[Concatenate[Session, P], R],
    author: Author,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a command of db.commands in one transaction. What follows reads what it wrote.

    As all that follow, raise UnsavedError when the database cannot write.
    """
    result = write_apart(command, author, *args, **kwargs)
    _ask_age_again()
    return result


def write_still(
    command: Callable[Concatenate[Session, P], R],
    author: Author,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """As ``write``, for a command that keeps what it reads: all of it is of one moment."""
    who.raise_wall()
    with _faults_told(), writing_still(author) as session:
        result = command(session, *args, **kwargs)
    _ask_age_again()
    return result


def write_apart(
    command: Callable[Concatenate[Session, P], R],
    author: Author,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a command that no kept reading depends on: where a presentation is."""
    who.raise_wall()
    with _faults_told(), writing(author) as session:
        return command(session, *args, **kwargs)


def write_aside(
    command: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Run a command on sessions and waits of the sign-in: no kept reading depends on them."""
    who.raise_wall()
    with _faults_told(), writing() as session:
        return command(session, *args, **kwargs)


@contextmanager
def _faults_told() -> Iterator[None]:
    """A disk that is full, a database that went away: the one place where it becomes a sentence."""
    try:
        yield
    except SQLAlchemyError as error:
        if sentence := told(error):
            log.exception("database could not write")
            raise UnsavedError({"": sentence}) from error
        raise


def forget() -> None:
    """Have the age of the data asked again, and empty the cache: it may no longer be true."""
    _ask_age_again()
    _answers.clear()


def _ask_age_again() -> None:
    if run := _run.get():
        run.age = None
