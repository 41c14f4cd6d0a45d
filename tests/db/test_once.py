"""A document asks for the same rows many times; they are read once, for it and no longer."""

from datetime import date

from sqlmodel import Session

from db.queries.facts import read_facts
from db.queries.meetings import listing
from db.queries.once import answers_kept
from domain.periods import Period
from domain.scope import Scope
from tests import factories

Y2023 = Period.of_year(2023)


def test_within_a_document_a_scope_is_read_once(session: Session, statements: list[str]) -> None:
    centre = factories.make_centre(session)
    factories.make_meeting(session, centre, date(2023, 6, 1))
    scope = Scope(centre, Y2023)
    with answers_kept(session):
        first = read_facts(session, scope=scope), listing(session, scope=scope)
        statements.clear()

        again = read_facts(session, scope=scope), listing(session, scope=scope)

        assert again == first
        assert statements == []


def test_each_scope_has_its_own_answer(session: Session) -> None:
    centre, other = factories.make_centre(session), factories.make_centre(session, "autre")
    for place, count in ((centre, 1), (other, 2)):
        for day in range(count):
            factories.make_meeting(session, place, date(2023, 6, 1 + day))
    with answers_kept(session):
        found = [len(listing(session, scope=Scope(one, Y2023))) for one in (centre, other)]
        july = listing(session, scope=Scope(centre, Period.of_month(2023, 7)))

    assert (found, july) == ([1, 2], ())


def test_after_it_everything_is_read_anew(session: Session) -> None:
    centre = factories.make_centre(session)
    scope = Scope(centre, Y2023)
    with answers_kept(session):
        listing(session, scope=scope)
    factories.make_meeting(session, centre, date(2023, 6, 1))

    assert len(listing(session, scope=scope)) == 1
