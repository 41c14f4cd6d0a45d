"""Installation: versions, database and process, for administrators."""

from components.auth import require
from components.system_view import show_system
from components.titles import heading
from domain.roles import Role

user = require(Role.ADMIN)
heading("Installation", user, over="Ce serveur")
show_system(user)
