"""Qui est venu: names by paste or by roll call, or a headcount alone."""

from components.auth import require
from components.entry_parts import show_month_figures
from components.participants_view import show_participants
from domain.roles import Role

user = require(Role.EDITOR)
day = show_participants(user)
show_month_figures(user, day.year, day.month)
