"""Qui est venu: a list pasted, judged and saved; a roll call; a headcount; and who may not."""

import re
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, func, select
from streamlit.testing.v1 import AppTest

from db.commands import drafts
from db.engine import get_engine
from db.models import Account, Attendance, Centre, Draft, Meeting, MonthClosing, Person
from db.unit_of_work import writing
from domain.matching import writing as written
from domain.roster import read_roster
from domain.vocabulary import AttendanceRole, AttendanceState, MeetingStatus
from tests import factories
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

PASTE = "Zébulon INCONNU, animateur, MJC d’Ailleurs\nAlbertine NOUVELLE <albertine@ailleurs.fr>\n"


def centre(slug: str = FICTIONAL) -> int:
    with Session(get_engine()) as session:
        return session.exec(select(Centre.id).where(Centre.slug == slug)).one() or 0


def meeting(**columns: Any) -> int:
    """A meeting of a month of its own, without anybody."""
    with writing() as session:
        return factories.make_meeting(
            session, centre(), date(2022, 3, 12), title="Essai", **columns
        )


def person(last_name: str, first_name: str) -> int:
    with writing() as session:
        return factories.make_person(session, centre(), last_name, first_name=first_name)


def opened(meeting_id: int, **query: object) -> AppTest:
    return open_page("participants", "saisie", centre=FICTIONAL, id=meeting_id, **query)


def pasted(at: AppTest, typed: str) -> AppTest:
    return at.text_area[0].set_value(typed).run()


def press(at: AppTest, label: str) -> AppTest:
    (button,) = (one for one in at.button if label in one.label)
    return button.click().run()


def recorded(meeting_id: int) -> list[tuple[str, str, str]]:
    statement = (
        select(Person.last_name, Attendance.state, Attendance.role)
        .join(Attendance, col(Attendance.person_id) == col(Person.id))
        .where(col(Attendance.meeting_id) == meeting_id)
        .order_by(col(Person.last_name))
    )
    with Session(get_engine()) as session:
        return [(name, state, role) for name, state, role in session.exec(statement)]


def people() -> int:
    with Session(get_engine()) as session:
        return session.exec(select(func.count(col(Person.id)))).one()


def test_a_reader_and_other_centres_are_refused() -> None:
    mine = meeting()

    for page in (
        open_page("participants", "conseil", centre=FICTIONAL, id=mine),
        open_page("participants", "saisie", centre=REAL, id=mine),
        opened(10**6),
        opened(mine, facon="autrement"),
    ):
        refusal(page)


def test_without_a_meeting_the_list_of_meetings_is_offered() -> None:
    at = open_page("participants", "saisie", centre=FICTIONAL)

    assert "Quelle rencontre\u202f?" in text(at)
    assert 'href="/rencontres' in markup(at)


def test_a_list_is_read_then_saved_once() -> None:
    at = pasted(opened(here := meeting()), PASTE)
    assert "2\u00a0personnes lues\u00a0: 2\u00a0nouvelles." in text(at)
    assert recorded(here) == []

    press(at, "Enregistrer 2")
    first = recorded(here), people()
    press(pasted(opened(here), PASTE), "Enregistrer 2")

    assert [name for name, _, _ in first[0]] == ["Inconnu", "Nouvelle"]
    assert (recorded(here), people()) == first
    assert "C’est enregistré" in text(at)
    assert re.search(r"mars 2022.*Participations.*2", text(at), re.I)


def test_a_doubtful_line_waits_for_a_decision_and_nothing_is_lost() -> None:
    known = person("Jehannin", "Marie")
    at = pasted(opened(here := meeting()), "Marie JEHOANNIN")

    press(at, "Enregistrer")
    assert "1\u00a0ligne douteuse reste à décider" in _sentences(at)
    assert at.text_area[0].value == "Marie JEHOANNIN"
    assert recorded(here) == []

    (doubt,) = (box for box in at.selectbox if "JEHOANNIN" in box.label)
    assert doubt.value is None
    doubt.set_value(str(known)).run()
    press(at, "Enregistrer")
    assert [name for name, _, _ in recorded(here)] == ["Jehannin"]

    again = pasted(opened(meeting()), "Marie JEHOANNIN")
    assert "reconnue" in text(again)


def test_what_was_decided_comes_back_with_the_draft() -> None:
    person("Jehannin", "Marie")
    here = meeting()
    at = pasted(opened(here), "Marie JEHOANNIN")
    at.selectbox[0].set_value("nouvelle").run()

    back = press(opened(here), "Reprendre le brouillon")

    assert back.text_area[0].value == "Marie JEHOANNIN"
    assert back.selectbox[0].value == "nouvelle"
    press(back, "Enregistrer")
    assert [name for name, _, _ in recorded(here)] == ["Jehoannin"]
    with Session(get_engine()) as session:
        assert session.exec(select(Draft)).all() == []


def test_lines_left_undecided_are_made_new_at_once() -> None:
    person("Jehannin", "Marie")
    person("Jehannin", "Mario")
    at = pasted(opened(here := meeting()), "Marie JEHOANNIN\nMario JEHANIN")

    press(at, "personnes nouvelles")
    press(at, "Enregistrer")

    assert [name for name, _, _ in recorded(here)] == ["Jehanin", "Jehoannin"]


def test_close_writings_of_one_person_are_accepted_at_once() -> None:
    person("Jehannin", "Marie")
    person("Kowalczyk", "Zbigniew")
    at = pasted(opened(here := meeting()), "Marie JEHOANNIN\nZbigniew KOVALCZYK")
    assert at.selectbox[0].placeholder == "Est-ce Marie Jehannin\u202f?"

    press(at, "Oui pour les 2")
    press(at, "Enregistrer")

    assert [name for name, _, _ in recorded(here)] == ["Jehannin", "Kowalczyk"]


def corrected(at: AppTest, name: str) -> AppTest:
    """The screen with the line of this name chosen to be put right."""
    (lines,) = (box for box in at.selectbox if box.label == "Corriger une ligne")
    (line,) = (at_ for at_, told in enumerate(lines.options) if told.startswith(name))
    return lines.select_index(line).run()


def chosen_for_the_line(at: AppTest, value: str) -> AppTest:
    (choice,) = (box for box in at.selectbox if box.label == "Cette ligne est")
    return choice.set_value(value).run()


def test_a_name_read_the_wrong_way_round_is_swapped_and_kept_with_the_draft() -> None:
    at = pasted(opened(here := meeting()), "Nom;Prénom\nZebulon;Inconnu\n")

    press(corrected(at, "Inconnu Zebulon"), "Échanger")

    back = press(opened(here), "Reprendre le brouillon")
    press(back, "Enregistrer 1")
    assert [name for name, _, _ in recorded(here)] == ["Inconnu"]


def test_the_fields_of_a_line_are_put_right() -> None:
    at = corrected(pasted(opened(here := meeting()), PASTE), "Zébulon Inconnu")

    (last_name,) = (one for one in at.text_input if one.label == "Nom")
    last_name.set_value("Connu").run()
    assert "Connu" in text(at)
    press(at, "Enregistrer 2")

    assert [name for name, _, _ in recorded(here)] == ["Connu", "Nouvelle"]


def test_a_line_recognised_wrongly_is_someone_else_of_the_directory() -> None:
    person("Jehannin", "Marie")
    other = person("Kowalczyk", "Zbigniew")
    at = corrected(pasted(opened(here := meeting()), "Marie JEHANNIN"), "Marie Jehannin")

    chosen_for_the_line(at, str(other))
    press(at, "Enregistrer 1")

    assert [name for name, _, _ in recorded(here)] == ["Kowalczyk"]
    assert "Zbigniew Kowalczyk" in text(pasted(opened(meeting()), "Marie JEHANNIN"))


def test_a_line_recognised_wrongly_is_a_new_person_of_the_same_name() -> None:
    known = person("Jehannin", "Marie")
    at = corrected(pasted(opened(here := meeting()), "Marie JEHANNIN"), "Marie Jehannin")
    before = people()

    chosen_for_the_line(at, "nouvelle")
    press(at, "Enregistrer 1")

    assert people() == before + 1
    with Session(get_engine()) as session:
        came = select(Attendance.person_id).where(Attendance.meeting_id == here)
        assert session.exec(came).one() != known


def test_two_of_the_same_name_are_told_apart() -> None:
    first, second = person("Jumeaux", "Léo"), person("Jumeaux", "Léo")
    at = pasted(opened(here := meeting()), "Léo JUMEAUX")
    assert at.selectbox[0].options[:2] == [f"Léo Jumeaux (fiche {one})" for one in (first, second)]

    at.selectbox[0].set_value(str(second)).run()
    press(at, "Enregistrer 1")

    with Session(get_engine()) as session:
        came = select(Attendance.person_id).where(Attendance.meeting_id == here)
        assert session.exec(came).one() == second


def test_a_line_that_is_nobody_is_left_out_and_comes_back() -> None:
    at = corrected(pasted(opened(here := meeting()), PASTE), "Zébulon Inconnu")

    chosen_for_the_line(at, "ignorer")
    assert "1\u00a0ligne ignorée" in text(at)
    press(at, "Revenir")
    assert "ligne ignorée" not in text(at)
    chosen_for_the_line(at, "ignorer")
    press(at, "Enregistrer 1")

    assert [name for name, _, _ in recorded(here)] == ["Nouvelle"]


def test_a_draft_that_names_someone_gone_since_asks_again() -> None:
    person("Jehannin", "Marie")
    here = meeting()
    (line,) = read_roster("Marie JEHOANNIN")
    keep_draft(here, {"text": line.line, "choices": {written(line): str(10**6)}})

    back = press(opened(here), "Reprendre le brouillon")

    assert back.selectbox[0].value is None


@pytest.mark.parametrize(
    ("typed", "awaited"),
    [
        ("Marie DUPONT\n" * 2001, "la limite est de 2\u202f000"),
        ("1.\n2.\n", "Aucun nom"),
    ],
)
def test_a_list_that_cannot_be_read_is_kept(typed: str, awaited: str) -> None:
    at = pasted(opened(meeting()), typed)

    assert awaited in _sentences(at)
    assert at.text_area[0].value == typed


def test_what_is_pasted_is_text() -> None:
    at = pasted(opened(meeting()), "Jean ROY, <script>alert(1)</script>, [CAF](http://x.fr)")

    assert "<script>" not in markup(at)
    assert "&lt;script&gt;" in markup(at)
    assert all("[CAF](" not in box.label for box in at.selectbox)


def keep_draft(meeting_id: int, body: dict[str, Any]) -> None:
    with writing() as session:
        account = session.exec(select(Account.id).where(Account.username == "saisie")).one()
        drafts.keep(
            session,
            account_id=account or 0,
            centre_id=centre(),
            form=f"participants-{meeting_id}",
            body=body,
        )


def test_speakers_handed_over_by_another_screen() -> None:
    here = meeting()
    keep_draft(here, {"text": "Zébulon INCONNU", "role": "intervenant"})

    press(press(opened(here), "Reprendre le brouillon"), "Enregistrer")

    assert recorded(here) == [("Inconnu", AttendanceState.PRESENT, AttendanceRole.SPEAKER)]


def test_a_planned_meeting_takes_the_registered() -> None:
    here = meeting(status=MeetingStatus.PLANNED)

    press(pasted(opened(here, intervenants="oui"), "Zébulon INCONNU"), "Enregistrer")

    assert recorded(here) == [("Inconnu", AttendanceState.REGISTERED, AttendanceRole.SPEAKER)]
    assert "Marquez-la tenue" in text(opened(here, facon="appel"))


def test_a_roll_call() -> None:
    here, zoe = meeting(), person("Absente", "Zoé")
    yves = person("Venu", "Yves")
    with writing() as session:
        for one in (zoe, yves):
            factories.make_attendance(session, here, one, AttendanceState.REGISTERED)

    at = opened(here, facon="appel")
    assert [box.label for box in at.checkbox] == ["Yves Venu", "Zoé Absente"]
    at.checkbox[0].check().run()
    press(at, "Enregistrer")
    assert [state for _, state, _ in recorded(here)] == ["inscrit", "present"]

    (zoe_ticked,) = (box for box in at.checkbox if "Zoé" in box.label)
    zoe_ticked.check().run()
    press(at, "Enregistrer")
    assert {state for _, state, _ in recorded(here)} == {"present"}


def added(at: AppTest, typed: str) -> AppTest:
    """What is typed in the foot of the call; for AppTest it has to be one of the choices."""
    (box,) = at.selectbox
    if not typed.isdecimal():
        box.options.append(typed)
    return box.set_value(typed).run()


def test_someone_not_expected_is_added_to_the_call() -> None:
    here, known = meeting(), person("Impromptue", "Irma")
    at = opened(here, facon="appel")

    added(added(at, str(known)), "Zénon INATTENDU")
    assert [box.label for box in at.checkbox] == [
        "Irma Impromptue",
        "Zénon Inattendu \\(nouvelle\\)",
    ]
    assert "2 cochées sur 2" in text(at)
    back = press(opened(here, facon="appel"), "Reprendre le brouillon")
    press(back, "Enregistrer")

    assert [name for name, _, _ in recorded(here)] == ["Impromptue", "Inattendu"]


def test_who_is_added_by_name_is_known_when_that_is_certain() -> None:
    here, known = meeting(), person("Univoque", "Ursule")
    at = opened(here, facon="appel")

    press(added(at, "Ursule UNIVOQUE"), "Enregistrer")

    with Session(get_engine()) as session:
        came = select(Attendance.person_id).where(Attendance.meeting_id == here)
        assert session.exec(came).one() == known


@pytest.mark.parametrize("typed", ["Zénon", "zenon@ailleurs.fr", "…", "Zénon UN, MJC d’Ailleurs"])
def test_what_is_no_name_is_not_added(typed: str) -> None:
    at = added(opened(meeting(), facon="appel"), typed)

    assert "écrivez son prénom et son NOM" in _sentences(at) or "Aucun nom" in _sentences(at)
    assert not at.checkbox


def test_nobody_to_call() -> None:
    assert "Personne n’est attendu" in text(opened(meeting(territories=[]), facon="appel"))


def test_a_large_headcount_is_confirmed_and_a_low_one_is_a_finding() -> None:
    here = meeting(people=[person("Un", "A"), person("Deux", "B")])
    at = opened(here, facon="effectif")

    press(at.text_input[0].set_value("5000").run(), "Enregistrer")
    assert "5\u202f000\u00a0personnes" in _sentences(at)
    assert _headcount(here) is None
    at.checkbox[0].check().run()
    press(at, "Enregistrer")
    assert _headcount(here) == 5000

    press(at.text_input[0].set_value("1").run(), "Enregistrer")
    assert _headcount(here) == 1
    assert "est inférieur aux noms" in text(at)


def test_a_meeting_where_nobody_came_is_confirmed() -> None:
    here = meeting()
    at = opened(here, facon="effectif")

    press(at.text_input[0].set_value("0").run(), "Enregistrer")
    assert _headcount(here) is None
    at.checkbox[0].check().run()
    press(at, "Enregistrer")
    assert _headcount(here) == 0


@pytest.mark.parametrize("typed", ["-3", "beaucoup", "9" * 30])
def test_a_headcount_that_is_none_is_refused(typed: str) -> None:
    here = meeting(headcount=12)
    at = opened(here, facon="effectif")

    press(at.text_input[0].set_value(typed).run(), "Enregistrer")

    assert _headcount(here) == 12
    assert at.text_input[0].value == typed


def _headcount(meeting_id: int) -> int | None:
    with Session(get_engine()) as session:
        return session.get_one(Meeting, meeting_id).headcount


def _sentences(at: AppTest) -> str:
    """What is said of the fields that are wrong."""
    assert not at.exception
    return " ".join(element.proto.body for element in at.get("html"))


def test_a_closed_month_is_said_before_and_after_an_attendance() -> None:
    with Session(get_engine()) as session:
        closing = session.exec(
            select(MonthClosing).where(
                MonthClosing.centre_id == centre(),
                MonthClosing.year == 2026,
                MonthClosing.month == 4,
            )
        ).one()
        found = session.exec(
            select(Meeting).where(
                col(Meeting.id).in_(closing.frozen["meeting_ids"]), col(Meeting.headcount) > 0
            )
        ).first()
    assert found
    page = opened(found.id or 0, facon="effectif")
    (note,) = page.info
    assert "ses chiffres publiés ne changent pas" in note.value
    page.text_input[0].set_value(str((found.headcount or 0) + 4)).run()
    assert re.search(
        r"Avril 2026 est rectifié par cet enregistrement\u00a0: \d+ → \d+\u00a0participations "
        r"\(\+4\)",
        text(press(page, "Enregistrer l’effectif")),
    )
    assert [one.value for one in opened(found.id or 0, facon="appel").info] == [note.value]
    assert not opened(meeting()).info
