"""Qui est venu: names by paste or by roll call."""

from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
heading("Qui est venu", user)
