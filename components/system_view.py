"""Installation: what runs, on which database, and what a watcher can ask of it."""

import platform
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st
from prometheus_client import REGISTRY

from components import metrics, readiness
from components.data import read_afresh
from components.site_map import PRODUCT
from components.templates import show
from db import schema
from db.backup import daily_folder, last_whole
from db.queries.standing import Standing, standing
from domain.formats import NBSP, count, enumeration, moment, number
from domain.roles import User
from domain.version import VERSION

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NO_REPLICA = "aucune"
UNKNOWN = f"inconnue{NBSP}: MAILLAGE_BACKUPS ne dit pas à ce serveur dans quel dossier elles sont"
# One is made each night: later than this, a night was missed.
MISSED_AFTER = timedelta(hours=36)


def show_system(user: User) -> None:
    found = read_afresh(standing)
    parts = {
        "Programme": _program(),
        "Base de données": _database(found),
        "Sauvegarde": _backup(user.centre.timezone),
        "Processus qui vous répond": _process(user),
    }
    show("system.html", parts=parts, **_migrations(found.revision))


def _program() -> list[tuple[str, str]]:
    return [
        (PRODUCT, VERSION),
        ("Python", platform.python_version()),
        ("Streamlit", st.__version__),
    ]


def _database(found: Standing) -> list[tuple[str, str]]:
    return [
        ("Moteur", f"{NAMES[found.backend]} {found.version}"),
        ("Taille", _megabytes(found.size)),
        ("Schéma", _schema(found.revision)),
        ("Base de secours", readiness.replica_standing() or NO_REPLICA),
    ]


def _schema(revision: str | None) -> str:
    expected = readiness.expected_revision()
    if revision == expected:
        return f"{revision}, celui que ce programme attend"
    return f"{revision}, alors que ce programme attend {expected}"


def _backup(timezone: str) -> list[tuple[str, str]]:
    """Only what is in the folder, read now: a file that is not whole is no backup."""
    folder = daily_folder()
    if folder is None:
        return [("Dernière", UNKNOWN)]
    try:
        last, spoiled = last_whole(folder)
    except OSError:
        return [("Dernière", f"inconnue{NBSP}: le dossier {folder} ne peut pas être lu")]
    told = [("Dernière", f"aucune qui soit entière dans {folder}")]
    if last:
        age = datetime.now(UTC) - last.made_at
        late = [("Attention", f"aucune depuis {count(age.days, 'jour')}")]
        told = [
            ("Dernière", f"{moment(last.made_at, timezone)}, entière"),
            *(late if age > MISSED_AFTER else []),
            ("Contenu", f"{count(last.rows, 'ligne')}, schéma {last.schema}"),
            ("Dossier", str(folder)),
        ]
    return [*told, *_spoiled(spoiled)]


def _spoiled(files: list[Path]) -> list[tuple[str, str]]:
    names = enumeration([file.name for file in files])
    return [("Inutilisables", f"{names}, plus récents mais endommagés")] if files else []


def _migrations(revision: str | None) -> dict[str, object]:
    """Those of this program, the latest first, from that of the database on applied."""
    known = schema.migrations()
    numbers = [migration.revision for migration in known]
    waiting = numbers.index(revision) if revision in numbers else 0
    return {"migrations": known, "waiting": waiting, "revision": revision}


def _process(user: User) -> list[tuple[str, str]]:
    """Only what the system tells: elsewhere than on Linux, neither memory nor beginning."""
    begun = REGISTRY.get_sample_value("process_start_time_seconds")
    memory = REGISTRY.get_sample_value("process_resident_memory_bytes")
    sessions = REGISTRY.get_sample_value("maillage_open_sessions")
    known = [
        ("Démarré", begun and moment(datetime.fromtimestamp(begun, UTC), user.centre.timezone)),
        ("Mémoire", memory and _megabytes(memory)),
        ("Connectés", count(sessions, "navigateur")),
        ("Mesures", "ouvertes sur /metrics" if metrics.are_open() else "fermées"),
        ("Port", st.get_option("server.port")),
    ]
    return [(label, str(said)) for label, said in known if said]


def _megabytes(size: float) -> str:
    return f"{number(round(size / 1e6, 1 if size < 1e7 else None))}\u00a0Mo"
