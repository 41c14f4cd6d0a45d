"""Comptes, through its page: invite, change rights, send a link, suspend, end sessions."""

import html
import re

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from components.invitation_screen import HELD
from db.commands import administering, exporting
from db.models import Account, Journal, Membership
from db.queries.administering import sheets
from db.unit_of_work import Author, reading, writing
from domain import passwords
from domain.accounts import AccountSheet, AccountState
from domain.passwords import password_matches
from domain.roles import Role
from tests.components.test_shell import SHELL
from tests.pages.opening import markup, open_page, refusal, table_rows, text
from tests.people import PASSWORD, make_account, open_centre
from tests.signing_in import open_session, sign_in

NEW = "une tout autre phrase"


@pytest.fixture(autouse=True)
def admin(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    """Of both centres; « lea » reads the first, « voisin » administers the second."""
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    open_centre("deux")
    make_account("lea", ("un", Role.READER))
    make_account("voisin", ("deux", Role.ADMIN))
    return make_account("admin", ("un", Role.ADMIN), ("deux", Role.ADMIN))


def opened(username: str = "admin", **query: object) -> AppTest:
    return open_page("comptes", username, **query)


def sheet_of(username: str) -> AccountSheet:
    with reading() as session:
        admin = session.exec(select(Account.id).where(Account.username == "admin")).one()
        found = sheets(session, administrator_id=admin or 0)
    return next(one for one in found if one.username == username)


def sheet_page(username: str, by: str = "admin") -> AppTest:
    return opened(by, compte=sheet_of(username).id)


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def link(page: AppTest) -> str | None:
    bodies = "".join(element.proto.body for element in page.get("html"))
    found = re.search(r'<code id="secret">([^<]*)</code>', bodies)
    return html.unescape(found.group(1)) if found else None


def invited(page: AppTest, **fields: str) -> AppTest:
    typed = {"name": "Marie Martin", "email": "Marie@Example.org", **fields}
    for field in ("name", "email"):
        page.text_input(key=f"compte.{field}").set_value(typed[field])
    page.button_group(key="compte.role").set_value(typed.get("role", "2"))
    if role := typed.get("other"):
        page.selectbox(key="compte.role-deux").set_value(role)
    return press(page.run(), "Créer l’invitation")


def choosing(token: str, username: str | None = None) -> AppTest:
    """The page that the link opens, in a browser that is signed in as ``username`` or nobody."""
    app = AppTest.from_file(SHELL, default_timeout=20)
    if username:
        sign_in(app, username)
    app.run()
    app.session_state[HELD] = token
    return app.switch_page("../pages/invitation.py").run()


def choose(page: AppTest, username: str, password: str, again: str | None = None) -> AppTest:
    for box, typed in zip(page.text_input, (username, password, again or password), strict=True):
        if not box.disabled:
            box.set_value(typed)
    return press(page, "Entrer")


def test_the_list_says_who_with_which_rights_and_from_where() -> None:
    open_session("lea")

    rows = table_rows(markup(opened()))

    assert [row[:4] for row in rows] == [
        ["Admin", "admin", "Administration Centre un Administration Centre deux", "Actif"],
        ["Lea", "lea", "Lecture Centre un", "Actif"],
        ["Voisin", "voisin", "Administration Centre deux", "Actif"],
    ]
    assert [row[5] for row in rows] == ["1", "1", "0"]
    assert [row[4] for row in rows][2] == "jamais"


def test_the_list_is_searched_and_narrowed_to_a_centre_or_a_state() -> None:
    assert "1\u00a0compte." in text(opened(recherche="LÉA"))
    assert "2\u00a0comptes." in text(opened(dans="deux"))
    assert "Aucun compte ne correspond." in text(opened(etat="suspended"))
    assert "Adresse à corriger" in [title.value for title in opened(dans="trois").title]


def test_another_administrator_sees_his_centre_only() -> None:
    rows = table_rows(markup(opened("voisin")))

    assert [(row[0], row[2]) for row in rows] == [
        ("Admin", "Administration Centre deux"),
        ("Voisin", "Administration Centre deux"),
    ]
    assert "n’est pas de ceux que vous administrez" in refusal(sheet_page("lea", "voisin"))


def test_an_account_of_another_centre_too_offers_its_rights_here_and_no_more() -> None:
    page = sheet_page("admin", "voisin")

    assert labels(page) == []
    assert [box.label for box in page.selectbox] == ["Centre deux"]
    assert administering.SHARED in [box.value for box in page.info]


def test_an_invitation_gives_a_link_shown_once_that_opens_the_form() -> None:
    page = invited(opened(inviter="oui"), other="1")

    marie = sheet_of("marie")
    assert page.query_params["compte"] == str(marie.id)
    assert marie.told_rights == "Saisie (Centre un), Lecture (Centre deux)"
    assert marie.state is AccountState.INVITED
    address = link(page) or ""
    assert address.startswith("/invitation#")
    assert "mailto:marie@example.org?subject=Votre%20acc" in markup(page)

    assert link(press(page, "Ne plus l’afficher")) is None
    assert link(opened(compte=marie.id)) is None

    guest = choose(choosing(address.partition("#")[2]), "marie", NEW)
    assert not guest.error
    assert sheet_of("marie").state is AccountState.ACTIVE
    assert sheet_of("marie").sessions == 1
    assert "Tableau de bord" in "".join(e.proto.body for e in guest.get("html"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Indiquez le nom de la personne."),
        ({"email": ""}, "Indiquez son adresse e-mail."),
        ({"email": "marie"}, "Écrivez une adresse comme"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields: dict[str, str], sentence: str) -> None:
    page = invited(opened(inviter="oui"), **fields)

    assert sentence in "".join(e.proto.body for e in page.get("html"))
    with reading() as session:
        assert len(session.exec(select(Account)).all()) == 3


def make_link(username: str) -> str:
    return (link(press(sheet_page(username), "Créer le lien")) or "").partition("#")[2]


def test_a_reset_gives_a_new_password_and_ends_the_sessions() -> None:
    open_session("lea")
    token = make_link("lea")
    page = choosing(token)
    assert page.text_input[0].disabled
    assert "Lea" in "".join(e.proto.body for e in page.get("html"))

    choose(page, "lea", NEW)

    with reading() as session:
        kept = session.exec(select(Account).where(Account.username == "lea")).one()
    assert password_matches(NEW, kept.password_hash)
    assert sheet_of("lea").sessions == 1  # his own, just opened


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        (NEW, NEW + "!", "Les deux mots de passe ne sont pas les mêmes."),
        ("trop court", "trop court", "au moins 12"),
    ],
)
def test_a_refused_password_says_why(password: str, again: str, sentence: str) -> None:
    page = choose(choosing(make_link("lea")), "lea", password, again)
    assert sentence in page.error[0].value


def test_a_dead_link_shows_no_form_and_says_what_to_do() -> None:
    token = make_link("lea")
    press(sheet_page("lea"), "Annuler le lien")

    page = choosing(token)

    assert not page.text_input
    assert "Ce lien ne sert plus" in "".join(e.proto.body for e in page.get("html"))


def test_a_browser_that_is_signed_in_leaves_first() -> None:
    page = choosing(make_link("lea"), "voisin")
    assert not page.text_input

    page = press(page, "Se déconnecter et continuer")

    assert page.text_input[0].label == "Identifiant"
    assert sheet_of("voisin").sessions == 0


def test_rights_change_from_the_sheet_and_the_last_administrator_stays() -> None:
    page = sheet_page("lea")
    page.selectbox[0].set_value("3").run()
    assert sheet_of("lea").told_rights == "Direction (Centre un)"

    page = sheet_page("admin")
    page = page.selectbox[0].set_value("1").run()
    assert page.error[0].value == administering.LAST
    assert page.selectbox[0].value == "4"


def test_suspending_restoring_and_ending_sessions() -> None:
    for _ in range(2):
        open_session("lea")
    page = press(sheet_page("lea"), "Fermer toutes ses sessions")
    assert sheet_of("lea").sessions == 0

    page = press(page, "Oui, suspendre")
    assert sheet_of("lea").state is AccountState.SUSPENDED
    assert "Oui, suspendre" not in labels(page)

    press(page, "Rétablir le compte")
    assert sheet_of("lea").state is AccountState.ACTIVE


def test_nobody_may_suspend_himself_nor_stop_his_own_password() -> None:
    page = sheet_page("admin")
    assert "Oui, suspendre" not in labels(page)
    assert not page.checkbox


def test_a_stolen_password_is_stopped_at_once() -> None:
    page = sheet_page("lea")
    page.checkbox[0].check()
    press(page, "Créer le lien")

    with reading() as session:
        kept = session.exec(select(Account).where(Account.username == "lea")).one()
    assert not password_matches(PASSWORD, kept.password_hash)


def test_the_name_and_the_email_are_corrected() -> None:
    page = sheet_page("lea")
    page.text_input[0].set_value("Léa Petit")
    page.text_input[1].set_value("lea@example.org")
    page = press(page, "Enregistrer")

    assert "<h1>Léa Petit</h1>" in markup(page)
    assert sheet_of("lea").email == "lea@example.org"


def test_a_right_lost_meanwhile_is_refused_by_the_button(admin: int) -> None:
    page = sheet_page("lea")
    with writing() as session:
        for centre in session.exec(select(Membership).where(Membership.account_id == admin)):
            centre.role = int(Role.READER)

    page = press(page, "Oui, suspendre")

    assert sheet_of_any("lea").suspended_at is None
    assert page.error


def sheet_of_any(username: str) -> Account:
    with reading() as session:
        return session.exec(select(Account).where(Account.username == username)).one()


def test_the_list_taken_away_is_told_to_the_journal(admin: int) -> None:
    (button,) = opened().get("download_button")
    assert button.proto.label == "Exporter en CSV"
    with reading() as session:
        centre = session.exec(select(Membership.centre_id)).first()
    with writing(Author(admin, centre)) as session:
        exporting.tell_accounts(session)
    with reading() as session:
        lines = session.exec(select(Journal.action).where(Journal.row_table == "export")).all()
    assert lines == ["exporter les comptes"]
