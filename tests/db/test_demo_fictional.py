"""The fictional centre: plausible, spoiled on purpose, and the same for the same day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlmodel import Session, SQLModel, col, select

from db.demo.fictional.ground import LEFT_ASIDE, NEVER_VISITED
from db.models import (
    Account,
    Centre,
    Journal,
    Meeting,
    MonthClosing,
    Person,
    Territory,
)

# « Testimonial » would be collected as a class of tests.
from db.models import Testimonial as Quote
from db.queries.facts import read_facts
from domain.facts import Facts
from domain.indicators import MEETINGS, named_share
from domain.periods import Period
from domain.scope import Scope
from domain.vocabulary import Consent, MeetingFormat, MeetingScope, MeetingStatus, Modality
from tests.databases import Databases, session_on
from tests.db.conftest import TODAY, loaded

# What depends on the clock or on chance outside the generator.
NOT_COMPARED = {
    *("created_at", "updated_at", "at", "after", "password_hash"),
    *("salt", "content_digest", "digest"),
}


@pytest.fixture
def centre(demo_session: Session) -> int:
    found = demo_session.exec(select(Centre).where(col(Centre.slug) == "centre-fictif"))
    return found.one().id or 0


@pytest.fixture
def facts(demo_session: Session, centre: int) -> Facts:
    whole = Period(date(2023, 12, 1), date(2027, 1, 31))
    return read_facts(demo_session, scope=Scope(centre, whole))


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_is_of_the_size_of_a_real_one(facts: Facts, year: int) -> None:
    whole = facts.within(Period.of_year(year))
    held = [m for m in whole.meetings if m.status is MeetingStatus.HELD]

    assert 120 <= len(held) <= 140
    assert 3000 <= sum(m.participations or 0 for m in held) <= 4000
    assert 0.6 <= (named_share(whole) or 0) <= 0.75
    assert 0.4 <= sum(m.has_trace for m in held) / len(held) <= 0.6


def test_august_is_quiet_and_october_is_not(facts: Facts) -> None:
    august, october = (facts.within(Period.of_month(2025, month)) for month in (8, 10))

    assert (MEETINGS.value(august) or 0) <= 2
    assert (MEETINGS.value(october) or 0) >= 14


def test_every_kind_of_meeting_is_met(demo_session: Session, centre: int) -> None:
    meetings = demo_session.exec(select(Meeting).where(col(Meeting.centre_id) == centre)).all()

    assert {m.format for m in meetings} == set(MeetingFormat)
    assert {m.scope for m in meetings} == set(MeetingScope)
    assert {m.modality for m in meetings} == set(Modality)
    assert {m.status for m in meetings} == set(MeetingStatus)
    assert all(m.held_on <= TODAY for m in meetings if m.status is MeetingStatus.HELD)
    planned = [m for m in meetings if m.status is MeetingStatus.PLANNED]
    assert all(TODAY < m.held_on <= TODAY + timedelta(days=42) for m in planned)
    assert any(m.registration_url for m in planned)


def test_some_meetings_were_held_without_anybody_counting(facts: Facts) -> None:
    assert sum(m.is_counted and m.participations is None for m in facts.meetings) == 4


def test_one_headcount_is_below_the_names(facts: Facts) -> None:
    assert sum(m.is_undercounted for m in facts.meetings) == 1


def test_a_contrat_was_never_visited_and_some_not_for_a_year(
    demo_session: Session, facts: Facts
) -> None:
    codes = dict(demo_session.exec(select(Territory.id, Territory.code)).all())
    seen = {codes[c] for m in facts.counted for c in m.contrats}
    lately = {
        codes[c]
        for m in facts.counted
        for c in m.contrats
        if m.held_on > TODAY - timedelta(days=366)
    }

    assert NEVER_VISITED not in seen
    assert set(LEFT_ASIDE) <= seen - lately


def test_the_last_two_months_and_a_forgotten_one_are_open(
    demo_session: Session, centre: int
) -> None:
    closed = {(c.year, c.month) for c in _closings(demo_session, centre)}

    assert len(closed) == 33
    assert not closed & {(2026, 11), (2026, 10), (2026, 5)}


def test_one_month_was_reopened_and_closed_again(demo_session: Session, centre: int) -> None:
    revisions = [c for c in _closings(demo_session, centre) if (c.year, c.month) == (2026, 1)]

    assert [(c.revision, c.reopened_at is None) for c in revisions] == [(1, False), (2, True)]
    assert (revisions[0].meetings or 0) + 1 == revisions[1].meetings


def test_one_closed_month_no_longer_says_what_its_rows_say(
    demo_session: Session, centre: int, facts: Facts
) -> None:
    different = [
        (closing.year, closing.month)
        for closing in _closings(demo_session, centre)
        if closing.reopened_at is None
        and closing.meetings
        != MEETINGS.value(facts.within(Period.of_month(closing.year, closing.month)))
    ]

    assert different == [(2026, 8)]


def test_testimonials_allow_various_things(demo_session: Session, centre: int) -> None:
    found = demo_session.exec(select(Quote).where(col(Quote.centre_id) == centre)).all()

    assert len(found) == 36
    assert len({t.body for t in found}) == 36
    assert {t.consent for t in found} == set(Consent)
    assert sum(t.withdrawn_on is not None for t in found) == 1
    assert sum(t.consent_until is not None and t.consent_until < TODAY for t in found) == 1


def test_people_have_addresses_that_reach_nobody(demo_session: Session) -> None:
    people = demo_session.exec(select(Person)).all()

    assert len(people) == 700
    assert {p.email.partition("@")[2] for p in people if p.email} == {"centre-fictif.example"}


def test_loading_is_told_in_the_journal_and_so_is_each_closing(demo_session: Session) -> None:
    lines = demo_session.exec(select(Journal).order_by(col(Journal.id))).all()

    assert [(line.action, line.row_table) for line in lines if line.centre_id is None] == [
        ("créer", "installation"),
        ("modifier", "installation"),
        ("charger les territoires", "territory"),
        ("charger la démonstration", None),
    ]
    told = Counter((line.centre_id, line.action, line.row_table) for line in lines)
    assert {key: number for key, number in told.items() if key[0]} == {
        (1, "créer", "month_closing"): 11,
        (2, "créer", "month_closing"): 34,
        (2, "modifier", "month_closing"): 1,
    }


def test_four_accounts_are_members_of_both_centres(demo_session: Session) -> None:
    names = demo_session.exec(select(Account.username).order_by(col(Account.id))).all()

    assert names == ["direction", "saisie", "conseil", "admin"]


def test_the_same_day_gives_the_same_rows(
    demo_reading: Session, databases: Databases, empty_template: str
) -> None:
    with loaded(databases, empty_template, TODAY) as url, session_on(url) as again:
        assert _content(demo_reading) == _content(again)


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 8, 1), date(2027, 1, 1)])
def test_any_day_will_do(databases: Databases, empty_template: str, today: date) -> None:
    with loaded(databases, empty_template, today) as url, session_on(url) as session:
        content = _content(session)

    assert Counter(row["status"] for row in content["meeting"])["tenue"] > 350


def _closings(session: Session, centre: int) -> list[MonthClosing]:
    statement = select(MonthClosing).where(col(MonthClosing.centre_id) == centre)
    return list(session.exec(statement.order_by(col(MonthClosing.id))))


def _content(session: Session) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, without what the clock and the secrets decide."""
    return {
        table.name: [
            {key: value for key, value in row._mapping.items() if key not in NOT_COMPARED}
            for row in session.connection().execute(table.select().order_by(*table.primary_key))
        ]
        for table in SQLModel.metadata.sorted_tables
    }
