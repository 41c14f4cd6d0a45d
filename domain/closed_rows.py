"""The rows of a closed month are those that were frozen, whatever became of them since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from domain.closing import Counted
from domain.facts import Facts, MeetingFact
from domain.periods import Period
from domain.vocabulary import MeetingScope, MeetingStatus


def frozen_facts(known: Facts, month: Period, counted: Counted) -> Facts:
    """The meetings a month was closed on, with the participations they had then.

    ``known`` are the facts of the year. What a meeting was but its participations is not frozen:
    it is as today, and nothing is known of one that was deleted.
    """
    today = {meeting.id: meeting for meeting in known.meetings}
    return Facts(tuple(_frozen(today.get(key), month.start, key, counted) for key in counted))


def _frozen(fact: MeetingFact | None, day: date, key: int, counted: Counted) -> MeetingFact:
    held, regional = MeetingStatus.HELD, MeetingScope.REGIONAL
    if fact is None:
        return MeetingFact(key, day, held, regional, headcount=counted[key])
    if fact.participations == counted[key]:
        return replace(fact, status=held, scope=regional)
    # People may have been named since: they are not those who made the number.
    people = frozenset[int]() if counted[key] is None else fact.people
    return replace(fact, status=held, scope=regional, headcount=counted[key], people=people)


def as_closed(facts: Facts, frozen: Mapping[int, Facts]) -> Facts:
    """The facts a figure rests on: those frozen of its closed months, those of today elsewhere."""
    kept = (one for of_month in frozen.values() for one in of_month.meetings)
    live = (one for one in facts.meetings if one.held_on.month not in frozen)
    return replace(facts, meetings=(*live, *kept))


def went(facts: Facts, frozen: Mapping[int, Facts]) -> frozenset[int]:
    """The meetings that closed months count and that are not counted in them today."""
    return frozenset(
        one.id
        for month, kept in frozen.items()
        for one in kept.meetings
        if one.id not in {now.id for now in facts.counted if now.held_on.month == month}
    )
