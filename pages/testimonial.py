"""Saisir ou modifier un témoignage, with the consent of who speaks."""

from components.auth import require
from components.entry_parts import entry_heading, show_month_figures
from components.entry_rows import asked_title
from components.testimonial_consent import show_unsettled
from components.testimonial_form import show_testimonial
from domain.roles import Role

user = require(Role.EDITOR)
entry_heading(asked_title("un témoignage"), user, "parole")
year, month = show_testimonial(user)
show_unsettled(user)
show_month_figures(user, year, month)
