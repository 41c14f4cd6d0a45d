"""The schema: made by migrations only, on a database that is new, current, or too recent."""

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlmodel import Session

from db import schema
from db.engine import get_engine


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


@pytest.mark.usefixtures("database")
def test_every_migration_can_be_undone() -> None:
    command.downgrade(schema.config(), "base")

    assert inspect(get_engine()).get_table_names() == ["alembic_version"]
