"""Saisir le mois: audience and highlights."""

from components.auth import require
from components.entry_parts import entry_heading, show_month_figures
from components.month_entry_form import month_asked, show_month_entry
from domain.roles import Role

user = require(Role.EDITOR)
year, month = month_asked(user)
entry_heading("Saisir le mois", user, "saisie-du-mois")
show_month_entry(user, year, month)
show_month_figures(user, year, month)
