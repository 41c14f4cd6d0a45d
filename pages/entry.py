"""Saisir: a meeting, in under a minute."""

from components.auth import require
from components.entry_parts import entry_heading, show_month_figures
from components.meeting_form import asked_title, show_entry
from domain.roles import Role

user = require(Role.EDITOR)
entry_heading(asked_title(), user, "saisir")
year, month = show_entry(user)
show_month_figures(user, year, month)
