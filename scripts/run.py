"""`make run`: an up-to-date database, the demonstration in a new one, then the server.

The same on every system (Windows has no make). Settings come by the environment: PORT, HOST,
DATABASE_URL, and DEMO=no to leave a new database empty.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

from sqlmodel import Session, select

from db.demo import ACCOUNTS, PASSWORD
from db.engine import get_engine
from db.models import Account, Centre, Installation

ROOT = Path(__file__).parent.parent

PUBLIC = "\n  Démonstration\u00a0: comptes {accounts}\u202f; mot de passe {password}\n"


def main() -> None:
    os.chdir(ROOT)
    port, host = os.environ.get("PORT") or "8501", os.environ.get("HOST") or "localhost"
    _refuse_taken_port(host, port)
    _prepare_database()
    _announce(host, port)
    _serve(host, port)


def _refuse_taken_port(host: str, port: str) -> None:
    """Said before anything else is done, and in French: Streamlit would say it in English."""
    if not port.isdecimal():
        sys.exit(
            f"PORT doit être un nombre, par exemple 8501\u202f; reçu\u00a0: «\u00a0{port}\u00a0»."
        )
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError):
            other = int(port) + 1 if int(port) < 65_000 else 8501
            sys.exit(
                f"Le port {port} est déjà pris (Maillage tourne-t-il déjà\u202f?). "
                f"Essayez un autre port\u00a0: make run PORT={other}"
            )


def _prepare_database() -> None:
    _database_command("init")
    if os.environ.get("DEMO") != "no" and _is_empty():
        print("Base nouvelle\u00a0: chargement de la démonstration.", flush=True)
        _database_command("demo")


def _database_command(name: str) -> None:
    """Its own messages are French sentences; a failure has said why."""
    done = subprocess.run([sys.executable, "-m", "db", name], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _is_empty() -> bool:
    """Neither centre nor account: nobody has begun to use it, or a first loading was cut short."""
    with Session(get_engine()) as session:
        return not any(session.exec(select(table).limit(1)).first() for table in (Centre, Account))


def _is_demonstration() -> bool:
    with Session(get_engine()) as session:
        installation = session.exec(select(Installation)).first()
        return installation is not None and installation.demonstration


def _announce(host: str, port: str) -> None:
    shown = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104 -- as given by HOST
    print(f"\n  Maillage\u00a0: http://{shown}:{port}    (pour arrêter\u00a0: Ctrl+C)")
    accounts = PUBLIC.format(accounts=", ".join(ACCOUNTS), password=PASSWORD)
    print(accounts if _is_demonstration() else "", flush=True)


def _serve(host: str, port: str) -> None:
    get_engine().dispose()
    command = [
        str(Path(sys.executable).with_name("streamlit")),
        *("run", "app.py"),
        *("--server.port", port, "--server.address", host, "--server.headless", "true"),
        # Streamlit’s English welcome; looking up addresses for it also calls a site outside.
        *("--logger.hideWelcomeMessage", "true"),
    ]
    if os.name == "posix":
        # The server takes this process’s place, so that signals reach it.
        os.execv(command[0], command)  # noqa: S606
    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    main()
