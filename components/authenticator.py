"""The sign-in form of streamlit-authenticator, over our accounts, sessions and waits.

Imported for visitors only: the library takes a third of a second to load. Its CookieManager is
never made: it loses the first click, and its cookie outlives sign-out (notes, T3 to T5).
"""

from typing import Any

import streamlit as st
import streamlit_authenticator as library
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel

from components import auth
from components.data import read_afresh, write_aside
from db.commands import accounts as commands
from db.queries import accounts
from db.queries.accounts import Credentials
from domain import passwords

LABELS = {
    "Form name": "Connexion",
    "Username": "Identifiant",
    "Password": "Mot de passe",
    "Login": "Se connecter",
}
WRONG = "Identifiant ou mot de passe incorrect."
EMPTY = "Entrez votre identifiant et votre mot de passe."


def show_sign_in_form() -> None:
    """Draw the form; once the password is right, sign in and run again."""
    # The library shows no form to whom it believes signed in, and the database says otherwise.
    st.session_state["authentication_status"] = None
    authenticator = _Authenticator()
    authenticator.login(fields=LABELS, key="sign-in")
    if st.session_state["authentication_status"]:
        st.rerun()
    if message := authenticator.refusal():
        st.error(message)


def check_password(username: str, password: str) -> Credentials | None:
    """The account, if it has this password. Raise TooManyTriesError while the name waits.

    An unknown name, a wrong password and a suspended account cost and say the same.
    """
    name_digest = commands.digest(commands.plain_username(username))
    write_aside(commands.claim_try, name_digest=name_digest)
    found = read_afresh(accounts.credentials, username=commands.plain_username(username))
    if found is None or found.suspended:
        passwords.burn_time(password)
        return None
    if not passwords.password_matches(password, found.password_hash):
        return None
    write_aside(commands.forget_failures, name_digest=name_digest)
    return found


# The library has no types: hence the ignored ones.
class _Model(AuthenticationModel):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(credentials={"usernames": {}}, auto_hash=False)
        self.account: Credentials | None = None
        self.refusal: str | None = None

    def check_credentials(self, username: str, password: str) -> bool:
        try:
            self.account = check_password(username, password)
        except commands.TooManyTriesError as error:
            self.refusal = str(error)
            return False
        if self.account is None:
            self.refusal = WRONG
            return False
        # The library reads the name to greet here.
        self.credentials["usernames"][username] = {"name": self.account.name}
        return True


class _Controller(AuthenticationController):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(credentials={"usernames": {}}, auto_hash=False)
        self.authentication_model = _Model()

    def login(self, username: str = "", password: str = "", *_: Any, **__: Any) -> bool:
        # Spaces around a password are part of it: the library would strip them.
        model = self.authentication_model
        if not (username and password):
            model.refusal = EMPTY
            return False
        return bool(model.login(commands.plain_username(username), password))


class _ServerCookie:
    """What the library asks of its CookieManager, done by sessions kept on the server."""

    def __init__(self, model: _Model) -> None:
        self.model = model

    def get_cookie(self) -> None:
        """A live cookie never meets the form: components.auth read it before."""

    def set_cookie(self) -> None:
        if self.model.account:
            auth.start_session(self.model.account.account_id)


class _Authenticator(library.Authenticate):  # type: ignore[misc]
    def __init__(self) -> None:
        # The parent’s would make the CookieManager.
        self.path = None
        self.attrs = {"login_sleep_time": 0}
        self.authentication_controller = _Controller()
        self.cookie_controller = _ServerCookie(self.authentication_controller.authentication_model)

    def refusal(self) -> str | None:
        message: str | None = self.authentication_controller.authentication_model.refusal
        return message
