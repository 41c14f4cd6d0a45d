"""Rencontres: search, filter, sort, count."""

from components.auth import require
from components.data import read
from components.meetings_view import search_box, show_deleted, show_meetings
from components.titles import heading_with_filters
from db.queries import meetings
from domain.roles import Role

user = require(Role.READER)
selection = heading_with_filters("Rencontres", user, "rencontres")
words = search_box()
show_meetings(read(meetings.listing, scope=selection.scope), words, selection, user)
show_deleted(user)
