"""Saisir ou modifier une publication, trace of a meeting or not."""

from components.auth import require
from components.entry_parts import entry_heading, show_month_figures
from components.entry_rows import asked_title
from components.publication_form import show_last_publications, show_publication
from domain.roles import Role

user = require(Role.EDITOR)
entry_heading(asked_title("une publication"), user, "trace")
year, month = show_publication(user)
show_last_publications(user)
show_month_figures(user, year, month)
