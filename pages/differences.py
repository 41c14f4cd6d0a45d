"""Écarts: published beside computed, and what the team says of each difference."""

import streamlit as st

from components.auth import require
from components.difference_form import show_difference, show_done
from components.differences_view import ADDED, DIFFERENCE, show_differences
from components.filters import asked_year
from components.months_added_view import show_months_added
from domain.roles import Role

user = require(Role.READER)
year = asked_year(user)
if DIFFERENCE in st.query_params:
    show_difference(user, year)
elif ADDED in st.query_params:
    show_months_added(user, year)
else:
    show_done(user, year)
    show_differences(user, year)
