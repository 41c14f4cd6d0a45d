"""What only the browser can do: change its HttpOnly cookie, by way of our own route.

The rest of what happens in the browser (links without a page load, arrow keys) is in
static/maillage.js, which index.html loads.
"""

from collections.abc import Callable

import streamlit as st

from components.auth import cookie_operation
from db.commands.accounts import digest

# Operations follow one another, and none is sent twice: a change of page mounts the component
# again.
SEND = """
const sent = (window.maillageOperations ??= new Set());
export default function ({ data }) {
  if (!data || sent.has(data.ticket)) return;
  sent.add(data.ticket);
  window.maillageQueue = (window.maillageQueue ?? Promise.resolve()).then(() =>
    fetch("/api/session", {
      method: data.method,
      body: data.method === "POST" ? data.ticket : undefined,
      credentials: "same-origin",
    }).catch(() => {}),
  );
}
"""

# What stands after the # of the address: read once, then taken out of the address and its history.
TAKE = """
export default function ({ setTriggerValue }) {
  const token = location.hash.slice(1);
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  setTriggerValue("token", token);
}
"""

_take = st.components.v2.component("token_of_address", js=TAKE)
_send = st.components.v2.component("cookie_operation", js=SEND)


def send_cookie_operation() -> None:
    """Mount what changes the cookie, for as long as there is something to change."""
    if operation := cookie_operation():
        method, ticket = operation
        # One instance an operation: a page may ask for one after the shell has sent another.
        # A digest, for Streamlit refuses the « __ » that a ticket may hold.
        key = f"cookie-{digest(ticket)[:16]}"
        _send(data={"method": method, "ticket": ticket}, key=key)


def take_token(keep: Callable[[str], None]) -> None:
    """Have ``keep`` called with the secret of the address, which no server was told of."""

    def taken() -> None:
        if token := st.session_state["token-of-address"].token:
            keep(token)

    _take(key="token-of-address", on_token_change=taken)
