"""`make run`: an up-to-date database, the demonstration in a new one, then the server.

The same on every system (Windows has no make). Settings come by the environment: PORT, HOST,
DATABASE_URL, and DEMO=no to leave a new database empty.
"""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

from db.console import speak_utf8
from db.demo import ACCOUNTS, PASSWORD
from db.engine import get_engine
from db.queries.accounts import is_demonstration, list_accounts
from db.queries.centres import centre_ids
from db.unit_of_work import reading
from domain.formats import NBSP

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
    try:
        _listen_for_a_moment(host, int(port))
    except (OSError, OverflowError) as error:
        sys.exit(_why_not(error, host, int(port)))


def _listen_for_a_moment(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.socket(family, kind, protocol) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address[0], port, *address[2:]))


def _why_not(error: OSError | OverflowError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror) or getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
        return f"HOST={host} n’est pas une adresse de cet ordinateur. Par exemple{NBSP}: localhost."
    if isinstance(error, OverflowError):
        reason = f"Le port {port} n’existe pas (le plus grand est 65535)."
    elif isinstance(error, PermissionError):
        reason = f"Le port {port} est réservé à l’administrateur de cet ordinateur."
    else:
        reason = f"Le port {port} est déjà pris (Maillage tourne-t-il déjà\u202f?)."
    return f"{reason} Essayez un autre port{NBSP}: make run PORT={_another(port)}"


def _another(port: int) -> int:
    return port + 1 if 1024 <= port < 65_000 else 8501


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
    with reading() as session:
        return not (centre_ids(session) or list_accounts(session))


def _announce(host: str, port: str) -> None:
    shown = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104 -- as given by HOST
    shown = f"[{shown}]" if ":" in shown else shown
    with reading() as session:
        public = is_demonstration(session)
    print(f"\n  Maillage\u00a0: http://{shown}:{port}    (pour arrêter\u00a0: Ctrl+C)")
    accounts = PUBLIC.format(accounts=", ".join(ACCOUNTS), password=PASSWORD)
    print(accounts if public else "", flush=True)


def _serve(host: str, port: str) -> None:
    get_engine().dispose()
    command = [
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        *("--server.port", port, "--server.address", host, "--server.headless", "true"),
        # Streamlit’s English welcome; looking up addresses for it also calls a site outside.
        *("--logger.hideWelcomeMessage", "true"),
    ]
    if os.name == "posix":
        # The server takes this process’s place, so that signals reach it.
        os.execv(command[0], command)  # noqa: S606
    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    speak_utf8()
    main()
