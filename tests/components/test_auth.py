"""Who may see what: session, centre, role."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.commands import accounts as commands
from db.unit_of_work import writing
from domain import passwords
from domain.roles import Role
from tests.people import make_account, open_centre
from tests.signing_in import sign_in

WAY_BACK = "[Revenir au tableau de bord](/)"


@pytest.fixture(autouse=True)
def centres(database: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    for slug in ("un", "deux", "trois"):
        open_centre(slug)


def directors_page() -> None:
    import streamlit as st

    from components.auth import require
    from domain.roles import Role

    user = require(Role.DIRECTOR)
    st.title(f"{user.name}, {user.centre.slug}, {user.role.label}")


def opened_by(username: str | None, centre: str | None = None) -> AppTest:
    at = AppTest.from_function(directors_page)
    if username:
        sign_in(at, username, centre)
    return at.run()


def titles(at: AppTest) -> list[str]:
    assert not at.exception
    return [title.value for title in at.title]


def errors(at: AppTest) -> list[str]:
    assert len(at.main.children) == 1
    return [box.value for box in at.error]


def test_a_visitor_is_asked_to_sign_in() -> None:
    expected = "Connectez-vous pour voir cette page. [Se connecter](/)"
    assert errors(opened_by(None)) == [expected]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADMIN])
def test_a_page_opens_from_its_role_upwards(role: Role) -> None:
    make_account("lea", ("un", role))
    assert titles(opened_by("lea")) == [f"Lea, un, {role.label}"]


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_a_page_is_closed_below_its_role(role: Role) -> None:
    make_account("lea", ("un", role))
    expected = f"Votre compte ne donne pas accès à cette page. {WAY_BACK}"
    assert errors(opened_by("lea")) == [expected]


def test_the_role_is_the_one_held_in_the_centre_looked_at() -> None:
    make_account("lea", ("un", Role.DIRECTOR), ("deux", Role.READER))
    assert titles(opened_by("lea", "un")) == ["Lea, un, Direction"]
    assert titles(opened_by("lea", "deux")) == []


def test_the_first_centre_is_the_default() -> None:
    make_account("lea", ("deux", Role.DIRECTOR), ("un", Role.DIRECTOR))
    assert titles(opened_by("lea")) == ["Lea, un, Direction"]


@pytest.mark.parametrize("slug", ["trois", "nulle-part", "UN", ""])
def test_a_centre_that_is_not_his_shows_a_sentence_and_nothing_else(slug: str) -> None:
    make_account("lea", ("un", Role.ADMIN), ("deux", Role.ADMIN))
    at = AppTest.from_function(directors_page)
    sign_in(at, "lea")
    at.query_params["centre"] = slug
    expected = (
        "Ce centre n’existe pas, ou vous n’en êtes pas membre. [Revenir à Centre un](/?centre=un)"
    )
    at.run()
    assert len(at.main.children) == 2
    assert (titles(at), [box.value for box in at.error]) == (["Adresse à corriger"], [expected])


def test_an_account_without_a_centre_sees_nothing() -> None:
    make_account("lea")
    assert errors(opened_by("lea"))[0].startswith("Votre compte n’appartient à aucun centre.")


def revoke_all(account_id: int) -> None:
    with writing() as session:
        commands.revoke_all(session, account_id=account_id)


def suspend(account_id: int) -> None:
    with writing() as session:
        commands.suspend(session, account_id=account_id)


def change_password(account_id: int) -> None:
    with writing() as session:
        commands.change_password(session, account_id=account_id, password="une autre phrase")


@pytest.mark.parametrize("end", [revoke_all, suspend, change_password])
def test_a_closed_session_dies_at_the_next_click(end: Callable[[int], None]) -> None:
    account_id = make_account("lea", ("un", Role.DIRECTOR))
    at = opened_by("lea")
    assert titles(at) == ["Lea, un, Direction"]

    end(account_id)

    assert titles(at.run()) == []
    assert errors(at)
