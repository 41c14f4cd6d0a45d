"""The head of every screen: brand, menu, centre, account."""

from collections.abc import Sequence

from components.data import read
from components.site_map import PRODUCT, SIGN_OUT, Screen
from components.templates import show
from db.queries import accounts
from domain.roles import User


def show_header(user: User, pages: Sequence[Screen], current: Screen) -> None:
    """``pages`` is what the menu offers; ``current`` may be out of it."""
    show(
        "header.html",
        product=PRODUCT,
        pages=pages,
        current=current,
        user=user,
        sign_out=SIGN_OUT,
        demonstration=read(accounts.is_demonstration),
    )
