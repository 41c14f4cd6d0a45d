"""Saisir: a meeting, in under a minute."""

from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
heading("Saisir une rencontre", user)
