"""Mon compte: password, and the browsers that are signed in."""

import streamlit as st

from components.account import offer_own_data, show_password_form, show_sessions
from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.READER)
heading("Mon compte", user, over=f"{user.name} ({user.username}), {user.role.label}")
left, right = st.columns(2, gap="large")
with left:
    show_password_form(user)
    offer_own_data(user)
with right:
    show_sessions(user)
