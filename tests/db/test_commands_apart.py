"""Each command is asked, by each role of my centre, to write the rows of another: it refuses.

What a command takes is made of its own signature: one added tomorrow is tried as soon as it is
written, and one that asks for what these tables do not know fails until they are told.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count, product
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session

from db import walls
from db.commands.entering import ForbiddenError
from db.models import Edited
from db.unit_of_work import Author, reading, writing
from domain.accounts import InvitationEntry, PersonEntry
from domain.agreement_entry import Agreement
from domain.attending import Arrival, HeadcountValues, ListValues, RollCallValues
from domain.closing import MonthReading
from domain.closing_entry import ClosingEntry, ReopeningEntry, SilenceEntry
from domain.difference_entry import DifferenceEntry, DifferenceState
from domain.directory import OrganisationValues, PersonValues
from domain.entry import EntryError
from domain.meeting_entry import MeetingValues
from domain.month_entry import AudienceEntry, HighlightsEntry
from domain.periods import Period
from domain.publication_entry import PublicationEntry
from domain.roles import Role
from domain.roster import RosterLine
from domain.scenario_entry import NoteEntry, ScenarioEntry
from domain.scenes import SceneKind
from domain.sharing import LinkEntry
from domain.target_entry import TargetEntry
from domain.testimonial_entry import ConsentGiven, Renewal, Withdrawal
from domain.testimonial_entry import TestimonialEntry as QuoteEntry
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    AudienceKey,
    Consent,
    ConsentChannel,
    DatePrecision,
    EntryKind,
    Family,
    HeadcountPrecision,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    ProfileKind,
    PublicationKind,
)
from tests.databases import Databases, copied, in_use
from tests.db import two_centres
from tests.db.test_every_command import COMMANDS
from tests.db.two_centres import AUTHORS, DAY, MINE, THEIRS, TODAY, of_others

# Asked each time for the number of a row: mine, or theirs.
Numbers = Callable[[], int]
Make = Callable[[Numbers], Any]

EXACT = HeadcountPrecision.EXACT
LINE = RosterLine("Martin", "Claire", organisation="Mairie")
GIVEN = ConsentGiven(Consent.PUBLIC, ConsentChannel.EMAIL, DAY)
PERSON = PersonEntry("Zoé Martin", "zoe@exemple.fr")
READING = MonthReading({"meetings": 1}, (), {}, {}, {}, is_recorded=True)
NOTHING_SEEN = dict.fromkeys(AudienceKey)

# What a parameter of this name may be.
PLAIN: dict[str, list[Any]] = {
    "kind": [EntryKind.PERSON, EntryKind.ORGANISATION],
    "table": [table for table in Edited.__subclasses__() if "centre_id" in table.model_fields],
    "version": [1],
    "kept_version": [None],
    "merged_version": [None],
    "token_digest": ["empreinte"],
    "key_digest": ["empreinte"],
    "stop_password": [False, True],
    "role": [Role.EDITOR],
    "public": [True],
    "is_open": [True],
    "today": [TODAY],
    "period": [Period.of_year(2024)],
    "years": [3],
    "address": ["scenario=annee"],
    "board": ["{}"],
    "scene": [2],
    "headcount": [(12, EXACT)],
    "read": [lambda *_, **__: READING],
}
# Several rows at once.
MANY: dict[str, Make] = {
    "meeting_ids": lambda n: [n()],
    "person_ids": lambda n: [n()],
    "families": lambda n: {n(): Family.HEALTH},
}


def meeting(n: Numbers) -> MeetingValues:
    unsaid: dict[str, Any] = dict.fromkeys(inspect.signature(MeetingValues).parameters)
    said: dict[str, Any] = {
        "title": "Rencontre",
        "format": MeetingFormat.WORKSHOP,
        "held_on": DAY,
        "date_precision": DatePrecision.DAY,
        "status": MeetingStatus.HELD,
        "scope": MeetingScope.REGIONAL,
        "headcount_precision": EXACT,
        "territories": (),
        "themes": ("Santé",),
        "organisations": (),
        "id": n(),
        "version": 1,
        "other_than": (n(),),
        "announced": False,
    }
    return MeetingValues(**{**unsaid, **said})


def quote(n: Numbers) -> QuoteEntry:
    told: dict[str, Any] = {"meeting_id": n(), "theme_id": n(), "id": n(), "version": 1}
    return QuoteEntry("Parole", False, "Mairie", Family.HEALTH, GIVEN, **told)


def a_list(n: Numbers) -> ListValues:
    present, participant = AttendanceState.PRESENT, AttendanceRole.PARTICIPANT
    return ListValues(n(), present, participant, (Arrival(LINE, n(), True),), {"mairie": n()})


def a_roll_call(n: Numbers) -> RollCallValues:
    one = frozenset
    return RollCallValues(n(), one([n()]), one([n()]), one([n()]), (Arrival(LINE, n()),))


def audience(_: Numbers) -> AudienceEntry:
    seen = {**NOTHING_SEEN, AudienceKey.SOCIAL_FOLLOWERS: MINE}
    return AudienceEntry(2024, 3, dict.fromkeys(AudienceKey, 7), seen)


# What an entry of this type may hold, by the annotation of the parameter.
ENTRIES: dict[type, Make] = {
    InvitationEntry: lambda _: InvitationEntry(PERSON, Role.READER),
    PersonEntry: lambda _: PERSON,
    Agreement: lambda n: Agreement(n(), "image", DAY, ConsentChannel.EMAIL, None),
    ListValues: a_list,
    RollCallValues: a_roll_call,
    HeadcountValues: lambda n: HeadcountValues(n(), 1, 12, EXACT),
    ClosingEntry: lambda _: ClosingEntry(2024, 5, TODAY, READING.seen),
    ReopeningEntry: lambda n: ReopeningEntry(n(), "Une erreur"),
    SilenceEntry: lambda _: SilenceEntry("audience", TODAY, "Connu"),
    DifferenceEntry: lambda _: DifferenceEntry(
        2024, "annee-meetings", DifferenceState.ACCEPTED, "Vu", "Écart", {}, 1
    ),
    PersonValues: lambda n: PersonValues(n(), 1, "Claire", "Martin", None, n(), None),
    OrganisationValues: lambda n: OrganisationValues(n(), 1, "Mairie", Family.HEALTH),
    MeetingValues: meeting,
    AudienceEntry: audience,
    HighlightsEntry: lambda n: HighlightsEntry(2024, 3, ((n(), "Temps fort"),), ()),
    NoteEntry: lambda _: NoteEntry("fin", "À dire", 1),
    ScenarioEntry: lambda n: ScenarioEntry("Autre", "autre", tuple(SceneKind)[:1], n(), 1),
    PublicationEntry: lambda n: PublicationEntry(
        PublicationKind.MINUTES, "Trace", DAY, DatePrecision.DAY, None, n(), n(), 1
    ),
    LinkEntry: lambda _: LinkEntry("Préfecture", 2024, TODAY),
    TargetEntry: lambda _: TargetEntry(2024, "meetings", 9, ProfileKind.EVEN, (), 1),
    QuoteEntry: quote,
    Withdrawal: lambda n: Withdrawal(n(), TODAY),
    Renewal: lambda n: Renewal(n(), GIVEN),
}
# Places, in the order they are asked for, where their number names nothing: the session that my
# account does not have, the meeting that mine is said not to be, who was not at my meeting.
NAMING_NOTHING = {
    ("administering.end_session", 1),
    ("meetings.save_meeting", 1),
    *(("attendance.record_roll_call", at) for at in (2, 3)),
}
# What mine is refused too: a row is not merged with itself, a presentation is its starter’s.
REFUSED_ANYHOW = {"merging.merge", "presenting.move"}


def makers(parameter: inspect.Parameter) -> list[Make]:
    name, kind = parameter.name, parameter.annotation
    if name in PLAIN:
        return [partial(lambda value, _: value, value) for value in PLAIN[name]]
    if name in MANY:
        return [MANY[name]]
    if name.endswith("_id"):
        return [lambda number: number()]
    assert kind in ENTRIES, f"say here what this command may be asked for {parameter}"
    return [ENTRIES[kind]]


def calls(name: str) -> Iterator[Callable[[Session, Numbers], Any]]:
    """The command with every combination of what it may be asked."""
    command = COMMANDS[name]
    taken = list(inspect.signature(command).parameters.values())[1:]
    for chosen in product(*map(makers, taken)):
        yield partial(_call, command, taken, chosen)


def _call(
    command: Callable[..., Any],
    taken: list[inspect.Parameter],
    chosen: tuple[Make, ...],
    session: Session,
    number: Numbers,
) -> None:
    told = [(one, make(number)) for one, make in zip(taken, chosen, strict=True)]
    placed = [value for one, value in told if one.kind is not one.KEYWORD_ONLY]
    named = {one.name: value for one, value in told if one.kind is one.KEYWORD_ONLY}
    command(session, *placed, **named)
    session.flush()


def numbers(theirs: Callable[[int], bool]) -> Numbers:
    """Theirs at these places, mine at the others."""
    places = count()
    return lambda: THEIRS if theirs(next(places)) else MINE


def places_of(name: str) -> int:
    """How many numbers of rows one call of the command takes."""
    asked: list[int] = []
    for parameter in list(inspect.signature(COMMANDS[name]).parameters.values())[1:]:
        makers(parameter)[0](lambda: asked.append(MINE) or MINE)  # type: ignore[func-returns-value]
    return len(asked)


@pytest.fixture(scope="module")
def ground(databases: Databases, empty_template: str) -> Iterator[list[str]]:
    """The walls that the application may have raised there; on SQLite there is none."""
    with copied(databases, empty_template) as url, in_use(url):
        with writing() as session:
            two_centres.fill(session)
            behind = session.get_bind().dialect.name == "postgresql"
        yield [walls.EVERY, *([walls.of_centres([MINE])] if behind else [])]


class _UndoneError(Exception):
    pass


@contextmanager
def undone(author: Author) -> Iterator[Session]:
    """A transaction of which nothing is kept."""
    with suppress(_UndoneError), writing(author) as session:
        yield session
        raise _UndoneError


def refusal(call: Callable[[Session, Numbers], Any], session: Session, asked: Numbers) -> bool:
    try:
        call(session, asked)
    except (EntryError, NoResultFound):
        return True
    return False


def test_the_other_centre_has_a_row_of_each_table() -> None:
    assert two_centres.unnumbered() == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_no_row_of_others_is_written(name: str, ground: list[str]) -> None:
    """Theirs everywhere, then at one place only."""
    places = range(places_of(name))
    attacks = [("all", lambda _: True), *((at, at.__eq__) for at in places if len(places) > 1)]
    with reading() as session:
        before = of_others(session)
    for wall, role, (at, theirs), call in product(ground, Role, attacks, calls(name)):
        with walls.seeing(wall), undone(Author(AUTHORS[role], MINE)) as session:
            if not refusal(call, session, numbers(theirs)):
                assert not places or (name, at) in NAMING_NOTHING, (role, at)
                assert of_others(session) == before, (role, at)


@pytest.mark.parametrize("name", COMMANDS)
def test_in_the_name_of_the_centre_of_others_it_is_forbidden(name: str, ground: list[str]) -> None:
    for wall, role in product(ground, Role):
        author = Author(AUTHORS[role], THEIRS)
        with walls.seeing(wall), undone(author) as session, pytest.raises(ForbiddenError):
            next(calls(name))(session, numbers(lambda _: True))


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - REFUSED_ANYHOW))
def test_what_is_refused_of_theirs_is_done_of_mine(name: str, ground: list[str]) -> None:
    """So that it is refused above for being theirs."""
    for wall in ground:
        with walls.seeing(wall), undone(Author(AUTHORS[Role.ADMIN], MINE)) as session:
            next(calls(name))(session, numbers(lambda _: False))
