"""Both databases give the same readings, and the same files to the byte.

So what is found in these files is looked at on one of them (``pytest.mark.looks``).
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from sqlmodel import Session

from db import demo
from db.command_line import centre_named
from db.queries.once import answers_kept
from db.queries.report import report_reading
from documents.making import make
from domain.document_kinds import DocumentKind, Order
from domain.periods import Period
from domain.report_reading import ReportReading
from domain.roles import Role
from domain.scope import Scope
from tests.databases import PostgresDatabases, SQLiteFiles, migrated, mix, session_on
from tests.documents.conftest import FICTIONAL, NOW, REAL, quiet
from tests.documents.reports import made_of

# The real year has what was published; the fictional one all the rest.
FILES = [
    *((kind, FICTIONAL, 2026) for kind in DocumentKind),
    (DocumentKind.WORKBOOK, REAL, 2023),
    (DocumentKind.NATIONAL_RETURN, REAL, 2023),
]


@pytest.fixture(scope="module")
def both(
    postgres_databases: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Session]]:
    """The demonstration as it is loaded on one day, in a database of each kind."""
    with ExitStack() as stack:
        sessions = []
        for databases in (SQLiteFiles(tmp_path_factory.mktemp("both")), postgres_databases):
            url = stack.enter_context(migrated(databases))
            with session_on(url) as session, session.begin():
                demo.load(session, NOW.date())
            mix(url)
            sessions.append(stack.enter_context(session_on(url)))
        yield sessions


@made_of
def test_the_reading_is_the_same(slug: str, period: Period, both: list[Session]) -> None:
    on_sqlite, on_postgresql = (read(session, slug, period) for session in both)

    assert on_postgresql == on_sqlite


def read(session: Session, slug: str, period: Period) -> ReportReading:
    scope = Scope(centre_named(session, slug), period)
    with answers_kept(session):
        return report_reading(session, scope=scope, filters=(), today=NOW.date(), now=NOW)


@pytest.mark.parametrize(("kind", "slug", "year"), FILES)
def test_each_file_is_the_same(
    kind: DocumentKind, slug: str, year: int, both: list[Session]
) -> None:
    on_sqlite, on_postgresql = (file(session, kind, slug, year) for session in both)

    assert on_postgresql == on_sqlite


def file(session: Session, kind: DocumentKind, slug: str, year: int) -> bytes:
    scope = Scope(centre_named(session, slug), Period.of_year(year))
    return make(session, Order(kind, scope, Role.ADMIN, NOW.date(), NOW), quiet)
