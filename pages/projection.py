"""Projection: choose a presentation, show it on the wall, follow it from the desk."""

import streamlit as st

from components.auth import require
from components.filters import asked
from components.presentation import SCENE
from components.projection_chooser import show_chooser
from components.projection_scenario import COMPOSE, show_composer
from components.projection_view import NOTES, VIEW, show_desk, show_wall
from domain.roles import Role

user = require(Role.READER)
if asked(VIEW, [NOTES]):
    show_desk(user)
elif SCENE in st.query_params:
    show_wall(user)
elif COMPOSE in st.query_params:
    show_composer(user)
else:
    show_chooser(user)
