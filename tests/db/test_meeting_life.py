"""Held, cancelled, deleted, brought back: rights, versions, double clicks, and what is counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from db.commands import meeting_life
from db.commands.entering import ForbiddenError, StaleError
from db.models import Account, Journal, Meeting, Publication, utc_now
from db.models import Testimonial as Quote
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.deleted import restorable
from db.queries.meeting_detail import detail
from db.queries.meetings import listing
from db.queries.months import month_spread
from db.queries.rows import counted_rows
from db.queries.testimonials import wall
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.indicators import ALL
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import HeadcountPrecision, MeetingStatus
from tests import factories

TODAY = date(2024, 11, 22)
MARCH = date(2024, 3, 12)
EXACT, ABOUT = HeadcountPrecision.EXACT, HeadcountPrecision.ABOUT

COMMANDS: dict[str, Callable[..., Any]] = {
    "hold": lambda session, **which: meeting_life.hold(session, (40, EXACT), today=TODAY, **which),
    "cancel": meeting_life.cancel,
    "reinstate": lambda session, **which: meeting_life.reinstate(session, today=TODAY, **which),
    "delete": meeting_life.delete,
    "restore": meeting_life.restore,
}


def make_member(role: Role, centre: int) -> Author:
    with writing() as session:
        account = factories.make_account(session)
        factories.make_member(session, account, centre, role)
    return Author(account, centre)


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def editor(centre: int) -> Author:
    return make_member(Role.EDITOR, centre)


def make(centre: int, held_on: date = MARCH, **columns: Any) -> int:
    with writing() as session:
        return factories.make_meeting(session, centre, held_on, **columns)


def run(author: Author, name: str, meeting: int, version: int = 1) -> None:
    with writing(author) as session:
        COMMANDS[name](session, meeting_id=meeting, version=version)


def row(meeting: int) -> Meeting:
    with reading() as session:
        return session.get_one(Meeting, meeting)


def changes(meeting: int) -> int:
    with reading() as session:
        lines = select(Journal).where(
            Journal.row_table == "meeting",
            col(Journal.row_id) == str(meeting),
            Journal.action == "modifier",
        )
        return len(session.exec(lines).all())


def test_a_planned_meeting_is_held_with_its_headcount(editor: Author, centre: int) -> None:
    meeting = make(centre, status=MeetingStatus.PLANNED)

    with writing(editor) as session:
        held = meeting_life.hold(session, (40, ABOUT), meeting_id=meeting, version=1, today=TODAY)

    now = row(meeting)
    assert (held, now.status, now.headcount, now.headcount_precision, now.version) == (
        meeting,
        MeetingStatus.HELD,
        40,
        ABOUT,
        2,
    )


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"held_on": date(2024, 11, 23)}, "datée du 23\u00a0novembre 2024"),
        ({"status": MeetingStatus.CANCELLED}, "annulée\u00a0: rétablissez-la d’abord"),
        ({"deleted_at": utc_now()}, "supprimée\u00a0: rétablissez-la d’abord"),
    ],
)
def test_some_meetings_are_not_held(
    editor: Author, centre: int, columns: dict[str, Any], said: str
) -> None:
    meeting = make(centre, **{"status": MeetingStatus.PLANNED, **columns})

    with pytest.raises(EntryError, match=said):
        run(editor, "hold", meeting)
    assert row(meeting).version == 1


def test_a_meeting_of_today_may_be_held(editor: Author, centre: int) -> None:
    meeting = make(centre, TODAY, status=MeetingStatus.PLANNED)
    run(editor, "hold", meeting)
    assert row(meeting).status is MeetingStatus.HELD


@pytest.mark.parametrize(
    ("held_on", "status"),
    [(MARCH, MeetingStatus.HELD), (date(2024, 12, 1), MeetingStatus.PLANNED)],
)
def test_a_meeting_is_cancelled_then_again_what_its_date_says(
    editor: Author, centre: int, held_on: date, status: MeetingStatus
) -> None:
    meeting = make(centre, held_on, status=status, headcount=12)

    run(editor, "cancel", meeting)
    assert row(meeting).status is MeetingStatus.CANCELLED
    run(editor, "reinstate", meeting, 2)

    assert (row(meeting).status, row(meeting).headcount) == (status, 12)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_double_click_makes_one_change(editor: Author, centre: int, name: str) -> None:
    before: dict[str, dict[str, Any]] = {
        "hold": {"status": MeetingStatus.PLANNED},
        "reinstate": {"status": MeetingStatus.CANCELLED},
        "restore": {"deleted_at": utc_now()},
    }
    meeting = make(centre, **before.get(name, {}))

    run(editor, name, meeting)
    run(editor, name, meeting)

    assert (changes(meeting), row(meeting).version) == (1, 2)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_someone_saved_meanwhile_is_not_written_over(
    editor: Author, centre: int, name: str
) -> None:
    status = {"hold": MeetingStatus.PLANNED, "reinstate": MeetingStatus.CANCELLED}
    deleted = utc_now() if name == "restore" else None
    meeting = make(centre, status=status.get(name, MeetingStatus.HELD), deleted_at=deleted)
    with writing() as session:
        session.get_one(Meeting, meeting).title = "Autre titre"

    with pytest.raises(StaleError):
        run(editor, name, meeting)
    assert changes(meeting) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_readers_write_nothing(centre: int, name: str) -> None:
    meeting = make(centre)
    with pytest.raises(ForbiddenError):
        run(make_member(Role.READER, centre), name, meeting)
    assert changes(meeting) == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_a_meeting_of_another_centre_does_not_exist(editor: Author, centre: int, name: str) -> None:
    assert centre
    with writing() as session:
        theirs = factories.make_centre(session, "autre")
    meeting = make(theirs)

    with pytest.raises(EntryError, match="n’existe pas dans ce centre"):
        run(editor, name, meeting)
    assert changes(meeting) == 0


@pytest.mark.parametrize(("days", "back"), [(29, True), (31, False)])
def test_a_deleted_meeting_comes_back_within_thirty_days(
    editor: Author, centre: int, days: int, back: bool
) -> None:
    meeting = make(centre, deleted_at=utc_now() - timedelta(days=days))

    with reading() as session:
        listed = restorable(session, centre_id=centre, role=Role.EDITOR)
        assert restorable(session, centre_id=centre, role=Role.READER) == ()
    assert [row.id for row in listed] == ([meeting] if back else [])
    if back:
        run(editor, "restore", meeting)
    else:
        with pytest.raises(EntryError, match="plus de 30 jours"):
            run(editor, "restore", meeting)
    assert (row(meeting).deleted_at is None) is back


def test_who_deleted_it_is_told_whoever_signed_it_since(editor: Author, centre: int) -> None:
    """Merging two people signs the meetings they came to."""
    with writing() as session:
        session.get_one(Account, editor.account_id).name = "Léa"
    meeting = make(centre, title="Atelier")
    run(editor, "delete", meeting)
    with writing() as session:
        session.get_one(Meeting, meeting).updated_at = utc_now()

    with reading() as session:
        (found,) = restorable(session, centre_id=centre, role=Role.EDITOR)
    assert (found.title, found.deleted_by, found.version) == ("Atelier", "Léa", 3)


def test_nothing_counts_a_deleted_meeting_and_brought_back_it_is_whole(
    editor: Author, centre: int
) -> None:
    """Its publication and its testimonial stay; they no longer say that it was held."""
    dole, theme = place(centre)
    publication, words = outputs(centre)
    without = answers(centre, 0)

    with writing() as session:
        people = factories.make_people(session, centre, 2)
    meeting = make(centre, people=people, territories=[dole], themes=[theme], headcount=30)
    with writing() as session:
        session.get_one(Publication, publication).meeting_id = meeting
        session.get_one(Quote, words).meeting_id = meeting
    whole = answers(centre, meeting)
    assert whole != without

    run(editor, "delete", meeting)
    assert answers(centre, meeting) == without

    run(editor, "restore", meeting, 2)
    assert answers(centre, meeting) == whole


def place(centre: int) -> tuple[int, int]:
    with writing() as session:
        dole = factories.make_territory(session, "Dole")
        return dole, factories.make_theme(session, centre)


def outputs(centre: int) -> tuple[int, int]:
    with writing() as session:
        factories.make_meeting(session, centre, date(2024, 5, 2), headcount=10)
        return (
            factories.make_publication(session, centre, date(2024, 3, 20)),
            factories.make_testimonial(session, centre, 2024, 3),
        )


def answers(centre: int, meeting: int) -> list[Any]:
    """All that the screens read of the year: dashboard, month, map, lists, rows, words.

    But for when a row was last changed, which deleting and bringing back do change.
    """
    scope = Scope(centre, Period.of_year(2024))
    march = scope.over(Period.of_month(2024, 3))
    as_editor: dict[str, Any] = {"centre_id": centre, "role": Role.EDITOR, "today": TODAY}
    with reading() as session:
        found = detail(session, meeting_id=meeting, **as_editor)
        return [
            year_at_a_glance(session, scope=scope, today=TODAY),
            month_spread(session, scope=march, role=Role.EDITOR, today=TODAY),
            coverage(session, scope=scope, today=TODAY),
            listing(session, scope=scope),
            wall(session, **as_editor),
            replace(found, version=0) if found else None,
            *(
                replace(
                    counted_rows(session, scope=scope, key=i.key, role=Role.EDITOR, today=TODAY),
                    last_change=None,
                )
                for i in ALL
            ),
        ]
