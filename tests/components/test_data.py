"""The cache between the screens and the database."""

import pytest
from sqlmodel import Session

from components import data
from db.unit_of_work import SYSTEM

calls: list[str] = []


def question(session: Session, *, word: str) -> str:  # noqa: ARG001 -- as a query takes it
    calls.append(word)
    return word.upper()


def nothing(session: Session) -> None:
    """A command that changes nothing: it is a write all the same."""


def slow_question(session: Session) -> int:  # noqa: ARG001
    """While it reads, someone writes."""
    calls.append("slow")
    if len(calls) == 1:
        data.write(nothing, SYSTEM)
    return len(calls)


@pytest.mark.usefixtures("database")
def test_a_query_is_run_once_for_the_same_arguments() -> None:
    calls.clear()

    answers = [data.read(question, word=word) for word in ("un", "un", "deux", "un")]

    assert answers == ["UN", "UN", "DEUX", "UN"]
    assert calls == ["un", "deux"]


@pytest.mark.usefixtures("database")
def test_a_write_forgets_every_answer() -> None:
    calls.clear()
    data.read(question, word="un")

    data.write(nothing, SYSTEM)
    data.read(question, word="un")

    assert calls == ["un", "un"]


@pytest.mark.usefixtures("database")
def test_an_answer_begun_before_a_write_is_not_kept_after_it() -> None:
    calls.clear()

    assert data.read(slow_question) == 1
    assert data.read(slow_question) == 2


@pytest.mark.usefixtures("database")
def test_who_is_signed_in_is_asked_each_time() -> None:
    calls.clear()

    data.read_afresh(question, word="un")
    data.read_afresh(question, word="un")

    assert calls == ["un", "un"]
