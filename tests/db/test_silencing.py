"""A rule silenced for a centre: nowhere an alert, until the day it was to be."""

from datetime import date

import pytest

from db.commands import closing as commands
from db.commands.entering import StaleError
from db.queries.closing import month_desk
from db.queries.dashboard import year_at_a_glance
from db.queries.silencing import silences
from db.unit_of_work import Author, reading, writing
from domain.checks import RULES
from domain.closing_entry import SilenceEntry
from domain.desk import Silence
from domain.glance import Attention
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from tests import factories

TODAY = date(2024, 11, 22)
UNTIL = date(2024, 12, 31)


@pytest.fixture
def author(database: str) -> Author:  # noqa: ARG001
    """A director; a March with a meeting of which nothing more is known."""
    with writing() as session:
        region = factories.make_region(session)
        centre = factories.make_centre(session, region=region)
        factories.make_territory(session, "Dole", within=region)
        account = factories.make_account(session, "direction")
        factories.make_member(session, account, centre, Role.DIRECTOR)
        factories.make_meeting(session, centre, date(2024, 3, 5))
    return Author(account, centre)


def silence(author: Author, rule: str, until: date = UNTIL, reason: str = "Des travaux") -> None:
    with writing(author) as session:
        commands.silence_rule(session, SilenceEntry(rule, until, reason))


def attention(author: Author, today: date = TODAY) -> Attention:
    scope = Scope(author.centre_id or 0, Period.of_year(2024))
    with reading() as session:
        return year_at_a_glance(session, scope=scope, today=today).attention


def in_force(author: Author, today: date = TODAY) -> tuple[Silence, ...]:
    with reading() as session:
        return silences(session, centre_id=author.centre_id or 0, today=today)


def checked(author: Author, today: date = TODAY) -> set[str]:
    with reading() as session:
        desk = month_desk(session, centre_id=author.centre_id or 0, year=2024, month=3, today=today)
    return {finding.rule for finding in desk.findings}


@pytest.mark.parametrize("rule", ["effectif", "territoire", "theme", "temoignage", "audience"])
def test_a_silenced_rule_shows_nowhere_until_that_day(author: Author, rule: str) -> None:
    assert rule in {finding.rule for finding in attention(author).findings}
    silence(author, rule)

    for today in (TODAY, UNTIL):
        assert rule not in {finding.rule for finding in attention(author, today).findings}
        assert rule not in checked(author, today)
    after = date(2025, 1, 1)
    assert rule in {finding.rule for finding in attention(author, after).findings}
    assert rule in checked(author, after)
    assert in_force(author, after) == ()


def test_alerts_of_the_year_are_silenced_too(author: Author) -> None:
    told = attention(author)
    assert (len(told.months_to_close), told.unvisited) == (8, ("Dole",))
    silence(author, "a-arreter")
    silence(author, "zones-blanches")

    told = attention(author)
    assert (told.months_to_close, told.unvisited) == ((), ())


def test_a_year_where_every_rule_is_silenced_is_calm(author: Author) -> None:
    for rule in RULES:
        silence(author, rule)

    assert attention(author).is_empty


def test_another_centre_hears_its_own(author: Author) -> None:
    with writing() as session:
        other = factories.make_centre(session, "autre")
        factories.make_meeting(session, other, date(2024, 3, 5))
    silence(author, "theme")

    assert "theme" in {f.rule for f in attention(Author(None, other)).findings}


def test_a_silence_is_told_with_who_why_and_until_when(author: Author) -> None:
    silence(author, "theme")
    silence(author, "theme", date(2025, 6, 30), "Thèmes revus au printemps")

    (told,) = in_force(author)
    assert (told.rule, told.until, told.reason) == (
        "theme",
        date(2025, 6, 30),
        "Thèmes revus au printemps",
    )
    assert (told.author, told.version) == ("Quelqu’un", 2)


def test_a_silence_is_ended_and_begun_again(author: Author) -> None:
    silence(author, "theme")
    (told,) = in_force(author)
    with writing(author) as session, pytest.raises(StaleError):
        commands.end_silence(session, silence_id=told.id, version=told.version + 1)
    with writing(author) as session:
        commands.end_silence(session, silence_id=told.id, version=told.version)
    assert in_force(author) == ()
    assert "theme" in checked(author)

    silence(author, "theme")
    assert [told.rule for told in in_force(author)] == ["theme"]
