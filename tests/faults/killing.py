"""Processes that kill -9 themselves before a given statement: ``-m tests.faults.killing``.

send ACCOUNT CENTRE   one form for each of ``CUTS``, cut there
migrate MARKER…       the migrations, cut before the first statement that holds the marker
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy import Engine, event

from db import schema
from db.commands.entering import save_once
from db.commands.publications import save_publication
from db.engine import get_engine
from db.unit_of_work import Author, writing
from domain.publication_entry import PublicationEntry
from domain.vocabulary import DatePrecision, PublicationKind

# Where a save is cut; the last one is acknowledged by the database, and nobody is told.
AFTER = "after the commit"
CUTS = (
    "INSERT INTO submission",
    "INSERT INTO publication",
    "INSERT INTO journal ",
    "UPDATE journal_head",
    "COMMIT",
    AFTER,
)
FORM = "trace"


def send(author: Author, cut: str) -> int:
    """The publication entered under this name, as its form sends it: the row’s id."""
    day = date(2026, 11, 20)
    entry = PublicationEntry(PublicationKind.NOTE, cut, day, DatePrecision.DAY)
    with writing(author) as session:
        return save_once(
            session, token=cut, form=FORM, save=lambda: save_publication(session, entry)
        )


def main(what: str, *arguments: str) -> None:
    if what == "send":
        author = Author(*map(int, arguments))
        for cut in CUTS:
            _killed(cut, partial(send, author, cut))
    for marker in arguments if what == "migrate" else ():
        _killed(marker, schema.upgrade)


def _killed(marker: str, act: Callable[[], object]) -> None:
    """In a child: the imports are made once."""
    child = os.fork()
    if child == 0:
        event.listen(get_engine(), "before_cursor_execute", _killer(marker))
        if marker == "COMMIT":
            event.listen(get_engine(), "commit", _die)
        act()
        _die()
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def _killer(marker: str) -> Callable[..., None]:
    def kill(_connection: Engine, _cursor: object, statement: str, *_: object) -> None:
        if marker in statement:
            _die()

    return kill


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
