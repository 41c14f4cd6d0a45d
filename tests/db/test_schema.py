"""The schema: made by migrations only, on a database that is new, current, or too recent."""

import os
import subprocess
import sys

import pytest
from alembic import command
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db import schema
from db.engine import engine_of, get_engine
from db.models import AudienceFigure, Target, utc_now
from domain.vocabulary import AudienceKey
from tests import factories
from tests.databases import Databases


@pytest.mark.usefixtures("database")
def test_migrations_leave_nothing_to_migrate() -> None:
    assert schema.current() == schema.head()
    command.check(schema.config())


@pytest.mark.usefixtures("database")
def test_upgrading_again_changes_nothing() -> None:
    before = inspect(get_engine()).get_table_names()

    schema.upgrade()

    assert inspect(get_engine()).get_table_names() == before


def test_a_database_ahead_of_the_program_is_refused_in_french(session: Session) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = 'futur'"))
    session.commit()

    with pytest.raises(schema.SchemaError, match=r"schéma plus récent \(futur\)"):
        schema.upgrade()


def test_servers_that_start_together_make_the_schema_once(databases: Databases) -> None:
    url = databases.new()
    environment = {**os.environ, "DATABASE_URL": url}
    make = "from db import schema; schema.upgrade(); print(schema.current())"
    started = [
        subprocess.Popen(  # noqa: S603 -- our own module
            [sys.executable, "-c", make],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]

    assert [process.communicate() for process in started] == [(f"{schema.head()}\n", "")] * 3
    databases.drop(url)


def test_a_migration_cut_short_leaves_nothing(databases: Databases) -> None:
    def cut(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if "CREATE TABLE share_link" in statement:
            raise KeyboardInterrupt

    url = databases.new()
    engine = engine_of(url)
    event.listen(engine, "before_cursor_execute", cut)
    with pytest.raises(KeyboardInterrupt):
        schema.upgrade(engine)
    assert inspect(engine).get_table_names() == []

    event.remove(engine, "before_cursor_execute", cut)
    schema.upgrade(engine)
    assert schema.current(engine) == schema.head()
    engine.dispose()
    databases.drop(url)


@pytest.mark.usefixtures("database")
def test_every_migration_can_be_undone() -> None:
    command.downgrade(schema.config(), "base")

    assert inspect(get_engine()).get_table_names() == ["alembic_version"]


@pytest.mark.parametrize("month", [None, 3])
def test_an_audience_has_one_figure_a_year_and_one_a_month(
    session: Session, month: int | None
) -> None:
    centre = factories.make_centre(session)
    for value in (1, 2):
        key = AudienceKey.WEBSITE_USERS
        session.add(AudienceFigure(centre_id=centre, year=2024, month=month, key=key, value=value))

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_month_is_closed_once_until_it_is_reopened(session: Session) -> None:
    centre = factories.make_centre(session)
    factories.make_closing(session, centre, 2024, 3, reopened_at=utc_now())
    factories.make_closing(session, centre, 2024, 3, revision=2)

    with pytest.raises(IntegrityError):
        factories.make_closing(session, centre, 2024, 3, revision=3)


def test_nothing_is_null_and_not_a_word_of_json(session: Session) -> None:
    centre = factories.make_centre(session)
    session.add(Target(centre_id=centre, year=2024, key="meetings", value=130, profile=None))
    session.flush()

    for column in ("target.profile", "journal.before"):
        table = column.partition(".")[0]
        found = f"SELECT count(*), count({column}) FROM {table}"  # noqa: S608
        rows, filled = session.connection().execute(text(found)).one()
        assert (rows > 0, filled) == (True, 0)
