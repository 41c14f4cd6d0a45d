"""Which database answers: the replica when it is far enough, else the primary.

The replica is a copy of the database here: as late as it is made. A real one that follows a real
primary: tests/test_several_processes.py.
"""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import Session, col, select

from db import replica
from db.age import Age, age, covers
from db.engine import get_engine, get_read_engine
from db.models import Centre
from db.unit_of_work import reading, writing
from tests import factories
from tests.databases import Databases

Follow = Callable[[], None]


@pytest.fixture
def follow(
    databases: Databases, database: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Follow]:
    """A replica that cannot be read, until it is called: it then has what the primary has."""
    monkeypatch.setattr(replica, "_trust", replica._Trust())
    made: list[str] = []

    def use(url: str) -> None:
        forget_replica()
        made.append(url)
        monkeypatch.setenv("DATABASE_READ_URL", url)

    def copy() -> None:
        get_engine().dispose()  # nobody is connected to what PostgreSQL copies
        use(databases.copy(database))

    use(databases.new())
    yield copy
    forget_replica()
    for url in made:
        databases.drop(url)


def forget_replica() -> None:
    if engine := get_read_engine():
        engine.dispose()
    get_read_engine.cache_clear()


def add_centre(slug: str) -> Age:
    """The age of the data once it is there."""
    with writing() as session:
        factories.make_centre(session, slug=slug)
    with reading() as session:
        return age(session)


def answered_by(session: Session) -> tuple[str, tuple[str, ...]]:
    """Which of both databases, and what it holds."""
    slugs = session.exec(select(Centre.slug).order_by(col(Centre.slug))).all()
    is_primary = session.get_bind().engine is get_engine()
    return "primary" if is_primary else "replica", tuple(slugs)


def test_the_replica_answers_what_it_has(follow: Follow) -> None:
    asked = add_centre("un")
    follow()

    assert replica.ask(answered_by, asked) == ("replica", ("un",))
    assert replica.standing() == "à jour"


def test_the_primary_answers_what_the_replica_does_not_have_yet(follow: Follow) -> None:
    before = add_centre("un")
    follow()
    after = add_centre("deux")

    assert replica.ask(answered_by, after) == ("primary", ("deux", "un"))
    assert replica.standing() == "en retard"
    assert replica.ask(answered_by, before) == ("replica", ("un",)), "it has what is asked"


def test_a_replica_out_of_order_is_set_aside_then_asked_again(
    follow: Follow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now = [100.0]
    monkeypatch.setattr(replica, "monotonic", lambda: now[0])
    asked = add_centre("un")

    assert replica.ask(answered_by, asked) == ("primary", ("un",))
    follow()
    assert replica.ask(answered_by, asked)[0] == "primary", "not asked again so soon"
    now[0] += replica.SET_ASIDE_FOR
    assert replica.ask(answered_by, asked)[0] == "replica"
    lost, found = (record.message for record in caplog.records)
    assert lost.startswith("replica set aside for 10 s: ")
    assert found == "replica answers again"


@pytest.mark.usefixtures("follow")
def test_a_replica_out_of_order_is_said() -> None:
    assert replica.standing() == "injoignable"


@pytest.mark.usefixtures("database")
def test_without_a_replica_the_primary_answers() -> None:
    asked = add_centre("un")

    assert replica.ask(answered_by, asked) == ("primary", ("un",))
    assert replica.standing() is None


@pytest.mark.parametrize(
    ("held", "asked", "is_covered"),
    [
        ((), (), True),
        (((1, 3),), (), True),
        (((1, 3),), ((1, 3),), True),
        (((1, 4), (2, 1)), ((1, 3),), True),
        (((1, 2),), ((1, 3),), False),
        ((), ((1, 1),), False),
        # As many lines in all, but not the same: two writes shown in another order.
        (((1, 4), (2, 1)), ((1, 3), (2, 2)), False),
    ],
)
def test_data_cover_others_when_no_chain_is_shorter(
    held: Age, asked: Age, is_covered: bool
) -> None:
    assert covers(held, asked) is is_covered
