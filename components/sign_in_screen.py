"""The first screen of a visitor: what this is, the form, and the demonstration’s accounts."""

import streamlit as st

from components.authenticator import show_sign_in_form
from components.data import read_afresh
from components.site_map import PRODUCT
from db.commands.accounts import DEMONSTRATION_PASSWORD
from db.queries import accounts
from domain.formats import NBSP

PROMISE = "Les rencontres de l’équipe, les territoires touchés, l’année telle qu’elle se dessine."


def show_sign_in() -> None:
    """A narrow card in the middle of the page."""
    _, middle, _ = st.columns([1, 1.2, 1])
    with middle, st.container(key="sign-in-card"):
        st.html(f'<div class="sign-in"><h1>{PRODUCT}</h1><p>{PROMISE}</p></div>')
        show_sign_in_form()
        if read_afresh(accounts.is_demonstration):
            _show_demonstration_accounts()


def _show_demonstration_accounts() -> None:
    usernames = [f"`{line.username}`" for line in read_afresh(accounts.list_accounts)]
    st.info(
        f"**Base de démonstration.** Identifiants{NBSP}: {', '.join(usernames)}. "
        f"Mot de passe{NBSP}: `{DEMONSTRATION_PASSWORD}`."
    )
