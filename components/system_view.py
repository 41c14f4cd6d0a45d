"""Installation: what runs, on which database, and what a watcher can ask of it."""

import platform
from datetime import UTC, datetime

import streamlit as st
from prometheus_client import REGISTRY

from components import metrics, readiness
from components.data import read_afresh
from components.site_map import PRODUCT
from components.templates import show
from db.queries.standing import Standing, standing
from domain.formats import count, moment, number
from domain.roles import User
from domain.version import VERSION

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NO_REPLICA = "aucune"


def show_system(user: User) -> None:
    found = read_afresh(standing)
    parts = {
        "Programme": _program(),
        "Base de données": _database(found),
        "Processus qui vous répond": _process(user),
    }
    show("system.html", parts=parts)


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
