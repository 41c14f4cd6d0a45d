"""Rapports: the files that leave the house, seen before they are made."""

from components.auth import require
from components.documents_view import asked_document, show_documents
from components.titles import heading
from domain.roles import Role

user = require(Role.READER)
asked = asked_document(user)
heading("Rapports", user)
show_documents(user, asked)
