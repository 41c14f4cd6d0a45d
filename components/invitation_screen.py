"""Where whoever was given a link chooses a password, and enters."""

import streamlit as st

from components import auth
from components.browser import take_token
from components.data import read_afresh, write
from components.site_map import PRODUCT
from components.templates import show
from components.who import let_in
from db.commands import account_links
from db.commands.accounts import AccountError, digest
from db.queries import administering
from db.queries.administering import FoundLink
from db.unit_of_work import Author
from domain import passwords
from domain.accounts import AccountState
from domain.formats import NBSP

# The secret of the link, once read in the address: of this tab alone.
HELD = "invitation.jeton"
# Once it has served, until the first page is shown.
ENTERED = "invitation.entree"
WELCOME = "Choisissez votre identifiant, et un mot de passe que vous seul connaîtrez."
BACK = f"Choisissez un nouveau mot de passe{NBSP}: l’ancien ne servira plus."


def show_invitation() -> None:
    """A card as that of the sign-in: the form, or why there is none."""
    if st.session_state.pop(ENTERED, False) and auth.session_id():
        st.switch_page("../pages/dashboard.py")
    take_token(_keep)
    token: str = st.session_state.get(HELD, "")
    link = read_afresh(administering.find_link, token_digest=digest(token)) if token else None
    with st.container(key="sign-in-card"):
        if link is None:
            show("invitation_dead.html", product=PRODUCT, given=bool(token), why=account_links.DEAD)
        elif auth.session_id() is not None:
            _offer_to_leave(link)
        else:
            _show_form(link, token)


def _keep(token: str) -> None:
    st.session_state[HELD] = token[:200]


def _offer_to_leave(link: FoundLink) -> None:
    """A browser holds one session: what follows would be done in somebody else’s name."""
    show("invitation_elsewhere.html", product=PRODUCT, name=link.name)
    if st.button("Se déconnecter et continuer", type="primary"):
        auth.sign_out()


def _show_form(link: FoundLink, token: str) -> None:
    invited = link.state is AccountState.INVITED
    show("invitation.html", name=link.name, promise=WELCOME if invited else BACK)
    with st.form("invitation"):
        username = st.text_input(
            "Identifiant",
            value=link.username,
            disabled=not invited,
            max_chars=64,
            autocomplete="username",
        )
        new = st.text_input("Mot de passe", type="password", autocomplete="new-password")
        again = st.text_input("Le même, encore", type="password", autocomplete="new-password")
        show("entry_note.html", text=passwords.RULE)
        if st.form_submit_button("Entrer", type="primary"):
            _enter(link, token, username if invited else link.username, new, again)


def _enter(link: FoundLink, token: str, username: str, new: str, again: str) -> None:
    if new != again:
        st.error("Les deux mots de passe ne sont pas les mêmes.")
        return
    let_in(link.centre_id)
    try:
        account_id = write(
            account_links.use_link,
            Author(link.account_id, link.centre_id),
            token=token,
            username=username,
            password=new,
        )
    except (AccountError, passwords.WeakPasswordError) as refused:
        st.error(str(refused))
        return
    del st.session_state[HELD]
    st.session_state[ENTERED] = True
    auth.start_session(account_id)
    st.rerun()
