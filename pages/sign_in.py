"""Sign in: the one page a visitor sees, at whatever address he came."""

from components.sign_in_screen import show_sign_in

show_sign_in()
