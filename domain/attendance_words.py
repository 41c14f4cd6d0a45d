"""What participations are counted on, where some meetings have no known attendance."""

from domain.formats import count, number
from domain.glance import YearAtAGlance
from domain.indicators import MEETINGS


def known(meetings: float | None, unknown: int) -> str | None:
    """« sur 14 rencontres renseignées sur 16 »: what participations are counted on.

    Nothing when all are known, or none. ``unknown`` are those of which nobody knows how many came.
    """
    if meetings is None or not 0 < unknown < meetings:
        return None
    known = count(meetings - unknown, "rencontre renseignée", "rencontres renseignées")
    return f"sur {known} sur {number(meetings)}"


def known_of(glance: YearAtAGlance) -> str | None:
    """Of the participations of the period."""
    return known(glance.figures[MEETINGS.key].value, glance.unknown_attendance)
