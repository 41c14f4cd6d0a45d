"""A link to choose a password, just made: shown to whoever made it, until he says it is copied."""

import streamlit as st

from components.sharing_view import origin
from components.site_map import INVITATION, PRODUCT
from components.templates import show
from domain.accounts import AccountSheet, message_address
from domain.formats import NBSP
from domain.roles import User

# Whose link was just made, by whom, and the token: kept nowhere else.
FRESH = "comptes.lien"
READY = (
    f"**Le lien est prêt, pour 72{NBSP}heures.** Copiez-le ou envoyez-le maintenant{NBSP}: il ne "
    "sera plus montré. Maillage n’envoie aucun message."
)


def reveal(user: User, account_id: int, token: str) -> None:
    """Have the sheet of this account show its link."""
    st.session_state[FRESH] = (user.id, account_id, token)


def show_fresh_link(user: User, sheet: AccountSheet) -> None:
    by, account_id, token = st.session_state.get(FRESH) or (None, None, "")
    if (by, account_id) != (user.id, sheet.id) or not sheet.link_until:
        return
    # After the # : no server, proxy or site one goes to next is ever told it.
    link = f"{origin()}/{INVITATION}#{token}"
    with st.container(border=True, key="lien-de-compte"):
        st.markdown(READY)
        show("accounts_link.html", link=link, message=message_address(sheet, link, PRODUCT))
        st.button("Ne plus l’afficher", on_click=forget_link)


def forget_link() -> None:
    st.session_state.pop(FRESH, None)
