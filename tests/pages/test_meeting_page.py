"""What the team does with a meeting from its page, and what it keeps of it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from db.engine import get_engine
from db.journaling import keep
from db.models import (
    Account,
    Attendance,
    Centre,
    Journal,
    Meeting,
    Membership,
    MonthClosing,
    utc_now,
)
from db.unit_of_work import Author, writing
from domain.roles import Role
from domain.vocabulary import HeadcountPrecision, MeetingStatus
from tests import factories
from tests.pages.opening import FICTIONAL, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

READER, EDITOR = "conseil", "saisie"
YESTERDAY = date.today() - timedelta(days=1)
TOMORROW = date.today() + timedelta(days=2)


def make(held_on: date = YESTERDAY, **columns: Any) -> int:
    with Session(get_engine()) as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == FICTIONAL)).one()
        key = factories.make_meeting(session, centre or 0, held_on, **columns)
        session.commit()
        return key


def row(meeting: int) -> Meeting:
    with Session(get_engine()) as session:
        return session.get_one(Meeting, meeting)


def changes(meeting: int) -> int:
    with Session(get_engine()) as session:
        lines = select(Journal).where(
            Journal.row_table == "meeting",
            col(Journal.row_id) == str(meeting),
            Journal.action == "modifier",
        )
        return len(session.exec(lines).all())


def opened(meeting: int, username: str = EDITOR, **query: object) -> AppTest:
    return open_page("rencontre", username, centre=FICTIONAL, id=meeting, **query)


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [button for button in at.button if button.label == label]
    return button.click().run()


def labels(at: AppTest) -> list[str]:
    """The actions offered, and the links to the forms."""
    (nav,) = re.findall(r'<nav class="actions".*?</nav>', markup(at), re.S) or [""]
    return re.findall(r">([^<>\n]+)</a>", nav)


COMMON = ["Modifier", "Dupliquer"]
ABOUT = ["Qui est venu", "Ajouter un témoignage", "Ajouter une trace"]


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (
            MeetingStatus.PLANNED,
            ["La rencontre s’est tenue", *COMMON, *ABOUT, "Annuler la rencontre", "Supprimer"],
        ),
        (MeetingStatus.HELD, [*COMMON, *ABOUT, "Annuler la rencontre", "Supprimer"]),
        (MeetingStatus.CANCELLED, [*COMMON, "Rétablir la rencontre", "Supprimer"]),
    ],
)
def test_what_can_be_done_depends_on_the_meeting(status: MeetingStatus, offered: list[str]) -> None:
    assert labels(opened(make(status=status))) == offered


@pytest.mark.parametrize("status", MeetingStatus)
@pytest.mark.parametrize("asked", ["tenue", "annuler", "retablir", "supprimer"])
def test_readers_are_offered_nothing_whatever_the_address(
    status: MeetingStatus, asked: str
) -> None:
    page = opened(make(status=status), READER, action=asked)

    assert page.button.len == 0
    assert 'class="actions"' not in markup(page)
    assert "Historique" not in text(page)


def test_a_planned_meeting_is_held_with_how_many_came() -> None:
    meeting = make(status=MeetingStatus.PLANNED)
    page = opened(meeting, action="tenue")

    page.text_input[0].input("environ 40").run()
    press(page, "La rencontre s’est tenue")

    now = row(meeting)
    assert (now.status, now.headcount) == (MeetingStatus.HELD, 40)
    assert now.headcount_precision is HeadcountPrecision.ABOUT
    assert "La rencontre est marquée tenue. Dire qui est venu" in text(page)
    assert f"/participants?centre={FICTIONAL}&amp;id={meeting}" in markup(page)
    assert page.query_params["fait"] in ("tenue", ["tenue"])


def test_the_headcount_may_be_to_come() -> None:
    meeting = make(status=MeetingStatus.PLANNED)
    press(opened(meeting, action="tenue"), "La rencontre s’est tenue")
    assert (row(meeting).status, row(meeting).headcount) == (MeetingStatus.HELD, None)


def test_a_headcount_not_understood_is_said_and_kept() -> None:
    meeting = make(status=MeetingStatus.PLANNED)
    page = opened(meeting, action="tenue")

    page.text_input[0].input("beaucoup").run()
    press(page, "La rencontre s’est tenue")

    assert "Effectif non compris" in text(page)
    assert page.text_input[0].value == "beaucoup"
    assert row(meeting).status is MeetingStatus.PLANNED


def test_a_large_headcount_is_confirmed() -> None:
    meeting = make(status=MeetingStatus.PLANNED)
    page = opened(meeting, action="tenue")

    page.text_input[0].input("1200").run()
    press(page, "La rencontre s’est tenue")
    assert row(meeting).status is MeetingStatus.PLANNED
    press(page, "Oui, 1\u202f200\u00a0personnes")

    assert row(meeting).headcount == 1200


def test_a_meeting_ahead_is_not_held() -> None:
    page = opened(make(TOMORROW, status=MeetingStatus.PLANNED), action="tenue")

    assert "elle ne peut pas s’être déjà tenue" in text(page)
    assert [button.label for button in page.button] == ["Fermer"]


def test_cancelled_then_back() -> None:
    meeting = make(headcount=12)

    page = press(opened(meeting, action="annuler"), "Oui, annuler la rencontre")
    assert "La rencontre est annulée\u00a0: elle n’est plus comptée." in text(page)
    assert row(meeting).status is MeetingStatus.CANCELLED

    page = press(opened(meeting, action="retablir"), "Oui, rétablir la rencontre")
    assert "La rencontre est rétablie." in text(page)
    assert (row(meeting).status, row(meeting).headcount) == (MeetingStatus.HELD, 12)


def test_nothing_is_written_before_it_is_confirmed() -> None:
    meeting = make()
    page = press(opened(meeting, action="supprimer"), "Ne rien changer")

    assert page.button.len == 0
    assert changes(meeting) == 0


def test_deleted_then_back() -> None:
    meeting = make(title="Une rencontre de trop")

    page = press(opened(meeting, action="supprimer"), "Oui, supprimer la rencontre")
    told = text(page)
    assert "Une rencontre de trop" in told
    assert re.search(r"supprimée le .+ par Saisie \(démonstration\), à rétablir avant le ", told)
    page_of_all = open_page("rencontres", EDITOR, centre=FICTIONAL)
    assert "Une rencontre de trop" in text(page_of_all)
    buttons: Any = page_of_all.get("download_button")
    assert "Exporter les supprimées en CSV" in [one.label for one in buttons]

    press(page, "Rétablir la rencontre")
    assert "La rencontre est rétablie." in text(page)
    listed = text(open_page("rencontres", EDITOR, centre=FICTIONAL))
    assert "Supprimées depuis moins de 30 jours" not in listed


def test_a_deleted_meeting_does_not_exist_for_readers() -> None:
    meeting = make(title="Une rencontre de trop", deleted_at=utc_now())

    assert "n’existe pas dans ce centre" in refusal(opened(meeting, READER))
    assert "Une rencontre de trop" not in text(open_page("rencontres", READER, centre=FICTIONAL))


def test_after_thirty_days_it_does_not_come_back() -> None:
    meeting = make(deleted_at=utc_now() - timedelta(days=31))

    page = opened(meeting)
    assert "n’existe pas dans ce centre" in refusal(page)
    assert page.button.len == 0


def test_what_another_saved_is_shown_instead_of_being_written_over() -> None:
    meeting = make(title="Ancien titre")
    page = opened(meeting, action="annuler")
    with Session(get_engine()) as session:
        session.get_one(Meeting, meeting).title = "Titre d’un autre"
        session.commit()

    press(page, "Oui, annuler la rencontre")

    told = text(page)
    assert "Quelqu’un a enregistré cette fiche depuis que vous l’avez ouverte." in told
    assert "Titre d’un autre" in told
    assert row(meeting).status is MeetingStatus.HELD


def test_deleted_meanwhile_it_is_said_not_to_exist() -> None:
    meeting = make()
    page = opened(meeting, action="annuler")
    with Session(get_engine()) as session:
        session.get_one(Meeting, meeting).deleted_at = utc_now() - timedelta(days=31)
        session.commit()

    press(page, "Oui, annuler la rencontre")
    assert "a été supprimée" in refusal(page)


def test_a_right_withdrawn_since_the_page_was_opened_writes_nothing() -> None:
    meeting = make()
    page = opened(meeting, action="supprimer")
    with Session(get_engine()) as session:
        account = session.exec(select(Account.id).where(Account.username == EDITOR)).one()
        for member in session.exec(select(Membership).where(Membership.account_id == account)):
            member.role = Role.READER
        session.commit()

    press(page, "Oui, supprimer la rencontre")
    assert row(meeting).deleted_at is None
    assert page.button.len == 0


def test_an_unknown_action_is_refused() -> None:
    assert "n’est pas un choix connu" in refusal(opened(make(), action="detruire"))


def test_the_history_says_who_changed_what() -> None:
    meeting = make(status=MeetingStatus.PLANNED)
    page = opened(meeting, action="tenue")
    page.text_input[0].input("25").run()
    press(page, "La rencontre s’est tenue")

    told = text(opened(meeting))
    assert "Historique (2\u00a0changements)" in told
    assert "Rencontre marquée tenue État Prévue → Tenue Effectif rien → 25" in told
    assert "Saisie (démonstration)" in told


def test_the_history_shows_fifty_changes_and_counts_them() -> None:
    meeting = make()
    with writing() as session:
        line = {
            "centre_id": session.get_one(Meeting, meeting).centre_id,
            "account_id": None,
            "action": "modifier",
            "row_table": "meeting",
            "row_id": str(meeting),
            "before": {"title": "A"},
        }
        for n in range(1, 61):
            at, after = utc_now() + timedelta(minutes=n), {"title": f"Titre {n}"}
            keep(session, [{**line, "at": at, "after": after}])

    told = text(opened(meeting))
    assert "Historique (61\u00a0changements)" in told
    assert "Les 50 derniers sont montrés." in told
    assert ("Titre 60" in told, "Titre 11" in told, "Titre 10 " in told) == (True, True, False)


def test_the_history_names_people_to_the_team_only() -> None:
    meeting = make()
    with Session(get_engine()) as session:
        centre = session.get_one(Meeting, meeting).centre_id
        person = factories.make_person(session, centre, "Zyx", first_name="Ada")
        factories.make_attendance(session, meeting, person)
        session.commit()
    with writing(Author(None, centre)) as session:
        session.delete(session.get_one(Attendance, (meeting, person)))

    assert "Personne retirée\u00a0: Ada Zyx" in text(opened(meeting))
    assert "Zyx" not in markup(opened(meeting, READER))


def in_a_closed_month() -> int:
    """A meeting with a headcount, counted in April 2026 when it was closed."""
    with Session(get_engine()) as session:
        closing = session.exec(
            select(MonthClosing)
            .join(Centre, col(Centre.id) == col(MonthClosing.centre_id))
            .where(Centre.slug == FICTIONAL, MonthClosing.year == 2026, MonthClosing.month == 4)
        ).one()
        counted = select(Meeting.id).where(
            col(Meeting.id).in_(closing.frozen["meeting_ids"]), col(Meeting.headcount) > 0
        )
        return session.exec(counted).first() or 0


def test_a_closed_month_is_said_before_and_after_its_meetings_change() -> None:
    meeting = in_a_closed_month()
    steps = [
        ("annuler", "Oui, annuler la rencontre", -1),
        ("retablir", "Oui, rétablir la rencontre", 1),
        ("supprimer", "Oui, supprimer la rencontre", -1),
        ("", "Rétablir la rencontre", 1),
    ]
    for action, label, change in steps:
        page = opened(meeting, **({"action": action} if action else {}))
        (note,) = page.info
        assert note.value.startswith("Avril 2026 est arrêté depuis le ")
        assert "ses chiffres publiés ne changent pas" in note.value
        told = re.search(
            r"Avril 2026 est rectifié par cet enregistrement\u00a0: (\d+) → (\d+)\u00a0rencontres",
            text(press(page, label)),
        )
        assert told, action
        before, after = (int(one) for one in told.groups())
        assert after - before == change


def test_an_open_month_is_not_said_to_be_closed() -> None:
    page = opened(make(), action="annuler")

    assert not page.info
    assert "rectifié" not in text(press(page, "Oui, annuler la rencontre"))
