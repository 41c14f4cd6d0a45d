"""Closing, then reading, gives what was closed, whatever happens to the rows afterwards."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.closing import close_month
from db.models import Meeting
from db.queries.closing import month_desk, month_reading
from db.queries.dashboard import year_at_a_glance
from db.queries.months import month_spread
from db.queries.once import answers_kept
from db.queries.rows import counted_rows
from db.unit_of_work import AUTHOR, Author
from domain.closing_entry import ClosingEntry
from domain.indicators import OF_THE_MONTH
from domain.left_out import Reason
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import MeetingScope, MeetingStatus
from tests import factories

TODAY = date(2024, 11, 22)
YEAR, MARCH = Period.of_year(2024), Period.of_month(2024, 3)
Drawn = dict[str, Any]

meetings = st.fixed_dictionaries(
    {
        "held_on": st.dates(date(2024, 2, 25), date(2024, 4, 5)),
        "status": st.sampled_from([*MeetingStatus, MeetingStatus.HELD, MeetingStatus.HELD]),
        "scope": st.sampled_from([*MeetingScope, MeetingScope.REGIONAL]),
        "headcount": st.none() | st.integers(0, 60),
        "highlight": st.none() | st.sampled_from(["Un temps fort", "Un autre"]),
        "deleted_at": st.sampled_from([None, None, datetime(2024, 6, 1, tzinfo=UTC)]),
    }
)
# Which meeting of those recorded, and what becomes of it.
corrections = st.lists(st.tuples(st.integers(0, 5), meetings), max_size=5)


@given(
    recorded=st.lists(meetings, max_size=6),
    later=st.lists(meetings, max_size=4),
    corrected=corrections,
)
def test_what_was_closed_is_what_is_read(
    engine: Engine,
    recorded: list[Drawn],
    later: list[Drawn],
    corrected: list[tuple[int, Drawn]],
) -> None:
    with Session(engine) as session:  # never committed: each example starts anew
        centre = _ground(session)
        # The centre’s first record, so that each month is known.
        factories.make_meeting(session, centre, date(2024, 1, 15), headcount=1)
        ids = [factories.make_meeting(session, centre, **drawn) for drawn in recorded]
        _close(session, centre)
        with answers_kept(session):
            before = _published(session, centre)
            frozen = _closed(session, centre)

        for at, columns in corrected:
            if at < len(ids):
                session.get_one(Meeting, ids[at]).sqlmodel_update(columns)
        come = [factories.make_meeting(session, centre, **drawn) for drawn in later]
        session.flush()

        with answers_kept(session):
            assert _published(session, centre) == before
            assert _closed(session, centre) == frozen
            _check_changes(session, centre, {*ids, *come})


def _ground(session: Session) -> int:
    centre = factories.make_centre(session)
    account = factories.make_account(session)
    factories.make_member(session, account, centre, Role.DIRECTOR)
    session.info[AUTHOR] = Author(account, centre)
    return centre


def _close(session: Session, centre: int) -> None:
    seen = month_reading(session, centre_id=centre, year=2024, month=3).seen
    close_month(session, ClosingEntry(2024, 3, TODAY, seen, "En mars."), month_reading)


def _published(session: Session, centre: int) -> list[Any]:
    """March as the dashboard, the year’s sums and its own page tell it."""
    march = Scope(centre, MARCH)
    whole = year_at_a_glance(session, scope=Scope(centre, YEAR), today=TODAY)
    alone = year_at_a_glance(session, scope=march, today=TODAY)
    spread = month_spread(session, scope=march, role=Role.ADMIN, today=TODAY)
    keys = [indicator.key for indicator in OF_THE_MONTH]
    return [
        whole.months[2],
        [whole.figures[key].months[2] for key in keys],
        [alone.figures[key].value for key in keys],
        (spread.retained, spread.highlights, spread.published),
    ]


def _closed(session: Session, centre: int) -> Any:
    return month_desk(session, centre_id=centre, year=2024, month=3, today=TODAY).closing


def _check_changes(session: Session, centre: int, known: set[int]) -> None:
    """The differences told are those of a recount."""
    desk = month_desk(session, centre_id=centre, year=2024, month=3, today=TODAY)
    assert desk.closing is not None
    rows = [session.get_one(Meeting, key) for key in known]
    now = {
        row.id or 0: row.headcount
        for row in rows
        if row.deleted_at is None
        and row.status is MeetingStatus.HELD
        and row.scope in (MeetingScope.REGIONAL, MeetingScope.INTERNAL)
        and row.held_on in MARCH
    }
    then = desk.closing.counted or {}
    assert desk.changed.came == tuple(sorted(now.keys() - then.keys()))
    assert desk.changed.went == tuple(sorted(then.keys() - now.keys()))
    assert desk.changed.moved == {
        key: (then[key], now[key]) for key in then.keys() & now.keys() if then[key] != now[key]
    }
    assert {gone.id for gone in desk.gone} == set(desk.changed.went)
    assert ("meetings" in desk.changed.figures) is (len(then) != len(now))
    _check_rows(session, centre)


def _check_rows(session: Session, centre: int) -> None:
    """As many rows as the number, of the month and of its year; the others are left out."""
    desk = month_desk(session, centre_id=centre, year=2024, month=3, today=TODAY)
    for period, key in ((MARCH, "meetings"), (MARCH, "participations"), (YEAR, "meetings")):
        scope = Scope(centre, period)
        rows = counted_rows(session, scope=scope, key=key, role=Role.ADMIN, today=TODAY)
        assert (rows.made or 0) == sum(rows.amounts) == (rows.value or 0)
        assert rows.count == len(rows.meetings)
        if key == "meetings":
            since = [group for group in rows.left_out if group.reason is Reason.SINCE_CLOSED]
            came = {line.id for group in since for line in group.meetings}
            assert came == set(desk.changed.came)
            assert rows.count == rows.value
            assert {one.line.id for one in rows.meetings if one.gone} == set(desk.changed.went)
