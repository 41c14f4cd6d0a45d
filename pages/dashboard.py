"""Tableau de bord: the year at a glance."""

import streamlit as st

from components.auth import require
from components.filters import select_scope
from components.titles import heading, show_empty_year
from components.year_view import show_year, year_at_a_glance
from domain.roles import Role

user = require(Role.READER)
with heading("Tableau de bord", user):
    selection = select_scope(user, "")
if not year_at_a_glance(selection).has_figures:
    show_empty_year(selection)
    st.stop()
show_year(selection)
