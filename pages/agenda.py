"""Agenda: what is planned, as a month and as a list; what of it is public."""

from components.agenda_screen import heading_with_choices, show_agenda, show_public_side
from components.auth import require
from components.data import read
from db.queries import agenda
from domain.roles import Role

user = require(Role.READER)
wanted = heading_with_choices(user)
show_public_side(user)
show_agenda(read(agenda.agenda, scope=wanted.scope, role=user.role), wanted, user)
