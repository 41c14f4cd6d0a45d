"""Copy a database into an empty one, SQLite or PostgreSQL, and verify that they say the same.

What is copied is one moment of the source, whoever writes meanwhile. It is written in one
transaction: a copy that fails, or differs, leaves nothing but empty tables.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    bindparam,
    func,
    insert,
    inspect,
    or_,
    select,
    update,
)
from sqlalchemy.exc import StatementError
from sqlmodel import Session, SQLModel, col

from db import schema
from db.models import Centre
from db.queries.figures import year_report
from db.queries.integrity import faults
from db.queries.years import years_with_figures
from domain.formats import NBSP

# What is being done, how much of it is done, out of how much.
Watch = Callable[[str, int, int], None]

AT_A_TIME = 1000  # rows in memory
DIGESTS = 2**256


class CopyError(Exception):
    """The copy cannot be made, or is not one; nothing was written. The message is in French."""


@dataclass(frozen=True)
class Copied:
    """What was copied and found equal; ``faults`` are those the source already had."""

    rows: int
    years: int
    faults: Sequence[str]


def copy(source: Engine, target: Engine, watch: Watch) -> Copied:
    """Copy every row, then compare rows, figures and integrity. Raise CopyError."""
    _require_current(source)
    _prepare(target)
    with _still(source) as origin, _filling(target) as copied:
        _refuse_rows(copied)
        rows = _pour(origin, copied, watch)
        _compare_rows(origin, copied, watch)
        years = _compare_figures(origin, copied, watch)
        found = _compare_faults(origin, copied)
        _set_sequences(copied)
    return Copied(rows, years, found)


def _require_current(source: Engine) -> None:
    file = source.url.database
    if source.dialect.name == "sqlite" and not (file and Path(file).is_file()):
        raise CopyError(f"La base de départ n’existe pas{NBSP}: {file}")
    if schema.current(source) != schema.head():
        raise CopyError(
            "La base de départ n’est pas au schéma de ce programme. Lancez d’abord, avec son "
            f"adresse dans DATABASE_URL{NBSP}: python -m db init"
        )


def _prepare(target: Engine) -> None:
    """Make the tables of a new database. One that has others is not ours to fill."""
    if schema.current(target) == schema.head():
        return
    if inspect(target).get_table_names():
        raise CopyError("La base d’arrivée n’est pas vide. Donnez l’adresse d’une base nouvelle.")
    schema.upgrade(target)


@contextmanager
def _still(source: Engine) -> Iterator[Connection]:
    """The source as it is at one moment, without keeping anyone from writing."""
    with source.connect() as connection:
        if source.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            _see_every_centre(connection)
        yield connection


@contextmanager
def _filling(target: Engine) -> Iterator[Connection]:
    """One transaction on the target: all of it, or nothing."""
    with target.connect() as connection:
        if target.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            _see_every_centre(connection)
        yield connection
        connection.commit()


def _see_every_centre(connection: Connection) -> None:
    """Until the end of the transaction: PostgreSQL shows the rows of the centres named here."""
    connection.execute(select(func.set_config("maillage.centres", "*", True)))


def _refuse_rows(copied: Connection) -> None:
    for table in _tables():
        if copied.execute(select(table).limit(1)).first():
            raise CopyError(
                f"La base d’arrivée n’est pas vide (table {table.name}). Donnez l’adresse d’une "
                "base nouvelle."
            )


def _pour(origin: Connection, copied: Connection, watch: Watch) -> int:
    """Copy all tables, those that others point at first; how many rows."""
    total, done = _count(origin), 0
    for table in _tables():
        with _naming(table):
            for page in _pages(origin, select(table)):
                _insert(copied, table, page)
                done += len(page)
                watch("Copie", done, total)
            _point_at_itself(origin, copied, table)
    return done


def _count(origin: Connection) -> int:
    counts = (select(func.count()).select_from(table) for table in _tables())
    return sum(origin.execute(statement).scalar_one() for statement in counts)


def _insert(copied: Connection, table: Table, page: Sequence[Row[Any]]) -> None:
    later = {column.key: None for column in _self_keys(table)}
    copied.execute(insert(table), [{**row._mapping, **later} for row in page])


def _point_at_itself(origin: Connection, copied: Connection, table: Table) -> None:
    """Fill what points at rows of its own table, once they are all there, whatever their order."""
    columns = _self_keys(table)
    if not columns:
        return
    own = {f"its_{column.key}": column for column in table.primary_key}
    pointing = select(table).where(or_(*(column.is_not(None) for column in columns)))
    statement = update(table).values({c.key: bindparam(f"new_{c.key}") for c in columns})
    for name, column in own.items():
        statement = statement.where(column == bindparam(name))
    for page in _pages(origin, pointing):
        copied.execute(statement, [_moved(row._asdict(), own, columns) for row in page])


def _moved(
    row: Mapping[str, Any], own: Mapping[str, Column[Any]], columns: Sequence[Column[Any]]
) -> dict[str, Any]:
    found = {name: row[column.key] for name, column in own.items()}
    return found | {f"new_{column.key}": row[column.key] for column in columns}


def _self_keys(table: Table) -> list[Column[Any]]:
    return [key.parent for key in table.foreign_keys if key.column.table is table]


@contextmanager
def _naming(table: Table) -> Iterator[None]:
    """Say which table has the row that cannot be read here or written there, without showing it."""
    try:
        yield
    except (StatementError, LookupError, ValueError) as error:
        detail = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise CopyError(
            f"La table {table.name} ne peut pas être copiée. Rien n’a été écrit. Détail{NBSP}: "
            f"{detail}"
        ) from error


def _compare_rows(origin: Connection, copied: Connection, watch: Watch) -> None:
    """Read both sides again: as many rows in each table, and the same."""
    tables = _tables()
    for done, table in enumerate(tables, 1):
        if _print(origin, table) != _print(copied, table):
            raise CopyError(
                f"La table {table.name} n’est pas la même des deux côtés. Rien n’a été écrit."
            )
        watch("Comparaison", done, len(tables))


def _print(connection: Connection, table: Table) -> tuple[int, int]:
    """How many rows, and the sum of their digests: the two databases order texts differently."""
    rows = total = 0
    for page in _pages(connection, select(table)):
        digests = (sha256(repr(tuple(row)).encode()).digest() for row in page)
        total = (total + sum(int.from_bytes(digest) for digest in digests)) % DIGESTS
        rows += len(page)
    return rows, total


def _compare_figures(origin: Connection, copied: Connection, watch: Watch) -> int:
    """Compute every indicator of each year of each centre on both sides; how many years."""
    asked, today = _years(origin), date.today()
    for done, (centre, year) in enumerate(asked, 1):
        one, other = (_figures(side, centre, year, today) for side in (origin, copied))
        if one != other:
            raise CopyError(
                f"Les chiffres de {year} (centre n°{NBSP}{centre}) ne sont pas les mêmes des deux "
                "côtés. Rien n’a été écrit."
            )
        watch("Chiffres", done, len(asked))
    return len(asked)


def _years(origin: Connection) -> list[tuple[int, int]]:
    with Session(origin) as session:
        centres = session.scalars(select(col(Centre.id)).order_by(col(Centre.id))).all()
        return [
            (centre, year)
            for centre in filter(None, centres)
            for year in years_with_figures(session, centre_id=centre)
        ]


def _figures(connection: Connection, centre: int, year: int, today: date) -> dict[str, Any]:
    with Session(connection) as session:
        return year_report(session, centre_id=centre, year=year, today=today)


def _compare_faults(origin: Connection, copied: Connection) -> list[str]:
    """The faults found in the copy, all of which the source must have."""
    with Session(copied) as session:
        found = faults(session)
    if found:
        with Session(origin) as session:
            known = faults(session)
        if new := [fault for fault in found if fault not in known]:
            raise CopyError("\n".join(["La copie a des défauts. Rien n’a été écrit.", *new]))
    return found


def _set_sequences(copied: Connection) -> None:
    """The rows to come are numbered after those copied; SQLite sees to it by itself."""
    if copied.dialect.name == "sqlite":
        return
    for table in _tables():
        if (column := table.autoincrement_column) is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            copied.execute(select(func.setval(sequence, func.max(column))))


def _pages(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    streamed = statement.execution_options(yield_per=AT_A_TIME)
    yield from connection.execute(streamed).partitions()


def _tables() -> list[Table]:
    return SQLModel.metadata.sorted_tables
