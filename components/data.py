"""The only door between the screens and the database: sessions, cache, invalidation."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlmodel import Session

from db.unit_of_work import Author, reading, writing

P = ParamSpec("P")
R = TypeVar("R")


def read(query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a query of db.queries, at most once per set of arguments until the next write.

    The arguments carry the rights (a scope, a centre, a role): two users share a reading only
    when they may see the same.
    """
    name = f"{query.__module__}.{query.__qualname__}"
    result: R = _cached(name, args, kwargs, _query=query)
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
    with writing(author) as session:
        result = command(session, *args, **kwargs)
    _cached.clear()
    return result


# Streamlit cannot hash a function: its name stands for it in the cache key. A resource is handed
# out as it is, where data would be copied at each rerun: queries return values nobody changes.
@st.cache_resource(max_entries=512, show_spinner=False)
def _cached(
    name: str,  # noqa: ARG001 -- cache key
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    _query: Callable[..., Any],
) -> Any:
    with reading() as session:
        return _query(session, *args, **kwargs)
