"""What the command lines of the product share: how they refuse, and how they name a centre."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

from db import schema
from db.engine import get_engine
from db.queries.centres import centre_ids
from domain.formats import NBSP

DONE, FAULTY, IMPOSSIBLE = 0, 1, 2


class Refusal(Exception):  # noqa: N818 -- what the administrator asked cannot be done
    """The request cannot be done. The message says why, in French."""


def carry_out(
    asked: argparse.Namespace, *, refusals: tuple[type[Exception], ...], needs_schema: bool
) -> int:
    """Run ``asked.run``; the exit code. The message of each refusal is a French sentence."""
    run: Callable[[argparse.Namespace], int] = asked.run
    expected: tuple[type[Exception], ...] = (Refusal, schema.SchemaError, *refusals)
    try:
        if needs_schema:
            _require_schema()
        return run(asked)
    except expected as refusal:
        print(refusal, file=sys.stderr)
    # The server, what it refuses, the folder, the address, or the driver it asks for.
    except (DBAPIError, ArgumentError, OSError, ImportError) as error:
        detail = " ".join(str(getattr(error, "orig", None) or error).split())
        print(
            "La base ne répond pas, ou refuse. Vérifiez DATABASE_URL, que le serveur est en "
            f"marche, que son compte et le dossier peuvent écrire (détail{NBSP}: {detail}).",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print(f"Interrompu{NBSP}: ce qui n’était pas fini n’est pas fait.", file=sys.stderr)
    return IMPOSSIBLE


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=what, description=f"{what.capitalize()}.")
    command.set_defaults(run=run)
    return command


def centre_named(session: Session, slug: str) -> int:
    """The centre’s identifier. Raise Refusal, with those there are, when none bears the slug."""
    known = centre_ids(session)
    if slug not in known:
        raise Refusal(_unknown_centre(slug, list(known)))
    return known[slug]


def add_centre_and_year(command: argparse.ArgumentParser) -> None:
    command.add_argument("--centre", required=True, metavar="ADRESSE", help="adresse du centre")
    command.add_argument(
        "--year", required=True, type=_year, metavar="ANNÉE", help="par exemple 2023"
    )


def _year(text: str) -> int:
    """A year that a date can bear."""
    year = int(text)
    date(year, 1, 1)
    return year


def _require_schema() -> None:
    file = get_engine().url.database
    if get_engine().dialect.name == "sqlite" and not (file and Path(file).exists()):
        raise Refusal(f"La base n’existe pas{NBSP}: {file}. Vérifiez DATABASE_URL.")
    schema.check_not_newer()
    if schema.current() != schema.head():
        raise Refusal(f"La base n’est pas à jour. Lancez d’abord{NBSP}: python -m db init")


def _unknown_centre(slug: str, known: list[str]) -> str:
    choices = f" Centres connus{NBSP}: {', '.join(known)}." if known else " La base n’en a aucun."
    return f"Aucun centre ne porte l’adresse «{NBSP}{slug}{NBSP}».{choices}"
