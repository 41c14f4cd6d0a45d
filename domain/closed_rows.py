"""The rows of a closed month are those that were frozen, whatever became of them since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from domain.closing import Closing
from domain.facts import Facts, MeetingFact
from domain.periods import Period
from domain.vocabulary import MeetingScope, MeetingStatus


def frozen_facts(known: Facts, month: Period, closing: Closing) -> Facts:
    """The meetings a month was closed on, with what of them makes its figures as it was then.

    ``known`` are the facts of the year. What a meeting was otherwise is not frozen, nor are the
    contrats and half-days of older closings: it is as today, and nothing is known of one that was
    deleted.
    """
    today = {meeting.id: meeting for meeting in known.meetings}
    ids = closing.meeting_ids or ()
    return Facts(tuple(_frozen(today.get(key), month.start, key, closing) for key in ids))


def _frozen(fact: MeetingFact | None, day: date, key: int, closing: Closing) -> MeetingFact:
    held, regional = MeetingStatus.HELD, MeetingScope.REGIONAL
    now = fact or MeetingFact(key, day, held, regional)
    kept = replace(now, status=held, scope=regional)
    if closing.reached is not None:
        kept = replace(kept, contrats=closing.reached[key])
    if closing.lasted is not None:
        kept = replace(kept, half_days=closing.lasted[key])
    if closing.counted is None or closing.counted[key] == kept.participations:
        return kept
    came = closing.counted[key]
    # People may have been named since: they are not those who made the number.
    return replace(kept, headcount=came, people=frozenset() if came is None else kept.people)


def as_closed(facts: Facts, frozen: Mapping[int, Facts]) -> Facts:
    """The facts a figure rests on: those frozen of its closed months, those of today elsewhere."""
    kept = (one for of_month in frozen.values() for one in of_month.meetings)
    live = (one for one in facts.meetings if one.held_on.month not in frozen)
    return replace(facts, meetings=(*live, *kept))


def went(facts: Facts, frozen: Mapping[int, Facts]) -> frozenset[int]:
    """The meetings that closed months count and that are not counted in them today."""
    now = {(one.held_on.month, one.id) for one in facts.counted}
    return frozenset(
        one.id
        for month, kept in frozen.items()
        for one in kept.meetings
        if (month, one.id) not in now
    )


def elsewhere(facts: Facts, frozen: Mapping[int, Facts]) -> Mapping[int, frozenset[int]]:
    """The contrats of the meetings that closed months count, where they are others today."""
    today = {one.id: one.contrats for one in facts.meetings}
    return {
        one.id: one.contrats
        for kept in frozen.values()
        for one in kept.meetings
        if one.contrats != today.get(one.id)
    }
