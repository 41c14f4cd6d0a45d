"""Read the meetings that closed months were made of, and show them where a figure counts them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlmodel import Session, col

from db.models import Meeting
from db.queries.closing import contrat_names, gone, year_closings
from db.queries.meetings import lines as lines_of
from domain.closed_rows import frozen_facts
from domain.counted import CountedMeeting, SourceMeeting
from domain.facts import Facts
from domain.indicators import Indicator, Row
from domain.listings import MeetingLine
from domain.periods import Period
from domain.scope import Scope
from domain.year import CentreYear

# Of a meeting shown with the contrats its month was closed on.
MOVED = "territoires changés depuis l’arrêté"


def closed_months(
    session: Session, scope: Scope, known: CentreYear, indicator: Indicator, period: Period
) -> Mapping[int, Facts]:
    """The months of the period that the figure reads as closed, with the rows frozen then."""
    months = [m for m in period.months if known.is_published(indicator, m, period)]
    # Over several months, a figure that does not add up is counted anew.
    if not months or not (indicator.additive or len(period.months) == 1):
        return {}
    found = year_closings(session, centre_id=scope.centre_id, year=known.year)
    return {
        one.month: frozen_facts(known.facts, Period.of_month(known.year, one.month), one)
        for one in found
        if one.month in months and one.reopened_at is None and one.meeting_ids is not None
    }


def counted_meetings(
    session: Session,
    scope: Scope,
    lines: tuple[MeetingLine, ...],
    rows: Iterable[Row],
    went: Collection[int],
) -> tuple[CountedMeeting, ...]:
    """The meetings of the rows, latest first; ``went`` are those their closed month has lost."""
    became = _became(session, scope, went)
    known = _known(session, scope, lines, went)
    counted = (
        CountedMeeting(known[row.id], row.amount, became.get(row.id))
        for row in rows
        if row.amount is not None and row.id in known
    )
    return tuple(sorted(counted, key=lambda one: (one.line.held_on, one.line.id), reverse=True))


def source_meetings(
    session: Session,
    scope: Scope,
    lines: tuple[MeetingLine, ...],
    ids: Collection[int],
    went: Collection[int],
    elsewhere: Mapping[int, Collection[int]],
) -> tuple[SourceMeeting, ...]:
    """The meetings that rows of another kind come from, latest first.

    ``elsewhere`` are the contrats of those that a closed month counts in others than today’s:
    they are shown as it counts them.
    """
    lost, moved = set(ids) & set(went), set(ids) & elsewhere.keys()
    notes = dict.fromkeys(moved, MOVED) | _became(session, scope, lost)
    names = contrat_names(session, {contrat for key in moved for contrat in elsewhere[key]})
    told = {key: tuple(sorted(names[contrat] for contrat in elsewhere[key])) for key in moved}
    known = _known(session, scope, lines, lost)
    sources = (
        SourceMeeting(
            replace(known[key], territories=told.get(key, known[key].territories)), notes.get(key)
        )
        for key in ids
        if key in known
    )
    return tuple(sorted(sources, key=lambda one: (one.line.held_on, one.line.id), reverse=True))


def _became(session: Session, scope: Scope, went: Collection[int]) -> dict[int, str]:
    return {one.id: one.because for one in gone(session, scope.centre_id, went)}


def _known(
    session: Session, scope: Scope, lines: tuple[MeetingLine, ...], went: Collection[int]
) -> Mapping[int, MeetingLine]:
    """Those of the period, and those that are not of it any more, deleted ones included."""
    missing = set(went) - {line.id for line in lines}
    others: tuple[MeetingLine, ...] = ()
    if missing:
        conditions = [col(Meeting.centre_id) == scope.centre_id, col(Meeting.id).in_(missing)]
        others = lines_of(session, conditions)
    return {line.id: line for line in (*lines, *others)}
