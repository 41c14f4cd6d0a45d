"""Une rencontre: everything known of it that the reader may know, and what the team may do."""

from components.auth import require
from components.data import read
from components.filters import asked_number, today
from components.meeting_actions import show_deleted
from components.meeting_view import show_meeting
from db.queries import meeting_detail
from domain.roles import Role

user = require(Role.READER)
meeting_id = asked_number("id")
detail = read(
    meeting_detail.detail,
    centre_id=user.centre.centre_id,
    meeting_id=meeting_id,
    role=user.role,
    today=today(user),
)
if detail:
    show_meeting(detail, user)
else:
    show_deleted(meeting_id, user)
