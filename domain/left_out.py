"""Why a row of the period is not counted. One reason a row: the first that holds."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from domain.facts import IN_REGION, Facts, MeetingFact, PublicationFact
from domain.formats import NNBSP, count, number
from domain.indicators import Indicator, RowKind
from domain.periods import Period
from domain.vocabulary import DatePrecision, MeetingScope, MeetingStatus

NOT_FROZEN: Mapping[int, Facts] = {}


class Reason(Enum):
    """In the order they are told: what is said of one row, of several, and why it is left out."""

    CANCELLED = "annulée", "annulées", "Une rencontre annulée n’a pas eu lieu."
    PLANNED = "prévue", "prévues", "Une rencontre prévue compte quand elle est dite tenue."
    NATIONAL = "nationale", "nationales", "Une rencontre nationale est comptée à part."
    OUTSIDE = "hors région", "hors région", "Une rencontre hors région est comptée à part."
    AHEAD = (
        "datée d’après aujourd’hui",
        "datées d’après aujourd’hui",
        "Ce qui est daté d’après aujourd’hui compte le jour venu.",
    )
    SINCE_CLOSED = (
        "venue depuis l’arrêté",
        "venues depuis l’arrêté",
        "Un mois arrêté se lit tel qu’il l’a été\u00a0: ce qui est venu depuis n’y change rien.",
    )
    # The indicator says which rows these are.
    ADDS_NOTHING = "", "", "Comptée parmi les rencontres, une telle rencontre n’ajoute rien ici."
    YEAR_ONLY = (
        "dont on ne connaît que l’année",
        "dont on ne connaît que l’année",
        "Sans date plus précise, une publication ne compte que pour l’année entière.",
    )


def told(indicator: Indicator, reason: Reason, found: int) -> str:
    """« 3 rencontres prévues », « 1 rencontre sans effectif connu »."""
    noun = RowKind.PUBLICATION if indicator.row_kind is RowKind.PUBLICATION else RowKind.MEETING
    one, several, _ = reason.value
    if reason is Reason.ADDS_NOTHING:
        one = several = indicator.adds_nothing
    return count(found, f"{noun.value} {one}", f"{noun.value}s {several}")


def left_out(
    indicator: Indicator,
    facts: Facts,
    period: Period,
    today: date,
    frozen: Mapping[int, Facts] = NOT_FROZEN,
) -> Mapping[int, Reason]:
    """The rows of the whole period that bring nothing to the figure up to today, by id.

    ``facts`` are those of the year, or of more; ``frozen`` those of months read as closed.
    """
    if indicator.row_kind is RowKind.PUBLICATION:
        found = {item.id: _why_paper(item, period, today) for item in facts.publications}
    else:
        found = {
            meeting.id: _why_of_closed(indicator, meeting, today, closed)
            if (closed := frozen.get(meeting.held_on.month))
            else _why(indicator, meeting, today)
            for meeting in facts.meetings
            if meeting.held_on in period
        }
    return {row: reason for row, reason in found.items() if reason is not None}


def of_today(
    status: MeetingStatus, scope: MeetingScope, held_on: date, today: date
) -> Reason | None:
    """Why a meeting is not counted among the meetings, as its row is today."""
    if status is MeetingStatus.CANCELLED:
        return Reason.CANCELLED
    if status is MeetingStatus.PLANNED:
        return Reason.PLANNED
    if scope not in IN_REGION:
        return Reason.NATIONAL if scope is MeetingScope.NATIONAL else Reason.OUTSIDE
    return Reason.AHEAD if held_on > today else None


def _why(indicator: Indicator, meeting: MeetingFact, today: date) -> Reason | None:
    why = of_today(meeting.status, meeting.scope, meeting.held_on, today)
    if why or _brings(indicator, meeting):
        return why
    return Reason.ADDS_NOTHING


def _why_of_closed(
    indicator: Indicator, meeting: MeetingFact, today: date, closed: Facts
) -> Reason | None:
    kept = next((one for one in closed.meetings if one.id == meeting.id), None)
    if kept is not None:
        return None if _brings(indicator, kept) else Reason.ADDS_NOTHING
    why = _why(indicator, meeting, today)
    return Reason.SINCE_CLOSED if why in (None, Reason.ADDS_NOTHING) else why


def _brings(indicator: Indicator, meeting: MeetingFact) -> bool:
    """Whether the meeting alone would already make a row that is known."""
    return any(row.amount is not None for row in indicator.rows(Facts((meeting,))))


def _why_paper(paper: PublicationFact, period: Period, today: date) -> Reason | None:
    """None too for those that are not of the period at all."""
    passed = period.until(today)
    if paper.precision is not DatePrecision.YEAR:
        return Reason.AHEAD if paper.published_on in period and paper.published_on > today else None
    return Reason.YEAR_ONLY if paper.may_belong_to(passed) else None


def two_bases(detailed: float | None, retained: float | None) -> str | None:
    """Why a figure of rows and the number of meetings do not rest on the same meetings."""
    if not detailed or retained is None or detailed == retained:
        return None
    return (
        f"Lu sur les {count(detailed, 'rencontre')} de la base{NNBSP}; le nombre de rencontres "
        f"affiché, {number(retained)}, compte les mois arrêtés tels que publiés."
    )
