"""How a test signs in: a real session in the database, as the form would open it."""

from streamlit.testing.v1 import AppTest

from components.who import SESSION_KEY
from db.commands import accounts as commands
from db.queries import accounts
from db.unit_of_work import reading, writing


def open_session(username: str, agent: str = "") -> tuple[int, str]:
    """A session of this account: its id, and the ticket its browser would exchange."""
    with reading() as session:
        account = accounts.credentials(session, username=username)
    assert account, f"no account is named {username}"
    with writing() as session:
        return commands.open_session(session, account_id=account.account_id, agent=agent)


def sign_in(at: AppTest, username: str, centre: str | None = None) -> int:
    """Put the account in front of the screen, in this centre or his first. The session’s id."""
    session_id, _ = open_session(username)
    at.session_state[SESSION_KEY] = session_id
    if centre:
        at.query_params["centre"] = centre
    return session_id
