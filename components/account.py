"""The parts of « Mon compte »."""

from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import streamlit as st

from components import auth
from components.authenticator import check_password
from components.browser import send_cookie_operation
from components.data import read_afresh, write
from components.who import later
from db.commands import accounts as commands
from db.queries import accounts
from db.queries.account_data import held_of_account
from db.queries.accounts import OpenSession
from domain import passwords
from domain.devices import device
from domain.document_kinds import FILE_TYPES, DocumentKind
from domain.formats import moment
from domain.roles import User

CHANGED = "Mot de passe changé. Vos autres sessions sont fermées."


def show_password_form(user: User) -> None:
    st.subheader("Mot de passe", anchor=False)
    st.markdown(passwords.RULE)
    with st.form("password", clear_on_submit=False):
        current = st.text_input("Mot de passe actuel", type="password")
        new = st.text_input("Nouveau mot de passe", type="password", autocomplete="new-password")
        again = st.text_input("Le nouveau, encore", type="password", autocomplete="new-password")
        if st.form_submit_button("Changer le mot de passe", type="primary"):
            _change_password(user, current, new, again)


def show_sessions(user: User) -> None:
    """Where the account is signed in, and the ways to close that."""
    st.subheader("Sessions ouvertes", anchor=False)
    here = auth.session_id()
    for opened in read_afresh(accounts.open_sessions, account_id=user.id):
        _show_session(user, opened, is_here=opened.id == here)
    if st.button("Se déconnecter partout"):
        write(commands.revoke_all, auth.author(user), account_id=user.id)
        auth.leave()


def offer_own_data(user: User) -> None:
    """All that is held about whoever is signed in, to take away."""
    st.subheader("Mes données", anchor=False)
    st.markdown(
        "Votre nom, votre e-mail, vos droits, vos connexions et ce que vous avez enregistré. Pour "
        "corriger votre nom ou votre e-mail, demandez à l’administration de votre centre."
    )
    st.download_button(
        "Exporter mes données",
        later(lambda: _own_file(user)),
        file_name="maillage-mes-donnees.xlsx",
        mime=FILE_TYPES[DocumentKind.PEOPLE].media,
        on_click="ignore",
    )


def _own_file(user: User) -> bytes:
    """Run once the button is pressed."""
    zone = user.centre.timezone
    found = read_afresh(held_of_account, account_id=user.id)
    # Weighs, and is seldom asked for.
    make = import_module("documents.personal_data").make_of_account
    file: bytes = make(found, zone, datetime.now(ZoneInfo(zone)))
    return file


def _change_password(user: User, current: str, new: str, again: str) -> None:
    if new != again:
        st.error("Les deux nouveaux mots de passe ne sont pas les mêmes.")
        return
    try:
        if check_password(user.username, current) is None:
            st.error("Le mot de passe actuel n’est pas le bon.")
            return
        write(commands.change_password, auth.author(user), account_id=user.id, password=new)
    except (commands.AccountError, passwords.WeakPasswordError) as error:
        st.error(str(error))
        return
    # Every session of the account is closed, this one too: open another here.
    auth.start_session(user.id)
    send_cookie_operation()
    st.success(CHANGED)


def _show_session(user: User, opened: OpenSession, *, is_here: bool) -> None:
    since = moment(opened.created_at, user.centre.timezone)
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f"**{device(opened.agent)}**  \nDepuis le {since}")
        if is_here:
            st.badge("Cette session")
        elif st.button("Fermer cette session", key=f"close-{opened.id}"):
            write(commands.revoke, auth.author(user), account_id=user.id, session_id=opened.id)
            st.rerun()
