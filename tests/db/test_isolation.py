"""Nothing of a centre is read from another: tried on every query, found by inspection.

A query added tomorrow is tried as soon as it is written; one that asks for an argument this test
cannot give fails until it is told how.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
from sqlmodel import Session, col, select

from db import queries
from db.commands import drafts
from db.journaling import keep
from db.models import (
    Attendance,
    Centre,
    DifferenceNote,
    MeetingOrganisation,
    Presentation,
    PublicAccess,
    Publication,
    Scenario,
    SilencedRule,
    SpeakerNote,
    utc_now,
)
from db.models import Testimonial as Quote
from db.queries.meetings import listing
from db.queries.once import answers_kept
from db.queries.years import centre_year
from db.unit_of_work import AUTHOR, Author
from domain import families
from domain.board import Board
from domain.counted import Reading
from domain.difference_entry import DifferenceState
from domain.indicators import BY_KEY, MEETINGS, Row
from domain.journal import Wanted
from domain.periods import Period
from domain.report_reading import ReportReading
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceState,
    AudienceKey,
    Consent,
    EntryKind,
    Family,
    MeetingFormat,
)
from tests import factories
from tests.databases import Databases, copied, session_on

TODAY = date(2024, 11, 22)
YEAR = Period.of_year(2024)
MARCH = Period.of_month(2024, 3)
NO_SUCH_ROW = 10**6
NO_SCOPE = Scope(NO_SUCH_ROW, YEAR)
ADDRESS = "scenario=annee&annee=2024"

Query = Callable[..., Any]


def bounded_queries() -> dict[str, Query]:
    """Every public function of db.queries that reads within a scope or a centre."""
    found: dict[str, Query] = {}
    for module in pkgutil.iter_modules(queries.__path__):
        path = f"{queries.__name__}.{module.name}"
        for name, function in inspect.getmembers(importlib.import_module(path)):
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            taken = inspect.signature(function).parameters
            if (
                function.__module__ == path
                and "session" in taken
                and taken.keys()
                & {
                    "scope",
                    "centre_id",
                }
            ):
                found[f"{module.name}.{name}"] = function
    return found


QUERIES = bounded_queries()


def test_inspection_finds_the_queries() -> None:
    assert {"facts.read_facts", "dashboard.year_at_a_glance", "rows.counted_rows"} <= set(QUERIES)
    assert {"meeting_detail.detail", "testimonials.wall", "choices.themes"} <= set(QUERIES)


class Ground:
    """A region two centres share, and all that each of them recorded there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.account = factories.make_account(session)
        self.region = factories.make_region(session)
        self.dole = factories.make_territory(session, "Dole", within=self.region)
        self.mine = factories.make_centre(session, "mien", region=self.region)
        self.theirs = factories.make_centre(session, "voisin", region=self.region)
        self.empty = factories.make_centre(session, "vide", region=self.region)
        self.my_meeting, self.my_theme = self.fill(self.mine, "mien")

    def fill(self, centre: int, mark: str) -> tuple[int, int]:
        session = self.session
        session.info[AUTHOR] = Author(self.account, centre)
        theme = factories.make_theme(session, centre, f"thème {mark}")
        person = factories.make_person(session, centre, f"personne {mark}")
        registered = factories.make_person(session, centre, f"inscrite {mark}")
        meeting = factories.make_meeting(
            session,
            centre,
            date(2024, 3, 12),
            title=f"rencontre {mark}",
            highlight=f"action {mark}",
            announced=True,
            people=[person],
            territories=[self.dole],
            themes=[theme],
        )
        factories.make_attendance(session, meeting, registered, AttendanceState.REGISTERED)
        factories.make_meeting(session, centre, date(2023, 3, 12), headcount=33)
        factories.make_meeting(
            session,
            centre,
            date(2024, 3, 13),
            title=f"supprimée {mark}",
            notes=f"partie {mark}",
            deleted_at=utc_now(),
        )
        factories.make_organisation(session, centre, f"mairie {mark}", organises=meeting)
        factories.make_doubles(session, centre, f"double {mark}")
        gone = utc_now() - timedelta(days=40)
        factories.make_person(session, centre, f"partie {mark}", first_name="", deleted_at=gone)
        session.get_one(Centre, centre).retention_years = 1
        factories.make_publication(
            session, centre, date(2024, 4, 2), title=f"trace {mark}", meeting_id=meeting
        )
        factories.make_testimonial(
            session,
            centre,
            2024,
            3,
            body=f"parole {mark}",
            family=Family.HEALTH,
            meeting_id=meeting,
            theme_id=theme,
            territory_id=self.dole,
        )
        factories.make_testimonial(
            session, centre, 2024, 3, organisation=f"muette {mark}", consent=Consent.PENDING
        )
        factories.make_closing(
            session, centre, 2024, 2, meetings=centre, highlights=[mark], meeting_ids=[meeting]
        )
        factories.make_closing(session, centre, 2021, 6, meetings=9, source=f"rapport {mark}")
        factories.make_closing(session, centre, 2024, 1, meetings=centre, reopened_at=utc_now())
        factories.make_year_figure(session, centre, 2024, "meetings", 100 + centre)
        factories.make_year_figure(session, centre, 2022, "meetings", 1)
        factories.make_target(session, centre, 2024, "meetings", 100 + centre)
        drafts.keep(
            session, account_id=self.account, centre_id=centre, form="essai", body={"titre": mark}
        )
        session.add(
            Presentation(
                account_id=self.account, centre_id=centre, address=ADDRESS, board=f'"{mark}"'
            )
        )
        session.add(Scenario(centre_id=centre, name=mark, slug=mark, scenes=["fin"]))
        session.add(SpeakerNote(centre_id=centre, key="fin", text=f"note {mark}"))
        session.add(
            SilencedRule(centre_id=centre, rule="audience", until=TODAY, reason=f"motif {mark}")
        )
        session.add(
            DifferenceNote(
                centre_id=centre,
                year=2024,
                key="annee-meetings",
                state=DifferenceState.EXPLAINED,
                note=f"note {mark}",
                told=f"écart {mark}",
                figures={"publie": centre},
            )
        )
        factories.make_share_link(session, centre, f"jeton {mark}", recipient=f"préfet {mark}")
        session.add(PublicAccess(centre_id=centre, key_digest=mark, key_since=utc_now()))
        factories.make_audience(session, centre, AudienceKey.SOCIAL_FOLLOWERS, 2024, 500 + centre)
        factories.make_audience(session, centre, AudienceKey.WEBSITE_VIEWS, 2024, centre, 3)
        # Once the difference was spoken of, in a save of its own.
        later = {"at": utc_now() + timedelta(minutes=1), "action": "modifier"}
        row = {"row_table": "meeting", "row_id": str(meeting), "after": {"headcount": 12}}
        keep(session, [{**later, **row, "account_id": self.account, "centre_id": centre}])
        return meeting, theme

    def read_by(self, session: Session) -> "Ground":
        """The same, or a copy of it, seen by another session."""
        ground = copy(self)
        ground.session = session
        return ground


class Beside(NamedTuple):
    """The same ground once the neighbour has recorded as much there; and what he recorded."""

    ground: Ground
    their_meeting: int
    their_theme: int


@pytest.fixture(scope="module")
def grounds(databases: Databases, empty_template: str) -> Iterator[tuple[Ground, Beside]]:
    """Made once: the tests of this file read them, and change nothing."""
    with copied(databases, empty_template) as mine:
        with session_on(mine) as session, session.begin():
            ground = Ground(session)
        with copied(databases, mine) as both:
            with session_on(both) as session, session.begin():
                theirs = ground.read_by(session).fill(ground.theirs, "voisin")
            with _reading(mine) as alone, _reading(both) as beside:
                yield ground.read_by(alone), Beside(ground.read_by(beside), *theirs)


@contextmanager
def _reading(url: str) -> Iterator[Session]:
    """As a document is: what many queries read is read once for each scope."""
    with session_on(url) as session, answers_kept(session):
        yield session


@pytest.fixture
def alone(grounds: tuple[Ground, Beside]) -> Iterator[Ground]:
    """Where the neighbour recorded nothing."""
    yield grounds[0]
    grounds[0].session.rollback()


@pytest.fixture
def beside(grounds: tuple[Ground, Beside]) -> Iterator[Beside]:
    yield grounds[1]
    grounds[1].ground.session.rollback()


def tied_to(session: Session, table: type[Quote] | type[Publication], meeting: int) -> int:
    """The row of this meeting, or the number of none."""
    return session.exec(select(table.id).where(table.meeting_id == meeting)).first() or NO_SUCH_ROW


def named_by(session: Session, column: Any, meeting: int) -> int:
    """A person, or an organisation, of this meeting, or the number of none."""
    of_it = column.class_.meeting_id == meeting
    return session.exec(select(column).where(of_it)).first() or NO_SUCH_ROW


def scopes(centre: int, ground: Ground, theme: int) -> list[Scope]:
    return [
        Scope(centre, YEAR),
        Scope(centre, YEAR, territory_id=ground.dole),
        Scope(centre, YEAR, format=MeetingFormat.WORKSHOP),
        Scope(centre, YEAR, theme_id=theme),
        Scope(centre, MARCH),
        Scope(centre, MARCH, theme_id=theme),
    ]


@cache
def arguments(ground: Ground, centre: int, meeting: int, theme: int) -> dict[str, list[Any]]:
    """What queries may be asked for this centre, by name."""
    return {
        "scope": scopes(centre, ground, theme),
        "centre_id": [centre],
        "meeting_id": [meeting],
        "testimonial_id": [tied_to(ground.session, Quote, meeting)],
        "publication_id": [tied_to(ground.session, Publication, meeting)],
        "account_id": [ground.account],
        "person_id": [named_by(ground.session, col(Attendance.person_id), meeting)],
        "organisation_id": [
            named_by(ground.session, col(MeetingOrganisation.organisation_id), meeting)
        ],
        "kind": [EntryKind.PERSON, EntryKind.ORGANISATION],
        "form": ["essai"],
        "address": [None, ADDRESS],
        "since": [datetime(2024, 1, 1, tzinfo=UTC)],
        "within": [None, ground.dole],
        "year": [2024],
        "month": [2, 3],
        "role": [Role.READER, Role.ADMIN],
        "today": [TODAY],
        "now": [datetime(2024, 11, 22, 9, 2, tzinfo=UTC)],
        "filters": [()],
        "key": list(BY_KEY),
        "measure": list(AudienceKey),
        "family": list(families.ASKED),
        "wanted": [Wanted(), Wanted(nature="rencontre", row=meeting)],
        "page": [1],
        "gone": [("mois-3", "annee-meetings")],
        "keys": [{"meeting": [meeting], "territory": [ground.dole]}],
        "known": [centre_year(ground.session, scope=Scope(centre, YEAR))],
        "lines": [listing(ground.session, scope=Scope(centre, YEAR))],
        "before": [()],
        "reading": list(Reading),
        "of_rows": [False, True],
        "seen_on": [TODAY],
        "traced_by": [TODAY],
        "indicator": [MEETINGS],
        "period": [YEAR],
        "rows": [(Row(meeting),)],
        "went": [(), (meeting,)],
        "elsewhere": [{}, {meeting: frozenset({ground.dole})}],
        "ids": [(), (meeting,)],
    }


def asked(function: Query, possible: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """All that the query may be asked, each once: among the first then last others."""
    names = [name for name in inspect.signature(function).parameters if name != "session"]
    unknown = set(names) - set(possible)
    assert not unknown, f"say here what this query may be asked for {unknown}"
    found: list[dict[str, Any]] = []
    for side in (0, -1):
        among = {name: possible[name][side] for name in names}
        each = [{**among, name: value} for name in names for value in possible[name]]
        found += [one for one in [among, *each] if one not in found]
    return found


def answers(function: Query, ground: Ground, questions: list[dict[str, Any]]) -> list[Any]:
    return [_without_scope(function(ground.session, **one)) for one in questions]


def _without_scope(found: Any) -> Any:
    """A board says what it was asked for, identifiers included."""
    if isinstance(found, ReportReading):
        return replace(found, board=replace(found.board, scope=NO_SCOPE))
    return replace(found, scope=NO_SCOPE) if isinstance(found, Board) else found


@pytest.mark.parametrize("name", QUERIES)
def test_another_centre_changes_nothing_to_what_is_read(
    name: str, alone: Ground, beside: Beside
) -> None:
    query = QUERIES[name]
    questions = asked(query, arguments(alone, alone.mine, alone.my_meeting, alone.my_theme))

    before = answers(query, alone, questions)
    after = answers(query, beside.ground, questions)

    assert any(before)
    assert after == before
    assert "voisin" not in repr(after)


@pytest.mark.parametrize("name", QUERIES)
def test_identifiers_of_another_centre_find_nothing_of_it(name: str, beside: Beside) -> None:
    """A meeting or a theme of theirs, asked for in my centre, is a row that does not exist."""
    ground, meeting, theme = beside
    query = QUERIES[name]
    theirs = asked(query, arguments(ground, ground.mine, meeting, theme))
    nobodys = asked(query, arguments(ground, ground.mine, NO_SUCH_ROW, NO_SUCH_ROW))
    pairs = [pair for pair in zip(theirs, nobodys, strict=True) if pair[0] != pair[1]]

    found = answers(query, ground, [theirs for theirs, _ in pairs])

    assert found == answers(query, ground, [nobodys for _, nobodys in pairs])
    assert "voisin" not in repr(found)


@pytest.mark.parametrize("name", QUERIES)
def test_my_identifiers_find_nothing_in_an_empty_centre(name: str, alone: Ground) -> None:
    query = QUERIES[name]

    found = answers(
        query, alone, asked(query, arguments(alone, alone.empty, alone.my_meeting, alone.my_theme))
    )

    assert "mien" not in repr(found)
    assert alone.session.get_one(Centre, alone.empty).slug == "vide"
