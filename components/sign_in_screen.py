"""The first screen of a visitor: what this is, the form, and the demonstration’s accounts."""

import streamlit as st

from components.authenticator import show_sign_in_form
from components.data import read_afresh
from components.first_start import show_first_start
from components.identity import show_provider
from components.site_map import PRODUCT
from components.templates import show
from components.titles import name_tab
from db.demo.loading import ACCOUNTS, PASSWORD
from db.queries import accounts, administering

PROMISE = "Les rencontres de l’équipe, les territoires touchés, l’année telle qu’elle se dessine."


def show_sign_in() -> None:
    """A narrow card in the middle of the page; on a database without an account, the first one."""
    if not read_afresh(administering.has_accounts):
        show_first_start()
        return
    name_tab("Connexion")
    with st.container(key="sign-in-card"):
        show("sign_in.html", product=PRODUCT, promise=PROMISE)
        show_sign_in_form()
        show_provider()
        if read_afresh(accounts.is_demonstration):
            roles = [(username, role.label) for username, (_, role) in ACCOUNTS.items()]
            show("demonstration.html", accounts=roles, password=PASSWORD)
