"""Loads the demonstration: both centres, their four accounts, and nothing over real data."""

from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session

from db.bulk import insert_links, insert_rows, tell
from db.demo.centre import CentreLoader
from db.demo.fictional.year_after_year import load_fictional_years
from db.demo.real_year import load_real_year, read_report
from db.installation import ensure_installation
from db.models import Account, Centre, Membership
from db.queries.accounts import is_demonstration
from db.reference.territories import REGION_CODE, ensure_territories
from domain.passwords import hash_password
from domain.roles import Role

PASSWORD = "demonstration"  # noqa: S105 -- shown on the sign-in page
ACCOUNTS = {
    "direction": ("Direction (démonstration)", Role.DIRECTOR),
    "saisie": ("Saisie (démonstration)", Role.EDITOR),
    "conseil": ("Conseil d’administration (démonstration)", Role.READER),
    "admin": ("Administration (démonstration)", Role.ADMIN),
}
FICTIONAL_SLUG = "centre-fictif"


class DemoRefused(RuntimeError):  # noqa: N818 -- a refusal, not an error of the program
    """The demonstration cannot be loaded here. The message says why, in French."""


def load(session: Session, today: date) -> bool:
    """Fill an empty, migrated database with the demonstration; one line in the journal.

    Returns False, and changes nothing, when the demonstration is there already. Raises
    DemoRefused when the database holds anything else.
    """
    if is_demonstration(session):
        return False
    _refuse_anything_else(session)
    # Every page will say so.
    ensure_installation(session).demonstration = True
    territories = ensure_territories(session)
    real, fictional = _add_centres(session, territories[REGION_CODE])
    director = _add_accounts(session, (real, fictional))
    load_real_year(CentreLoader(session, real, today, territories), read_report())
    load_fictional_years(CentreLoader(session, fictional, today, territories), director)
    tell(session, "charger la démonstration")
    return True


def _refuse_anything_else(session: Session) -> None:
    for model in (Centre, Account):
        if session.scalar(select(func.count()).select_from(model)):
            raise DemoRefused(
                "La base contient déjà des données qui ne sont pas celles de la démonstration. "
                "Rien n’a été modifié. Pour essayer la démonstration, désignez une base vide par "
                "DATABASE_URL."
            )


def _add_centres(session: Session, region_id: int) -> list[int]:
    """The real centre comes first: it is the one that opens."""
    real = read_report()["centre"]
    return insert_rows(
        session,
        Centre,
        [
            {**real, "region_id": region_id, "fictional": False, "public_agenda": False},
            {
                "slug": FICTIONAL_SLUG,
                "name": "Centre fictif",
                "website": None,
                "region_id": region_id,
                "fictional": True,
                "public_agenda": True,
            },
        ],
    )


def _add_accounts(session: Session, centres: tuple[int, int]) -> int:
    """Four members of both centres; the identifier of the director."""
    hashed = hash_password(PASSWORD)
    rows = [
        {"username": username, "name": name, "password_hash": hashed}
        for username, (name, _) in ACCOUNTS.items()
    ]
    ids = insert_rows(session, Account, rows)
    roles = [role for _, role in ACCOUNTS.values()]
    members = [
        {"account_id": account, "centre_id": centre, "role": int(role)}
        for account, role in zip(ids, roles, strict=True)
        for centre in centres
    ]
    insert_links(session, Membership, members)
    return ids[roles.index(Role.DIRECTOR)]
