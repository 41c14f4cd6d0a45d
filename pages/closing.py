"""Clôture: what is to mend in a month, and the month as it is closed."""

from components.auth import require
from components.closing_form import show_closing, show_done, show_silences
from components.closing_view import asked_desk, show_desk, show_record
from domain.roles import Role

user = require(Role.DIRECTOR)
desk = asked_desk(user)
show_done(desk, user)
show_desk(desk, user)
show_closing(desk, user)
show_record(desk, user)
show_silences(desk, user)
