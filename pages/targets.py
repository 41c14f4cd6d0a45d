"""Objectifs: what the year should reach, where it is, where it is heading."""

from components.auth import require
from components.target_form import show_target_form
from components.targets_view import indicator_asked, show_heading, show_targets, year_asked
from domain.roles import Role

user = require(Role.READER)
year = year_asked(user)
key = indicator_asked(user)
show_heading(user, year)
if key:
    show_target_form(user, year, key)
show_targets(user, year)
