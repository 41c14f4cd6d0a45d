"""What a speaker may say of the activity, of a period and of each of its months."""

from domain import wording
from domain.board import (
    Board,
    are_participations_approximate,
    is_approximate,
    is_published,
    month_values,
)
from domain.formats import MONTHS, NBSP, NNBSP, count, day_in_year, enumeration, number, percent
from domain.indicators import MEETINGS, PARTICIPATIONS, TERRITORIES, TRACE_RATE
from domain.month_spread import MonthSpread
from domain.scene_words import capital, in_period, is_running, sentences


def figures(board: Board) -> str:
    glance = board.glance
    meetings = glance.figures[MEETINGS.key]
    told: list[str | None] = [_activity(board)]
    if meetings.value is not None and meetings.previous is not None:
        beside = wording.compared_period(glance)
        against = wording.compared(MEETINGS, meetings.value, meetings.previous, beside)
        told.append(f"Pour les rencontres, c’est {against}.")
    return sentences([*told, _territories(board), _traces(board)])


def month_in_brief(board: Board, spread: MonthSpread) -> str:
    """« Juin : 17 rencontres, 546 participations », of what is known."""
    values, approximate = month_values(board, spread), are_participations_approximate(spread)
    told = _told(values[MEETINGS.key], values[PARTICIPATIONS.key], approximate=approximate)
    return f"{capital(MONTHS[spread.month - 1])}{NBSP}: {', '.join(told)}"


def month(board: Board, spread: MonthSpread) -> str:
    """« En juin, 17 rencontres, 6 de plus qu’en mai ; 546 participations, 299 de plus. »"""
    values = month_values(board, spread)
    meetings, last_year = values[MEETINGS.key], spread.last_year[MEETINGS.key]
    told: list[str | None] = [_activity_of_the_month(board, spread)]
    if meetings is not None and last_year is not None:
        against = wording.compared(MEETINGS, meetings, last_year, wording.compared_month(spread))
        told.append(f"Pour les rencontres, c’est {against}.")
    if territories := values[TERRITORIES.key]:
        told.append(f"{count(territories, 'territoire impliqué', 'territoires impliqués')}.")
    return sentences(told)


def _activity(board: Board) -> str:
    """« En 2023, 128 rencontres et 3 492 participations. »"""
    found = board.glance.figures
    meetings, came = found[MEETINGS.key].value, found[PARTICIPATIONS.key].value
    known = _told(meetings, came, approximate=is_approximate(board))
    told = enumeration(known) if known else "le nombre de rencontres n’est pas connu"
    until = f", au {day_in_year(board.today)}" if is_running(board) else ""
    return f"{capital(in_period(board.scope.period))}{until}, {told}."


def _territories(board: Board) -> str | None:
    found, glance = board.glance.figures[TERRITORIES.key].value, board.glance
    if not found:
        return None
    reached = count(found, "territoire impliqué", "territoires impliqués")
    rows = "" if is_published(board, TERRITORIES) else _behind(board, ", d’après ")
    return f"{reached} sur {glance.contrats}{rows}."


def _traces(board: Board) -> str | None:
    found = board.glance.figures[TRACE_RATE.key].value
    if found is None:
        return None
    return f"Taux de trace{NBSP}: {percent(found)}{_behind(board, ', sur ')}."


def _behind(board: Board, link: str) -> str:
    """« , d’après 26 rencontres détaillées », where a figure rests on a part of the meetings."""
    if board.glance.is_detailed:
        return ""
    rows = board.glance.detailed
    return f"{link}{count(rows, 'rencontre détaillée', 'rencontres détaillées')}"


def _activity_of_the_month(board: Board, spread: MonthSpread) -> str:
    values, name = month_values(board, spread), MONTHS[spread.month - 1]
    meetings = values[MEETINGS.key]
    if meetings is None:
        return f"En {name}, le nombre de rencontres n’est pas connu."
    before = _month_before(board, spread)
    opening = f"En {name}{', à ce jour' if spread.is_running else ''}"
    told = count(meetings, "rencontre") if meetings else "aucune rencontre"
    compared = _against(meetings, before.get(MEETINGS.key))
    first = f"{opening}, {told}{_than_before(compared, spread)}"
    came = values[PARTICIPATIONS.key]
    if not came:
        return f"{first}."
    apart = _against(came, before.get(PARTICIPATIONS.key))
    second = _participations(came, approximate=are_participations_approximate(spread))
    # Once is enough to name the month before.
    than = f", {apart}" if apart and compared else _than_before(apart, spread)
    return f"{first}{NNBSP}; {second}{than}."


def _month_before(board: Board, spread: MonthSpread) -> dict[str, float | None]:
    """The figures a month may be set against: none for a month that still runs.

    A month without a known meeting may only be one nobody recorded. Participations are compared
    between exact figures only.
    """
    line = board.glance.months[spread.month - 2]
    if spread.is_running or spread.month == 1 or not line.values[MEETINGS.key]:
        return {}
    both = [month for month in board.months if month.month in (line.month, spread.month)]
    exact = len(both) == 2 and not any(are_participations_approximate(month) for month in both)
    came = line.values[PARTICIPATIONS.key] if exact else None
    return {MEETINGS.key: line.values[MEETINGS.key], PARTICIPATIONS.key: came}


def _against(value: float, before: float | None) -> str:
    """« 6 de plus », « autant »; nothing when the other is unknown."""
    if before is None:
        return ""
    apart = value - before
    return f"{number(abs(apart))} {wording.more(apart)}" if apart else "autant"


def _than_before(compared: str, spread: MonthSpread) -> str:
    return f", {compared} qu’en {MONTHS[spread.month - 2]}" if compared else ""


def _told(meetings: float | None, came: float | None, *, approximate: bool) -> list[str]:
    """The activity that is known, with its units."""
    told = [] if meetings is None else [count(meetings, MEETINGS.unit)]
    return told if came is None else [*told, _participations(came, approximate=approximate)]


def _participations(came: float, *, approximate: bool) -> str:
    about = "environ " if approximate and came else ""
    return f"{about}{count(came, PARTICIPATIONS.unit)}"
