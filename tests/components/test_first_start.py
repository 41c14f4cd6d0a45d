"""« Première mise en service »: the token in the log, the form, and nothing once it is done."""

import pytest
from streamlit.testing.v1 import AppTest

from components import first_start, readiness
from components.who import SESSION_KEY
from db.queries.accounts import list_accounts
from db.queries.centres import list_centres
from db.unit_of_work import reading
from domain import passwords
from domain.roles import Role
from tests.components.test_shell import is_form, open_app
from tests.people import PASSWORD, make_account, open_centre


@pytest.fixture(autouse=True)
def empty(database: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    monkeypatch.setattr(readiness, "_known", readiness._Knowledge())


AGAIN = {"Le même, encore": "court"}


def printed(caplog: pytest.LogCaptureFixture) -> str:
    """The token that the server prints as it starts."""
    caplog.clear()
    first_start.announce_first_start()
    (record,) = caplog.records
    return record.getMessage().rpartition(" ")[2]


def filled(token: str, **fields: str) -> AppTest:
    app = open_app().run()
    typed = {
        "Jeton de mise en service": token,
        "Nom de votre centre": "Cité de l’Est",
        "Votre nom": "Marie Martin",
        "Identifiant": "marie",
        "E-mail (facultatif)": "marie@example.org",
        "Mot de passe": PASSWORD,
        "Le même, encore": PASSWORD,
        **fields,
    }
    for box in app.text_input:
        box.set_value(typed[box.label])
    app.button[0].click().run()
    assert not app.exception
    return app


def made() -> list[tuple[str, tuple[tuple[str, Role], ...]]]:
    with reading() as session:
        return [(one.username, one.roles) for one in list_accounts(session)]


def test_the_token_of_the_log_makes_the_administrator_who_enters(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = filled(printed(caplog))

    assert made() == [("marie", (("cite-de-l-est", Role.ADMIN),))]
    assert SESSION_KEY in app.session_state
    assert "Comptes" in "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"Jeton de mise en service": "inventé"}, "Ce n’est pas le dernier jeton"),
        ({"Le même, encore": "autre"}, "Les deux mots de passe ne sont pas les mêmes."),
        ({"E-mail (facultatif)": "marie"}, "E-mail\u00a0: Écrivez une adresse"),
        ({"Mot de passe": "court", "Le même, encore": "court"}, "au moins 12"),
        ({"Nom de votre centre": " "}, "Le nom du centre est vide."),
        ({"Nom de votre centre": "…"}, "au moins une lettre"),
        ({"Identifiant": ""}, "L’identifiant doit compter"),
    ],
)
def test_what_is_wrong_is_said_and_makes_nobody(
    caplog: pytest.LogCaptureFixture, fields: dict[str, str], sentence: str
) -> None:
    app = filled(printed(caplog), **fields)

    assert sentence in app.error[0].value
    assert made() == []


def test_what_cannot_be_seen_is_left_out_of_names(caplog: pytest.LogCaptureFixture) -> None:
    filled(
        printed(caplog), **{"Nom de votre centre": "Cité\0 de l’Est ", "Votre nom": "Ma\x07rie "}
    )

    with reading() as session:
        assert [centre.name for centre in list_centres(session)] == ["Cité de l’Est"]
        assert [account.name for account in list_accounts(session)] == ["Marie"]


def test_tries_are_counted_and_a_new_start_forgets_them(caplog: pytest.LogCaptureFixture) -> None:
    printed(caplog)
    for _ in range(5):
        filled("inventé")
    assert filled("inventé").error[0].value.startswith("Trop d’essais.")

    filled(printed(caplog))

    assert len(made()) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"Mot de passe": "court", **AGAIN}, "au moins 12"),
        ({"Identifiant": ""}, "L’identifiant doit compter"),
    ],
)
def test_a_right_token_is_never_made_to_wait(
    caplog: pytest.LogCaptureFixture, fields: dict[str, str], sentence: str
) -> None:
    token = printed(caplog)
    for _ in range(6):
        assert sentence in filled(token, **fields).error[0].value

    filled(token)

    assert len(made()) == 1


def test_a_database_that_comes_after_the_server_has_its_token_printed_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    open_app().run()
    open_app().run()

    said = [record for record in caplog.records if record.name == first_start.__name__]
    assert len(said) == 1
    filled(said[0].getMessage().rpartition(" ")[2])
    assert len(made()) == 1


def test_a_centre_that_exists_is_not_made_again(caplog: pytest.LogCaptureFixture) -> None:
    open_centre("un")

    filled(printed(caplog))

    assert made() == [("marie", (("un", Role.ADMIN),))]


def test_once_there_is_an_account_no_token_is_printed_and_the_form_is_the_usual_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_account("lea")
    first_start.announce_first_start()

    assert caplog.records == []
    assert is_form(open_app().run())


def test_a_database_that_cannot_be_used_prints_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "fault", lambda: "panne")
    first_start.announce_first_start()
    assert caplog.records == []
