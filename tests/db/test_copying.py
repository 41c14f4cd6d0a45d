"""SQLite to PostgreSQL and back: all rows and figures, whoever writes meanwhile, or nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Float,
    Integer,
    Table,
    Time,
    bindparam,
    func,
    insert,
    select,
    text,
    update,
)
from sqlmodel import AutoString, Session, SQLModel, UTCDateTime, col

from db import copying
from db.__main__ import main
from db.copying import CopyError, copy
from db.engine import engine_of
from db.models import Account, Territory, Theme
from db.models.base import Coded
from domain.vocabulary import TerritoryLevel
from tests import factories
from tests.databases import Databases, PostgresDatabases, copied, session_on

pytestmark = pytest.mark.only_sqlite(reason="each test tries both databases by itself")
TABLES = SQLModel.metadata.sorted_tables


@pytest.fixture
def far(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """A PostgreSQL database that holds nothing, not even tables."""
    url = postgres_databases.new()
    yield url
    postgres_databases.drop(url)


@pytest.fixture
def back(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'back.db'}"


def move(source: str, target: str, watch: copying.Watch = lambda *_: None) -> copying.Copied:
    with engine(source) as origin, engine(target) as copied:
        return copy(origin, copied, watch)


@contextmanager
def engine(url: str) -> Iterator[Engine]:
    engine = engine_of(url)
    try:
        yield engine
    finally:
        engine.dispose()


def stored(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a SQLite file holds, as it holds it."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        return {
            table.name: sorted(file.execute(f"SELECT * FROM {table.name}"), key=repr)  # noqa: S608
            for table in TABLES
        }


def rows(url: str) -> int:
    with session_on(url) as session:
        return sum(session.scalar(select(func.count()).select_from(t)) or 0 for t in TABLES)


def test_the_demonstration_goes_to_postgresql_and_comes_back(
    demonstration: str, far: str, back: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["copy", demonstration, far]) == 0
    assert main(["copy", far, back]) == 0

    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.count("les mêmes des deux côtés.") == 2
    assert stored(back) == stored(demonstration)


def test_rows_to_come_are_numbered_after_those_copied(
    demonstration: str, far: str, back: str
) -> None:
    for source, target in ((demonstration, far), (far, back)):
        move(source, target)
        with session_on(target) as session, session.begin():
            centre, last = session.execute(
                select(func.max(Theme.centre_id), func.max(Theme.id))
            ).one()
            assert factories.make_theme(session, centre, f"Après {last}") == last + 1


def test_what_is_written_meanwhile_is_not_half_copied(database: str, far: str, back: str) -> None:
    names = (f"Écrit pendant {number}" for number in count(1))

    def write(source: str) -> copying.Watch:
        def _write(*_: object) -> None:
            with session_on(source) as session, session.begin():
                factories.make_territory(session, next(names))

        return _write

    _fill(database)
    before = stored(database)
    assert move(database, far, write(database)).rows == sum(map(len, before.values()))
    assert rows(database) > rows(far)
    move(far, back, write(far))
    assert stored(back) == before


def _fill(url: str) -> None:
    with session_on(url) as session, session.begin():
        centre = factories.make_centre(session)
        factories.make_meeting(session, centre, date(2024, 5, 6), headcount=12)


def test_a_wall_between_centres_hides_nothing_from_a_copy(
    database: str, far: str, back: str
) -> None:
    _fill(database)
    move(database, far)
    with session_on(far) as session, session.begin():
        for statement in (
            "ALTER TABLE meeting ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE meeting FORCE ROW LEVEL SECURITY",
            "CREATE POLICY a ON meeting USING (current_setting('maillage.centres', true) = '*')",
        ):
            session.execute(text(statement))

    move(far, back)

    assert stored(back) == stored(database)


def test_rows_that_point_at_later_ones_of_their_table(database: str, far: str) -> None:
    with session_on(database) as session, session.begin():
        first, second = (factories.make_account(session, name) for name in ("un", "deux"))
        inner = factories.make_territory(session, "Quartier", level=TerritoryLevel.QPV)
        outer = factories.make_territory(session, "Ville", level=TerritoryLevel.COMMUNE)
        session.get_one(Territory, inner).parent_id = outer
        session.flush()
        # Not by the session, which would sign them itself.
        accounts = update(Account).where(col(Account.id) == bindparam("one"))
        session.execute(accounts.values(updated_by=second), {"one": first})
        session.execute(accounts.values(created_by=first), {"one": second})

    move(database, far)

    with session_on(far) as session:
        assert session.get_one(Territory, inner).parent_id == outer
        assert session.get_one(Account, first).updated_by == second
        assert session.get_one(Account, second).created_by == first


def test_what_the_other_database_cannot_hold_leaves_nothing(database: str, far: str) -> None:
    _fill(database)
    with session_on(database) as session, session.begin():
        factories.make_centre(session, "nul", website="Avec un \0 que PostgreSQL refuse")

    with pytest.raises(CopyError, match=r"^La table centre ne peut pas être copiée\. Rien n’a été"):
        move(database, far)

    assert rows(far) == 0
    with session_on(database) as session, session.begin():
        session.execute(text("UPDATE centre SET website = NULL"))
    move(database, far)


def test_a_value_that_this_program_does_not_know(database: str, far: str) -> None:
    _fill(database)
    with session_on(database) as session, session.begin():
        session.execute(text("UPDATE meeting SET format = 'à venir'"))

    with pytest.raises(CopyError, match=r"^La table meeting ne peut pas être copiée\..*à venir"):
        move(database, far)

    assert rows(far) == 0


def test_a_row_that_differs_leaves_nothing(
    database: str, far: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def insert_less(copied: Connection, table: Table, page: Any) -> None:
        copied.execute(insert(table), [{**row._mapping, "headcount": 11} for row in page])

    inserted = copying._insert
    monkeypatch.setattr(
        copying,
        "_insert",
        lambda copied, table, page: (insert_less if table.name == "meeting" else inserted)(
            copied, table, page
        ),
    )
    _fill(database)

    with pytest.raises(CopyError, match="La table meeting n’est pas la même des deux côtés"):
        move(database, far)

    assert rows(far) == 0


def test_a_figure_that_differs_leaves_nothing(
    database: str, far: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def report(session: Session, **_: object) -> Mapping[str, str]:
        return {"dialect": session.get_bind().dialect.name}

    monkeypatch.setattr(copying, "year_report", report)
    _fill(database)

    with pytest.raises(CopyError, match="Les chiffres de 2024"):
        move(database, far)

    assert rows(far) == 0


def test_a_base_that_cannot_be_copied_or_filled(
    database: str, far: str, back: str, postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _fill(database)
    _fill(postgres)
    with session_on(far) as session, session.begin():
        session.execute(text("CREATE TABLE an_other_application (id integer)"))
    for source, target, complaint in (
        (back, postgres, "La base de départ n’existe pas"),
        (far, back, "La base de départ n’est pas au schéma de ce programme"),
        (database, far, "La base d’arrivée n’est pas vide. Donnez"),
        (database, postgres, "La base d’arrivée n’est pas vide (table "),
        (database, database, "La base d’arrivée n’est pas vide (table "),
        (database, "postgresql://127.0.0.1:1/x", "La base ne répond pas, ou refuse."),
    ):
        assert main(["copy", source, target]) == 2
        assert capsys.readouterr().err.startswith(complaint)


SOME = 3  # rows of each table
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words
first, last = datetime(1900, 1, 1), datetime(2200, 1, 1)
# What each type of column holds: a few values, taken in turn.
POOLS: dict[type, st.SearchStrategy[Any]] = {
    AutoString: words,
    Integer: st.integers(-(2**31), 2**31 - 1),
    Float: st.floats(allow_nan=False, allow_infinity=False),
    Boolean: st.booleans(),
    Date: st.dates(first.date(), last.date()),
    Time: st.times(),
    UTCDateTime: st.datetimes(first, last, timezones=st.just(UTC)),
    JSON: st.dictionaries(words, plain | st.lists(plain, max_size=2), max_size=3),
}
Pools = Mapping[type, list[Any]]
pools = st.fixed_dictionaries(
    {kind: st.lists(of_it, min_size=SOME, max_size=SOME) for kind, of_it in POOLS.items()}
)
keys = st.lists(st.integers(1, 2**31 - 1), min_size=SOME, max_size=SOME, unique=True)
voids = st.lists(st.booleans(), min_size=SOME, max_size=SOME)


@settings(max_examples=3)  # each is two copies of the whole, read again and compared
@given(pools=pools, keys=keys, voids=voids)
def test_whatever_the_rows_they_come_back_the_same(
    databases: Databases,
    empty_template: str,
    postgres_databases: PostgresDatabases,
    postgres_template: str,
    pools: Pools,
    keys: list[int],
    voids: list[bool],
) -> None:
    with (
        copied(databases, empty_template) as source,
        copied(postgres_databases, postgres_template) as far,
        copied(databases, empty_template) as back,
    ):
        with session_on(source) as session, session.begin():
            for table in TABLES:
                made = [_row(table, number, pools, keys, voids) for number in range(SOME)]
                session.execute(insert(table), made)
        move(source, far)
        move(far, back)

        assert stored(back) == stored(source)


def _row(
    table: Table, number: int, pools: Pools, keys: list[int], voids: list[bool]
) -> dict[str, Any]:
    return {
        column.key: _value(column, number, pools, keys, voids[(place + number) % SOME])
        for place, column in enumerate(table.c)
    }


def _value(column: Column[Any], number: int, pools: Pools, keys: list[int], void: bool) -> Any:
    if column.foreign_keys or (column.primary_key and isinstance(column.type, Integer)):
        # Of its own table, another row, which may be a later one.
        own = any(key.column.table is column.table for key in column.foreign_keys)
        return keys[(number + own) % SOME]
    if column.nullable and void:
        return None
    if column.name in ("year", "month"):
        return {"year": 2024, "month": 1}[column.name] + number
    if isinstance(column.type, Coded):
        return list(column.type.members.values())[number % len(column.type.members)]
    value = next(of_it[number] for kind, of_it in pools.items() if isinstance(column.type, kind))
    if isinstance(column.type, AutoString):
        length = getattr(column.type.impl, "length", None)
        return f"{number}{value}"[:length]  # unlike the two others
    return value
