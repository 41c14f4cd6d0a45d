"""The entry script: who gets the form, who gets the pages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import app as launcher
from components import readiness
from components.authenticator import EMPTY, WRONG
from components.site_map import PAGES
from db.commands.accounts import suspend
from db.models import Installation
from db.queries.accounts import open_sessions
from db.unit_of_work import reading, writing
from domain import passwords
from domain.roles import Role
from tests.components.test_server import set_revision
from tests.people import PASSWORD, make_account, open_centre
from tests.signing_in import sign_in

ROOT = Path(__file__).parents[2]
SHELL = ROOT / launcher.script_path


@pytest.fixture(autouse=True)
def lea(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    monkeypatch.setattr(readiness, "_known", readiness._Knowledge())
    open_centre("un")
    return make_account("lea", ("un", Role.READER))


def open_app() -> AppTest:
    return AppTest.from_file(SHELL, default_timeout=20)


def try_password(at: AppTest, username: str, password: str) -> list[str]:
    at.text_input[0].set_value(username)
    at.text_input[1].set_value(password)
    at.button[0].click().run()
    assert not at.exception
    return [box.value for box in at.error]


def is_form(at: AppTest) -> bool:
    assert not at.exception
    return [box.label for box in at.text_input] == ["Identifiant", "Mot de passe"]


def test_no_pages_folder_lies_beside_the_entry_script() -> None:
    assert not (SHELL.parent / "pages").exists()


def test_a_visitor_gets_the_form_and_no_page() -> None:
    app = open_app().run()

    assert is_form(app)
    assert [button.label for button in app.button] == ["Se connecter"]
    for screen in PAGES:
        with pytest.raises(ValueError, match="Could not find a navigation page"):
            app.switch_page(f"../pages/{screen.file}")


def test_signing_in_opens_the_pages() -> None:
    app = open_app().run()

    assert try_password(app, " LEA ", PASSWORD) == []
    assert not is_form(app)
    assert not app.switch_page("../pages/account.py").run().exception


def test_a_password_keeps_its_spaces() -> None:
    make_account("paul", ("un", Role.READER), password="  une phrase entourée  ")
    app = open_app().run()

    assert try_password(app, "paul", "une phrase entourée") == [WRONG]
    assert try_password(app, "paul", "  une phrase entourée  ") == []


def test_unknown_wrong_and_suspended_say_the_same_and_cost_the_same(
    lea: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[str] = []
    real = passwords.password_matches

    def counted(password: str, hashed: str) -> bool:
        checks.append(hashed)
        return real(password, hashed)

    monkeypatch.setattr(passwords, "password_matches", counted)
    app = open_app().run()

    assert try_password(app, "lea", "pas la bonne phrase") == [WRONG]
    assert try_password(app, "personne", PASSWORD) == [WRONG]
    with writing() as session:
        suspend(session, account_id=lea)
    assert try_password(app, "lea", PASSWORD) == [WRONG]
    assert len(checks) == 3


@pytest.mark.parametrize("username", ["lea", "personne"])
def test_after_five_failures_a_name_waits_known_or_not(username: str) -> None:
    app = open_app().run()
    for _ in range(5):
        assert try_password(app, username, "pas la bonne phrase") == [WRONG]

    wait = ["Trop d’essais. Réessayez dans 1\u00a0minute."]
    assert try_password(app, username, PASSWORD) == wait
    assert try_password(open_app().run(), username.upper(), PASSWORD) == wait


@pytest.mark.parametrize(("username", "password"), [("", ""), ("lea", ""), ("", PASSWORD)])
def test_an_empty_form_asks_for_both(username: str, password: str) -> None:
    assert try_password(open_app().run(), username, password) == [EMPTY]


def test_signing_out_closes_the_session_and_shows_the_form(lea: int) -> None:
    app = open_app()
    sign_in(app, "lea")
    app.run()
    assert not is_form(app)

    app.switch_page("../pages/sign_out.py").run()

    assert is_form(app)
    with reading() as session:
        assert open_sessions(session, account_id=lea) == []


def test_signing_out_right_after_signing_in_works(lea: int) -> None:
    app = open_app().run()
    assert try_password(app, "lea", PASSWORD) == []

    app.switch_page("../pages/sign_out.py").run()

    assert is_form(app)
    with reading() as session:
        assert open_sessions(session, account_id=lea) == []


def test_the_demonstration_accounts_are_shown_on_a_demonstration_only() -> None:
    assert "demonstration" not in _html(open_app().run())
    with writing() as session:
        session.add(Installation(demonstration=True))

    shown = _html(open_app().run())

    assert "<code>direction</code>" in shown
    assert "<code>demonstration</code>" in shown
    assert "lea" not in shown, "an account that is not of the demonstration stays unnamed"


def _html(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_a_database_that_cannot_be_used_is_said_before_anything_else() -> None:
    set_revision("9999")
    app = open_app()
    sign_in(app, "lea")

    app.run()

    assert not app.exception
    assert not app.text_input
    assert "plus récent" in app.error[0].value
    assert [button.label for button in app.button] == ["Réessayer"]
