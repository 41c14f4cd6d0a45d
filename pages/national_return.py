"""Remontée nationale: the year in half-days, each number leading to its rows."""

import streamlit as st

from components.auth import require
from components.filters import asked_year
from components.national_return_view import CELL, show_cell, show_return
from domain.roles import Role

user = require(Role.READER)
year = asked_year(user)
if CELL in st.query_params:
    show_cell(user, year)
else:
    show_return(user, year)
