"""Rencontres: search, filter, sort, count."""

from components.auth import require
from components.data import read
from components.filters import search_box
from components.meetings_view import show_deleted, show_meetings
from components.titles import heading_with_filters
from db.queries import meetings
from domain.roles import Role

user = require(Role.READER)
selection = heading_with_filters("Rencontres", user, "rencontres")
words = search_box("Titre, lieu, territoire, thème…")
show_meetings(read(meetings.listing, scope=selection.scope), words, selection, user)
show_deleted(user)
