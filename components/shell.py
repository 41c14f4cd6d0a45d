"""Entry script: database check, sign-in gate, and the pages each role may open.

Streamlit runs it at each interaction. Nothing imports it: importing it would draw the app.
"""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components import auth, readiness
from components.browser import send_cookie_operation
from components.data import one_age
from components.header import show_header
from components.metrics import page_timed
from components.site_map import ADDRESSES, INVITATION, PAGES, PRODUCT, SIGN_OUT, menu
from components.troubles import show_fault

SIGN_IN, CHOOSING = "../pages/sign_in.py", "../pages/invitation.py"


def at_every_address(script: str | Callable[[], None], title: str) -> StreamlitPage:
    """The same screen at each address, so that a shared link survives what stands before it."""
    pages = {
        address: st.Page(script, title=title, url_path=address, default=not address)
        for address in ADDRESSES
    }
    if script == SIGN_IN:
        pages[INVITATION] = choosing()
    page = st.navigation([*pages.values()], position="hidden")
    if page == pages[SIGN_OUT]:
        # Signing in at this address would sign out again.
        st.switch_page(pages[""])
    return page


def choosing() -> StreamlitPage:
    """Where one chooses a password by a link: the one screen for anyone, signed in or not."""
    return st.Page(CHOOSING, title=tab("Votre mot de passe"), url_path=INVITATION)


def tab(title: str) -> str:
    """What the tab of the browser says. Nothing else shows the titles of the pages."""
    return f"{title} – {PRODUCT}"


st.set_page_config(layout="wide")
if readiness.fault():
    at_every_address(show_fault, tab("Indisponible")).run()
    st.stop()

user = auth.current_user()
send_cookie_operation()
if user is None:
    at_every_address(SIGN_IN, tab("Connexion")).run()
    st.stop()

screens = {screen.address: screen for screen in PAGES}
pages = [
    st.Page(
        f"../pages/{screen.file}" if user.can_act_as(screen.role) else auth.refuse,
        title=tab(screen.title),
        url_path=screen.address,
        default=not screen.address,
    )
    for screen in PAGES
]
leaving = st.Page("../pages/sign_out.py", title=tab("Déconnexion"), url_path=SIGN_OUT)
page = st.navigation([*pages, leaving, choosing()], position="hidden")
with one_age(), page_timed(page.url_path):
    if screen := screens.get(page.url_path):
        show_header(user, menu(user), screen)
    # While it reads, if that takes more than half a second, maillage.css draws a skeleton.
    page.run()
