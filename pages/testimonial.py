"""Saisir un témoignage, with the consent of who speaks."""

from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
heading("Saisir un témoignage", user)
