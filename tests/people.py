"""Centres and accounts, made by the very commands of the product."""

from db.commands.accounts import create_account
from db.unit_of_work import writing
from domain.roles import Role
from tests import factories

PASSWORD = "une phrase que je retiens"


def open_centre(slug: str = "un", *, fictional: bool = False) -> int:
    """A centre written and kept: ``factories.make_centre`` in a transaction of its own."""
    with writing() as session:
        return factories.make_centre(session, slug, fictional=fictional)


def make_account(username: str, *memberships: tuple[str, Role], password: str = PASSWORD) -> int:
    with writing() as session:
        return create_account(
            session,
            username=username,
            name=username.capitalize(),
            password=password,
            memberships=memberships,
        )
