"""What a speaker may say of the activity, of a period and of each of its months."""

from collections.abc import Sequence

from domain import attendance_words, comparison_words, wording
from domain.board import (
    Board,
    are_participations_approximate,
    is_approximate,
    is_published,
    month_values,
)
from domain.formats import (
    MONTHS,
    NBSP,
    NNBSP,
    count,
    day_in_year,
    enumeration,
    half_up,
    number,
    percent,
)
from domain.glance import YearAtAGlance
from domain.indicators import (
    MEETINGS,
    OF_THE_YEAR,
    PARTICIPATIONS,
    TERRITORIES,
    TRACE_RATE,
    Indicator,
)
from domain.month_spread import MonthSpread
from domain.scene_words import capital, in_period, is_running, sentences

# A figure, its value and the one it is compared with.
Pair = tuple[Indicator, float | None, float | None]
# What a speaker notices: a tenth more or less, or ten points of a share.
NOTABLE = 0.1
# Months told one by one.
RECTIFIED_TOLD = 3
SAME = "autant"


def figures(board: Board) -> str:
    glance = board.glance
    about = is_approximate(board)
    # What is known to be « au moins » so many is not so many more, nor so many fewer.
    unheard = PARTICIPATIONS if about and glance.unknown_attendance else None
    pairs = [
        (i, glance.figures[i.key].value, glance.figures[i.key].previous)
        for i in OF_THE_YEAR
        if i is not unheard
    ]
    moved = _movements(comparison_words.compared_period(glance), pairs, approximate=about)
    told = (_activity(board), moved, _territories(board), _traces(board), rectified(glance))
    return sentences(told)


def month(board: Board, spread: MonthSpread) -> str:
    """« En juin, 17 rencontres, 6 de plus qu’en mai ; 546 participations, 299 de plus. »"""
    values = month_values(board, spread)
    # Participations are compared between exact figures only.
    exact = not are_participations_approximate(spread)
    compared = (MEETINGS, PARTICIPATIONS) if exact else (MEETINGS,)
    pairs = [(i, values[i.key], spread.last_year[i.key]) for i in compared]
    reached = values[TERRITORIES.key]
    territories = count(reached, "territoire impliqué", "territoires impliqués")
    return sentences(
        [
            _activity_of_the_month(board, spread),
            _movements(comparison_words.compared_month(spread), pairs),
            f"{territories}." if reached else None,
            rectified(board.glance, spread.month),
        ]
    )


def rectified(glance: YearAtAGlance, month: int | None = None) -> str | None:
    """The closed months, or this one, whose rows changed since; nothing where rows are a part."""
    found = [line for line in glance.rectified if month in (None, line.month)]
    if not found or not glance.is_detailed:
        return None
    many = len(found) > RECTIFIED_TOLD
    return f"{len(found)} mois rectifiés depuis l’arrêté." if many else wording.rectified(found)


def _movements(beside: str, pairs: Sequence[Pair], *, approximate: bool = False) -> str | None:
    """« Par rapport à 2022 : 12 rencontres de plus, autant de participations. »"""
    told = [
        _moved(indicator, value, previous, approximate and indicator is PARTICIPATIONS)
        for indicator, value, previous in pairs
        if value is not None and previous is not None
    ]
    known = [words for words in told if words]
    against = f"aux{beside.removeprefix('les')}" if beside.startswith("les ") else f"à {beside}"
    return f"Par rapport {against}{NBSP}: {', '.join(known)}." if known else None


def _moved(indicator: Indicator, value: float, previous: float, is_about: bool) -> str | None:
    """Meetings and participations always; another figure when it moved enough to be heard."""
    if indicator.is_share:
        return _points_moved(indicator, half_up(100 * value) - half_up(100 * previous))
    apart = value - previous
    if indicator not in (MEETINGS, PARTICIPATIONS) and abs(apart) <= NOTABLE * previous:
        return None
    if not apart:
        return f"{SAME} de {indicator.unit}s"
    about = "environ " if is_about else ""
    return f"{about}{count(abs(apart), indicator.unit)} {wording.more(apart)}"


def _points_moved(indicator: Indicator, points: int) -> str | None:
    """« taux de trace en baisse de 21 points »."""
    if abs(points) < 100 * NOTABLE:
        return None
    way = "hausse" if points > 0 else "baisse"
    return f"{indicator.label.lower()} en {way} de {count(abs(points), 'point')}"


def _activity(board: Board) -> str:
    """« En 2023, 128 rencontres et 3 492 participations. »"""
    found = board.glance.figures
    meetings, came = found[MEETINGS.key].value, found[PARTICIPATIONS.key].value
    known = _told(
        meetings,
        came,
        approximate=is_approximate(board),
        unknown=board.glance.unknown_attendance,
    )
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
    one, many = (
        ("rencontre connue", "rencontres connues") if spread.in_part else ("rencontre", None)
    )
    told = count(meetings, one, many) if meetings else f"aucune {one}"
    compared = _against(meetings, before.get(MEETINGS.key))
    first = f"{opening}, {told}{_than_before(compared, spread)}"
    came = values[PARTICIPATIONS.key]
    if not came:
        return f"{first}."
    apart = _against(came, before.get(PARTICIPATIONS.key))
    about = are_participations_approximate(spread)
    unknown = spread.unknown_attendance
    second = _participations(meetings, came, approximate=about, unknown=unknown)
    # Once is enough to name the month before, but « autant » never stands alone.
    than = f", {apart}" if compared and apart not in ("", SAME) else _than_before(apart, spread)
    return f"{first}{NNBSP}; {second}{than}."


def _month_before(board: Board, spread: MonthSpread) -> dict[str, float | None]:
    """The figures a month may be set against: none for a month that still runs.

    A month without a known meeting may only be one nobody recorded. Participations are compared
    between exact figures only.
    """
    line, own = (board.glance.months[spread.month - back] for back in (2, 1))
    if spread.is_running or spread.month == 1 or not line.values[MEETINGS.key]:
        return {}
    both = [month for month in board.months if month.month in (line.month, spread.month)]
    exact = len(both) == 2 and not any(are_participations_approximate(month) for month in both)
    came = line.values[PARTICIPATIONS.key] if exact else None
    beside = {MEETINGS.key: line.values[MEETINGS.key], PARTICIPATIONS.key: came}
    apart = {*line.in_part, *own.in_part}
    return {key: None if key in apart else value for key, value in beside.items()}


def _against(value: float, before: float | None) -> str:
    """« 6 de plus », « autant »; nothing when the other is unknown."""
    if before is None:
        return ""
    apart = value - before
    return f"{number(abs(apart))} {wording.more(apart)}" if apart else SAME


def _than_before(compared: str, spread: MonthSpread) -> str:
    return f", {compared} qu’en {MONTHS[spread.month - 2]}" if compared else ""


def _told(
    meetings: float | None, came: float | None, *, approximate: bool, unknown: int
) -> list[str]:
    """The activity that is known, with its units."""
    told = [] if meetings is None else [count(meetings, MEETINGS.unit)]
    if came is None:
        return told
    return [*told, _participations(meetings, came, approximate=approximate, unknown=unknown)]


def _participations(meetings: float | None, came: float, *, approximate: bool, unknown: int) -> str:
    """« au moins 275 participations (14 des 16 rencontres ont un effectif) »."""
    known = attendance_words.known(meetings, unknown)
    about = attendance_words.roughly(approximate=approximate, unknown=unknown) if came else ""
    return f"{about}{count(came, PARTICIPATIONS.unit)}{f' ({known})' if known else ''}"
