"""Écarts: published beside computed, and what the team says of each difference."""

import streamlit as st

from components.auth import require
from components.difference_form import show_difference
from components.differences_view import DIFFERENCE, show_differences
from components.filters import asked_year
from domain.roles import Role

user = require(Role.READER)
year = asked_year(user)
if DIFFERENCE in st.query_params:
    show_difference(user, year)
else:
    show_differences(user, year)
