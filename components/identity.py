"""Sign-in by a provider of identities (OpenID Connect), when ``.streamlit/secrets.toml`` names one.

Streamlit goes to the provider and back (``st.login``), checks what it signed, and keeps it in a
cookie. That cookie opens nothing by itself: what it vouches for serves once, within minutes, to
open a session of ours, for an account that bears the e-mail the provider has verified.
"""

import streamlit as st

from components import auth
from components.browser import send_cookie_operation
from components.templates import show
from db.commands.accounts import AccountError
from db.commands.identities import ProofUsedError
from db.models import utc_now
from domain.identity import IdentityError, Proof, read_proof

DEFAULT_LABEL = "votre compte professionnel"
# Why the answer just received was refused: told as long as the tab stays here.
REFUSAL = "identity.refusal"


def show_provider() -> None:
    """The button, where a provider is configured, and what became of its answer."""
    # Streamlit says whether someone is signed in when its configuration names a provider.
    if "is_logged_in" not in st.user:
        return
    if st.user.is_logged_in and REFUSAL not in st.session_state:
        _sign_in()
    show("identity_or.html")
    label = st.secrets["auth"].get("label", DEFAULT_LABEL)
    st.button(f"Se connecter avec {label}", key="provider", on_click=st.login, width="stretch")
    if refusal := st.session_state.get(REFUSAL):
        st.error(refusal)


def _sign_in() -> None:
    """Open a session for whom the provider vouches for, and run again; or keep why not."""
    try:
        proof = read_proof(st.user.to_dict(), utc_now())
        if proof is None or not _opens(proof):
            return  # a cookie left by a session that has ended
    except (IdentityError, AccountError) as refused:
        st.session_state[REFUSAL] = str(refused)
        auth.forget_cookies()
        send_cookie_operation()
        return
    st.rerun()


def _opens(proof: Proof) -> bool:
    try:
        auth.start_session_of(proof)
    except ProofUsedError:
        return False
    return True
