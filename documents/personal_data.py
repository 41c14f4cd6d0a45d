"""The files that answer whoever asks what is held about him: to be read by people and machines.

An Excel file is both: an open format (ISO/IEC 29500) that any program reads, and tables one opens.
"""

from datetime import datetime

from documents.sheet_file import About, write
from domain import account_data, personal_data
from domain.account_data import AccountHeld
from domain.formats import NBSP, moment
from domain.personal_data import Held


def make(held: Held, centre: str, timezone: str, now: datetime) -> bytes:
    """Of a person of the directory. ``now`` has its time zone."""
    about = [
        ("Centre", f"{centre}."),
        _read_at(now, timezone),
        (
            "Textes qui la nomment",
            f"Un programme les cherche par le nom{NBSP}: ceux d’un homonyme peuvent s’y trouver. "
            "Relisez-les avant de remettre ce fichier.",
        ),
        (
            "Données personnelles",
            "À remettre à la personne elle-même, et à elle seule. Son export est noté au journal.",
        ),
    ]
    title = f"{centre}, données tenues sur une personne"
    sheets = personal_data.sheets(held, about, timezone)
    return write(sheets, About(title, "Droit d’accès", centre, now))


def make_of_account(held: AccountHeld, timezone: str, now: datetime) -> bytes:
    """Of someone who signs in, for himself."""
    about = [
        _read_at(now, timezone),
        (
            "Journal",
            "Ce que vous avez enregistré, sans ce que les fiches contiennent de votre équipe et "
            "de ses partenaires.",
        ),
    ]
    sheets = account_data.sheets(held, about, timezone)
    return write(sheets, About("Données de votre compte", "Droit d’accès", held.name, now))


def _read_at(now: datetime, timezone: str) -> tuple[str, str]:
    return "Moment", f"Lu le {moment(now, timezone)}."
