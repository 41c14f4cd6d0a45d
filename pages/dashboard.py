"""Tableau de bord: the year at a glance."""

import streamlit as st

from components.auth import require
from components.titles import heading_with_filters, show_empty_year
from components.year_view import show_year, year_at_a_glance
from domain.roles import Role

user = require(Role.READER)
selection = heading_with_filters("Tableau de bord", user, "")
if not year_at_a_glance(selection).has_figures:
    show_empty_year(selection)
    st.stop()
show_year(selection)
