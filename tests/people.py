"""Centres and accounts, made by the very commands of the product."""

from db.commands.accounts import create_account
from db.models import Centre, Territory
from db.unit_of_work import writing
from domain.roles import Role
from domain.vocabulary import TerritoryLevel

PASSWORD = "une phrase que je retiens"


def make_centre(slug: str = "un", *, fictional: bool = False) -> int:
    with writing() as session:
        region = Territory(level=TerritoryLevel.REGION, code=f"R-{slug}", name="Région")
        session.add(region)
        session.flush()
        assert region.id
        centre = Centre(slug=slug, name=f"Centre {slug}", region_id=region.id, fictional=fictional)
        session.add(centre)
        session.flush()
        assert centre.id
        return centre.id


def make_account(username: str, *memberships: tuple[str, Role], password: str = PASSWORD) -> int:
    with writing() as session:
        return create_account(
            session,
            username=username,
            name=username.capitalize(),
            password=password,
            memberships=memberships,
        )
