"""Saisir un témoignage, with the consent of who speaks."""

from components.auth import require
from components.entry_parts import entry_heading, show_month_figures
from components.testimonial_consent import show_unsettled
from components.testimonial_form import show_testimonial
from domain.roles import Role

user = require(Role.EDITOR)
entry_heading("Saisir un témoignage", user, "parole")
year, month = show_testimonial(user)
show_unsettled(user)
show_month_figures(user, year, month)
