"""What the yearly return says of itself, the same on screen and in its file."""

from collections.abc import Iterator

from domain import half_days
from domain.attendance_words import about
from domain.counted import Reading
from domain.formats import MISSING, NBSP, NNBSP, count, day, number
from domain.indicators import HALF_DAYS, MEETINGS, PARTICIPATIONS, PUBLICATIONS, TERRITORIES
from domain.national_return import Axis, Cell, Line, Mode, NationalReturn, Total

SEVERAL = {
    Axis.THEME: (
        "Une rencontre de plusieurs thèmes compte en entier pour chacun"
        f"{NBSP}: le total n’est jamais la somme des thèmes."
    ),
    Axis.PUBLIC: (
        "Les publics d’une rencontre sont les familles des structures des personnes marquées "
        "présentes et de celles qui l’organisent, en sont partenaires ou l’accueillent\u202f; elle "
        f"compte en entier pour chacun{NBSP}: le total n’est jamais la somme des publics."
    ),
    Axis.FORMAT: f"Une rencontre a un seul format{NBSP}: les formats font le total.",
}
IN_MODE = {
    Mode.ON_SITE: "en présentiel",
    Mode.REMOTE: "en distanciel",
    Mode.HYBRID: "en hybride",
    Mode.UNSAID: "sans modalité précisée",
    Mode.ALL: "en tout",
}
UNKNOWN = (
    "Une rencontre sans durée connue est comptée parmi les rencontres et n’ajoute aucune "
    "demi-journée\u202f; elle est listée à part."
)
TODAY = (
    "Les tableaux comptent demi-journées et rencontres sur les lignes d’aujourd’hui, mois arrêtés "
    f"compris{NNBSP}; le total de l’année dit aussi ce que les mois arrêtés ont figé."
)
MODALITY = (
    "Le distanciel est la visioconférence\u202f; la modalité n’est pas précisée quand personne ne "
    "l’a dite."
)
RULES = (
    ("Demi-journée", half_days.RULE),
    ("Durée non disponible", UNKNOWN),
    ("Lignes du jour", TODAY),
    ("Modalité", MODALITY),
    *((f"Par {axis.label.lower()}", sentence) for axis, sentence in SEVERAL.items()),
    *(
        (one.label, f"{one.formula} {one.reading}")
        for one in (MEETINGS, PARTICIPATIONS, TERRITORIES, PUBLICATIONS)
    ),
)


def period(found: NationalReturn) -> str:
    """« Année 2023 », « Année 2026, jusqu’au 22 novembre 2026 »."""
    whole = f"Année {found.year}"
    ends = (found.period.end.month, found.period.end.day)
    return whole if ends == (12, 31) else f"{whole}, jusqu’au {day(found.period.end)}"


def durations(found: NationalReturn) -> str:
    """How much of the year the half-days rest on."""
    total = found.whole.total
    if not total.meetings:
        return f"Aucune rencontre n’est comptée en {found.year}."
    counted = count(len(total.meetings), MEETINGS.unit)
    if not total.unknown:
        return f"Sur {counted}, toutes ont une durée connue."
    have = "n’a" if total.unknown == 1 else "n’ont"
    add = "elle n’ajoute" if total.unknown == 1 else "elles n’ajoutent"
    return (
        f"Sur {counted}, {number(total.unknown)} {have} pas de durée connue{NBSP}: {add} aucune "
        "demi-journée."
    )


def differences(found: NationalReturn) -> tuple[str, ...]:
    """« Rencontres : 23 sur les lignes du jour, 128 par les mois publiés… »."""
    return tuple(_difference(one) for one in found.totals if one.differs)


def _difference(total: Total) -> str:
    told = ", ".join(f"{shown} {of_what}" for _, shown, of_what in ways(total))
    return f"{total.indicator.label}{NBSP}: {told}."


def ways(total: Total) -> Iterator[tuple[Reading, str, str]]:
    """The ways a figure of the year is counted: which one, its number, what it is."""
    yield Reading.ROWS, value(total), "sur les lignes du jour"
    if total.retained != total.rows:
        yield Reading.RETAINED, number(total.retained), "en retenant les mois publiés ou arrêtés"
    if total.published not in (None, total.rows):
        yield Reading.PUBLISHED, number(total.published), "dans le chiffre publié pour l’année"


def value(total: Total) -> str:
    return about(total.rows, approximate=total.is_approximate, unknown=total.unknown)


def told(cell: Cell) -> str:
    """« 7 rencontres, dont 3 sans durée connue »."""
    meetings = count(len(cell.meetings), MEETINGS.unit)
    return (
        f"{meetings}, dont {number(cell.unknown)} sans durée connue" if cell.unknown else meetings
    )


def why_nothing(line: Line, mode: Mode | None) -> str:
    """Of a cell that counts nothing; without a mode, of those without a known duration."""
    many = len(line.total.meetings)
    if not many:
        return "Aucune rencontre de l’année n’est comptée dans cette ligne."
    if mode is None:
        have = "est la seule comptée, et sa durée est" if many == 1 else "ont toutes une durée"
        which = "Sa rencontre" if many == 1 else f"Ses {count(many, MEETINGS.unit)}"
        return f"{which} {have} connue."
    if many == 1:
        return f"Sa seule rencontre comptée n’est pas {IN_MODE[mode]}."
    told = count(many, "rencontre comptée", "rencontres comptées")
    return f"Aucune de ses {told} n’est {IN_MODE[mode]}."


def half_days_of(cell: Cell) -> str:
    """« 12,5 demi-journées », « non disponible »."""
    return MISSING if cell.half_days is None else count(cell.half_days, HALF_DAYS.unit)
