"""Alembic’s entry. The engine is the application’s, unless db.schema names another; SQLite alters
tables in batches.
"""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, func, select
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel, UTCDateTime

from db import models, walls  # noqa: F401 -- models fills SQLModel.metadata
from db.engine import get_engine

# The key of a lock of PostgreSQL: any number, as long as it is always the same.
MIGRATING = 20261122


def render_plainly(type_: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A migration names database types only: our column types may move or go."""
    if type_ != "type" or not isinstance(item, TypeDecorator):
        return False
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    length = getattr(item.impl, "length", None)
    return f"sa.String(length={length})" if length else "sa.String()"


def wait_for_others(connection: Connection) -> None:
    """Two servers that start together: the second finds the work of the first done."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        walls.tell(connection)  # a migration that moves rows moves those of every centre


def run() -> None:
    engine = context.config.attributes.get("engine") or get_engine()
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render_plainly,
            transactional_ddl=True,  # all of it or nothing, on SQLite too
        )
        with context.begin_transaction():
            wait_for_others(connection)
            context.run_migrations()
        connection.commit()


run()
