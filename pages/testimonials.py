"""Témoignages: a wall of quotes, within what their authors allow."""

import streamlit as st

from components.auth import require
from components.data import read
from components.filters import today
from components.testimonials_view import show_wall
from components.titles import heading, show_empty
from db.queries import testimonials
from domain.roles import Role

user = require(Role.READER)
heading("Témoignages", user)
wall = read(testimonials.wall, centre_id=user.centre.centre_id, role=user.role, today=today(user))
if not (wall.cards or wall.hidden):
    show_empty("Pas encore de parole", "Les témoignages des partenaires paraîtront ici.")
    st.stop()
show_wall(wall, user)
