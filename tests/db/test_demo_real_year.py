"""Trajectoire Ressources in 2023, as published: exact values, and nobody's name."""

import json
from collections import Counter
from datetime import date

import pytest
from sqlmodel import Session, col, select

from db.models import (
    Attendance,
    AudienceFigure,
    Centre,
    Meeting,
    MeetingTerritory,
    MonthClosing,
    Person,
    Publication,
    Territory,
    YearFigure,
)

# « Testimonial » would be collected as a class of tests.
from db.models import Testimonial as Quote
from db.queries.figures import year_report
from domain.closing import digest
from domain.vocabulary import (
    Consent,
    ConsentChannel,
    DatePrecision,
    HeadcountPrecision,
    MeetingScope,
    PublicationKind,
)
from tests.db.conftest import TODAY


@pytest.fixture
def centre(demo_session: Session) -> int:
    found = demo_session.exec(select(Centre).where(col(Centre.slug) == "trajectoire-ressources"))
    return found.one().id or 0


def test_the_real_centre_comes_first_and_is_not_fictional(demo_session: Session) -> None:
    centres = demo_session.exec(select(Centre).order_by(col(Centre.id))).all()

    assert [(c.slug, c.fictional) for c in centres] == [
        ("trajectoire-ressources", False),
        ("centre-fictif", True),
    ]


def test_eleven_months_are_closed_as_published(demo_session: Session, centre: int) -> None:
    closings = demo_session.exec(
        select(MonthClosing)
        .where(col(MonthClosing.centre_id) == centre)
        .order_by(col(MonthClosing.month))
    ).all()

    assert [(c.month, c.meetings, c.participations, c.territories) for c in closings] == [
        (1, 3, 35, 3),
        (2, 10, 144, 6),
        (3, 14, 152, 6),
        (4, 16, 112, 6),
        (5, 11, 247, 5),
        (6, 17, 546, 5),
        (7, 6, 216, 4),
        (9, 14, 515, 8),
        (10, 15, 745, 10),
        (11, 10, 390, 7),
        (12, 12, 390, 8),
    ]
    assert [len(c.frozen["highlights"]) for c in closings] == [2, 2, 3, 4, 3, 3, 0, 3, 3, 2, 1]
    assert all(c.digest == digest(c.frozen) and c.revision == 1 for c in closings)


def test_sum_of_months_and_published_year_are_two_facts(demo_session: Session, centre: int) -> None:
    report = year_report(demo_session, centre_id=centre, year=2023, today=TODAY)

    assert report["sum_of_months"] == {"meetings": 128, "participations": 3492}
    figures = demo_session.exec(select(YearFigure).where(col(YearFigure.centre_id) == centre))
    assert {figure.key: figure.value for figure in figures} == {
        "meetings": 127,
        "participations": 3481,
        "qpv": 58,
        "publications": 59,
    }


def test_meetings_are_those_the_report_dates_or_places(demo_session: Session, centre: int) -> None:
    meetings = _meetings(demo_session, centre)

    assert len(meetings) == 26
    assert Counter(m.scope for m in meetings) == {
        MeetingScope.REGIONAL: 22,
        MeetingScope.NATIONAL: 3,
        MeetingScope.INTERNAL: 1,
    }


def test_an_unknown_day_is_not_invented(demo_session: Session, centre: int) -> None:
    unknown = [
        m for m in _meetings(demo_session, centre) if m.date_precision is DatePrecision.MONTH
    ]

    assert len(unknown) == 15
    assert all(m.held_on.day == 1 for m in unknown)


def test_headcounts_are_as_sure_as_the_report(demo_session: Session, centre: int) -> None:
    told = Counter(
        (m.headcount_precision, m.headcount)
        for m in _meetings(demo_session, centre)
        if m.headcount is not None
    )

    assert told == {
        (HeadcountPrecision.ABOUT, 30): 6,
        (HeadcountPrecision.ABOUT, 40): 1,
        (HeadcountPrecision.ABOUT, 80): 1,
        (HeadcountPrecision.ABOUT, 120): 1,
        (HeadcountPrecision.MORE_THAN, 100): 1,
        (HeadcountPrecision.EXACT, 150): 1,
    }


def test_gap_of_the_jura_reaches_its_three_contrats(demo_session: Session, centre: int) -> None:
    found = demo_session.exec(
        select(Territory.code)
        .join(MeetingTerritory, col(MeetingTerritory.territory_id) == col(Territory.id))
        .join(Meeting, col(Meeting.id) == col(MeetingTerritory.meeting_id))
        .where(col(Meeting.centre_id) == centre, col(Meeting.held_on) == date(2023, 4, 1))
    )

    assert sorted(found) == ["CV129", "CV130", "CV131"]


def test_no_person_is_in_it(demo_session: Session, centre: int) -> None:
    people = demo_session.exec(select(Person).where(col(Person.centre_id) == centre)).all()
    present = demo_session.exec(
        select(Attendance).join(Meeting).where(col(Meeting.centre_id) == centre)
    ).all()

    assert (people, present) == ([], [])
    assert {t.author for t in _testimonials(demo_session, centre)} == {None}


def test_testimonials_are_summaries_that_the_centre_had_published(
    demo_session: Session, centre: int
) -> None:
    testimonials = _testimonials(demo_session, centre)

    assert [t.month for t in testimonials] == [1, 2, 3, 4, 6, 7, 9, 10, 11, 12]
    assert all(t.is_summary and "«" not in t.body for t in testimonials)
    assert {(t.consent, t.consent_channel, t.consent_on) for t in testimonials} == {
        (Consent.PUBLIC, ConsentChannel.PUBLISHED, date(2024, 3, 1))
    }


def test_publications_named_by_the_report(demo_session: Session, centre: int) -> None:
    found = demo_session.exec(select(Publication).where(col(Publication.centre_id) == centre)).all()

    assert Counter(p.kind for p in found) == {
        PublicationKind.JOURNAL: 2,
        PublicationKind.EXPERIENCE_SHEET: 5,
        PublicationKind.PROGRAMME_SHEET: 2,
        PublicationKind.PODCAST: 6,
        PublicationKind.VIDEO: 5,
    }
    assert {p.date_precision for p in found} == {DatePrecision.YEAR}
    assert sum(p.meeting_id is not None for p in found) == 4


def test_audience(demo_session: Session, centre: int) -> None:
    found = demo_session.exec(select(AudienceFigure).where(col(AudienceFigure.centre_id) == centre))

    assert {str(f.key): f.value for f in found} == {
        "website_users": 3900,
        "website_views": 11000,
        "newsletter_subscribers": 2620,
        "newsletter_issues": 34,
        "podcast_episodes": 6,
    }


def test_frozen_copies_are_plain_json(demo_session: Session, centre: int) -> None:
    july = demo_session.exec(
        select(MonthClosing).where(
            col(MonthClosing.centre_id) == centre, col(MonthClosing.month) == 7
        )
    ).one()

    assert json.loads(json.dumps(july.frozen)) == {
        "figures": {"meetings": 6, "participations": 216, "territories": 4},
        "highlights": [],
        "commentary": None,
        "meeting_ids": None,
    }


def _meetings(session: Session, centre: int) -> list[Meeting]:
    return list(session.exec(select(Meeting).where(col(Meeting.centre_id) == centre)))


def _testimonials(session: Session, centre: int) -> list[Quote]:
    statement = select(Quote).where(col(Quote.centre_id) == centre)
    return list(session.exec(statement.order_by(col(Quote.month))))
