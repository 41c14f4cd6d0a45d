"""Annuaire: people and organisations kept tidy."""

from components.auth import require
from components.directory_personal import show_personal
from components.directory_sheet import show_comparison, show_sheet
from components.directory_tidying import show_part
from components.directory_view import DATA, asked_part, say_done, show_parts
from components.titles import heading
from domain.roles import Role

user = require(Role.EDITOR)
wanted = asked_part()
say_done()
if wanted.row_id and wanted.other_id:
    show_comparison(user, wanted)
elif wanted.row_id and wanted.view == DATA:
    show_personal(user, wanted)
elif wanted.row_id:
    show_sheet(user, wanted)
else:
    heading("Annuaire", user)
    show_parts(user, wanted)
    show_part(user, wanted)
