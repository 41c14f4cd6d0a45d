"""What Maillage holds about someone who signs in, for himself to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.devices import device
from domain.formats import moment
from domain.journal_rows import ROWS
from domain.sheets import BLANK, Column, Kind, Row, Sheet
from domain.workbook_guide import guide


@dataclass(frozen=True, slots=True)
class Seat:
    """A browser that was signed in. ``agent`` is what the browser said."""

    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    agent: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the journal that he wrote: what was done to which row, not what it holds."""

    at: datetime
    action: str
    table: str | None
    key: str | None


@dataclass(frozen=True)
class AccountHeld:
    name: str
    username: str
    email: str | None
    made_at: datetime
    last_sign_in_at: datetime | None
    rights: tuple[tuple[str, str], ...]  # centre, role
    seats: tuple[Seat, ...]
    deeds: tuple[Deed, ...]


_FIELDS = (
    Column("Donnée", Kind.TEXT, 30, "Ce dont il s’agit."),
    Column("Valeur", Kind.LONG, 60, "Ce que Maillage en tient aujourd’hui."),
)
_SEATS = (
    Column("Ouverte le", Kind.TEXT, 28, "Le moment de la connexion."),
    Column("Finit le", Kind.TEXT, 28, "Le moment où elle finit d’elle-même."),
    Column("Fermée le", Kind.TEXT, 28, "Vide\u00a0: elle n’a pas été fermée avant."),
    Column("Navigateur", Kind.LONG, 40, "Ce que le navigateur a dit de lui-même."),
)
_DEEDS = (
    Column("Le", Kind.TEXT, 28, "Le moment de l’enregistrement."),
    Column("Action", Kind.LONG, 40, "Ce qui a été fait."),
    Column("Sur", Kind.TEXT, 30, "La nature de la fiche."),
    Column("Numéro", Kind.TEXT, 14, "Celui de la fiche."),
)


def sheets(held: AccountHeld, about: Sequence[tuple[str, str]], timezone: str) -> tuple[Sheet, ...]:
    """What answers a request for access of someone who has an account."""
    tables = (
        Sheet("Compte", _FIELDS, tuple(_fields(held, timezone)), ""),
        Sheet("Connexions", _SEATS, tuple(_seat(one, timezone) for one in held.seats), "Aucune."),
        Sheet("Journal", _DEEDS, tuple(_deed(one, timezone) for one in held.deeds), "Rien."),
    )
    return (*tables, guide(about, tables))


def _fields(held: AccountHeld, timezone: str) -> list[Row]:
    last = held.last_sign_in_at
    return [
        ("Nom", held.name),
        ("Identifiant", held.username),
        ("E-mail", held.email or BLANK),
        ("Compte créé le", moment(held.made_at, timezone)),
        ("Dernière connexion", moment(last, timezone) if last else BLANK),
        *((f"Droits, {centre}", role) for centre, role in held.rights),
    ]


def _seat(one: Seat, timezone: str) -> Row:
    closed = moment(one.revoked_at, timezone) if one.revoked_at else BLANK
    return (
        moment(one.created_at, timezone),
        moment(one.expires_at, timezone),
        closed,
        f"{device(one.agent)} – {one.agent}" if one.agent else BLANK,
    )


def _deed(one: Deed, timezone: str) -> Row:
    table = ROWS[one.table][0] if one.table in ROWS else one.table or BLANK
    return moment(one.at, timezone), one.action, table, one.key or BLANK
