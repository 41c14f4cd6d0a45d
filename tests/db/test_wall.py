"""Testimonials, within what their authors allow."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from db.models import utc_now
from db.queries.testimonials import wall
from domain.roles import Role
from domain.vocabulary import Consent
from tests import factories

TODAY = date(2024, 11, 22)


@pytest.fixture
def centre(session: Session) -> int:
    return factories.make_centre(session)


def bodies(session: Session, centre: int, role: Role, **only: Any) -> list[str]:
    found = wall(session, centre_id=centre, role=role, today=TODAY, **only)
    return [card.body for card in found.cards]


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.READER, ["public", "conseil"]),
        (Role.EDITOR, ["public", "conseil", "equipe"]),
        (Role.DIRECTOR, ["public", "conseil", "equipe", "a-recueillir"]),
        (Role.ADMIN, ["public", "conseil", "equipe", "a-recueillir"]),
    ],
)
def test_each_role_reads_what_consents_allow_and_is_told_how_many_it_does_not(
    session: Session, centre: int, role: Role, shown: list[str]
) -> None:
    for consent in Consent:
        factories.make_testimonial(session, centre, 2024, 3, body=consent.value, consent=consent)

    found = wall(session, centre_id=centre, role=role, today=TODAY)
    assert [card.body for card in found.cards] == shown
    assert found.hidden == 4 - len(shown)


@pytest.mark.parametrize(
    "columns",
    [
        {"withdrawn_on": date(2024, 11, 1)},
        {"consent_until": date(2024, 11, 21)},
    ],
)
def test_withdrawn_or_expired_words_are_hidden_from_all(
    session: Session, centre: int, columns: dict[str, Any]
) -> None:
    factories.make_testimonial(session, centre, 2024, 3, **columns)

    for role in Role:
        assert bodies(session, centre, role) == []
        assert wall(session, centre_id=centre, role=role, today=TODAY).hidden == 1


def test_deleted_words_are_neither_shown_nor_counted(session: Session, centre: int) -> None:
    factories.make_testimonial(session, centre, 2024, 3, deleted_at=utc_now())

    assert wall(session, centre_id=centre, role=Role.ADMIN, today=TODAY).hidden == 0


def test_the_latest_words_come_first(session: Session, centre: int) -> None:
    for year, month in ((2023, 12), (2024, 3), (2024, 1)):
        factories.make_testimonial(session, centre, year, month, body=f"{year}-{month}")

    assert bodies(session, centre, Role.READER) == ["2024-3", "2024-1", "2023-12"]


def test_words_of_a_month_or_of_a_meeting(session: Session, centre: int) -> None:
    meeting = factories.make_meeting(session, centre, date(2024, 3, 12))
    factories.make_testimonial(session, centre, 2024, 3, body="De la rencontre", meeting_id=meeting)
    factories.make_testimonial(session, centre, 2024, 3, body="Du mois")
    factories.make_testimonial(session, centre, 2023, 3, body="De l’an passé")

    month = bodies(session, centre, Role.READER, year=2024, month=3)
    assert month == ["Du mois", "De la rencontre"]
    assert bodies(session, centre, Role.READER, meeting_id=meeting) == ["De la rencontre"]
