"""What is said of an audience: when it was read, what it is compared with, what made it."""

from domain.audience import MEASURES, WHOLE, Gathering, Heard
from domain.formats import MISSING, MONTHS, NBSP, enumeration, month, number, of
from domain.wording import more, than


def definition(found: Heard) -> str:
    """What is measured, and how its months, or the year, are read."""
    measure = MEASURES[found.key]
    read = "Chiffre donné pour l’année entière." if found.is_given else measure.gathering.value
    return f"{measure.definition} {read}"


def days_read(found: Heard) -> str:
    """« cumul de janvier à octobre », « en octobre », « fin octobre », « pour l’année »."""
    if found.is_given:
        return "pour l’année"
    names = [MONTHS[rank - 1] for rank in found.months]
    gathering = MEASURES[found.key].gathering
    if gathering is Gathering.AT_ITS_END:
        return f"fin {names[0]}"
    if len(names) == 1:
        return f"en {names[0]}"
    without_gap = found.months[-1] - found.months[0] == len(names) - 1
    told = f"{names[0]} à {names[-1]}" if without_gap else enumeration(names)
    return f"cumul {of(told)}"


def change(found: Heard) -> str:
    """« ▲ 12 de plus que les mêmes mois de 2025 (116) »; « Octobre 2025 : non disponible »."""
    beside = _beside(found)
    if found.previous is None:
        return f"{beside[0].upper()}{beside[1:]}{NBSP}: {MISSING}"
    apart = found.value - found.previous
    if apart == 0:
        return f"= Autant {than(beside)} ({number(found.previous)})"
    sign = "▲" if apart > 0 else "▼"
    return f"{sign} {number(abs(apart))} {more(apart)} {than(beside)} ({number(found.previous)})"


def by_month(found: Heard) -> list[tuple[str, str, str]]:
    """What the figure is made of: each month, or the year as given; this year and the last."""
    parts = {WHOLE: "année entière", **dict(enumerate(MONTHS, start=1))}
    return [
        (name, number(found.known.get(part)), number(found.known_before.get(part)))
        for part, name in parts.items()
        if part in found.known or part in found.known_before
    ]


def _beside(found: Heard) -> str:
    """What the figure is compared with."""
    if found.is_given:
        return str(found.year - 1)
    if len(found.months) > 1:
        return f"les mêmes mois de {found.year - 1}"
    name = month(found.year - 1, found.months[0])
    return f"fin {name}" if MEASURES[found.key].gathering is Gathering.AT_ITS_END else name
