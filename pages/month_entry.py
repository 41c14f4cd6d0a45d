"""Saisir le mois: audience and highlights."""

from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
heading("Saisir le mois", user)
