"""Choose a password by a link: invited, or having lost the one before. Open to whoever holds it."""

from components.invitation_screen import show_invitation

show_invitation()
