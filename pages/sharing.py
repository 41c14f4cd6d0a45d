"""Partage: links to a page of figures, and the public data of the centre."""

import streamlit as st

from components.auth import require
from components.sharing_data_view import show_public_data
from components.sharing_view import show_links
from components.titles import heading
from domain.roles import Role

user = require(Role.DIRECTOR)
heading("Partage", user)
left, right = st.columns([3, 2], gap="large")
with left:
    show_links(user)
with right:
    show_public_data(user)
