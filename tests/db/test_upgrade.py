"""From the database of the release before, and back to it: rows, figures, journals.

Release 0.5 ended at the migration PREVIOUS. What only later ones know is lost on the way back.
"""

from datetime import date
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData

from db import schema, walls
from db.engine import get_engine
from db.queries.centres import centre_ids
from db.queries.figures import year_report
from db.queries.integrity import faults
from db.queries.years import years_with_figures
from db.unit_of_work import reading

PREVIOUS = "0009"
TODAY = date(2026, 11, 22)
Rows = dict[str, list[dict[str, Any]]]


@pytest.mark.usefixtures("demonstration")
def test_the_database_of_the_previous_release_comes_to_this_one_and_goes_back() -> None:
    figures = all_figures()
    command.downgrade(schema.config(), PREVIOUS)
    previous = all_rows()
    assert figures
    assert previous["meeting"]

    schema.upgrade()
    assert only(previous, all_rows()) == previous
    assert all_figures() == figures
    with reading() as session:
        assert faults(session) == []

    command.downgrade(schema.config(), PREVIOUS)
    assert all_rows() == previous


def all_figures() -> dict[tuple[str, int], Any]:
    with reading() as session:
        return {
            (slug, year): year_report(session, centre_id=centre, year=year, today=TODAY)
            for slug, centre in centre_ids(session).items()
            for year in years_with_figures(session, centre_id=centre)
        }


def all_rows() -> Rows:
    """The rows of each table the database has, whatever the models of today say."""
    with get_engine().connect() as connection:
        walls.tell(connection)
        found = MetaData()
        found.reflect(connection)
        return {
            table.name: sorted(
                (dict(row) for row in connection.execute(table.select()).mappings()), key=str
            )
            for table in found.tables.values()
            if table.name != "alembic_version"
        }


def only(known: Rows, rows: Rows) -> Rows:
    """What is left of the rows when one looks at the tables and columns of ``known``."""
    columns = {table: set().union(*lines) for table, lines in known.items()}
    return {
        table: sorted(
            ({name: row[name] for name in row if name in columns[table]} for row in rows[table]),
            key=str,
        )
        for table in known
    }
