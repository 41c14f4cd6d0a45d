"""« Première mise en service »: the first administrator of a database without an account."""

import logging

import streamlit as st

from components import auth, readiness
from components.data import read_afresh, write, write_aside
from components.site_map import PRODUCT
from components.templates import show
from components.titles import name_tab
from components.who import find
from db import walls
from db.commands import first_start
from db.commands.accounts import AccountError, TooManyTriesError, claim_try, forget_failures
from db.commands.centres import CentreError
from db.queries import administering
from db.unit_of_work import SYSTEM
from domain import passwords
from domain.accounts import LONGEST_NAME, FirstStart, read_email
from domain.entry import clean
from domain.formats import NBSP

log = logging.getLogger(__name__)

PRINTED = (
    f"Première mise en service{NBSP}: aucun compte n’existe. Ouvrez l’application et donnez ce "
    f"jeton, qui ne sert qu’une fois et change à chaque démarrage{NBSP}: %s"
)


def announce_first_start() -> None:
    """Print in the server’s log, and nowhere else, the token that makes the first administrator."""
    if readiness.fault():
        return
    if token := write_aside(first_start.renew_token):
        log.warning(PRINTED, token)


def show_first_start() -> None:
    name_tab("Première mise en service")
    if not read_afresh(administering.awaits_first_start):
        announce_first_start()  # the database came after the server
    needs_centre = not find(administering.has_centres)
    with st.container(key="sign-in-card"):
        show("first_start.html", product=PRODUCT)
        with st.form("first-start"):
            token = st.text_input("Jeton de mise en service", autocomplete="off", max_chars=200)
            centre = _short("Nom de votre centre") if needs_centre else None
            name = _short("Votre nom", autocomplete="name")
            username = st.text_input("Identifiant", autocomplete="username", max_chars=64)
            email = st.text_input("E-mail (facultatif)", autocomplete="email")
            new = st.text_input("Mot de passe", type="password", autocomplete="new-password")
            again = st.text_input("Le même, encore", type="password", autocomplete="new-password")
            show("entry_note.html", text=passwords.RULE)
            if st.form_submit_button("Créer l’administrateur", type="primary"):
                if new == again:
                    _begin(token, username, name, email, new, centre)
                else:
                    st.error("Les deux mots de passe ne sont pas les mêmes.")


def _short(label: str, autocomplete: str | None = None) -> str:
    return clean(st.text_input(label, max_chars=LONGEST_NAME, autocomplete=autocomplete))


def _begin(
    token: str, username: str, name: str, email: str, password: str, centre: str | None
) -> None:
    try:
        entry = FirstStart(username, name, read_email(email), password, centre)
    except ValueError as refused:
        st.error(f"E-mail{NBSP}: {refused}")
        return
    try:
        # Each try counts, until the token is right: it is not to be guessed.
        write_aside(claim_try, name_digest=first_start.NAME)
        with walls.seeing(walls.EVERY):  # he will administer every centre, once the token is right
            account_id = write(first_start.begin, SYSTEM, entry, token=token)
    except (TooManyTriesError, first_start.WrongTokenError) as refused:
        st.error(str(refused))
    except (AccountError, CentreError, passwords.WeakPasswordError) as refused:
        write_aside(forget_failures, name_digest=first_start.NAME)
        st.error(str(refused))
    else:
        auth.start_session(account_id)
        st.rerun()
