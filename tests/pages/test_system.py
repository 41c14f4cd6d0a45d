"""Installation: the administrator reads which program runs, on which database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st

from components import readiness
from db import schema
from db.backup import DAILY, Manifest, pack
from db.queries.standing import standing
from db.unit_of_work import reading
from domain import passwords
from domain.formats import NBSP, moment
from domain.roles import Role
from domain.version import VERSION
from tests.pages.opening import markup, open_page, text
from tests.people import make_account, open_centre

SPACE = "\N{EN SPACE}"


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


def test_each_migration_is_told_and_that_of_the_database_is_marked() -> None:
    page = open_page("systeme", "admin")

    assert [migration for migration in schema.migrations() if not migration.title] == []
    assert schema.migrations()[0].revision == schema.head()
    assert "aucune n’attend" in text(page)
    assert f"0013{SPACE}Centres séparés par PostgreSQL" in text(page)
    assert f"0001{SPACE}Premières tables appliquée" in text(page)
    assert markup(page).count(">celle&nbsp;de&nbsp;la&nbsp;base<") == 1


def test_it_says_how_many_migrations_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    known = schema.migrations()
    later = tuple(schema.Migration(f"99{number}", "À venir") for number in (2, 1))
    monkeypatch.setattr(schema, "migrations", lambda: (*later, *known))

    said = text(open_page("systeme", "admin"))

    assert f"2{NBSP}migrations attendent" in said
    assert f"992{SPACE}À venir en{NBSP}attente 991{SPACE}À venir en{NBSP}attente" in said
    assert f"{known[0].revision}{SPACE}{known[0].title} celle{NBSP}de{NBSP}la{NBSP}base" in said


@pytest.fixture
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the rotation, told to the server."""
    monkeypatch.setenv("MAILLAGE_BACKUPS", str(tmp_path))
    return tmp_path


def kept(folder: Path, hours_ago: float) -> tuple[Path, datetime]:
    """A backup whose seal is whole, made then."""
    made_at = (datetime.now(UTC) - timedelta(hours=hours_ago)).replace(microsecond=0)
    file = folder / made_at.strftime(DAILY)
    database = folder / "contenu"
    database.write_bytes(b"une base")
    pack(database, Manifest(made_at, "0013", 1234), file)
    return file, made_at


def backup_told() -> str:
    said = text(open_page("systeme", "admin"))
    return said.partition("Sauvegarde Dernière")[2].partition("Processus")[0].strip()


def test_without_a_folder_nothing_is_said_of_backups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILLAGE_BACKUPS", raising=False)

    assert backup_told().startswith(f"inconnue{NBSP}: MAILLAGE_BACKUPS")


def test_the_last_backup_is_that_of_the_folder(backups: Path) -> None:
    kept(backups, 30)
    _, made_at = kept(backups, 2)

    said = backup_told()

    assert said.startswith(f"{moment(made_at, 'Europe/Paris')}, entière Contenu 1")
    assert "Attention" not in said
    assert str(backups) in said


def test_a_missed_night_is_told(backups: Path) -> None:
    kept(backups, 80)

    assert f"Attention aucune depuis 3{NBSP}jours" in backup_told()


def test_a_damaged_backup_is_none(backups: Path) -> None:
    _, made_at = kept(backups, 26)
    damaged, _ = kept(backups, 2)
    damaged.write_bytes(damaged.read_bytes()[:-100] + b"0" * 100)

    said = backup_told()

    assert said.startswith(f"{moment(made_at, 'Europe/Paris')}, entière")
    assert f"Inutilisables {damaged.name}, plus récents mais endommagés" in said


def test_an_empty_folder_and_one_that_is_not_there_reassure_nobody(backups: Path) -> None:
    assert backup_told() == f"aucune qui soit entière dans {backups}"
    backups.rmdir()
    assert backup_told() == f"inconnue{NBSP}: le dossier {backups} ne peut pas être lu"
