"""Rencontres: search, filter, sort, count."""

from components.auth import require
from components.data import read
from components.filters import select_scope
from components.meetings_view import search_box, show_meetings
from components.titles import heading
from db.queries import meetings
from domain.roles import Role

user = require(Role.READER)
with heading("Rencontres", user):
    selection = select_scope(user, "rencontres")
words = search_box()
show_meetings(read(meetings.listing, scope=selection.scope), words, selection.today)
