"""The only door between the screens and the database: sessions, cache, invalidation."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from time import monotonic
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from db.unit_of_work import Author, reading, writing, writing_still

P = ParamSpec("P")
R = TypeVar("R")


class _Age:
    """How many writes this process has seen. An answer belongs to the age it was asked in.

    An answer read just before a write, and kept just after, is thus never found again.
    """

    def __init__(self) -> None:
        self.number = 0
        self.lock = Lock()

    def now(self) -> tuple[int, int]:
        """Writes seen, and the minute: a write of another process is seen within the next one."""
        return self.number, int(monotonic() // 60)

    def turn(self) -> None:
        with self.lock:
            self.number += 1
        _kept.cache_clear()


_age = _Age()


def read(query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query of db.queries, at most once per set of arguments until the next write.

    The arguments carry the rights (a scope, a centre, a role): two users share a reading only
    when they may see the same. Answers are handed out as they are: nobody changes them.
    """
    result: R = _kept(_age.now(), read_afresh, (query, *args), tuple(kwargs.items()))
    return result


def once(make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``make`` returns for these arguments, made at most once until the next write."""
    result: R = _kept(_age.now(), make, args, tuple(kwargs.items()))
    return result


def read_afresh(
    query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Run a query whose answer must never be a remembered one: who is signed in."""
    with reading() as session:
        return query(session, *args, **kwargs)


def write(
    command: Callable[Concatenate[Session, P], R],
    author: Author,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a command of db.commands in one transaction, then forget every cached reading."""
    result = write_apart(command, author, *args, **kwargs)
    forget()
    return result


def write_still(
    command: Callable[Concatenate[Session, P], R],
    author: Author,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """As ``write``, for a command that keeps what it reads: all of it is of one moment."""
    with writing_still(author) as session:
        result = command(session, *args, **kwargs)
    forget()
    return result


def write_apart(
    command: Callable[Concatenate[Session, P], R],
    author: Author,
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a command that no kept reading depends on: where a presentation is."""
    with writing(author) as session:
        return command(session, *args, **kwargs)


def write_aside(
    command: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Run a command on sessions and waits of the sign-in: no kept reading depends on them."""
    with writing() as session:
        return command(session, *args, **kwargs)


def forget() -> None:
    """Empty the cache: what it held may no longer be true."""
    _age.turn()


# Streamlit’s own caches hash each argument in depth and copy each answer, at each rerun.
@lru_cache(maxsize=512)
def _kept(
    age: tuple[int, int],  # noqa: ARG001 -- cache key
    make: Callable[..., Any],
    args: tuple[Hashable, ...],
    kwargs: tuple[tuple[str, Hashable], ...],
) -> Any:
    return make(*args, **dict(kwargs))
