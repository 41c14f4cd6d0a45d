"""The commands that copy, keep and bring back a database: what they ask, and what they answer."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from db.backup import BackupError, backup, backup_and_rotate, restore
from db.command_line import DONE, FAULTY, add_command
from db.console import show_progress
from db.copying import CopyError, copy
from db.engine import engine_of, get_engine
from domain.formats import NBSP, count, moment

REFUSALS = (BackupError, CopyError)


def _copy(asked: argparse.Namespace) -> int:
    source, target = engine_of(asked.source), engine_of(asked.target)
    try:
        copied = copy(source, target, show_progress)
    finally:
        source.dispose()
        target.dispose()
    print(
        f"La base est copiée{NBSP}: {count(copied.rows, 'ligne')}, et les chiffres de "
        f"{count(copied.years, 'année')}, les mêmes des deux côtés."
    )
    return _told(copied.faults)


def _backup(asked: argparse.Namespace) -> int:
    copied = backup(get_engine(), asked.file, show_progress)
    print(f"La sauvegarde est faite{NBSP}: {asked.file}, {count(copied.rows, 'ligne')}, relue.")
    return _told(copied.faults)


def _backup_daily(asked: argparse.Namespace) -> int:
    file, copied, removed = backup_and_rotate(get_engine(), asked.folder, show_progress)
    print(f"La sauvegarde est faite{NBSP}: {file}, {count(copied.rows, 'ligne')}, relue.")
    for old in removed:
        print(f"Sauvegarde retirée{NBSP}: {old.name}")
    return _told(copied.faults)


def _restore(asked: argparse.Namespace) -> int:
    target = get_engine()
    try:
        manifest, copied = restore(asked.file, target, show_progress)
    finally:
        target.dispose()  # brings all that is in the neighbours of a SQLite file into that one
    made_at = moment(manifest.made_at, "Europe/Paris")
    print(
        f"La sauvegarde du {made_at} (heure de Paris) est restaurée{NBSP}: "
        f"{count(copied.rows, 'ligne')}.\n"
        "Ce qui a été fait depuis est à refaire, accès retirés et anonymisations compris."
    )
    return _told(copied.faults)


# The schema of DATABASE_URL is none of their business, or what they make.
WITHOUT_SCHEMA = (_copy, _restore)


def _told(faults: Sequence[str]) -> int:
    """The faults that the database had: they are kept with the rest, and are to be looked at."""
    if not faults:
        return DONE
    print(f"La base a des défauts, copiés avec le reste{NBSP}:", *faults, sep="\n", file=sys.stderr)
    return FAULTY


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    copying = add_command(
        commands, "copy", _copy, "copie une base dans une base vide, et les compare"
    )
    copying.add_argument("source", metavar="ADRESSE_DE_DÉPART", help="comme dans DATABASE_URL")
    copying.add_argument("target", metavar="ADRESSE_D_ARRIVÉE", help="celle d’une base vide")
    keeping = add_command(commands, "backup", _backup, "sauvegarde la base dans un fichier")
    keeping.add_argument("file", type=Path, metavar="FICHIER", help="un fichier nouveau")
    daily = add_command(
        commands,
        "backup-daily",
        _backup_daily,
        "fait une sauvegarde datée, et retire les trop anciennes",
    )
    daily.add_argument("folder", type=Path, metavar="DOSSIER", help="celui des sauvegardes")
    bringing = add_command(
        commands, "restore", _restore, "remplit une base vide avec une sauvegarde"
    )
    bringing.add_argument("file", type=Path, metavar="FICHIER", help="une sauvegarde")
