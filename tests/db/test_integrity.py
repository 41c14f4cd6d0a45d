"""``check`` finds each kind of tampering, and says nothing of a sound database."""

import json

import pytest
from sqlalchemy import text, update
from sqlmodel import Session, col, select

from db.models import MonthClosing
from db.queries.integrity import faults

FICTIONAL = "(SELECT id FROM centre WHERE slug = 'centre-fictif')"
ITS_MEETING = f"(SELECT max(id) FROM meeting WHERE centre_id = {FICTIONAL})"  # noqa: S608


def test_the_demonstration_is_sound(demo_session: Session) -> None:
    assert faults(demo_session) == []


def test_an_empty_database_is_sound(session: Session) -> None:
    assert faults(session) == []


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        (
            "UPDATE attendance SET person_id = 999999 WHERE (meeting_id, person_id) = "
            "(SELECT meeting_id, person_id FROM attendance ORDER BY 1, 2 LIMIT 1)",
            "attendance.person_id\u00a0: 1\u00a0ligne sans correspondance dans person.",
        ),
        (
            "UPDATE territory SET parent_id = 9999 WHERE code = 'QN02101M'",
            "territory.parent_id\u00a0: 1\u00a0ligne sans correspondance dans territory.",
        ),
        (
            f"UPDATE testimonial SET meeting_id = {ITS_MEETING} WHERE id = 1",  # noqa: S608
            "testimonial.meeting_id\u00a0: 1\u00a0ligne d’un centre vers une ligne d’un autre "
            "(meeting).",
        ),
        (
            f"UPDATE meeting SET series_id = (SELECT max(id) FROM series "  # noqa: S608
            f"WHERE centre_id = {FICTIONAL}) WHERE id = 1",
            "meeting.series_id\u00a0: 1\u00a0ligne d’un centre vers une ligne d’un autre (series).",
        ),
        (
            f"INSERT INTO meeting_theme VALUES (1, (SELECT max(id) FROM theme "  # noqa: S608
            f"WHERE centre_id = {FICTIONAL}))",
            "meeting_theme\u00a0: 1\u00a0ligne qui relie deux centres (meeting_id, theme_id).",
        ),
        (
            f"INSERT INTO meeting_organisation SELECT {ITS_MEETING}, 1, 'accueil'",
            "meeting_organisation\u00a0: 1\u00a0ligne qui relie deux centres "
            "(meeting_id, organisation_id).",
        ),
        (
            "UPDATE territory SET contrat_id = NULL WHERE code = 'QN02101M'",
            "Territoire QN02101M (Le Mail)\u00a0: le contrat de ville n’est pas celui de ses "
            "parents.",
        ),
        (
            "UPDATE month_closing SET meetings = 11 WHERE year = 2023 AND month = 2",
            "Clôture de février 2023 (trajectoire-ressources, révision 1)\u00a0: rencontres 11, "
            "10 dans la copie figée.",
        ),
    ],
)
def test_each_tampering_is_one_line(demo_session: Session, tampering: str, fault: str) -> None:
    demo_session.execute(text(tampering))

    assert fault in faults(demo_session)


def test_a_frozen_copy_that_was_changed_is_a_fault(demo_session: Session) -> None:
    february = (col(MonthClosing.year) == 2023, col(MonthClosing.month) == 2)
    frozen = demo_session.exec(select(MonthClosing.frozen).where(*february)).one()
    changed = json.loads(json.dumps(frozen).replace("144", "145"))
    connection = demo_session.connection()
    connection.execute(
        update(MonthClosing).where(*february).values(frozen=changed, participations=145)
    )

    assert f"{FEBRUARY}la copie figée a changé depuis la clôture." in faults(demo_session)


REOPENED = "WHERE reopened_at IS NOT NULL"
ITS_NAME = "Clôture de janvier 2026 (centre-fictif, révision 1)\u00a0: "
FEBRUARY = "Clôture de février 2023 (trajectoire-ressources, révision 1)\u00a0: "


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        (
            "DELETE FROM month_closing WHERE year = 2023 AND month = 2",
            f"{FEBRUARY}elle est au journal, et n’est plus dans la base.",
        ),
        (
            "UPDATE month_closing SET closed_by = 2 WHERE year = 2023 AND month = 2",
            f"{FEBRUARY}l’auteur de l’arrêté n’est pas ce que dit le journal.",
        ),
        (
            "UPDATE month_closing SET closed_at = '2023-03-01 00:00:00.000000' "
            "WHERE year = 2023 AND month = 2",
            f"{FEBRUARY}la date de l’arrêté n’est pas ce que dit le journal.",
        ),
        (
            f"UPDATE month_closing SET reopened_because = 'Rien.' {REOPENED}",  # noqa: S608
            f"{ITS_NAME}le motif de la réouverture n’est pas ce que dit le journal.",
        ),
        (
            f"UPDATE month_closing SET reopened_by = 2 {REOPENED}",  # noqa: S608
            f"{ITS_NAME}l’auteur de la réouverture n’est pas ce que dit le journal.",
        ),
        (
            "UPDATE month_closing SET source = NULL WHERE year = 2023 AND month = 2",
            f"{FEBRUARY}la source n’est pas ce que dit le journal.",
        ),
    ],
)
def test_a_closing_is_what_the_journal_says(
    demo_session: Session, tampering: str, fault: str
) -> None:
    demo_session.execute(text(tampering))

    assert faults(demo_session) == [fault]


def test_a_closing_that_no_line_tells_is_a_fault(demo_session: Session) -> None:
    demo_session.execute(
        text(
            "INSERT INTO month_closing (centre_id, year, month, revision, frozen, digest, "
            "closed_at) SELECT centre_id, year, 8, 1, frozen, digest, closed_at "
            "FROM month_closing WHERE year = 2023 AND month = 2"
        )
    )

    assert (
        "Clôture d’août 2023 (trajectoire-ressources, révision 1)\u00a0: aucune ligne du journal "
        "ne la dit."
    ) in faults(demo_session)
