"""A screen sends the same number of statements whatever it shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from db.queries.closing import month_desk
from db.queries.comparisons import compared_list, compared_month
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.facts import read_facts
from db.queries.figures import year_report
from db.queries.meeting_detail import detail
from db.queries.meetings import listing
from db.queries.months import month_spread
from db.queries.rows import counted_rows
from db.queries.testimonials import wall
from domain.indicators import ALL
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from tests import factories

TODAY = date(2024, 11, 22)
MARCH = date(2024, 3, 12)

Screen = Callable[[Session, Scope, int], Any]

SCREENS: dict[str, Screen] = {
    "read_facts": lambda session, scope, _: read_facts(session, scope=scope),
    "listing": lambda session, scope, _: listing(session, scope=scope),
    "dashboard": lambda session, scope, _: year_at_a_glance(session, scope=scope, today=TODAY),
    "coverage": lambda session, scope, _: coverage(session, scope=scope, today=TODAY),
    "month": lambda session, scope, _: month_spread(
        session, scope=scope.over(Period.of_month(2024, 3)), role=Role.ADMIN, today=TODAY
    ),
    "month compared": lambda session, scope, _: compared_month(
        session, scope=scope.over(Period.of_month(2024, 3)), today=TODAY
    ),
    "list compared": lambda session, scope, _: compared_list(session, scope=scope, today=TODAY),
    "meeting": lambda session, scope, meeting: detail(
        session, centre_id=scope.centre_id, meeting_id=meeting, role=Role.ADMIN, today=TODAY
    ),
    "wall": lambda session, scope, _: wall(
        session, centre_id=scope.centre_id, role=Role.ADMIN, today=TODAY
    ),
    "closing": lambda session, scope, _: month_desk(
        session, centre_id=scope.centre_id, year=2024, month=3, today=TODAY
    ),
    "figures": lambda session, scope, _: year_report(
        session, centre_id=scope.centre_id, year=2024, today=TODAY
    ),
    **{
        f"rows of {indicator.key}": lambda session, scope, _, key=indicator.key: counted_rows(  # type: ignore[misc]
            session, scope=scope, key=key, role=Role.ADMIN, today=TODAY
        )
        for indicator in ALL
    },
}


def record(session: Session, centre: int, region: int) -> int:
    """A meeting with everything that hangs on one."""
    contrat = factories.make_territory(session, within=region)
    theme = factories.make_theme(session, centre, f"Thème {contrat}")
    people = factories.make_people(session, centre, 3)
    meeting = factories.make_meeting(
        session, centre, MARCH, people=people, territories=[contrat], themes=[theme]
    )
    factories.make_organisation(session, centre, organises=meeting)
    factories.make_publication(session, centre, MARCH, meeting_id=meeting)
    factories.make_testimonial(session, centre, 2024, 3, meeting_id=meeting)
    return meeting


@pytest.mark.parametrize("name", SCREENS)
def test_statements_do_not_grow_with_the_rows(
    session: Session, statements: list[str], name: str
) -> None:
    region = factories.make_region(session)
    centre = factories.make_centre(session, region=region)
    scope = Scope(centre, Period.of_year(2024))
    counts = []
    for more in (1, 7):
        for _ in range(more):
            meeting = record(session, centre, region)
        session.expunge_all()
        statements.clear()
        SCREENS[name](session, scope, meeting)
        counts.append(len(statements))

    assert counts[0] == counts[1] > 0
