"""The administrator’s command line: ``python -m db``.

Answers 0 when done, 1 when ``check`` finds faults, 2 when the request cannot be done.
"""

import argparse
import getpass
import json
import sys
from datetime import date
from pathlib import Path

from db import console, demo, safekeeping, schema
from db.command_line import (
    DONE,
    FAULTY,
    Refusal,
    add_centre_and_year,
    add_command,
    carry_out,
    centre_named,
)
from db.commands import accounts, centres
from db.french_argparse import parser
from db.installation import ensure_installation
from db.queries.accounts import credentials, list_accounts
from db.queries.centres import list_centres
from db.queries.figures import year_report
from db.queries.integrity import faults
from db.queries.journal_chain import heads
from db.reference.territories import REGION_CODE, ensure_territories
from db.unit_of_work import reading, writing
from db.walls import piercing
from domain.accounts import read_email
from domain.announcement import as_json, decoded, read_announcement
from domain.formats import NBSP, count
from domain.passwords import WeakPasswordError
from domain.roles import Role

# Each of these messages is a French sentence for the administrator.
REFUSALS = (
    accounts.AccountError,
    centres.CentreError,
    demo.DemoRefused,
    WeakPasswordError,
    *safekeeping.REFUSALS,
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code of the process."""
    asked = _parser().parse_args(arguments)
    without_schema = asked.run in (_init, _demo, _read_announcement, *safekeeping.WITHOUT_SCHEMA)
    return carry_out(asked, refusals=REFUSALS, needs_schema=not without_schema)


def _init(_asked: argparse.Namespace) -> int:
    schema.upgrade()
    with writing() as session:
        ensure_installation(session)
        ensure_territories(session)
    print(f"La base est prête (schéma {schema.current()}).")
    return DONE


def _demo(_asked: argparse.Namespace) -> int:
    schema.upgrade()
    with writing() as session:
        loaded = demo.load(session, date.today())
    if not loaded:
        print("La démonstration est déjà chargée. Rien n’a été modifié.")
        return DONE
    print(
        f"La démonstration est chargée. Comptes{NBSP}: {', '.join(demo.ACCOUNTS)} "
        f"(mot de passe «{NBSP}{demo.PASSWORD}{NBSP}»)."
    )
    return DONE


def _figures(asked: argparse.Namespace) -> int:
    with reading() as session:
        centre_id = centre_named(session, asked.centre)
        report = year_report(session, centre_id=centre_id, year=asked.year, today=date.today())
    if asked.format == "json":
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print(console.figures_table(report))
    return DONE


def _check(_asked: argparse.Namespace) -> int:
    with reading() as session:
        found, ends = [*faults(session), *piercing(session)], heads(session)
    if found:
        print("\n".join(found))
        return FAULTY
    print("Base saine")
    # Noted elsewhere, they show later that no line was taken off the end.
    for name, head in ends:
        lines = count(head.lines, "ligne")
        print(f"Journal ({name}){NBSP}: {lines}, empreinte de la dernière{NBSP}: {head.digest}")
    return DONE


def _read_announcement(asked: argparse.Namespace) -> int:
    try:
        text = decoded(Path(asked.file).read_bytes())
    except (OSError, ValueError) as error:
        raise Refusal(f"Le fichier «{NBSP}{asked.file}{NBSP}» ne peut pas être lu.") from error
    draft = read_announcement(text, asked.today or date.today())
    print(json.dumps(as_json(draft), ensure_ascii=False, indent=2))
    return DONE


def _centre_add(asked: argparse.Namespace) -> int:
    with writing() as session:
        centres.add_centre(
            session,
            slug=asked.slug,
            name=asked.name,
            region=asked.region,
            website=asked.website,
            timezone=asked.timezone,
        )
    print(f"Le centre «{NBSP}{asked.slug}{NBSP}» est créé.")
    return DONE


def _centre_list(_asked: argparse.Namespace) -> int:
    with reading() as session:
        print(console.centres_table(list_centres(session)))
    return DONE


def _user_add(asked: argparse.Namespace) -> int:
    password = _new_password(from_stdin=asked.password_stdin)
    with writing() as session:
        accounts.create_account(
            session,
            username=asked.username,
            name=asked.name,
            email=asked.email,
            password=password,
            memberships=[(slug, Role[asked.role]) for slug in dict.fromkeys(asked.centre)],
        )
    print(f"Le compte «{NBSP}{asked.username}{NBSP}» est créé.")
    return DONE


def _email(text: str) -> str | None:
    try:
        return read_email(text)
    except ValueError as refused:
        raise argparse.ArgumentTypeError(str(refused)) from refused


def _user_password(asked: argparse.Namespace) -> int:
    account_id = _account_id(asked.username)
    password = _new_password(from_stdin=asked.password_stdin)
    with writing() as session:
        accounts.change_password(session, account_id=account_id, password=password)
    print("Le mot de passe est changé. Toutes les sessions de ce compte sont fermées.")
    return DONE


def _user_suspend(asked: argparse.Namespace) -> int:
    account_id = _account_id(asked.username)
    with writing() as session:
        accounts.suspend(session, account_id=account_id)
    print("Le compte est suspendu. Toutes ses sessions sont fermées.")
    return DONE


def _user_restore(asked: argparse.Namespace) -> int:
    account_id = _account_id(asked.username)
    with writing() as session:
        accounts.restore(session, account_id=account_id)
    print("Le compte est rouvert, avec son mot de passe.")
    return DONE


def _user_list(_asked: argparse.Namespace) -> int:
    with reading() as session:
        print(console.accounts_table(list_accounts(session)))
    return DONE


def _account_id(username: str) -> int:
    with reading() as session:
        found = credentials(session, username=accounts.plain_username(username))
    if found is None:
        raise Refusal(f"Aucun compte ne porte l’identifiant «{NBSP}{username}{NBSP}».")
    return found.account_id


def _new_password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(f"Mot de passe{NBSP}: ")
    if getpass.getpass(f"Encore une fois{NBSP}: ") != password:
        raise Refusal("Les deux saisies diffèrent. Rien n’a été modifié.")
    return password


def _parser() -> argparse.ArgumentParser:
    top = parser("python -m db", "La ligne de commande de l’administrateur de Maillage.")
    commands = top.add_subparsers(required=True, metavar="commande", title="commandes")
    add_command(commands, "init", _init, "crée la base ou la met à jour")
    add_command(commands, "demo", _demo, "charge la démonstration dans une base vide")
    _add_figures(commands)
    add_command(commands, "check", _check, "vérifie l’intégrité des données")
    announcement = add_command(
        commands,
        "read-announcement",
        _read_announcement,
        "montre ce qu’une annonce fait comprendre",
    )
    announcement.add_argument("file", metavar="FICHIER", help="le texte d’une annonce")
    announcement.add_argument(
        "--today", type=date.fromisoformat, metavar="AAAA-MM-JJ", help="date du jour de la lecture"
    )
    safekeeping.add_commands(commands)
    places = commands.add_parser("centre", help="gère les centres", description="Gère les centres.")
    _add_centres(places.add_subparsers(required=True, metavar="action", title="actions"))
    users = commands.add_parser("user", help="gère les comptes", description="Gère les comptes.")
    _add_users(users.add_subparsers(required=True, metavar="action", title="actions"))
    return top


def _add_figures(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    figures = add_command(commands, "figures", _figures, "montre les chiffres d’une année")
    add_centre_and_year(figures)
    figures.add_argument(
        "--format", choices=("table", "json"), default="table", help="présentation"
    )


def _add_centres(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = add_command(actions, "add", _centre_add, "crée un centre")
    add.add_argument("slug", metavar="ADRESSE", help="en minuscules, par exemple mon-centre")
    add.add_argument("--name", required=True, metavar="NOM", help="nom affiché")
    add.add_argument(
        "--region", default=REGION_CODE, metavar="CODE", help=f"code de la région ({REGION_CODE})"
    )
    add.add_argument("--website", metavar="SITE", help="par exemple https://www.example.org")
    add.add_argument(
        "--timezone",
        default="Europe/Paris",
        metavar="FUSEAU",
        help="fuseau horaire (Europe/Paris)",
    )
    add_command(actions, "list", _centre_list, "montre les centres")


def _add_users(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    add = add_command(actions, "add", _user_add, "crée un compte")
    password = add_command(actions, "password", _user_password, "change un mot de passe")
    suspend = add_command(actions, "suspend", _user_suspend, "ferme un compte à son titulaire")
    restore = add_command(actions, "restore", _user_restore, "rouvre un compte suspendu")
    for one in (add, password, suspend, restore):
        one.add_argument("username", metavar="IDENTIFIANT")
    for one in (add, password):
        one.add_argument(
            "--password-stdin", action="store_true", help="lit le mot de passe sur l’entrée"
        )
    add.add_argument("--name", required=True, metavar="NOM", help="nom affiché")
    add.add_argument(
        "--email", type=_email, metavar="ADRESSE", help="e-mail, pour un fournisseur d’identité"
    )
    add.add_argument(
        "--centre",
        required=True,
        action="append",
        metavar="ADRESSE",
        help="adresse d’un centre\u202f; une fois par centre",
    )
    add.add_argument(
        "--role", required=True, choices=Role.__members__, help="droits dans ces centres"
    )
    add_command(actions, "list", _user_list, "montre les comptes")


if __name__ == "__main__":
    console.speak_utf8()
    sys.exit(main())
