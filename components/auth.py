"""Who is in front of the screen, in which centre. The only module that keeps it in the session."""

import secrets
import time

import streamlit as st

from components import who
from components.data import write_aside
from components.markdown import literal
from components.who import SESSION_KEY
from db.commands import accounts as commands
from db.commands import identities
from db.queries.accounts import Identity
from db.unit_of_work import Author
from domain.identity import Proof
from domain.roles import Membership, Role, User

# What the browser has to do to its cookie: method, ticket, moment it was asked.
COOKIE_KEY = "cookie_operation"
# Left by streamlit-authenticator once someone signed in.
LIBRARY_KEYS = ("authentication_status", "username", "name", "email", "roles", "logout")


def current_user() -> User | None:
    """The signed-in user, in the centre that ``?centre=`` names among his own.

    Asked to the database at every run: a session closed elsewhere dies at the next click.
    Stops the run when the address names a centre that is not his.
    """
    identity = who.identity()
    if identity is None:
        return None
    centre = _chosen_centre(identity)
    return User(identity.account_id, identity.username, identity.name, centre, identity.centres)


def require(role: Role) -> User:
    """Stop the page unless the user holds the role.

    First statement of every page, although components/shell.py offers each role its own
    pages only: a wrong line in that list, or an entry script moved back beside pages/,
    must not be enough to show data.
    """
    user = current_user()
    if user is None:
        st.error("Connectez-vous pour voir cette page. [Se connecter](/)")
        st.stop()
    if not user.can_act_as(role):
        refuse()
    return user


def refuse() -> None:
    """Stop the page: it is not for this role."""
    st.error("Votre compte ne donne pas accès à cette page. [Revenir au tableau de bord](/)")
    st.stop()


def author(user: User) -> Author:
    """Who signs what the user writes."""
    return Author(user.id, user.centre.centre_id)


def session_id() -> int | None:
    """The session of this browser, to tell it from those open elsewhere."""
    identity = who.identity()
    return identity.session_id if identity else None


def start_session(account_id: int) -> None:
    """Sign this tab in, and have the browser fetch the cookie that keeps it so."""
    _begin(*write_aside(commands.open_session, account_id=account_id, agent=_agent()))


def start_session_of(proof: Proof) -> None:
    """As ``start_session``, for the account a provider of identities vouches for.

    Raise AccountError when it opens none.
    """
    _begin(*write_aside(identities.open_session_of, proof, agent=_agent()))


def sign_out() -> None:
    """Close this session in the database, then in the browser, and show the sign-in form.

    Who came by a provider of identities leaves it too.
    """
    if identity := who.identity():
        write_aside(commands.revoke, account_id=identity.account_id, session_id=identity.session_id)
    if st.user.get("is_logged_in"):
        st.logout()
        st.stop()
    leave()


def leave() -> None:
    """Forget the user here; his session is closed already."""
    for key in (SESSION_KEY, *LIBRARY_KEYS):
        st.session_state.pop(key, None)
    forget_cookies()
    st.rerun()


def forget_cookies() -> None:
    """Have the browser forget its session, and what a provider of identities said of it."""
    st.session_state[COOKIE_KEY] = ("DELETE", secrets.token_hex(8), time.monotonic())


def cookie_operation() -> tuple[str, str] | None:
    """What the browser still has to do to its cookie: method and ticket."""
    method, ticket, asked_at = st.session_state.get(COOKIE_KEY, ("", "", 0.0))
    fresh = time.monotonic() - asked_at < commands.TICKET_LIFETIME.total_seconds()
    return (method, ticket) if method and fresh else None


def _begin(session_id: int, ticket: str) -> None:
    st.session_state[SESSION_KEY] = session_id
    st.session_state[COOKIE_KEY] = ("POST", ticket, time.monotonic())


def _chosen_centre(identity: Identity) -> Membership:
    if not identity.centres:
        st.error(
            "Votre compte n’appartient à aucun centre. Adressez-vous à votre administrateur. "
            "[Se déconnecter](/deconnexion)"
        )
        st.stop()
    first = identity.centres[0]
    slug = st.query_params.get("centre", first.slug)
    found = next((centre for centre in identity.centres if centre.slug == slug), None)
    if found is None:
        st.title("Adresse à corriger")
        st.error(
            "Ce centre n’existe pas, ou vous n’en êtes pas membre. "
            f"[Revenir à {literal(first.name)}](/?centre={first.slug})"
        )
        st.stop()
    return found


def _agent() -> str:
    agent = st.context.headers.get("User-Agent")
    return agent if isinstance(agent, str) else ""
