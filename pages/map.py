"""Carte: where the team has been, and where it has not."""

import streamlit as st

from components.auth import require
from components.data import read
from components.filters import asked_place
from components.map_view import show_map, show_place, show_white_zones
from components.projection_rows import show_projected
from components.titles import heading_with_filters, show_empty
from db.queries import coverage, meetings
from domain.roles import Role

user = require(Role.READER)
# The territory of the address is the one looked at: it does not narrow the map itself.
selection = heading_with_filters("Carte", user, "carte", territory=False)
show_projected(user)
covered = read(coverage.coverage, scope=selection.scope, today=selection.today)
if not covered.lines:
    show_empty("Pas de carte", "La région de ce centre n’a pas encore de contrat de ville.")
    st.stop()
if place := asked_place(user):
    there = read(meetings.listing, scope=selection.scope.within(place.id))
    show_place(place, there, covered, user)
show_map(covered, selection, user)
show_white_zones(covered, user)
