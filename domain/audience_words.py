"""What is said of an audience: when it was read, what it is compared with, what made it."""

from domain.audience import MEASURES, WHOLE, Gathering, Heard
from domain.comparison_words import than
from domain.formats import MISSING, MONTHS, NBSP, enumeration, month, number, of
from domain.wording import more

ONE_READING = "Un seul relevé fait ce chiffre"


def formula(found: Heard) -> str:
    """How the months, or the year, are read."""
    if found.is_given:
        return "Chiffre donné pour l’année entière."
    return MEASURES[found.key].gathering.value


def made_of(found: Heard) -> str:
    """« Somme de 10 relevés : cumul de janvier à octobre. »"""
    if found.is_given:
        return f"{ONE_READING}{NBSP}: celui de l’année."
    told = ONE_READING if found.readings == 1 else f"Somme de {found.readings} relevés"
    return f"{told}{NBSP}: {days_read(found)}."


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
    return f"cumul {of(enumeration(_spans(found.months)))}"


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


def parts(found: Heard) -> dict[int, str]:
    """The name of each month, after that of the year where it was given as a whole."""
    months = dict(enumerate(MONTHS, start=1))
    is_given = WHOLE in found.known or WHOLE in found.known_before
    return {WHOLE: "année entière", **months} if is_given else months


def _spans(months: tuple[int, ...]) -> list[str]:
    """« janvier à mai », « juillet », « septembre à décembre »: the months, where they follow."""
    first = [rank for rank in months if rank - 1 not in months]
    last = [rank for rank in months if rank + 1 not in months]
    return [
        MONTHS[a - 1] if a == b else f"{MONTHS[a - 1]} à {MONTHS[b - 1]}"
        for a, b in zip(first, last, strict=True)
    ]


def _beside(found: Heard) -> str:
    """What the figure is compared with."""
    if found.is_given:
        return str(found.year - 1)
    if len(found.months) > 1:
        return f"les mêmes mois de {found.year - 1}"
    name = month(found.year - 1, found.months[0])
    return f"fin {name}" if MEASURES[found.key].gathering is Gathering.AT_ITS_END else name
