"""What scenes call a period, and the address a speaker’s note is kept under."""

from collections.abc import Iterable
from datetime import datetime

from domain.board import Board
from domain.formats import MONTHS, NBSP, day, day_in_year, moment, month
from domain.periods import Period
from domain.scene_text import cut
from domain.scenes import SceneKind

# The parts of a year that filters offer, by first and last month.
PARTS = {
    (1, 6): ("s1", "1er semestre"),
    (7, 12): ("s2", "2e semestre"),
    (1, 3): ("t1", "1er trimestre"),
    (4, 6): ("t2", "2e trimestre"),
    (7, 9): ("t3", "3e trimestre"),
    (10, 12): ("t4", "4e trimestre"),
}
# Of a centre whose figures are made up, on each page of what leaves the house.
FICTIONAL = "Données fictives"
NOT_REAL = f"Rien ici n’est réel{NBSP}: tout a été inventé pour la démonstration."
# Letters of a filter’s name in the line under a scene.
FILTER_SHOWN = 40


def is_one_month(period: Period) -> bool:
    return len(period.months) == 1


def is_whole_year(period: Period) -> bool:
    return period == Period.of_year(period.year)


def is_running(board: Board) -> bool:
    """Whether days of the period are still to come."""
    return board.scope.period.start <= board.today < board.scope.period.end


def over_period(board: Board) -> str:
    """« Année 2023 », « Juin 2023 », « 1er semestre 2026, au 22 novembre »."""
    name = capital(_name(board.scope.period))
    return f"{name}, au {day_in_year(board.today)}" if is_running(board) else name


def the_period(period: Period) -> str:
    """« l’année 2023 », « juin 2023 », « le 1er semestre 2023 »."""
    article = "l’" if is_whole_year(period) else "" if is_one_month(period) else "le "
    return f"{article}{_name(period)}"


def name_of(period: Period) -> str:
    """« l’année », « le mois », « la période », where the period is told beside."""
    if is_whole_year(period):
        return "l’année"
    return "le mois" if is_one_month(period) else "la période"


def in_period(period: Period) -> str:
    """« en 2023 », « en juin 2023 », « au 1er semestre 2023 »."""
    if is_whole_year(period):
        return f"en {period.year}"
    return f"en {_name(period)}" if is_one_month(period) else f"au {_name(period)}"


def month_title(number_of_month: int) -> str:
    """« Juin »."""
    return capital(MONTHS[number_of_month - 1])


def read_at(board: Board) -> str:
    """« Données arrêtées le 22 novembre 2026 à 10 h 02 »."""
    return f"Données arrêtées le {moment(board.read_at, board.timezone)}"


def figures_read_at(board: Board) -> str:
    """The same in a document, where « arrêté » is said of a month alone."""
    return figures_read(board.read_at, board.timezone)


def figures_read(at: datetime, timezone: str) -> str:
    """« Chiffres lus le 22 novembre 2026 à 10 h 02 »."""
    return f"Chiffres lus le {moment(at, timezone)}"


def footer(board: Board) -> str:
    """Centre, period and filters, for every scene."""
    filters = ", ".join(cut(name, FILTER_SHOWN) for name in board.filters)
    told = [f"Filtres{NBSP}: {filters}"] if filters else []
    return " · ".join([cut(board.centre, FILTER_SHOWN), over_period(board), *told])


def key_of(board: Board, kind: SceneKind, *detail: str | int) -> str:
    """« 2023/mois/06/2 », « 2023+theme-3/chiffres »: the same from one reading to the next."""
    scope = board.scope
    filters = {"territoire": scope.territory_id, "format": scope.format, "theme": scope.theme_id}
    told = [f"+{name}-{value}" for name, value in filters.items() if value is not None]
    return "/".join([f"{_code(scope.period)}{''.join(told)}", kind.value, *map(str, detail)])


def part_detail(part: int) -> tuple[int, ...]:
    """What the second and later scenes of one thing add to its key."""
    return (part,) if part > 1 else ()


def sentences(told: Iterable[str | None]) -> str:
    """Those there are, one after the other."""
    return " ".join(sentence for sentence in told if sentence)


def _name(period: Period) -> str:
    if is_whole_year(period):
        return f"année {period.year}"
    if is_one_month(period):
        return month(period.year, period.start.month)
    part = PARTS.get((period.start.month, period.end.month))
    days = f"temps du {day(period.start)} au {day(period.end)}"
    return f"{part[1]} {period.year}" if part else days


def _code(period: Period) -> str:
    if is_whole_year(period):
        return str(period.year)
    if is_one_month(period):
        return f"{period.start:%Y-%m}"
    part = PARTS.get((period.start.month, period.end.month))
    return f"{period.year}-{part[0]}" if part else f"{period.start}-{period.end}"


def capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def lower(words: str) -> str:
    """« déléguée du préfet » within a sentence, but « DRAC »."""
    return f"{words[0].lower()}{words[1:]}" if words[1:2].islower() else words
