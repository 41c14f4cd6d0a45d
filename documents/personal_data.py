"""The file that answers whoever asks what is held about him: to be read by people and machines.

An Excel file is both: an open format (ISO/IEC 29500) that any program reads, and tables one opens.
"""

from datetime import datetime

from documents.sheet_file import About, write
from domain.formats import NBSP, moment
from domain.personal_data import Held, sheets


def make(held: Held, centre: str, timezone: str, now: datetime) -> bytes:
    """The whole file. ``now`` has its time zone."""
    about = [
        ("Centre", f"{centre}."),
        ("Moment", f"Lu le {moment(now, timezone)}."),
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
    return write(sheets(held, about, timezone), About(title, "Droit d’accès", centre, now))
