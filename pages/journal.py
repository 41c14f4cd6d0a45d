"""Journal: who changed what in the centre, and when. Nothing of it can be edited."""

from components.auth import require
from components.journal_view import asked_of_journal, show_filters, show_journal
from components.titles import heading
from domain.roles import Role

user = require(Role.DIRECTOR)
wanted = asked_of_journal(user)
heading("Journal", user)
show_filters(user, wanted)
show_journal(user, wanted)
