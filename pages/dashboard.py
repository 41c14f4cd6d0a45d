"""Tableau de bord: the year at a glance."""

import streamlit as st

from components.auth import require
from components.titles import heading_with_filters, show_empty
from components.year_view import show_year, year_at_a_glance
from domain.roles import Role

user = require(Role.READER)
selection = heading_with_filters("Tableau de bord", user, "")
if year_at_a_glance(selection).is_blank:
    show_empty("Rien encore", f"Aucune rencontre n’est enregistrée en {selection.year}.")
    st.stop()
show_year(selection, user)
