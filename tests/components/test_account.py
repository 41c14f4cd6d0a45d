"""« Mon compte »: password, and sessions open elsewhere."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from components.account import CHANGED
from components.who import SESSION_KEY
from db.models import Centre
from db.queries.accounts import open_sessions
from db.unit_of_work import reading, writing
from domain import passwords
from domain.formats import moment
from domain.roles import Role
from tests.components.test_shell import SHELL, is_form
from tests.people import PASSWORD, make_account, open_centre
from tests.signing_in import open_session, sign_in

NEW = "une tout autre phrase"


@pytest.fixture(autouse=True)
def lea(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    return make_account("lea", ("un", Role.READER))


@pytest.fixture
def page(lea: int) -> AppTest:  # noqa: ARG001
    app = AppTest.from_file(SHELL, default_timeout=20)
    sign_in(app, "lea")
    app.run()
    return app.switch_page("../pages/account.py").run()


def change(page: AppTest, current: str, new: str, again: str) -> list[str]:
    for box, typed in zip(page.text_input, (current, new, again), strict=True):
        box.set_value(typed)
    click(page, "Changer le mot de passe")
    return [box.value for box in page.error]


def click(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def sessions(account_id: int) -> list[int]:
    with reading() as session:
        return [one.id for one in open_sessions(session, account_id=account_id)]


def test_the_rule_is_said_before_the_form(page: AppTest) -> None:
    assert passwords.RULE in [text.value for text in page.markdown]


def test_a_new_password_closes_the_other_sessions_and_keeps_this_tab(
    page: AppTest, lea: int
) -> None:
    elsewhere, _ = open_session("lea")
    here = page.session_state[SESSION_KEY]

    assert change(page, PASSWORD, NEW, NEW) == []

    assert [box.value for box in page.success] == [CHANGED]
    assert sessions(lea) == [page.session_state[SESSION_KEY]]
    assert page.session_state[SESSION_KEY] not in {here, elsewhere}


@pytest.mark.parametrize(
    ("current", "new", "again", "message"),
    [
        (PASSWORD, NEW, NEW + "!", "Les deux nouveaux mots de passe ne sont pas les mêmes."),
        ("pas celui-là", NEW, NEW, "Le mot de passe actuel n’est pas le bon."),
        (PASSWORD, "trop court", "trop court", "Le mot de passe doit compter au moins 12"),
        (PASSWORD, "azerty-123456", "azerty-123456", "Ce mot de passe est trop courant."),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(
    page: AppTest, lea: int, current: str, new: str, again: str, message: str
) -> None:
    before = sessions(lea)

    (said,) = change(page, current, new, again)

    assert said.startswith(message)
    assert sessions(lea) == before


def test_a_session_open_elsewhere_can_be_closed(page: AppTest, lea: int) -> None:
    open_session("lea", agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    page.run()
    assert any("Firefox sur Windows" in text.value for text in page.markdown)

    click(page, "Fermer cette session")

    assert sessions(lea) == [page.session_state[SESSION_KEY]]


def test_the_hour_of_a_session_is_that_of_the_centre(page: AppTest, lea: int) -> None:
    with writing() as session:
        session.exec(select(Centre)).one().timezone = "Pacific/Kiritimati"
    page.run()

    with reading() as session:
        (opened,) = open_sessions(session, account_id=lea)
    there = moment(opened.created_at, "Pacific/Kiritimati")
    assert any(there in text.value for text in page.markdown)


def test_signing_out_everywhere_closes_this_session_too(page: AppTest, lea: int) -> None:
    open_session("lea")

    click(page, "Se déconnecter partout")

    assert sessions(lea) == []
    assert is_form(page)
