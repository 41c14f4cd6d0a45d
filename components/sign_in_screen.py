"""The first screen of a visitor: what this is, the form, and the demonstration’s accounts."""

import streamlit as st

from components.authenticator import show_sign_in_form
from components.data import read_afresh
from components.site_map import PRODUCT
from db.commands.accounts import DEMONSTRATION_PASSWORD
from db.queries import accounts
from domain.formats import NBSP

PROMISE = "Les rencontres de l’équipe, les territoires touchés, l’année telle qu’elle se dessine."


STYLE = """<style>
.st-key-sign-in-card { max-width: 26rem; margin: clamp(1.5rem, 12vh, 8rem) auto 0; }
.sign-in h1 { font-size: 2.5rem; line-height: 1.1; }
.sign-in p { margin-top: .5rem; }
.st-key-sign-in-card [data-testid="stForm"] { padding: 1.5rem; }
.st-key-sign-in-card [data-testid="stFormSubmitButton"] button {
  background: var(--brand, #164a7a); border-color: transparent; color: var(--paper, #fff);
}
[data-testid="InputInstructions"] { display: none; }
</style>"""


def show_sign_in() -> None:
    """A narrow card in the middle of the page."""
    with st.container(key="sign-in-card"):
        st.html(f'{STYLE}<div class="sign-in"><h1>{PRODUCT}</h1><p>{PROMISE}</p></div>')
        show_sign_in_form()
        if read_afresh(accounts.is_demonstration):
            _show_demonstration_accounts()


def _show_demonstration_accounts() -> None:
    usernames = [f"`{line.username}`" for line in read_afresh(accounts.list_accounts)]
    st.info(
        f"**Base de démonstration.** Identifiants{NBSP}: {', '.join(usernames)}. "
        f"Mot de passe{NBSP}: `{DEMONSTRATION_PASSWORD}`."
    )
