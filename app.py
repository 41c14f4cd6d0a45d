"""Launcher: names the entry script and what surrounds it. `streamlit run app.py` finds it here.

Streamlit serves each file of a pages/ folder beside the entry script by its URL, without running
that script. Hence the entry script in components/, which has no such folder.
"""

import streamlit as st

from components import server

app = st.App(
    "components/shell.py",
    lifespan=server.lifespan,
    routes=server.ROUTES,
    middleware=server.MIDDLEWARE,
    on_script_error=server.show_error,
)
