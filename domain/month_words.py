"""Where a month’s figures come from, in a word and in a sentence."""

from domain import wording
from domain.board import Board
from domain.closing_words import rectified
from domain.difference_kinds import MonthStanding
from domain.formats import moment
from domain.glance import MonthLine, MonthState
from domain.indicators import MEETINGS
from domain.month_spread import MonthSpread

# Of a month that rows alone tell of, where they tell a part of the year.
IN_PART = f"{MonthState.COMPUTED.value}, en partie"


def origin(board: Board, line: MonthLine) -> str:
    """The same in every file. A report publishes; what the centre settled here is « arrêté »."""
    closing = next((one.published for one in board.months if one.month == line.month), None)
    if closing and not closing.source:
        return MonthStanding.CLOSED.label
    if line.state is MonthState.COMPUTED and line.in_part:
        return IN_PART if line.values[MEETINGS.key] else MonthStanding.OPEN.label
    return line.state.value


def standing(spread: MonthSpread, timezone: str) -> str:
    told = _standing(spread, timezone)
    return f"{told} {wording.in_part(spread.year)}" if spread.in_part else told


def _standing(spread: MonthSpread, timezone: str) -> str:
    if not spread.begun:
        return "Ce mois n’a pas commencé."
    if spread.is_running:
        return "Mois en cours. Chiffres calculés sur les lignes du jour."
    if spread.reopened_at is not None:
        when = moment(spread.reopened_at, timezone)
        return f"Mois rouvert le {when}, à arrêter. Chiffres calculés sur les lignes du jour."
    if spread.published is None:
        return "Rien n’a été publié pour ce mois. Chiffres calculés sur les lignes du jour."
    if spread.published.source:
        return f"Mois publié. Source\u00a0: {spread.published.source}."
    told = f"Mois arrêté le {moment(spread.published.closed_at, timezone)}."
    return f"{told} {rectified(spread.changed)}" if spread.changed else told
