"""Une rencontre: everything known of it that the reader may know."""

from components.auth import require
from components.data import read
from components.filters import asked_number, refuse, today
from components.meeting_view import show_meeting
from db.queries import meeting_detail
from domain.roles import Role

user = require(Role.READER)
detail = read(
    meeting_detail.detail,
    centre_id=user.centre.centre_id,
    meeting_id=asked_number("id"),
    role=user.role,
    today=today(user),
)
if detail is None:
    refuse("Cette rencontre n’existe pas dans ce centre, ou a été supprimée.")
show_meeting(detail, user)
