"""The documents from a command line: ``python -m documents rapport-docx --centre … --year … FILE``.

Answers 0 when the file is written, 2 when it cannot be. A year without data is told
on the error stream.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from db.command_line import DONE, Refusal, add_centre_and_year, carry_out, centre_named
from db.console import speak_utf8
from db.french_argparse import parser
from db.queries.centres import timezone_of
from db.queries.years import years_with_figures
from db.unit_of_work import reading
from documents.making import MODULES, make
from domain.document_kinds import NAMING, Order
from domain.formats import NBSP, enumeration, half_up, number
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope


def main(arguments: list[str] | None = None) -> int:
    """Write one document; the exit code of the process."""
    return carry_out(_parser().parse_args(arguments), refusals=(), needs_schema=True)


def _write(asked: argparse.Namespace) -> int:
    with reading() as session:
        centre_id = centre_named(session, asked.centre)
        now = datetime.now(UTC).astimezone(ZoneInfo(timezone_of(session, centre_id)))
        scope = Scope(centre_id, Period.of_year(asked.year))
        order = Order(asked.kind, scope, Role.DIRECTOR, now.date(), now)
        known = years_with_figures(session, centre_id=centre_id)
        if asked.year not in known:
            print(_nothing_in(asked.year, known), file=sys.stderr)
        body = make(session, order, print)
    try:
        Path(asked.file).write_bytes(body)
    except OSError as error:
        raise Refusal(f"Le fichier «{NBSP}{asked.file}{NBSP}» ne peut pas être écrit.") from error
    print(f"{asked.file}{NBSP}: {number(half_up(len(body) / 1000))}{NBSP}Ko")
    return DONE


def _nothing_in(year: int, known: tuple[int, ...]) -> str:
    """A year without data makes a document, which says so and little else."""
    told = f"Rien n’est enregistré pour {year}{NBSP}: le document est presque vide."
    others = enumeration([str(one) for one in known])
    return f"{told} Années connues{NBSP}: {others}." if known else told


def _parser() -> argparse.ArgumentParser:
    top = parser("python -m documents", "Écrit un document d’un centre dans un fichier.")
    kinds = top.add_subparsers(required=True, metavar="document", title="documents")
    # Names leave by the screen alone, which tells the journal who took them.
    for kind in (kind for kind in MODULES if kind not in NAMING):
        command = kinds.add_parser(kind.value, help=kind.label, description=f"{kind.label}.")
        add_centre_and_year(command)
        command.add_argument("file", metavar="FICHIER", help="le fichier à écrire")
        command.set_defaults(run=_write, kind=kind)
    return top


if __name__ == "__main__":
    speak_utf8()
    sys.exit(main())
