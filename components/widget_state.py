"""What a widget holds, said by the program."""

from typing import Any

import streamlit as st


def give(key: str, value: Any) -> None:
    """Have the widget of this key hold the value, and tell the browser only where it is another.

    What is set in a run is sent with it, over what one chose while the run was on its way: a tick,
    an option, would be lost to who is quicker than the server.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
