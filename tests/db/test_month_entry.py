"""The audience and the highlights of a month written: all at once, by one person at a time."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from db.commands.entering import ForbiddenError, StaleError, save_once
from db.commands.month_entry import save_audience, save_highlights
from db.models import AudienceFigure, Journal, Meeting
from db.queries.audience import audience, audience_of_month
from db.queries.highlights import highlights
from db.queries.months import month_spread
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.month_entry import AudienceEntry, HighlightsEntry
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import AudienceKey
from tests import factories

TODAY = date(2024, 11, 22)
VIEWS, ISSUES = AudienceKey.WEBSITE_VIEWS, AudienceKey.NEWSLETTER_ISSUES
NOTHING: dict[AudienceKey, int | None] = dict.fromkeys(AudienceKey)


def member(centre: int, role: Role = Role.EDITOR) -> Author:
    with writing() as session:
        account = factories.make_account(session, f"{role.name}-{centre}")
        factories.make_member(session, account, centre, role)
    return Author(account, centre)


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def editor(centre: int) -> Author:
    return member(centre)


def run(author: Author, command: Callable[..., Any], *args: Any) -> Any:
    with writing(author) as session:
        return command(session, *args)


def figures(
    values: Mapping[AudienceKey, int | None],
    seen: Mapping[AudienceKey, int | None] = NOTHING,
) -> AudienceEntry:
    return AudienceEntry(2024, 3, {**NOTHING, **values}, {**NOTHING, **seen})


def known(centre: int, month: int = 3) -> dict[AudienceKey, int]:
    with reading() as session:
        return audience_of_month(session, centre_id=centre, year=2024, month=month)


def make(centre: int, day: int = 12, month: int = 3, **columns: Any) -> int:
    with writing() as session:
        return factories.make_meeting(session, centre, date(2024, month, day), **columns)


def listed(centre: int) -> tuple[tuple[int, str], ...]:
    with reading() as session:
        return highlights(session, centre_id=centre, year=2024, month=3)


def test_figures_are_set_changed_and_taken_away_together(centre: int, editor: Author) -> None:
    run(editor, save_audience, figures({VIEWS: 13432, ISSUES: 0}))
    assert known(centre) == {VIEWS: 13432, ISSUES: 0}

    run(editor, save_audience, figures({VIEWS: 14000}, {VIEWS: 13432, ISSUES: 0}))
    assert known(centre) == {VIEWS: 14000}

    run(editor, save_audience, figures({VIEWS: 14000, ISSUES: 2}, {VIEWS: 14000}))
    assert known(centre) == {VIEWS: 14000, ISSUES: 2}
    with reading() as session:
        rows = session.exec(select(AudienceFigure)).all()
        assert {row.key: row.version for row in rows} == {VIEWS: 2, ISSUES: 3}


def test_a_figure_taken_away_leaves_the_year(centre: int, editor: Author) -> None:
    run(editor, save_audience, figures({VIEWS: 5}))
    run(editor, save_audience, figures({}, {VIEWS: 5}))

    with reading() as session:
        assert audience(session, centre_id=centre, year=2024) == ()


def test_figures_unchanged_leave_no_line(centre: int, editor: Author) -> None:
    run(editor, save_audience, figures({VIEWS: 5}))
    run(editor, save_audience, figures({VIEWS: 5}, {VIEWS: 5}))

    assert known(centre) == {VIEWS: 5}
    with reading() as session:
        lines = session.exec(select(Journal).where(Journal.row_table == "audience_figure")).all()
    assert [line.action for line in lines] == ["créer"]


def test_figures_saved_by_another_meanwhile_are_not_written_over(
    centre: int, editor: Author
) -> None:
    run(editor, save_audience, figures({VIEWS: 5}))

    with pytest.raises(StaleError):
        run(editor, save_audience, figures({VIEWS: 6, ISSUES: 1}))
    assert known(centre) == {VIEWS: 5}


def test_other_months_and_the_year_itself_are_left_alone(centre: int, editor: Author) -> None:
    with writing() as session:
        factories.make_audience(session, centre, VIEWS, 2024, 1)
        factories.make_audience(session, centre, VIEWS, 2024, 2, 2)
    run(editor, save_audience, figures({VIEWS: 5}))

    assert (known(centre, 2), known(centre)) == ({VIEWS: 2}, {VIEWS: 5})


def test_a_form_sent_twice_writes_once(centre: int, editor: Author) -> None:
    def send(command: Callable[..., int], entry: Any) -> int:
        with writing(editor) as session:
            return save_once(
                session, token=command.__name__, form="mois", save=lambda: command(session, entry)
            )

    meeting = make(centre)
    chosen = HighlightsEntry(2024, 3, ((meeting, "Un"),), ())
    for command, entry in ((save_audience, figures({VIEWS: 5})), (save_highlights, chosen)):
        assert send(command, entry) == send(command, entry) == 202403
    assert (known(centre), listed(centre)) == ({VIEWS: 5}, ((meeting, "Un"),))


def test_highlights_are_written_ordered_and_read_so_by_the_month(
    centre: int, editor: Author
) -> None:
    first, second = make(centre, 12), make(centre, 4)
    other = make(centre, 1, month=4, highlight="Avril")

    run(editor, save_highlights, HighlightsEntry(2024, 3, ((first, "Un"), (second, "Deux")), ()))

    assert listed(centre) == ((first, "Un"), (second, "Deux"))
    with reading() as session:
        scope = Scope(centre, Period.of_month(2024, 3))
        spread = month_spread(session, scope=scope, role=Role.READER, today=TODAY)
        assert spread.highlights == ("Un", "Deux")
        assert session.get_one(Meeting, other).version == 1


def test_a_highlight_left_out_is_removed(centre: int, editor: Author) -> None:
    kept, gone = make(centre, 12, highlight="Un"), make(centre, 4, highlight="Deux")
    assert listed(centre) == ((gone, "Deux"), (kept, "Un"))

    seen = listed(centre)
    run(editor, save_highlights, HighlightsEntry(2024, 3, ((kept, "Un"),), seen))

    with reading() as session:
        row = session.get_one(Meeting, gone)
        assert (row.highlight, row.highlight_rank) == (None, None)
    assert listed(centre) == ((kept, "Un"),)


def test_highlights_changed_meanwhile_are_not_written_over(centre: int, editor: Author) -> None:
    meeting = make(centre, highlight="Celui d’un autre")

    with pytest.raises(StaleError):
        run(editor, save_highlights, HighlightsEntry(2024, 3, ((meeting, "Le mien"),), ()))
    assert listed(centre) == ((meeting, "Celui d’un autre"),)


def test_a_meeting_of_another_month_or_centre_is_refused(centre: int, editor: Author) -> None:
    with writing() as session:
        theirs = factories.make_centre(session, "autre")
    for meeting in (make(centre, month=4), make(theirs), 10**6):
        with pytest.raises(EntryError, match="rencontres du mois"):
            run(editor, save_highlights, HighlightsEntry(2024, 3, ((meeting, "Un"),), ()))


def test_a_reader_writes_nothing(centre: int, editor: Author) -> None:  # noqa: ARG001
    reader = member(centre, Role.READER)

    for command, entry in (
        (save_audience, figures({VIEWS: 5})),
        (save_highlights, HighlightsEntry(2024, 3, (), ())),
    ):
        with pytest.raises(ForbiddenError):
            run(reader, command, entry)
    with reading() as session:
        assert not session.exec(select(AudienceFigure).where(col(AudienceFigure.id) > 0)).all()
