"""Facts as short as a test needs them, and any facts at all for Hypothesis."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from domain.facts import Facts, MeetingFact, PublicationFact
from domain.vocabulary import DatePrecision, MeetingScope, MeetingStatus

_numbers = count(1)
FIRST = date(2024, 1, 1)

days_of_2024 = st.integers(0, 365).map(lambda shift: FIRST + timedelta(days=shift))
some_keys = st.frozensets(st.integers(1, 6), max_size=4)


def meeting(held_on: date = date(2024, 3, 12), **columns: Any) -> MeetingFact:
    """Held, in the region, unless said otherwise."""
    given = {"status": MeetingStatus.HELD, "scope": MeetingScope.REGIONAL, **columns}
    return MeetingFact(id=next(_numbers), held_on=held_on, **given)


def people(how_many: int) -> frozenset[int]:
    return frozenset(range(1, how_many + 1))


def facts(*meetings: MeetingFact) -> Facts:
    return Facts(meetings)


any_meeting = st.builds(
    MeetingFact,
    id=st.integers(1, 10**9),
    held_on=days_of_2024,
    status=st.sampled_from(MeetingStatus),
    scope=st.sampled_from(MeetingScope),
    half_days=st.none() | st.sampled_from([0.5, 1.0, 2.0]),
    headcount=st.none() | st.integers(0, 40),
    people=some_keys,
    contrats=some_keys,
    qpv=some_keys,
    has_trace=st.booleans(),
)
any_publication = st.builds(
    PublicationFact,
    id=st.integers(1, 10**9),
    published_on=days_of_2024,
    precision=st.sampled_from(DatePrecision),
)
any_facts = st.builds(
    lambda meetings, publications: Facts(tuple(meetings), tuple(publications)),
    st.lists(any_meeting, max_size=12, unique_by=lambda m: m.id),
    st.lists(any_publication, max_size=6, unique_by=lambda p: p.id),
)
