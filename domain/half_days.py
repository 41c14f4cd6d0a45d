"""The half-day, the unit of the national return: its rule, told and applied in one place."""

from datetime import time

MINUTES, MOST_IN_A_DAY = 4 * 60, 2.0

OF_THE_HOURS = "une par tranche de quatre heures entamée, deux au plus par jour"
# What the figure rests on.
DURATION = (
    "le nombre de demi-journées saisi ou, à défaut, calculé d’après les heures à "
    f"l’enregistrement ({OF_THE_HOURS})"
)
RULE = f"La durée d’une rencontre est {DURATION}."


def half_days(start: time | None, end: time | None) -> float | None:
    """What the hours of a meeting make; None without both hours.

    Source: the unit is that of the national return; the rule is ours, shown on the form.
    """
    if start is None or end is None or end <= start:
        return None
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return min(MOST_IN_A_DAY, float(-(-minutes // MINUTES)))
