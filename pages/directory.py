"""Annuaire: people and organisations kept tidy."""

from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
heading("Annuaire", user)
