"""What agendas hold: for the team, and for the public."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import Session, select

from db.commands.agenda import announce, set_public_agenda
from db.models import Centre, Journal, Meeting, utc_now
from db.queries import agenda
from db.unit_of_work import Author, reading, writing
from domain.agenda import AgendaCentre, Speaker
from domain.entry import EntryError
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    MeetingScope,
    MeetingStatus,
    OrganisationRole,
)
from tests import factories

YEAR = Period.of_year(2026)
MONTH_AGO = datetime(2026, 10, 23, tzinfo=UTC)
DAY = date(2026, 12, 3)


def titles(session: Session, centre: int, since: datetime = MONTH_AGO) -> list[str]:
    found = agenda.announced(session, centre_id=centre, period=YEAR, since=since)
    return [meeting.title for meeting in found]


def test_only_what_is_announced_is_public(session: Session) -> None:
    centre = factories.make_centre(session)
    make = factories.make_meeting
    make(session, centre, DAY, title="annoncée", announced=True)
    make(session, centre, DAY, title="annulée", announced=True, status=MeetingStatus.CANCELLED)
    make(session, centre, DAY, title="tue")
    make(session, centre, DAY, title="interne", announced=True, scope=MeetingScope.INTERNAL)
    make(session, centre, date(2027, 1, 1), title="hors période", announced=True)
    make(session, factories.make_centre(session, "autre"), DAY, title="ailleurs", announced=True)

    assert titles(session, centre) == ["annoncée", "annulée"]


def test_names_are_in_the_order_of_french(session: Session) -> None:
    centre = factories.make_centre(session)
    region = factories.make_region(session)
    names = ("Cœur de Loire", "Creusot", "Pays d’Héricourt", "Pays de Montbéliard")
    places = [factories.make_territory(session, name, within=region) for name in reversed(names)]
    themes = factories.make_themes(session, centre, "Vieillissement", "Santé", "Éducation")
    meeting = factories.make_meeting(session, centre, DAY, territories=places, themes=themes)
    for name in ("Zola", "Évrard", "Dupont"):
        person = factories.make_person(session, centre, name, first_name="A.")
        factories.make_attendance(session, meeting, person, role=AttendanceRole.SPEAKER)

    (found,) = agenda.agenda(session, scope=Scope(centre, YEAR), role=Role.EDITOR)

    assert found.territories == names
    assert found.themes == ("Éducation", "Santé", "Vieillissement")
    assert [one.name for one in found.speakers] == ["A. Dupont", "A. Évrard", "A. Zola"]


def test_what_was_deleted_is_told_for_a_month_as_cancelled(session: Session) -> None:
    centre = factories.make_centre(session)
    now = utc_now()
    for title, ago in (("hier", 1), ("jadis", 40)):
        factories.make_meeting(
            session,
            centre,
            DAY,
            title=title,
            announced=True,
            deleted_at=now - timedelta(days=ago),
        )

    (told,) = agenda.announced(
        session, centre_id=centre, period=YEAR, since=now - timedelta(days=30)
    )

    assert (told.title, told.deleted, told.is_cancelled) == ("hier", True, True)
    assert agenda.agenda(session, scope=Scope(centre, YEAR), role=Role.ADMIN) == ()


def test_an_agenda_follows_the_hours_and_what_has_none_opens_the_day(session: Session) -> None:
    centre = factories.make_centre(session)
    for title, start in (("soir", time(18)), ("matin", time(9)), ("jour", None)):
        factories.make_meeting(session, centre, DAY, title=title, start_time=start)

    found = agenda.agenda(session, scope=Scope(centre, YEAR), role=Role.READER)

    assert [meeting.title for meeting in found] == ["jour", "matin", "soir"]


@pytest.fixture
def with_speakers(session: Session) -> tuple[int, int]:
    """A centre, and its meeting: two who speak, one excused, one who only came."""
    centre = factories.make_centre(session)
    caf = factories.make_organisation(session, centre, "CAF")
    meeting = factories.make_meeting(session, centre, DAY, announced=True)
    for name, role, state in (
        ("Durand", AttendanceRole.SPEAKER, AttendanceState.REGISTERED),
        ("Pernet", AttendanceRole.FACILITATOR, AttendanceState.PRESENT),
        ("Absent", AttendanceRole.SPEAKER, AttendanceState.EXCUSED),
        ("Venue", AttendanceRole.PARTICIPANT, AttendanceState.PRESENT),
    ):
        person = factories.make_person(
            session, centre, name, first_name="Camille", function=f"fonction de {name[0]}."
        )
        factories.make_attendance(session, meeting, person, state, role=role, organisation_id=caf)
    return centre, meeting


def test_speakers_are_named_for_who_may_read_names(
    session: Session, with_speakers: tuple[int, int]
) -> None:
    scope = Scope(with_speakers[0], YEAR)

    (editors,) = agenda.agenda(session, scope=scope, role=Role.EDITOR)
    (readers,) = agenda.agenda(session, scope=scope, role=Role.READER)

    assert editors.speakers == (
        Speaker(AttendanceRole.SPEAKER, "Camille Durand", "fonction de D.", "CAF"),
        Speaker(AttendanceRole.FACILITATOR, "Camille Pernet", "fonction de P.", "CAF"),
    )
    assert [one.name for one in readers.speakers] == [None, None]


def test_neither_the_public_nor_a_file_ever_gets_a_name(
    session: Session, with_speakers: tuple[int, int]
) -> None:
    centre, meeting = with_speakers

    public = agenda.announced(session, centre_id=centre, period=YEAR, since=MONTH_AGO)
    one = agenda.one(session, centre_id=centre, meeting_id=meeting)

    assert one == public[0]
    for name in ("Camille", "Durand", "Pernet", "Absent", "Venue"):
        assert name not in repr(public)
    assert [(s.function, s.organisation) for s in public[0].speakers] == [
        ("fonction de D.", "CAF"),
        ("fonction de P.", "CAF"),
    ]


def test_five_statements_however_many_meetings(session: Session, statements: list[str]) -> None:
    centre = factories.make_centre(session)
    theme = factories.make_theme(session, centre)
    for day in range(1, 31):
        meeting = factories.make_meeting(session, centre, date(2026, 11, day), themes=[theme])
        factories.make_organisation(session, centre, f"Mairie {day}", organises=meeting)
    statements.clear()

    found = agenda.agenda(session, scope=Scope(centre, YEAR), role=Role.EDITOR)

    assert len(found) == 30
    assert found[0].themes == ("Santé",)
    assert found[0].organisations == ((OrganisationRole.ORGANISER, ("Mairie 1",)),)
    assert len(statements) == 5


@pytest.fixture
def director(database: str) -> Author:  # noqa: ARG001
    with writing() as session:
        centre = factories.make_centre(session)
        account = factories.make_account(session)
        factories.make_member(session, account, centre, Role.DIRECTOR)
    return Author(account, centre)


def test_a_director_opens_and_closes_the_agenda_and_the_journal_says_so(director: Author) -> None:
    for public in (True, True, False):
        with writing(director) as session:
            set_public_agenda(session, public=public)

    with reading() as session:
        lines = session.exec(select(Journal).where(Journal.row_table == "centre")).all()
        told = [(line.after or {}).get("public_agenda") for line in lines]
        assert told[-2:] == [True, False]
        assert [line.account_id for line in lines[-2:]] == [director.account_id] * 2


def test_meetings_are_announced_together_or_not_at_all(director: Author) -> None:
    centre = director.centre_id or 0
    with writing() as session:
        make = factories.make_meeting
        open_ones = [make(session, centre, DAY), make(session, centre, DAY)]
        internal = make(session, centre, DAY, scope=MeetingScope.INTERNAL, title="Équipe")
        gone = make(session, centre, DAY, deleted_at=utc_now())
        theirs = make(session, factories.make_centre(session, "autre"), DAY)

    for refused in (internal, gone, theirs):
        with pytest.raises(EntryError), writing(director) as session:
            announce(session, meeting_ids=[open_ones[0], refused])
    with reading() as session:
        assert titles(session, centre) == []

    with writing(director) as session:
        announce(session, meeting_ids=open_ones)

    with reading() as session:
        assert len(titles(session, centre)) == 2
        assert [session.get_one(Meeting, one).version for one in open_ones] == [2, 2]


def test_the_centre_of_an_address(session: Session) -> None:
    centre = factories.make_centre(session, "mien", public_agenda=True, website="https://mien.fr")
    factories.make_centre(session, "clos")
    gone = factories.make_centre(session, "parti", public_agenda=True)
    session.get_one(Centre, gone).deleted_at = utc_now()

    expected = AgendaCentre(
        centre, "mien", "Centre mien", "Europe/Paris", "https://mien.fr", False, True
    )
    assert agenda.centre_at(session, slug="mien") == expected
    assert agenda.centre(session, centre_id=centre) == expected
    closed = agenda.centre_at(session, slug="clos")
    assert closed
    assert not closed.public
    assert agenda.centre_at(session, slug="parti") is None
    assert agenda.centre_at(session, slug="nul") is None
