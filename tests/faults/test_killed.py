"""kill -9, in the middle of a save or of a migration: all of it, or nothing."""

import subprocess
import sys

import pytest
from alembic import command
from sqlalchemy import func, inspect, select, text
from sqlmodel import Session, col

from components import readiness
from db import schema
from db.models import Publication, Submission
from db.queries.integrity import faults
from db.unit_of_work import Author, reading, writing
from tests import factories
from tests.faults.killing import AFTER, CUTS, send

OLDER = "0006"
# Some way into the migrations that follow, and before the last word of them all.
MARKERS = ("CREATE TABLE share_link", "CREATE TABLE account_link", "UPDATE alembic_version")


def killed(*arguments: object) -> None:
    command = [sys.executable, "-m", "tests.faults.killing", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 -- ourselves


def ground() -> Author:
    with writing() as session:
        account, centre = factories.make_account(session), factories.make_centre(session)
        factories.make_member(session, account, centre)
    return Author(account, centre)


def titles(session: Session) -> list[str]:
    return sorted(session.scalars(select(col(Publication.title))))


@pytest.mark.usefixtures("database")
def test_a_save_cut_anywhere_is_whole_or_nothing_and_sent_again_is_one_row() -> None:
    author = ground()

    killed("send", author.account_id, author.centre_id)

    with reading() as session:
        assert titles(session) == [AFTER]
        assert session.scalar(select(func.count()).select_from(Submission)) == 1
        assert faults(session) == [], "the chain of the journal included"

    rows = {cut: [send(author, cut) for _ in range(2)] for cut in CUTS}

    with reading() as session:
        assert titles(session) == sorted(CUTS), "each of them, once"
        assert all(first == again for first, again in rows.values())
        assert faults(session) == []


@pytest.mark.usefixtures("database")
def test_a_migration_killed_leaves_the_rows_and_the_next_start_does_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ground()
    command.downgrade(schema.config(), OLDER)
    before = held()

    killed("migrate", *MARKERS)
    assert held() == before
    assert schema.current() == OLDER

    monkeypatch.setattr(readiness, "_known", readiness._Knowledge())
    assert readiness.prepare() is None
    assert schema.current() == schema.head()
    after = held()
    assert {table: after[table] for table in before} == before
    with reading() as session:
        assert faults(session) == []


def held() -> dict[str, int]:
    """How many rows each table has; tables half made would show."""
    with reading() as session:
        connection = session.connection()
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
            for table in inspect(connection).get_table_names()
        }
