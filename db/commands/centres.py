"""Write centres."""

import re
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre, Territory
from domain.formats import NBSP, NNBSP
from domain.vocabulary import TerritoryLevel

SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 64


class CentreError(ValueError):
    """The request cannot be done. The message is for the user, in French."""


def add_centre(
    session: Session,
    *,
    slug: str,
    name: str,
    region: str,
    website: str | None = None,
    timezone: str = "Europe/Paris",
) -> int:
    """Make an empty centre in the région of this code. Raise CentreError."""
    _check(name, website, timezone)
    centre = Centre(
        slug=_free_slug(session, slug),
        name=name.strip(),
        region_id=_region_id(session, region),
        website=website,
        timezone=timezone,
    )
    session.add(centre)
    session.flush()
    assert centre.id is not None  # noqa: S101 -- given by the flush
    return centre.id


def _check(name: str, website: str | None, timezone: str) -> None:
    if not name.strip():
        raise CentreError("Le nom du centre est vide.")
    if website and not website.startswith(("https://", "http://")):
        raise CentreError(f"Le site doit commencer par https://{NNBSP}; reçu{NBSP}: {website}.")
    if timezone not in available_timezones():
        raise CentreError(
            f"Le fuseau horaire «{NBSP}{timezone}{NBSP}» est inconnu. Exemples{NBSP}: "
            "Europe/Paris, Indian/Mayotte."
        )


def _free_slug(session: Session, slug: str) -> str:
    if len(slug) > LONGEST_SLUG or not SLUG.fullmatch(slug):
        raise CentreError(
            f"L’adresse «{NBSP}{slug}{NBSP}» ne convient pas{NBSP}: des minuscules sans accent, "
            f"des chiffres, des tirets entre eux, {LONGEST_SLUG} caractères au plus."
        )
    if session.execute(select(col(Centre.id)).where(col(Centre.slug) == slug)).first():
        raise CentreError(f"L’adresse «{NBSP}{slug}{NBSP}» est déjà celle d’un centre.")
    return slug


def _region_id(session: Session, code: str) -> int:
    is_region = col(Territory.level) == TerritoryLevel.REGION
    regions = select(col(Territory.code), col(Territory.id)).where(is_region)
    known: dict[str, int] = dict(session.execute(regions).all())
    if code not in known:
        raise CentreError(
            f"Aucune région ne porte le code «{NBSP}{code}{NBSP}». "
            f"Codes connus{NBSP}: {', '.join(sorted(known)) or 'aucun'}."
        )
    return known[code]
