"""Who touched the rows of a number last, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from db.bulk import change_rows, insert_rows
from db.models import AudienceFigure, Installation, Meeting, utc_now
from db.queries.audience import counted_audience
from db.queries.rows import counted_rows
from db.unit_of_work import AUTHOR, Author
from domain.counted import LastChange
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import AudienceKey, MeetingFormat, MeetingStatus
from tests import factories

TODAY = date(2024, 11, 22)
MARCH = date(2024, 3, 12)


class Ground:
    """A centre, its account, and one meeting of March."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.centre = factories.make_centre(session)
        self.account = factories.make_account(session)
        session.info[AUTHOR] = Author(self.account, self.centre)
        self.meeting = factories.make_meeting(
            session, self.centre, MARCH, title="Midi de la ville", headcount=12
        )

    def last(
        self, key: str = "meetings", role: Role = Role.EDITOR, month: int = 3
    ) -> LastChange | None:
        scope = Scope(self.centre, Period.of_month(2024, month))
        return counted_rows(self.session, scope=scope, key=key, role=role, today=TODAY).last_change

    def change(self, **columns: object) -> None:
        row = self.session.get_one(Meeting, self.meeting)
        for name, value in columns.items():
            setattr(row, name, value)
        self.session.flush()


@pytest.fixture
def ground(session: Session) -> Ground:
    return Ground(session)


def test_the_last_change_says_what_when_and_by_whom(ground: Ground) -> None:
    ground.change(headcount=14)

    last = ground.last()
    assert last
    assert (last.what, last.name, last.meeting_id, last.author) == (
        "Rencontre modifiée",
        "Midi de la ville",
        ground.meeting,
        "Quelqu’un",
    )
    assert last.at <= utc_now()


def test_a_reader_is_told_when_and_not_by_whom(ground: Ground) -> None:
    last = ground.last(role=Role.READER)

    assert last
    assert (last.what, last.name, last.author) == (
        "Rencontre enregistrée",
        "Midi de la ville",
        None,
    )


def test_a_row_left_out_is_among_those_that_changed(ground: Ground) -> None:
    other = factories.make_meeting(ground.session, ground.centre, MARCH)
    ground.change(status=MeetingStatus.CANCELLED)

    last = ground.last()
    assert last
    assert (last.what, last.meeting_id) == ("Rencontre annulée", ground.meeting)
    assert last.meeting_id != other


def test_rows_of_other_days_do_not_count(ground: Ground) -> None:
    factories.make_meeting(ground.session, ground.centre, date(2024, 4, 2))

    last = ground.last()
    assert last
    assert last.meeting_id == ground.meeting
    assert ground.last(month=5) is None


def test_a_trace_changes_the_rate_of_traces_and_the_publications(ground: Ground) -> None:
    factories.make_publication(
        ground.session, ground.centre, MARCH, title="Compte rendu", meeting_id=ground.meeting
    )

    for key in ("trace_rate", "publications"):
        last = ground.last(key)
        assert last
        assert (last.what, last.name, last.meeting_id) == (
            "Publication enregistrée",
            "Compte rendu",
            None,
        )
    of_meetings = ground.last()
    assert of_meetings
    assert of_meetings.what == "Rencontre enregistrée"


def test_rows_the_journal_never_told_of_say_how_they_came(ground: Ground) -> None:
    session = ground.session
    moment = datetime(2024, 4, 3, 9, 0, tzinfo=UTC)
    came = {"centre_id": ground.centre, "held_on": date(2024, 4, 2), "title": "Reprise"}
    kinds = {"format": MeetingFormat.WORKSHOP, "status": MeetingStatus.HELD}
    signed = {"created_at": moment, "updated_at": moment}
    (key,) = insert_rows(session, Meeting, [{**came, **kinds, **signed}])
    brought = LastChange(
        moment, "venues par une reprise de données", None, None, None, is_arrival=True
    )
    assert ground.last(month=4) == brought

    session.add(Installation(demonstration=True))
    session.flush()
    assert ground.last(month=4) == replace(brought, what="venues avec la démonstration")

    author = update(Meeting).where(col(Meeting.id) == key).values(updated_by=ground.account)
    change_rows(session, author)
    typed = replace(brought, what="saisies", author="Quelqu’un")
    assert ground.last(month=4) == typed
    assert ground.last(month=4, role=Role.READER) == replace(typed, author=None)


def test_what_nobody_signed_has_no_author(ground: Ground) -> None:
    ground.session.info[AUTHOR] = Author(None, ground.centre)
    ground.change(headcount=15)

    last = ground.last()
    assert last
    assert last.author is None


def test_an_audience_taken_away_is_a_change_of_it(ground: Ground) -> None:
    session, centre = ground.session, ground.centre
    views = AudienceKey.WEBSITE_VIEWS
    factories.make_audience(session, centre, views, 2024, 40, 2)
    march = factories.make_audience(session, centre, views, 2024, 50, 3)
    factories.make_audience(session, centre, AudienceKey.NEWSLETTER_ISSUES, 2024, 1, 3)
    session.get_one(AudienceFigure, march).deleted_at = utc_now()
    session.flush()
    told = counted_audience(session, centre_id=centre, year=2024, measure=views, role=Role.EDITOR)

    assert told
    assert told.found.value == 40
    assert told.last_change
    assert (told.last_change.what, told.last_change.name, told.last_change.author) == (
        "Chiffre d’audience supprimé",
        "Pages vues sur le site, mars 2024",
        "Quelqu’un",
    )
