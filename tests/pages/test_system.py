"""Installation: the administrator reads which program runs, on which database."""

import pytest
import streamlit as st

from components import readiness
from db.queries.standing import standing
from db.unit_of_work import reading
from domain import passwords
from domain.roles import Role
from domain.version import VERSION
from tests.pages.opening import open_page, text
from tests.people import make_account, open_centre


@pytest.fixture(autouse=True)
def admin(database: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    make_account("admin", ("un", Role.ADMIN))


def test_it_says_what_runs() -> None:
    said = text(open_page("systeme", "admin"))

    with reading() as session:
        found = standing(session)
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[found.backend]
    assert f"Maillage {VERSION}" in said
    assert f"Streamlit {st.__version__}" in said
    assert f"{engine} {found.version}" in said
    assert f"Schéma {readiness.expected_revision()}, celui que" in said
    assert "Base de secours aucune" in said
    assert "Mesures fermées" in said


def test_the_size_is_that_of_the_database() -> None:
    with reading() as session:
        found = standing(session)

    assert 100_000 < found.size < 100_000_000
    assert found.revision == readiness.expected_revision()


def test_it_says_when_the_schema_or_the_replica_is_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "replica_standing", lambda: "en retard")
    monkeypatch.setattr(readiness, "expected_revision", lambda: "9999")

    said = text(open_page("systeme", "admin"))

    assert "alors que ce programme attend 9999" in said
    assert "Base de secours en retard" in said
