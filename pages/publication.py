"""Saisir une publication, trace of a meeting or not."""

from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
heading("Saisir une publication", user)
