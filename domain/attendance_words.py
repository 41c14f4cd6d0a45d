"""How many came, in words: how well it is known, and on how many meetings it is counted."""

from domain.coverage import CoverageLine
from domain.formats import count, headcount, number
from domain.glance import YearAtAGlance
from domain.indicators import MEETINGS
from domain.vocabulary import HeadcountPrecision


def known(meetings: float | None, unknown: int) -> str | None:
    """« 14 des 16 rencontres ont un effectif »: what participations are counted on.

    Nothing when all are known, or none. ``unknown`` are those of which nobody knows how many came.
    """
    if meetings is None or not 0 < unknown < meetings:
        return None
    known = meetings - unknown
    have = "a" if known == 1 else "ont"
    return f"{number(known)} des {count(meetings, 'rencontre')} {have} un effectif"


def known_of(glance: YearAtAGlance) -> str | None:
    """Of the participations of the period."""
    return known(glance.figures[MEETINGS.key].value, glance.unknown_attendance)


def about(value: float | None, *, approximate: bool, unknown: int = 0) -> str:
    """« environ 150 » for a sum that an approximate headcount enters.

    ``unknown`` meetings bring nothing to it, for nobody knows how many came.
    """
    return f"{roughly(approximate=approximate, unknown=unknown) if value else ''}{number(value)}"


def roughly(*, approximate: bool, unknown: int) -> str:
    """What is said before a sum: « environ », « au moins » where others would add to it."""
    if not approximate:
        return ""
    return "au moins " if unknown else "environ "


def came(line: CoverageLine) -> str:
    """« plus de 100 » where that is how each inexact headcount was told; else see ``about``."""
    if line.is_minimum and line.participations:
        return headcount(line.participations, HeadcountPrecision.MORE_THAN)
    return about(line.participations, approximate=line.is_approximate, unknown=line.unknown)
