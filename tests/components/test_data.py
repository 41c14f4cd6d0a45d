"""The cache between the screens and the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlmodel import Session, func, select

from components import data
from db import walls
from db.models import Account, Centre
from db.queries.facts import read_facts
from db.unit_of_work import SYSTEM, Author, writing
from domain.periods import Period
from domain.scope import Scope
from tests import factories

calls: list[str] = []


@pytest.fixture(autouse=True)
def within_one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "monotonic", lambda: 3600.0)


def question(session: Session, *, word: str) -> str:  # noqa: ARG001 -- as a query takes it
    calls.append(word)
    return word.upper()


def a_centre(session: Session) -> None:
    factories.make_centre(session, slug=f"centre-{len(calls)}")


def slow_question(session: Session) -> int:  # noqa: ARG001
    """While it reads, someone writes."""
    calls.append("slow")
    if len(calls) == 1:
        data.write(a_centre, SYSTEM)
    return len(calls)


def centres(session: Session) -> int:
    calls.append("centres")
    return session.exec(select(func.count()).select_from(Centre)).one()


def write_elsewhere() -> None:
    """As another process would: nothing here is told."""
    with writing() as session:
        a_centre(session)


@pytest.mark.usefixtures("database")
def test_a_query_is_run_once_for_the_same_arguments() -> None:
    calls.clear()

    answers = [data.read(question, word=word) for word in ("un", "un", "deux", "un")]

    assert answers == ["UN", "UN", "DEUX", "UN"]
    assert calls == ["un", "deux"]


def months(session: Session, *, centre_id: int) -> int:
    """Each asks for the year."""
    scope = Scope(centre_id, Period.of_year(2024))
    return sum(len(read_facts(session, scope=scope).meetings) for _ in range(12))


@pytest.mark.parametrize("read", [data.read, data.read_afresh])
def test_what_a_query_asks_for_over_and_over_is_read_once(
    read: Callable[..., int], session: Session, statements: list[str]
) -> None:
    centre = factories.make_centre(session)
    factories.make_meeting(session, centre, date(2024, 6, 1))
    session.commit()
    statements.clear()

    assert read(months, centre_id=centre) == 12
    once = [one for one in statements if "FROM meeting " in one]
    assert len(once) == len(set(once)) > 0

    factories.make_meeting(session, centre, date(2024, 6, 2))
    session.commit()
    assert read(months, centre_id=centre) == 24


@pytest.mark.usefixtures("database")
def test_a_write_forgets_every_answer() -> None:
    calls.clear()
    data.read(question, word="un")

    data.write(a_centre, SYSTEM)
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


@pytest.mark.usefixtures("database")
def test_a_write_of_another_process_is_seen_by_the_next_reading() -> None:
    calls.clear()
    before = data.read(centres), data.read(centres)

    write_elsewhere()

    assert (*before, data.read(centres), data.read(centres)) == (0, 0, 1, 1)
    assert calls == ["centres", "centres"]


@pytest.mark.usefixtures("database")
def test_a_run_asks_the_age_once_and_the_next_run_asks_again(statements: list[str]) -> None:
    calls.clear()

    def run() -> tuple[int, str, int]:
        with data.one_age():
            return data.read(centres), data.read(question, word="un"), data.read(centres)

    first = run()
    write_elsewhere()
    second = run()
    statements.clear()
    third = run()

    assert (first, second, third) == ((0, "UN", 0), (1, "UN", 1), (1, "UN", 1))
    assert len(statements) == 1, "all was answered already: only the age was asked"
    assert "journal_head" in statements[0]


@pytest.mark.usefixtures("database")
def test_a_run_sees_what_it_writes_itself() -> None:
    with data.one_age():
        before = data.read(centres)
        data.write(lambda session: factories.make_centre(session), SYSTEM)

        assert (before, data.read(centres)) == (0, 1)


@pytest.mark.usefixtures("database")
def test_many_who_ask_at_once_are_answered_by_one_reading() -> None:
    calls.clear()
    together = Barrier(8)

    def ask(_number: int) -> int:
        together.wait()
        return data.read(centres)

    with ThreadPoolExecutor(8) as sessions:
        answers = list(sessions.map(ask, range(8)))

    assert (answers, calls) == ([0] * 8, ["centres"])


@pytest.mark.usefixtures("database")
def test_a_reading_that_fails_is_tried_by_the_next_who_asks() -> None:
    calls.clear()

    def unlucky(session: Session) -> int:
        answer = centres(session)
        if len(calls) == 1:
            raise LookupError
        return answer

    with pytest.raises(LookupError):
        data.read(unlucky)

    assert data.read(unlucky) == 0


@pytest.mark.usefixtures("database")
def test_what_runs_out_with_time_is_seen_within_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.clear()
    data.read(question, word="un")

    monkeypatch.setattr(data, "monotonic", lambda: 7200.0)
    data.read(question, word="un")

    assert calls == ["un", "un"]


@pytest.mark.usefixtures("database")
def test_what_is_remembered_of_a_centre_outlives_the_writes_of_others() -> None:
    calls.clear()
    with writing() as session:
        one, two, three = (factories.make_centre(session, slug=slug) for slug in ("a", "b", "c"))
        changed = factories.make_account(session)

    def read_behind(*centres: int) -> int:
        """How many times what these centres can reach was read, once it is read again."""
        with walls.seeing(walls.of_centres(centres)):
            data.read(question, word=repr(centres))
        return calls.count(repr(centres))

    def write_in(centre: int) -> None:
        """As another process would."""
        with writing(Author(None, centre)) as session:
            factories.make_meeting(session, centre, date(2026, 1, 1))

    assert (read_behind(one), read_behind(one, two)) == (1, 1)

    write_in(three)
    assert (read_behind(one), read_behind(one, two)) == (1, 1)

    write_in(two)
    assert (read_behind(one), read_behind(one, two)) == (1, 2)

    write_in(one)
    assert (read_behind(one), read_behind(one, two)) == (2, 3)

    with writing(Author(None, three)) as session:
        session.get_one(Account, changed).name = "Camille Autre"
    assert (read_behind(one), read_behind(one, two)) == (3, 4), "an account is of all centres"

    write_elsewhere()
    assert (read_behind(one), read_behind(one, two)) == (4, 5), "what no centre told may be of all"
