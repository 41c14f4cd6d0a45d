"""Lists of meetings, a meeting whole, and the rows of a number."""

from datetime import date

import pytest
from sqlmodel import Session

from db.models import utc_now
from db.queries.meeting_detail import detail
from db.queries.meetings import listing
from db.queries.rows import counted_rows
from domain.counted import CountedRows
from domain.left_out import Reason
from domain.listings import MeetingDetail
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceState,
    Consent,
    DatePrecision,
    Family,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    OrganisationRole,
    TerritoryLevel,
)
from tests import factories

TODAY = date(2024, 11, 22)
YEAR = Period.of_year(2024)
MARCH = date(2024, 3, 12)


@pytest.fixture
def centre(session: Session) -> int:
    return factories.make_centre(session)


def titles(session: Session, scope: Scope) -> list[str]:
    return [line.title for line in listing(session, scope=scope)]


def whole(session: Session, centre: int, meeting: int, role: Role = Role.EDITOR) -> MeetingDetail:
    found = detail(session, centre_id=centre, meeting_id=meeting, role=role, today=TODAY)
    assert found
    return found


def rows(session: Session, scope: Scope, key: str, role: Role = Role.EDITOR) -> CountedRows:
    return counted_rows(session, scope=scope, key=key, role=role, today=TODAY)


def test_a_list_is_latest_first_and_holds_every_status(session: Session, centre: int) -> None:
    factories.make_meeting(session, centre, date(2024, 1, 9), title="Tenue")
    factories.make_meeting(
        session, centre, date(2024, 5, 9), title="Annulée", status=MeetingStatus.CANCELLED
    )
    factories.make_meeting(
        session, centre, date(2024, 3, 9), title="Nationale", scope=MeetingScope.NATIONAL
    )
    factories.make_meeting(session, centre, date(2024, 4, 9), deleted_at=utc_now())

    assert titles(session, Scope(centre, YEAR)) == ["Annulée", "Nationale", "Tenue"]


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2023-12-31", 0), ("2024-01-01", 1), ("2024-12-31", 1), ("2025-01-01", 0)],
)
def test_both_ends_of_the_period_are_listed(
    session: Session, centre: int, day: str, listed: int
) -> None:
    factories.make_meeting(session, centre, date.fromisoformat(day))

    assert len(titles(session, Scope(centre, YEAR))) == listed


def test_a_territory_lists_what_lies_in_it_and_not_what_holds_it(
    session: Session, centre: int
) -> None:
    dole = factories.make_territory(session, "Dole")
    mesnils = factories.make_territory(session, "Mesnils", level=TerritoryLevel.QPV, within=dole)
    factories.make_meeting(session, centre, MARCH, title="Au contrat", territories=[dole])
    factories.make_meeting(session, centre, MARCH, title="Au quartier", territories=[mesnils])

    scope = Scope(centre, YEAR)
    assert titles(session, scope.within(dole)) == ["Au quartier", "Au contrat"]
    assert titles(session, scope.within(mesnils)) == ["Au quartier"]


def test_a_meeting_is_listed_once_whatever_hangs_on_it(session: Session, centre: int) -> None:
    names = ("Sens", "Dole")
    places = [factories.make_territory(session, name) for name in names]
    themes = factories.make_themes(session, centre, "Santé", "Emploi")
    people = factories.make_people(session, centre, 3)
    meeting = factories.make_meeting(
        session, centre, MARCH, people=people, territories=places, themes=themes
    )
    absent = factories.make_person(session, centre)
    factories.make_attendance(session, meeting, absent, AttendanceState.EXCUSED)

    (line,) = listing(session, scope=Scope(centre, YEAR))
    assert (line.territories, line.themes) == (("Dole", "Sens"), ("Emploi", "Santé"))
    assert (line.named, line.participations) == (3, 3)


@pytest.mark.parametrize(("role", "names"), [(Role.READER, 0), (Role.EDITOR, 2)])
def test_names_and_notes_are_read_from_editors_upwards(
    session: Session, centre: int, role: Role, names: int
) -> None:
    people = factories.make_people(session, centre, 2)
    meeting = factories.make_meeting(session, centre, MARCH, people=people, notes="À rappeler")

    found = whole(session, centre, meeting, role)
    assert len(found.participants) == names
    assert (found.notes is not None) is (names > 0)
    assert found.line.named == 2


def test_an_anonymised_person_still_counts_and_has_no_name(session: Session, centre: int) -> None:
    person = factories.make_person(
        session, centre, "Durand", first_name="Camille", anonymised_at=utc_now()
    )
    meeting = factories.make_meeting(session, centre, MARCH, people=[person])
    nobody = f"Personne anonymisée n°\u00a0{person}"

    assert [p.name for p in whole(session, centre, meeting).participants] == [nobody]
    counted = rows(session, Scope(centre, YEAR), "people")
    assert (counted.value, [row.name for row in counted.others]) == (1, [nobody])


def test_a_meeting_says_who_organised_who_came_and_what_is_left(
    session: Session, centre: int
) -> None:
    meeting = factories.make_meeting(session, centre, MARCH)
    mairie = factories.make_organisation(session, centre, "Mairie", organises=meeting)
    clinic = factories.make_organisation(session, centre, "Clinique", Family.HEALTH)
    present, excused = AttendanceState.PRESENT, AttendanceState.EXCUSED
    for work, state in ((clinic, present), (clinic, present), (mairie, present), (mairie, excused)):
        person = factories.make_person(session, centre)
        factories.make_attendance(session, meeting, person, state, organisation_id=work)
    factories.make_publication(session, centre, MARCH, meeting_id=meeting, title="Journal")
    factories.make_publication(
        session, centre, MARCH, meeting_id=meeting, title="Retirée", deleted_at=utc_now()
    )
    factories.make_testimonial(
        session, centre, 2024, 3, meeting_id=meeting, consent=Consent.PENDING
    )

    found = whole(session, centre, meeting)
    assert found.organisations == {OrganisationRole.ORGANISER: ("Mairie",)}
    assert found.families == {Family.HEALTH: 2, Family.LOCAL_AUTHORITY: 1}
    assert [trace.title for trace in found.traces] == ["Journal"]
    assert found.testimonials == ()
    assert len(whole(session, centre, meeting, Role.DIRECTOR).testimonials) == 1


def test_a_deleted_meeting_is_not_found(session: Session, centre: int) -> None:
    meeting = factories.make_meeting(session, centre, MARCH, deleted_at=utc_now())

    found = detail(session, centre_id=centre, meeting_id=meeting, role=Role.ADMIN, today=TODAY)
    assert found is None


def test_the_rows_of_a_month_published_say_what_each_source_brings(
    session: Session, centre: int
) -> None:
    factories.make_closing(session, centre, 2024, 1, meetings=10)
    factories.make_meeting(session, centre, date(2024, 1, 9))
    factories.make_meeting(session, centre, date(2024, 2, 9))

    scope = Scope(centre, Period(date(2024, 1, 1), date(2024, 2, 29)))
    counted = rows(session, scope, "meetings")
    assert (counted.value, counted.computed, counted.count) == (11, 2, 2)
    january, february = counted.months
    assert (january.month, january.value, january.computed) == (1, 10, 1)
    assert january.closing
    assert (february.month, february.value, february.computed) == (2, 1, 1)
    assert february.closing is None


def test_the_rows_of_the_territories_of_a_closed_month_are_read_as_published(
    session: Session, centre: int
) -> None:
    factories.make_closing(session, centre, 2024, 1, territories=4)

    counted = rows(session, Scope(centre, Period.of_month(2024, 1)), "territories")
    assert (counted.value, counted.computed, counted.count) == (4, 0, 0)
    assert [(m.month, m.value, m.computed) for m in counted.months] == [(1, 4, 0)]
    assert rows(session, Scope(centre, YEAR), "territories").value == 0


def test_rows_leave_out_what_is_not_counted(session: Session, centre: int) -> None:
    counted = factories.make_meeting(session, centre, MARCH, headcount=4, half_days=1)
    factories.make_meeting(session, centre, MARCH, status=MeetingStatus.PLANNED)
    factories.make_meeting(session, centre, MARCH, scope=MeetingScope.NATIONAL)
    factories.make_meeting(session, centre, date(2024, 12, 1))

    for key in ("meetings", "participations", "trace_rate", "half_days"):
        found = rows(session, Scope(centre, YEAR), key).meetings
        assert [one.line.id for one in found] == [counted]


def test_rows_say_what_is_counted_apart_and_what_left_a_trace(
    session: Session, centre: int
) -> None:
    traced, bare, national, outside, planned = (
        factories.make_meeting(session, centre, MARCH, **columns)
        for columns in (
            {},
            {},
            {"scope": MeetingScope.NATIONAL},
            {"scope": MeetingScope.OUTSIDE},
            {"scope": MeetingScope.NATIONAL, "status": MeetingStatus.PLANNED},
        )
    )
    for meeting in (traced, national):
        factories.make_publication(session, centre, MARCH, meeting_id=meeting)
    factories.make_publication(session, centre, MARCH, meeting_id=bare, deleted_at=utc_now())

    counted = rows(session, Scope(centre, YEAR), "trace_rate")
    assert {one.line.id: one.amount for one in counted.meetings} == {traced: 1, bare: 0}
    assert counted.value == 0.5
    assert [(out.reason, [line.id for line in out.meetings]) for out in counted.left_out] == [
        (Reason.PLANNED, [planned]),
        (Reason.NATIONAL, [national]),
        (Reason.OUTSIDE, [outside]),
    ]


def test_a_meeting_reaches_a_contrat_through_any_of_its_places(
    session: Session, centre: int
) -> None:
    jura = factories.make_territory(session, "Jura", level=TerritoryLevel.DEPARTEMENT)
    dole = factories.make_territory(session, "Dole", within=jura)
    mesnils = factories.make_territory(session, "Mesnils", level=TerritoryLevel.QPV, within=dole)
    commune = factories.make_territory(session, level=TerritoryLevel.COMMUNE, within=jura)
    for title, places in (
        ("aucun", []),
        ("département", [jura]),
        ("commune sans contrat", [commune]),
        ("contrat", [dole]),
        ("quartier", [jura, mesnils]),
    ):
        factories.make_meeting(session, centre, MARCH, title=title, territories=places)

    found = listing(session, scope=Scope(centre, YEAR))
    assert {line.title for line in found if line.reaches_contrat} == {"contrat", "quartier"}
    assert len(found) == 5


def test_a_reader_counts_people_without_their_names(session: Session, centre: int) -> None:
    people = factories.make_people(session, centre, 3)
    factories.make_meeting(session, centre, MARCH, people=people)
    scope = Scope(centre, YEAR)

    seen = rows(session, scope, "people", Role.READER)
    assert (seen.value, seen.count, seen.others, seen.names_hidden) == (3, 3, (), True)
    assert len(rows(session, scope, "people", Role.EDITOR).others) == 3


def test_publications_of_the_year_alone_are_not_those_of_a_month(
    session: Session, centre: int
) -> None:
    january = date(2024, 1, 1)
    factories.make_publication(session, centre, january, date_precision=DatePrecision.YEAR)
    factories.make_publication(session, centre, date(2024, 1, 9), title="Note")

    past = rows(session, Scope(centre, Period.of_month(2024, 1)), "publications")
    assert [row.name for row in past.others] == ["Note"]
    assert (past.value, past.computed, past.count) == (None, None, 1)


@pytest.mark.parametrize(("month", "counted"), [(12, 0), (1, 1)])
def test_the_minutes_of_december_come_out_in_january_whatever_the_filter(
    session: Session, centre: int, month: int, counted: int
) -> None:
    gap = MeetingFormat.GAP
    meeting = factories.make_meeting(session, centre, date(2023, 12, 20), format=gap)
    factories.make_publication(session, centre, date(2024, 1, 9), meeting_id=meeting)

    period = Period.of_month(2024 if month == 1 else 2023, month)
    assert rows(session, Scope(centre, period, format=gap), "publications").value == counted
